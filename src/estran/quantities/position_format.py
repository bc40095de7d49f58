"""Positions as text, always with hemisphere letters, in forms that `position_text` reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.quantities.geodesy import Position


def format_dmm(position: Position, *, decimals: int = 3) -> str:
    """Degrees and decimal minutes, such as ``50-59.294N 001-21.087E``.

    Parameters
    ----------
    position : Position
        What to write.
    decimals : int
        Decimals of a minute; 3 are 1.9 m of latitude.
    """
    latitude = _dmm(position.latitude, width=2, letters="NS", decimals=decimals)
    return f"{latitude} {_dmm(position.longitude, width=3, letters='EW', decimals=decimals)}"


def format_dd(position: Position, *, decimals: int = 5) -> str:
    """Decimal degrees, such as ``50.98823N 001.35145E``.

    Parameters
    ----------
    position : Position
        What to write.
    decimals : int
        Decimals of a degree; 5 are 1.1 m of latitude.
    """
    latitude = _dd(position.latitude, width=2, letters="NS", decimals=decimals)
    return f"{latitude} {_dd(position.longitude, width=3, letters='EW', decimals=decimals)}"


def format_dms(position: Position, *, decimals: int = 1) -> str:
    """Degrees, minutes and seconds, such as ``50-59-17.6N 001-21-05.2E``.

    Parameters
    ----------
    position : Position
        What to write.
    decimals : int
        Decimals of a second; 1 is 3.1 m of latitude.
    """
    latitude = _dms(position.latitude, width=2, letters="NS", decimals=decimals)
    return f"{latitude} {_dms(position.longitude, width=3, letters='EW', decimals=decimals)}"


def _dd(value: float, *, width: int, letters: str, decimals: int) -> str:
    count = _count(value, units_per_degree=10**decimals)
    degrees, rest = divmod(count, 10**decimals)
    return f"{degrees:0{width}d}{_fraction(rest, decimals)}{_letter(value, count, letters)}"


def _dmm(value: float, *, width: int, letters: str, decimals: int) -> str:
    count = _count(value, units_per_degree=60 * 10**decimals)
    whole, rest = divmod(count, 10**decimals)
    degrees, minutes = divmod(whole, 60)
    letter = _letter(value, count, letters)
    return f"{degrees:0{width}d}-{minutes:02d}{_fraction(rest, decimals)}{letter}"


def _dms(value: float, *, width: int, letters: str, decimals: int) -> str:
    count = _count(value, units_per_degree=3600 * 10**decimals)
    whole, rest = divmod(count, 10**decimals)
    degrees, seconds = divmod(whole, 3600)
    tail = f"{seconds // 60:02d}-{seconds % 60:02d}{_fraction(rest, decimals)}"
    return f"{degrees:0{width}d}-{tail}{_letter(value, count, letters)}"


def _count(value: float, *, units_per_degree: int) -> int:
    """Whole units of the last digit: rounding here, once, lets no 60 appear among the minutes."""
    return round(abs(value) * units_per_degree)


def _fraction(rest: int, decimals: int) -> str:
    return f".{rest:0{decimals}d}" if decimals else ""


def _letter(value: float, count: int, letters: str) -> str:
    return letters[1] if value < 0.0 and count else letters[0]
