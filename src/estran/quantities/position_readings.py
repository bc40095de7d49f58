"""Positions without their hemisphere letters: refused, with the readings that they could have.

Nothing is guessed. A reading in the message can be copied and given back as it stands.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from estran.errors import PositionError
from estran.quantities.position_forms import (
    LATITUDE,
    LONGITUDE,
    Axis,
    Coordinate,
    read_coordinate,
)
from estran.quantities.position_refusals import not_a_position
from estran.quantities.position_tokens import EXAMPLE, Kind, Token
from estran.quantities.typed_text import shown
from estran.quantities.units import DEGREE, KILOMETRE, NAUTICAL_MILE

if TYPE_CHECKING:
    from collections.abc import Iterator

METRES_PER_DEGREE = 60.0 * NAUTICAL_MILE
"""Length of a degree of latitude [m], to half a per cent."""

_MISSING = ("hemisphere letters (N or S, E or W)", "letter E or W", "letter N or S")
_LEFT_OUT = (Kind.HEMISPHERE, Kind.COMMA, Kind.LABEL)


@dataclass(frozen=True, slots=True)
class _Half:
    """Numbers and marks that may be one coordinate, its sign, and its letter where it has one."""

    tokens: tuple[Token, ...]
    sign: str
    letter: str

    def letters(self, axis: Axis, *, signed: bool) -> str:
        """Letters that it could bear on an axis; a latitude without any is listed as north."""
        if self.letter:
            return self.letter if self.letter in axis.letters else ""
        if signed:
            return axis.letters[1] if self.sign == "-" else axis.letters[0]
        return axis.letters if axis is LONGITUDE else "N"


def missing_letters(tokens: tuple[Token, ...], text: str) -> PositionError:
    """Refusal of a text with fewer than two hemisphere letters.

    Parameters
    ----------
    tokens : tuple of Token
        The whole text, with at most one letter.
    text : str
        As it was typed.
    """
    count = sum(token.kind is Kind.NUMBER for token in tokens)
    letters = [token.text for token in tokens if token.kind is Kind.HEMISPHERE]
    if not count:
        what = f"{shown(text)} is not a position that I can read."
        return not_a_position("position.unreadable", what, text, variant="no_number")
    pairs = list(_pairs(tokens))
    if count == 1 or _is_one_coordinate(tokens) or (letters and not pairs):
        return _incomplete(letters, text)
    missing = _MISSING[_missing_rank(letters)]
    readings = tuple(dict.fromkeys([*map(_written, pairs), *_dotted_minutes(pairs)]))
    apart = _apart_km(pairs)
    beside = f" East and west are {apart} km apart there." if apart else ""
    could_be = f" It could be {', or '.join(readings)}.{beside}" if readings else ""
    return PositionError(
        "position.hemisphere_missing",
        f"No {missing} in {shown(text)}.{could_be} {EXAMPLE}",
        text=text,
        readings=readings,
        apart_km=apart,
        variant=("both", "east_west", "north_south")[_missing_rank(letters)],
    )


def _pairs(tokens: tuple[Token, ...]) -> Iterator[tuple[Coordinate, Coordinate]]:
    """Every pair of one latitude and one longitude that the text could be."""
    signed = any(token.kind is Kind.SIGN for token in tokens)
    for first, second in _splits(tokens):
        for one, two in _axis_orders(tokens):
            options = product(first.letters(one, signed=signed), second.letters(two, signed=signed))
            for letters in options:
                yield from _read(first, second, letters)


def _is_one_coordinate(tokens: tuple[Token, ...]) -> bool:
    """Whether the text, with its letter at one end, is one whole coordinate and no more."""
    ends = [token.text for token in (tokens[0], tokens[-1]) if token.kind is Kind.HEMISPHERE]
    whole = [token for token in tokens if token.kind not in (Kind.HEMISPHERE, Kind.LABEL)]
    try:
        return bool(ends) and bool(read_coordinate(whole, ends[0]))
    except PositionError:
        return False


def _read(
    first: _Half, second: _Half, letters: tuple[str, str]
) -> Iterator[tuple[Coordinate, Coordinate]]:
    try:
        pair = read_coordinate(first.tokens, letters[0]), read_coordinate(second.tokens, letters[1])
    except PositionError:
        return
    yield pair


def _splits(tokens: tuple[Token, ...]) -> Iterator[tuple[_Half, _Half]]:
    """Split at a comma, at the letter, or else in the middle of the numbers."""
    places = {token.kind: place for place, token in enumerate(tokens)}
    letter = places.get(Kind.HEMISPHERE)
    comma = places.get(Kind.COMMA)
    if comma is not None:
        yield _half(tokens[:comma]), _half(tokens[comma + 1 :])
    elif letter is not None and 0 < letter < len(tokens) - 1:
        yield _half(tokens[: letter + 1]), _half(tokens[letter + 1 :])
        yield _half(tokens[:letter]), _half(tokens[letter:])
    elif middle := _middle(tokens):
        yield _half(tokens[:middle]), _half(tokens[middle:])


def _middle(tokens: tuple[Token, ...]) -> int | None:
    """Place before the number, with its sign or letter, that begins the second half."""
    places = [place for place, token in enumerate(tokens) if token.kind is Kind.NUMBER]
    if len(places) % 2:
        return None
    place = places[len(places) // 2]
    return place - (tokens[place - 1].kind is Kind.SIGN)


def _half(tokens: tuple[Token, ...]) -> _Half:
    texts = {token.kind: token.text for token in tokens}
    return _Half(
        tokens=tuple(t for t in tokens if t.kind not in _LEFT_OUT and t.kind is not Kind.SIGN),
        sign=texts.get(Kind.SIGN, ""),
        letter=texts.get(Kind.HEMISPHERE, ""),
    )


def _axis_orders(tokens: tuple[Token, ...]) -> list[tuple[Axis, Axis]]:
    labels = [token.text for token in tokens if token.kind is Kind.LABEL]
    orders = [(LATITUDE, LONGITUDE), (LONGITUDE, LATITUDE)]
    return [order for order in orders if not labels or order[0].name == labels[0]]


def _written(pair: tuple[Coordinate, Coordinate]) -> str:
    return " ".join(f"{' '.join(coordinate.parts)} {coordinate.letter}" for coordinate in pair)


def _dotted_minutes(pairs: list[tuple[Coordinate, Coordinate]]) -> Iterator[str]:
    """Read 51.03 as 51 degrees 03 minutes, where the latitude is first and both allow it."""
    for pair in pairs:
        if pair[0].axis is LATITUDE and all(map(_may_hold_minutes, pair)):
            yield _written(pair).replace(".", " ")


def _may_hold_minutes(coordinate: Coordinate) -> bool:
    minutes = coordinate.parts[0].partition(".")[2]
    return len(coordinate.parts) == 1 and len(minutes) == 2 and minutes < "60"


def _apart_km(pairs: list[tuple[Coordinate, Coordinate]]) -> str:
    """Return how far east and west lie apart [km], where that is what is missing."""
    if len(pairs) < 2 or [c.parts for c in pairs[0]] != [c.parts for c in pairs[1]]:
        return ""
    first, second = (sorted(pair, key=lambda c: c.axis.name) for pair in pairs[:2])
    if first[0].degrees != second[0].degrees:
        return ""
    across = METRES_PER_DEGREE * math.cos(first[0].degrees * DEGREE) / KILOMETRE
    apart = abs(first[1].degrees - second[1].degrees) * across
    return f"{apart:.0f}"


def _missing_rank(letters: list[str]) -> int:
    """Return 0 where both letters are missing, 1 for east or west, 2 for north or south."""
    if not letters:
        return 0
    return 1 if letters[0] in LATITUDE.letters else 2


def _incomplete(letters: list[str], text: str) -> PositionError:
    known = LATITUDE if letters and letters[0] in LATITUDE.letters else LONGITUDE
    missing = LONGITUDE if known is LATITUDE else LATITUDE
    what = f"a {missing.name} beside the {known.name}" if letters else "a latitude and a longitude"
    return PositionError(
        "position.incomplete",
        f"{shown(text)} is half a position: it needs {what}. {EXAMPLE}",
        text=text,
        variant=missing.name if letters else "both",
    )
