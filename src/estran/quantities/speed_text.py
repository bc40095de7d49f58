"""Speeds as people write them, found inside a longer text: knots, m/s, km/h, mph, Beaufort forces.

A number without its unit is not a speed here.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass

from estran.errors import QuantityError
from estran.quantities.typed_text import shown
from estran.quantities.units import KILOMETRE_PER_HOUR, KNOT, MILE_PER_HOUR

_ROUNDING = 1.0 / math.sqrt(12.0)
_UNITS = {
    **dict.fromkeys(("kn", "kt", "kts", "kns", "knot", "knots"), KNOT),
    **dict.fromkeys(("nd", "nds", "noeud", "noeuds"), KNOT),
    **dict.fromkeys(("m/s", "ms-1", "m s-1", "mps"), 1.0),
    **dict.fromkeys(("km/h", "kmh", "kph", "kmph"), KILOMETRE_PER_HOUR),
    "mph": MILE_PER_HOUR,
}
# Upper ends of the Beaufort forces 0 to 11: half a knot above the last whole knot of each.
# Source: wmo_306, code table 1100.
_BEAUFORT_ENDS_KN = (0.5, 3.5, 6.5, 10.5, 16.5, 21.5, 27.5, 33.5, 40.5, 47.5, 55.5, 63.5)

_NUMBER = r"\d+(?:[.,]\d+)?"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_SPEED = re.compile(
    rf"(?:(?<![\d.,])(?P<low>{_NUMBER})\s?(?:-|to|or|ou|(?<!\d\d\d\s)a)\s?)?"
    rf"(?<![\d.,])(?P<sign>-?)(?P<number>{_NUMBER})\s?(?P<unit>{_UNIT})(?![\w/])"
)
_FORCE = re.compile(
    r"(?:\b(?:force|f|bft|bf|beaufort)\s?(?P<low>\d{1,2})(?:\s?(?:-|to|a|or|ou|/)\s?(?P<high>\d{1,2}))?"
    r"|\b(?P<low2>\d{1,2})(?:\s?(?:-|to|a|or|ou)\s?(?P<high2>\d{1,2}))?\s?(?:bft|bf|beaufort))\b"
)


@dataclass(frozen=True, slots=True)
class FoundSpeed:
    """A speed inside a text.

    Parameters
    ----------
    speed : float
        The number, or the middle of the range or force [m/s].
    resolution : float
        Unit of the last digit, or width of the range or force, divided by the root of 12 [m/s].
    rest : str
        The text without the speed.
    """

    speed: float
    resolution: float
    rest: str


def find_speed(text: str) -> FoundSpeed | None:
    """Find the first speed with a unit; None where there is none.

    Parameters
    ----------
    text : str
        Plain, lower-case text without accents.

    Raises
    ------
    QuantityError
        If the speed is negative or its range runs downwards.
    """
    match = _SPEED.search(text)
    if match is None:
        return None
    unit = _UNITS[match["unit"]]
    number = match["number"].replace(",", ".")
    if match["sign"]:
        raise QuantityError(
            "quantity.negative",
            f"The speed -{number} {match['unit']} in {shown(text)} is negative. Give it without a "
            "sign, and turn the direction round if that is meant.",
            text=text,
            speed=f"-{number} {match['unit']}",
        )
    last = 10.0 ** -len(number.partition(".")[2])
    low = float((match["low"] or number).replace(",", "."))
    width = float(number) - low if match["low"] else last
    return _found(match, low=low * unit, high=float(number) * unit, width=width * unit)


def find_force(text: str) -> FoundSpeed | None:
    """Find the first Beaufort force or range of forces; None where there is none.

    Parameters
    ----------
    text : str
        Plain, lower-case text without accents.

    Raises
    ------
    QuantityError
        If a force is above 11, whose speed has no upper end, or the range runs downwards.
    """
    match = _FORCE.search(text)
    if match is None:
        return None
    low = int(match["low"] or match["low2"])
    high = int(match["high"] or match["high2"] or low)
    if max(low, high) >= len(_BEAUFORT_ENDS_KN):
        raise QuantityError(
            "quantity.out_of_range",
            f"{shown(text)}: forces from 12 upwards have no middle speed. Give the wind in knots.",
            text=text,
            variant="force",
        )
    start = (0.0, *_BEAUFORT_ENDS_KN)[low] * KNOT
    end = _BEAUFORT_ENDS_KN[high] * KNOT
    return _found(match, low=start, high=end, width=end - start)


def beaufort_force(speed: float) -> int:
    """Return the Beaufort force of a wind speed [m/s], 0 to 12.

    Notes
    -----
    Source: wmo_306, code table 1100.
    """
    return bisect_left(_BEAUFORT_ENDS_KN, speed / KNOT)


def _found(match: re.Match[str], *, low: float, high: float, width: float) -> FoundSpeed:
    if width <= 0.0:
        raise QuantityError(
            "quantity.unreadable",
            f"The range of speeds '{match[0]}' runs downwards or is empty. Write it like 10-15 kn.",
            text=match.string,
            piece=match[0],
            variant="range",
        )
    rest = f"{match.string[: match.start()]} {match.string[match.end() :]}"
    return FoundSpeed(speed=(low + high) / 2.0, resolution=width * _ROUNDING, rest=rest.strip())
