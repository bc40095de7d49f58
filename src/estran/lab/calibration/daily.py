"""A user's own daily series, summed up to the rows of history.toml; no day leaves this file.

The series of the Home Office has these columns: date, migrants_arrived, boats_arrived.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import InputError
from estran.lab.history import Series, history

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.quantities.arrays import Bools, Ints

COLUMNS = ("date", "migrants_arrived", "boats_arrived")
FEWEST_DAYS = 365
QUARTER_MONTHS = {
    "crossing_days_djf": (12, 1, 2),
    "crossing_days_mam": (3, 4, 5),
    "crossing_days_jja": (6, 7, 8),
    "crossing_days_son": (9, 10, 11),
}
CALENDAR_QUARTERS = {
    "boats_first_quarter": (1, 2, 3),
    "boats_second_quarter": (4, 5, 6),
    "boats_third_quarter": (7, 8, 9),
    "boats_fourth_quarter": (10, 11, 12),
}
SINCE = (11, 25)
"""Month and day from which the doctrine of 2025 stood."""


@dataclass(frozen=True, slots=True)
class _Days:
    """Days without a gap."""

    year: Ints
    month: Ints
    day: Ints
    people: Ints
    boats: Ints

    def of(self, where: Bools) -> _Days:
        return _Days(*(getattr(self, name)[where] for name in self.__slots__))


def summed_up(text: str, *, name: str) -> Mapping[str, Series]:
    """Return the series of history.toml with the numbers of a daily series, for its whole years.

    Parameters
    ----------
    text : str
        CSV with the columns above, a line a day, days in order and without a gap.
    name : str
        Of the file, for messages.

    Raises
    ------
    InputError
        Where a column lacks, a line cannot be read, or days are missing; the message says where.
    """
    days = _read(text, name)
    years = [int(year) for year in np.unique(days.year) if (days.year == year).sum() >= FEWEST_DAYS]
    if not years:
        raise InputError(
            "daily.too_short",
            f"{name}: no whole year, from 1 January to 31 December, is in it.",
            name=name,
        )
    given = dict(history())
    for key, measure in _measures().items():
        numbers = {str(year): measure(days.of(days.year == year)) for year in years}
        by = MappingProxyType({**given[key].by, **numbers})
        given[key] = replace(given[key], by=by)
    return MappingProxyType(given)


def _measures() -> Mapping[str, Callable[[_Days], float]]:
    """Every series that follows from days, by key."""
    found: dict[str, Callable[[_Days], float]] = {
        "arrivals": lambda days: float(days.people.sum()),
        "boats": lambda days: float(days.boats.sum()),
        "load": lambda days: float(days.people.sum() / max(days.boats.sum(), 1)),
        "crossing_days": lambda days: float((days.boats > 0).sum()),
        "again": lambda days: _after(days, crossing=True),
        "new": lambda days: _after(days, crossing=False),
        "boats_a_day": lambda days: float(_on_crossing_days(days).mean()),
        "boats_a_day_variance": lambda days: float(_on_crossing_days(days).var(ddof=1)),
        "top_ten_share": _top_ten_share,
        "boats_since_25_november": lambda days: float(days.boats[_since(days)].sum()),
    }
    for key, months in QUARTER_MONTHS.items():
        found[key] = lambda days, months=months: float(  # type: ignore[misc]
            (days.boats[np.isin(days.month, months)] > 0).sum()
        )
    for key, months in CALENDAR_QUARTERS.items():
        found[key] = lambda days, months=months: float(  # type: ignore[misc]
            days.boats[np.isin(days.month, months)].sum()
        )
    return found


def _since(days: _Days) -> Bools:
    month, day = SINCE
    where: Bools = (days.month > month) | ((days.month == month) & (days.day >= day))
    return where


def _on_crossing_days(days: _Days) -> Ints:
    return days.boats[days.boats > 0]


def _after(days: _Days, *, crossing: bool) -> float:
    crossed = days.boats > 0
    following = crossed[1:][crossed[:-1] == crossing]
    return float(following.mean())


def _top_ten_share(days: _Days) -> float:
    most = np.sort(days.people)[::-1]
    return float(most[: round(0.1 * len(most))].sum() / most.sum())


def _read(text: str, name: str) -> _Days:
    lines = csv.DictReader(text.splitlines())
    if lacking := [column for column in COLUMNS if column not in (lines.fieldnames or ())]:
        raise InputError(
            "daily.columns",
            f"{name}: the column {lacking[0]} is missing; there must be {', '.join(COLUMNS)}.",
            name=name,
            lacking=lacking[0],
            columns=COLUMNS,
        )
    rows = [_row(line, name, number) for number, line in enumerate(lines, start=2)]
    for number, (before, after) in enumerate(pairwise(rows), start=3):
        if after[0] - before[0] != timedelta(days=1):
            raise InputError(
                "daily.gap",
                f"{name}, line {number}: {after[0]} follows {before[0]}. Give every day once, in "
                "order; a day without landings has 0.",
                name=name,
                line=number,
                before=str(before[0]),
                after=str(after[0]),
            )
    columns = [(day.year, day.month, day.day, people, boats) for day, people, boats in rows]
    return _Days(*np.array(columns, dtype=np.int64).reshape(-1, 5).T)


def _row(line: Mapping[str, str], name: str, number: int) -> tuple[date, int, int]:
    try:
        people, boats = (int(line[column] or 0) for column in COLUMNS[1:])
        day = date.fromisoformat(line["date"])
    except (ValueError, TypeError, KeyError) as error:
        said = ",".join(str(line.get(column)) for column in COLUMNS)
        raise InputError(
            "daily.line",
            f"{name}, line {number}: {said!r} cannot be read. A line is a date such as "
            "2025-05-31 and two whole numbers.",
            name=name,
            line=number,
            said=said,
        ) from error
    if min(people, boats) < 0:
        raise InputError(
            "daily.negative",
            f"{name}, line {number}: a count is below 0.",
            name=name,
            line=number,
        )
    return day, people, boats
