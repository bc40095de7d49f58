"""Directions as people write them: degrees from true north, or points of the compass.

Points are read in English and French: O, SO, NO are west, south-west and north-west (ouest), not
the Dutch and German east (oost, Ost).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from estran.errors import QuantityError
from estran.quantities.typed_text import folded, shown
from estran.quantities.units import FULL_CIRCLE_DEG

_ROUNDING = 1.0 / math.sqrt(12.0)
_NORTH_TO_SOUTH = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse")
_SOUTH_TO_NORTH = ("s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_POINTS = _NORTH_TO_SOUTH + _SOUTH_TO_NORTH
_WORDS = (
    (re.compile(r"west|ouest"), "w"),
    (re.compile(r"east|est"), "e"),
    (re.compile(r"north|nord"), "n"),
    (re.compile(r"south|sud"), "s"),
    (re.compile(r"erly\b|ern\b|[\s-]"), ""),
)
_DEGREES = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d+)?)\s?(?:\u00b0|deg|degs|degrees?|degres?)?\s?"
    r"(?P<north>t|true|vrai|m|mag|magnetic|magnetique)?"
)


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction, clockwise from true north, and the standard deviation of its rounding.

    Parameters
    ----------
    degrees : float
        At least 0 and below 360.
    resolution : float
        Width of what was named (one unit of the last digit, or the sector of a compass point)
        divided by the root of 12 [degrees].
    """

    degrees: float
    resolution: float


ANY_DIRECTION = Direction(degrees=0.0, resolution=FULL_CIRCLE_DEG * _ROUNDING)
"""Stands for a direction that is not known; its degrees mean nothing."""


def read_direction(text: str) -> Direction | None:
    """Read a direction; None where the text is not one.

    Parameters
    ----------
    text : str
        Such as ``290``, ``290°T``, ``NW``, ``north-west``, ``SO`` or ``sud-ouest``.

    Raises
    ------
    QuantityError
        If it is above 360 degrees or magnetic.
    """
    word = folded(text).strip()
    if match := _DEGREES.fullmatch(word):
        return _from_degrees(match)
    for pattern, letter in _WORDS:
        word = pattern.sub(letter, word)
    point = word.replace("o", "w")
    if point not in _POINTS:
        return None
    sector = FULL_CIRCLE_DEG / (16 if len(point) == 3 else 8)
    degrees = _POINTS.index(point) * FULL_CIRCLE_DEG / len(_POINTS)
    return Direction(degrees=degrees, resolution=sector * _ROUNDING)


def _from_degrees(match: re.Match[str]) -> Direction:
    number = match["number"].replace(",", ".")
    if (match["north"] or "").startswith("m"):
        raise QuantityError(
            "quantity.magnetic_direction",
            f"{shown(match[0])} is magnetic. Give it from true north, such as {number}T.",
            text=match[0],
            number=number,
        )
    if float(number) > FULL_CIRCLE_DEG:
        raise QuantityError(
            "quantity.out_of_range",
            f"A direction of {number} degrees is not possible: it lies between 0 and 360.",
            value=float(number),
            number=number,
            variant="direction",
        )
    unit = 10.0 ** -len(number.partition(".")[2])
    return Direction(degrees=float(number) % FULL_CIRCLE_DEG, resolution=unit * _ROUNDING)
