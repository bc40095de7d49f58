"""One latitude or longitude: decimal degrees, degrees and minutes, or degrees, minutes and seconds.

Digits written without gaps (510230) and ISO 6709 are told apart by their number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.errors import PositionError
from estran.quantities.position_tokens import EXAMPLE, Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = ("DD", "DMM", "DMS")
"""Forms by the number of their parts: degrees, then minutes, then seconds."""

_MARK_ORDER = (Kind.DEGREE, Kind.MINUTE, Kind.SECOND)
_UNITS = ("degrees", "minutes", "seconds")
_ISO_6709 = re.compile(
    r"(?P<lat_sign>[+-])(?P<lat>\d+(?:[.,]\d+)?)\s?(?P<lon_sign>[+-])(?P<lon>\d+(?:[.,]\d+)?)"
    r"(?:[+-]\d+(?:[.,]\d+)?)?(?:CRS\w+)?/?"
)
_ISO_LENGTHS = {(2, 3), (4, 5), (6, 7)}


@dataclass(frozen=True, slots=True)
class Axis:
    """Latitude or longitude: its name, letters, largest degrees and number of digits of them."""

    name: str
    letters: str
    limit: float
    width: int


LATITUDE = Axis(name="latitude", letters="NS", limit=90.0, width=2)
LONGITUDE = Axis(name="longitude", letters="EW", limit=180.0, width=3)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One coordinate as it was read.

    Parameters
    ----------
    axis : Axis
        Latitude or longitude.
    degrees : float
        Signed, north and east positive.
    unit : float
        One unit of the last digit [degrees].
    parts : tuple of str
        Its numbers as typed: degrees, minutes, seconds, as far as they were given.
    letter : str
        Its hemisphere.
    """

    axis: Axis
    degrees: float
    unit: float
    parts: tuple[str, ...]
    letter: str

    @property
    def form(self) -> str:
        """One of `FORMS`."""
        return FORMS[len(self.parts) - 1]

    @property
    def is_decimal(self) -> bool:
        """Whether the last part has decimals."""
        return "." in self.parts[-1]


def axis_of(letter: str) -> Axis:
    """Axis to which a hemisphere letter belongs."""
    return LATITUDE if letter in LATITUDE.letters else LONGITUDE


def read_coordinate(tokens: Sequence[Token], letter: str) -> Coordinate:
    """Read the numbers and marks of one coordinate.

    Parameters
    ----------
    tokens : sequence of Token
        Numbers and marks only.
    letter : str
        One of N, S, E, W.

    Raises
    ------
    PositionError
        If the numbers have no reading or more than one, or are out of range.
    """
    axis = axis_of(letter)
    parts = _parts(tokens, axis)
    if len(parts) == 1 and len(tokens) == 1:
        parts = _unpacked(parts[0], axis, letter)
    else:
        _check_short_third(parts, tokens, axis)
    _check_parts(parts, axis)
    value = sum(float(part) / 60.0**power for power, part in enumerate(parts))
    if value > axis.limit:
        raise _too_large(axis, " ".join(parts))
    return Coordinate(
        axis=axis,
        degrees=-value if letter in "SW" else value,
        unit=10.0 ** -_decimals(parts[-1]) / 60.0 ** (len(parts) - 1),
        parts=parts,
        letter=letter,
    )


def rewritten_iso_6709(typed: str) -> str | None:
    """Rewrite an ISO 6709 text with hemisphere letters; None where the text is not of that form.

    Degrees have two digits for latitude and three for longitude, minutes and seconds two each,
    which is what lets the signs stand for the hemispheres. Height is left out.
    """
    match = _ISO_6709.fullmatch(typed)
    if match is None:
        return None
    latitude, longitude = match["lat"].replace(",", "."), match["lon"].replace(",", ".")
    if (_whole_digits(latitude), _whole_digits(longitude)) not in _ISO_LENGTHS:
        return None
    north = "S" if match["lat_sign"] == "-" else "N"
    east = "W" if match["lon_sign"] == "-" else "E"
    return f"{latitude} {north} {longitude} {east}"


def _parts(tokens: Sequence[Token], axis: Axis) -> tuple[str, ...]:
    parts: list[str] = []
    marked = True
    for token in tokens:
        if token.kind is Kind.NUMBER:
            parts.append(token.text)
            marked = False
        elif marked or len(parts) > 3 or _MARK_ORDER[len(parts) - 1] is not token.kind:
            raise _misplaced(token, axis)
        else:
            marked = True
    if not 1 <= len(parts) <= 3:
        raise PositionError(
            "position.unreadable",
            f"The {axis.name} needs one to three numbers, not {len(parts)}"
            f" ({' '.join(parts)}). {EXAMPLE}",
            axis=axis.name,
            count=len(parts),
            typed=" ".join(parts),
            variant="count",
        )
    return tuple(parts)


def _unpacked(digits: str, axis: Axis, letter: str) -> tuple[str, ...]:
    """Part degrees, minutes and seconds that were written without gaps."""
    count, width = _whole_digits(digits), axis.width
    if count <= width:
        return (digits,)
    if count == width + 2:
        return digits[:width], digits[width:]
    if count == width + 4:
        return digits[:width], digits[width : width + 2], digits[width + 2 :]
    if axis is LATITUDE and count == width + 1:
        raise _too_large(axis, digits)
    raise _wrong_length(digits, axis, letter)


def _check_short_third(parts: tuple[str, ...], tokens: Sequence[Token], axis: Axis) -> None:
    """Refuse 51 02 5, unless a mark says seconds: a point may have been lost before the 5."""
    if len(parts) < 3 or len(parts[2]) > 1 or tokens[-1].kind is Kind.SECOND:
        return
    stem = " ".join(parts[:2])
    readings = (f"{stem} 0{parts[2]}", f"{stem}.{parts[2]}")
    raise PositionError(
        "position.ambiguous",
        f"The {axis.name} '{' '.join(parts)}' can be {readings[0]} (seconds) or {readings[1]}"
        " (decimals of a minute). Write it in one of these ways.",
        axis=axis.name,
        readings=readings,
        typed=" ".join(parts),
        variant="short_third",
    )


def _check_parts(parts: tuple[str, ...], axis: Axis) -> None:
    for unit, part in zip(_UNITS, parts[:-1], strict=False):
        if "." in part:
            raise PositionError(
                "position.unreadable",
                f"The {axis.name} '{' '.join(parts)}' has decimals in its {unit} and goes on after"
                f" them; only the last part may have decimals. {EXAMPLE}",
                axis=axis.name,
                typed=" ".join(parts),
                unit=unit,
                variant="decimals_inside",
            )
    for unit, part in zip(_UNITS[1:], parts[1:], strict=False):
        if float(part) >= 60.0:
            raise _not_below_60(axis, parts, part, unit)


def _whole_digits(number: str) -> int:
    return len(number.partition(".")[0])


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _too_large(axis: Axis, typed: str) -> PositionError:
    return PositionError(
        "position.out_of_range",
        f"The {axis.name} '{typed}' is not possible: it is more than {axis.limit:g} degrees.",
        axis=axis.name,
        typed=typed,
        limit=f"{axis.limit:g}",
        variant="more_than",
    )


def _not_below_60(axis: Axis, parts: tuple[str, ...], part: str, unit: str) -> PositionError:
    """Refuse 51 61 and 51 02 75; the latter may be decimals of a minute."""
    typed = " ".join(parts)
    meant = f"{parts[0]} {parts[1]}.{parts[2]}" if unit == "seconds" and "." not in part else ""
    hint = f" (if decimals of a minute are meant, write {meant})" if meant else ""
    return PositionError(
        "position.out_of_range",
        f"The {axis.name} '{typed}' is not possible: {part} {unit} are not below 60{hint}.",
        axis=axis.name,
        typed=typed,
        part=part,
        unit=unit,
        meant=meant,
        variant="not_below",
    )


def _misplaced(token: Token, axis: Axis) -> PositionError:
    return PositionError(
        "position.unreadable",
        f"In the {axis.name} the {token.kind.value} ({token.text}) is out of place: degrees come"
        f" first, then minutes, then seconds, without a comma between them. {EXAMPLE}",
        axis=axis.name,
        mark=token.kind.value,
        typed=token.text,
        variant="misplaced",
    )


def _wrong_length(digits: str, axis: Axis, letter: str) -> PositionError:
    wanted = " or ".join(str(axis.width + more) for more in (0, 2, 4))
    readings = _unpadded_readings(digits, letter) if axis is LONGITUDE else ()
    could_be = f" It could be {' or '.join(readings)}." if readings else ""
    return PositionError(
        "position.ambiguous" if readings else "position.unreadable",
        f"The {axis.name} '{digits}' is written without gaps and then needs {wanted} digits before "
        f"the point.{could_be} {EXAMPLE}",
        axis=axis.name,
        readings=readings,
        typed=digits,
        wanted=tuple(axis.width + more for more in (0, 2, 4)),
        variant="without_gaps",
    )


def _unpadded_readings(digits: str, letter: str) -> tuple[str, ...]:
    """List the readings of a longitude whose degrees may lack their leading zero."""
    whole, point, decimals = digits.partition(".")
    if len(whole) not in {4, 6}:
        return ()
    splits = ((whole[:width], whole[width : width + 2], whole[width + 2 :]) for width in (2, 3))
    spaced = (" ".join(part.zfill(2) for part in split if part) for split in splits)
    return tuple(f"{numbers}{point}{decimals} {letter}" for numbers in spaced)
