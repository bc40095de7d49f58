"""A table of drifter fixes as text, read into tracks or refused with the row and the reason."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.assess.drifter_tracks import Track
from estran.errors import ReportFileError, TimeError
from estran.quantities.instants import epoch_seconds, parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = {
    "drifter": ("drifter", "drifter_id", "id", "name", "platform", "trajectory"),
    "time": ("time", "time_utc", "date_time", "datetime", "timestamp"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
}
"""Names that a column may have, in any case; only the drifter's may be missing."""
UTC_BY_NAME = "time_utc"
"""A time in a column of this name needs no zone of its own."""
ALONE = "1"
"""The name of the only drifter of a table that names none."""

Fix = tuple[float, float, float]
"""Seconds since 1970, latitude and longitude."""


def read_drifters(content: bytes, *, name: str) -> list[Track]:
    """Return the tracks of a table of fixes, in the order in which drifters first appear.

    Parameters
    ----------
    content : bytes
        CSV in UTF-8 with a head; a comma or a semicolon between the cells. Times carry their zone,
        or stand in a column `time_utc`. Rows without a position are left out.
    name : str
        Of the file, for messages.

    Raises
    ------
    ReportFileError
        Where a column is missing, or a cell cannot be what it must be.
    """
    try:
        lines = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(name, 1, "the file is not UTF-8 text.") from error
    head = lines.partition("\n")[0]
    mark = ";" if head.count(";") > head.count(",") else ","
    rows = csv.reader(StringIO(lines), delimiter=mark)
    place = _columns(next(rows, []), name)
    fixes: dict[str, list[Fix]] = {}
    for number, row in enumerate(rows, start=2):
        found = _fix(row, place, (name, number))
        if found is not None:
            fixes.setdefault(found[0], []).append(found[1])
    if not fixes:
        raise _refuse(name, 1, "the table holds no fix.")
    return [track_of(key, held) for key, held in fixes.items()]


def track_of(key: str, fixes: Sequence[Fix]) -> Track:
    """Return a track of fixes in any order; of two at one time the first counts."""
    times, latitude, longitude = np.array(fixes, dtype=np.float64).T
    times, first = np.unique(times, return_index=True)
    east = (longitude[first] + 180.0) % 360.0 - 180.0
    return Track(key=key, times=times, latitude=latitude[first], longitude=east)


def _columns(head: Sequence[str], name: str) -> Mapping[str, Any]:
    """Return where each column stands, and whether the time is UTC by its name."""
    given = [one.strip().casefold() for one in head]
    place: dict[str, Any] = {}
    for wanted, names in COLUMNS.items():
        found = [one for one in names if one in given]
        if len(found) > 1:
            raise _refuse(name, 1, f"{' and '.join(found)} both stand for the {wanted}.")
        if not found and wanted != "drifter":
            raise _refuse(name, 1, f"there is no column for the {wanted}: {', '.join(names)}.")
        if found:
            place[wanted] = given.index(found[0])
    return place | {"utc": UTC_BY_NAME in given}


def _fix(
    row: Sequence[str], place: Mapping[str, Any], where: tuple[str, int]
) -> tuple[str, Fix] | None:
    """Return a drifter and its fix; None for an empty line, or one without a position."""
    if not any(cell.strip() for cell in row):
        return None
    if len(row) <= max(int(one) for one in place.values()):
        raise _refuse(*where, f"has {len(row)} cells, fewer than the head.")
    cells = {key: row[place[key]].strip() for key in COLUMNS if key in place}
    if cells["latitude"].casefold() in {"", "nan"} or cells["longitude"].casefold() in {"", "nan"}:
        return None
    time = cells["time"] + (" UTC" if place["utc"] and _naive(cells["time"]) else "")
    try:
        moment = epoch_seconds(parse_instant(time))
    except TimeError as error:
        raise _refuse(
            *where, f"the time {cells['time']!r} cannot be read: {error.message}"
        ) from error
    fix = (
        moment,
        _degrees(cells["latitude"], ("latitude", -90.0, 90.0), where),
        _degrees(cells["longitude"], ("longitude", -180.0, 360.0), where),
    )
    return cells.get("drifter", ALONE), fix


def _naive(time: str) -> bool:
    return bool(time) and time[-1].isdigit() and "+" not in time and time.count("-") <= 2


def _degrees(cell: str, bounds: tuple[str, float, float], where: tuple[str, int]) -> float:
    what, low, high = bounds
    try:
        value = float(cell)
    except ValueError:
        value = np.nan
    if not low <= value <= high:
        raise _refuse(*where, f"the {what} {cell!r} is no number from {low:g} to {high:g}.")
    return value


def _refuse(name: str, row: int, problem: str) -> ReportFileError:
    return ReportFileError(
        "drifters.row", f"{name}, row {row}: {problem}", file=name, row=row, problem=problem
    )
