"""Positions as people write, paste and say them: read without guessing, or refused with reasons.

A hemisphere letter is compulsory unless the form implies the sign (ISO 6709, map links, geo: URIs),
because a slip of east and west in the Dover Strait is some 200 km. Neither NumPy nor pyproj is
needed here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from estran.errors import PositionError
from estran.quantities.geodesy import Position
from estran.quantities.map_links import point_in_link
from estran.quantities.position_format import format_dd, format_dmm, format_dms
from estran.quantities.position_forms import (
    FORMS,
    LATITUDE,
    Coordinate,
    axis_of,
    read_coordinate,
    rewritten_iso_6709,
)
from estran.quantities.position_readings import METRES_PER_DEGREE, missing_letters
from estran.quantities.position_refusals import not_a_position, refuse_codes, refuse_three_words
from estran.quantities.position_tokens import EXAMPLE, Kind, Token, tokenise
from estran.quantities.typed_text import plain, shown
from estran.quantities.units import DEGREE

__all__ = ["ParsedPosition", "format_dd", "format_dmm", "format_dms", "parse_position"]

ISO_6709 = "ISO 6709"
_LONGEST_TEXT = 2000
_ROUNDING = 1.0 / math.sqrt(12.0)


@dataclass(frozen=True, slots=True)
class ParsedPosition:
    """A position, and how it was written.

    Parameters
    ----------
    position : Position
        What was read.
    form : str
        ``"DD"``, ``"DMM"``, ``"DMS"``, ``"ISO 6709"``, ``"map link"``, ``"map link, centre of the
        view"`` or ``"geo URI"``.
    resolution : float
        Standard deviation of the rounding alone [m]: one unit of the last digit given, divided by
        the root of 12, on the coarser of the two axes. The error of the fix itself is not in it.
    text : str
        As it was given.
    """

    position: Position
    form: str
    resolution: float
    text: str


def parse_position(text: str) -> ParsedPosition:
    """Read a position.

    Accepted are decimal degrees, degrees and decimal minutes, and degrees, minutes and seconds,
    with the letters before or after the numbers; digits without gaps (``510230N 0014506E``); all
    usual marks, dashes, spaces and scripts of digits; decimal commas; English, French and Dutch
    words for the hemispheres; ISO 6709; links of Google Maps, Apple Maps, OpenStreetMap, WhatsApp,
    Waze and Bing; and geo: URIs. Letters decide what is latitude, not the order. A lone O is read
    as west only beside a word that is French alone (``sud``, ``et``, ``degrés``), since it is east
    in Dutch and German.

    Parameters
    ----------
    text : str
        What was typed or pasted.

    Returns
    -------
    ParsedPosition
        Position, form, resolution and text.

    Raises
    ------
    PositionError
        With a code ``position.*``: the letters are missing, the text has more than one reading, it
        is out of range, not readable, or not a latitude and longitude (what3words, plus codes,
        grid references, short links).
    """
    typed = _unquoted(plain(text))
    if not typed or len(typed) > _LONGEST_TEXT:
        what = "There is no position in an empty or overlong text."
        raise not_a_position("position.unreadable", what, text, variant="empty")
    refuse_three_words(typed)
    if point := point_in_link(typed):
        return _read(point.written, text, form=point.form)
    if rewritten := rewritten_iso_6709(typed):
        return _read(rewritten, text, form=ISO_6709)
    refuse_codes(typed)
    return _read(typed, text)


def _unquoted(typed: str) -> str:
    bare = typed.lstrip("\"' ")
    return bare if bare == typed else bare.rstrip("\"' ")


def _read(typed: str, text: str, *, form: str | None = None) -> ParsedPosition:
    first, second = _coordinates(tokenise(typed), text)
    latitude, longitude = (first, second) if first.axis is LATITUDE else (second, first)
    return ParsedPosition(
        position=Position(latitude=latitude.degrees, longitude=longitude.degrees),
        form=form or max(latitude.form, longitude.form, key=FORMS.index),
        resolution=_resolution(latitude, longitude),
        text=text,
    )


def _resolution(latitude: Coordinate, longitude: Coordinate) -> float:
    across = longitude.unit * math.cos(latitude.degrees * DEGREE)
    return max(latitude.unit, across) * METRES_PER_DEGREE * _ROUNDING


def _coordinates(tokens: tuple[Token, ...], text: str) -> tuple[Coordinate, Coordinate]:
    letters = [token.text for token in tokens if token.kind is Kind.HEMISPHERE]
    if len(letters) < 2:
        raise missing_letters(tokens, text)
    _check_letters(letters, tokens, text)
    first, second = _halves(tuple(t for t in tokens if t.kind is not Kind.LABEL), text)
    pair = _coordinate(first, letters[0]), _coordinate(second, letters[1])
    _check_same_form(pair, text)
    return pair


def _check_letters(letters: list[str], tokens: tuple[Token, ...], text: str) -> None:
    if len(letters) > 2:
        problem = f"has {len(letters)} hemisphere letters instead of two"
        raise _unreadable(problem, text, variant="letters_many", count=len(letters))
    axes = [axis_of(letter).name for letter in letters]
    if axes[0] == axes[1]:
        raise PositionError(
            f"position.two_{axes[0]}s",
            f"{shown(text)} gives two {axes[0]}s ({letters[0]} and {letters[1]}). {EXAMPLE}",
            text=text,
            letters=tuple(letters),
        )
    labels = [token.text for token in tokens if token.kind is Kind.LABEL]
    if labels and labels != axes[: len(labels)]:
        raise PositionError(
            "position.ambiguous",
            f"In {shown(text)} the words latitude and longitude contradict the letters"
            f" {letters[0]} and {letters[1]}. Ask which is meant.",
            text=text,
            letters=tuple(letters),
            variant="words_against_letters",
        )


def _halves(tokens: tuple[Token, ...], text: str) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Give each letter its numbers: letters stand both before them, both after, or face to face."""
    one, two = (place for place, t in enumerate(tokens) if t.kind is Kind.HEMISPHERE)
    last = len(tokens) - 1
    if two == one + 1 and 0 < one < last - 1:
        return tokens[:one], tokens[two + 1 :]
    if one == 0 and two < last:
        return tokens[1:two], tokens[two + 1 :]
    if one > 0 and two == last:
        return tokens[:one], tokens[one + 1 : two]
    problem = "has its letters in places that leave open which numbers are theirs"
    raise _unreadable(problem, text, variant="letters_placed")


def _coordinate(tokens: tuple[Token, ...], letter: str) -> Coordinate:
    coordinate = read_coordinate([t for t in tokens if t.kind is not Kind.SIGN], letter)
    signs = {token.text for token in tokens if token.kind is Kind.SIGN}
    if not signs or (signs == {"+"} and letter in "NE"):
        return coordinate
    typed = " ".join(coordinate.parts)
    readings = tuple(f"{typed} {letter}" for letter in coordinate.axis.letters)
    raise PositionError(
        "position.ambiguous",
        f"The {coordinate.axis.name} '{typed}' has both a sign and the letter {letter}. Write"
        f" {readings[0]} or {readings[1]}, without a sign.",
        readings=readings,
        axis=coordinate.axis.name,
        typed=typed,
        letter=letter,
        variant="sign_and_letter",
    )


def _check_same_form(pair: tuple[Coordinate, Coordinate], text: str) -> None:
    """Refuse 51 02.5 N 1.45 E, where 1.45 may be 1 degree 45 minutes written with a point."""
    shorter, longer = sorted(pair, key=lambda coordinate: len(coordinate.parts))
    if len(shorter.parts) == len(longer.parts):
        return
    readings = tuple(f"{reading} {shorter.letter}" for reading in _in_longer_form(shorter))
    raise PositionError(
        "position.ambiguous",
        f"In {shown(text)} latitude and longitude are written in two forms ({longer.form} and"
        f" {shorter.form}). The {shorter.axis.name} can be {' or '.join(readings)}. Write both in"
        " one form.",
        text=text,
        readings=readings,
        axis=shorter.axis.name,
        forms=(longer.form, shorter.form),
        variant="two_forms",
    )


def _in_longer_form(coordinate: Coordinate) -> tuple[str, ...]:
    """Write a coordinate as it stands, and with what may have been meant by its last part."""
    whole, point, decimals = " ".join(coordinate.parts).partition(".")
    if not point:
        return whole, f"{whole} 00"
    as_part = decimals.zfill(2)
    is_part = len(as_part) == 2 and as_part < "60"
    return (f"{whole}.{decimals}", *((f"{whole} {as_part}",) if is_part else ()))


def _unreadable(problem: str, text: str, **details: object) -> PositionError:
    message = f"{shown(text)} {problem}. {EXAMPLE}"
    return PositionError("position.unreadable", message, text=text, **details)
