"""What may be taken in.

Guard-rails: no forecast for a departure in the future; and no place on land is kept of people who
need no help. Whether somebody needs help is never computed: only a plain "no" says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estran.assess.situation import understand_place
from estran.errors import EstranError, PositionError, TimeError
from estran.exchange.free_text import read_free_text
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

FURTHEST_AHEAD = timedelta(hours=1)
NO = ("no", "non", "false", "n")
NEEDS = ("danger", "help_asked", "persons_in_water", "injured_or_ill", "taking_water", "contact")


def require_not_ahead(time: datetime, *, now: datetime, exercise: bool) -> None:
    """Refuse a report whose time lies more than an hour ahead, unless it is an exercise.

    Parameters
    ----------
    time : datetime
        Time of the report, aware.
    now : datetime
        Time of the watch, aware.
    exercise : bool
        An exercise may lie anywhere in time; every page of it is watermarked.

    Raises
    ------
    TimeError
        Naming both times.
    """
    if exercise or time <= now + FURTHEST_AHEAD:
        return
    raise TimeError(
        "time.ahead",
        f"The report's time {format_instant(time)} is more than one hour ahead of now "
        f"({format_instant(now.replace(microsecond=0))}). Estran forecasts boats that are at sea, "
        "never a departure to come. Check the date and the zone; for an exercise add --exercise.",
        time=format_instant(time),
        now=format_instant(now.replace(microsecond=0)),
    )


def require_happened(time: datetime, *, now: datetime, exercise: bool) -> None:
    """Refuse what is said to have happened ahead of now: its clocks would start late.

    Parameters
    ----------
    time : datetime
        When it was true, aware.
    now : datetime
        Time of the watch, aware.
    exercise : bool
        An exercise may lie anywhere in time.

    Raises
    ------
    TimeError
        Naming both times.
    """
    if exercise or time <= now:
        return
    raise TimeError(
        "time.not_yet",
        f"{format_instant(time)} lies ahead of now ({format_instant(now)}): what has not happened "
        "cannot be entered. Check the time and its zone, or leave it out.",
        time=format_instant(time),
        now=format_instant(now),
    )


def require_need_on_land(
    positions: Sequence[str], facts: Mapping[str, str], text: str, *, now: datetime
) -> None:
    """Refuse positions on land where somebody has said that nobody needs help there.

    Nothing of such a report is stored: it would tell where people wait, and help nobody.

    Parameters
    ----------
    positions : sequence of str
        As said. One that cannot be read, or that lies at sea, in a harbour or canal, or outside
        the area, is kept, and with it all others.
    facts : mapping
        As said. Anything but a plain no of ``help_asked``, and any other yes, is a need.
    text : str
        As said. Words of danger in it are a need, whatever else was said.
    now : datetime
        Time of the watch, aware.

    Raises
    ------
    PositionError
        Saying what to do where somebody does need help.
    """
    said = {name: str(value).strip().casefold() for name, value in facts.items()}
    if not positions or said.pop("help_asked", "") not in NO:
        return
    if any(value not in NO for value in said.values()):
        return
    if not all(_on_land(one) for one in positions) or _speaks_of_need(text, now=now):
        return
    raise PositionError(
        "report.on_land",
        f"{positions[0]} is on land, and nobody needs help there: this report is refused, and "
        "nothing of it is stored. If somebody needs help, or you do not know, say so, and it is "
        "taken in wherever they are.",
        position=positions[0],
    )


def _speaks_of_need(text: str, *, now: datetime) -> bool:
    try:
        found = read_free_text(text, now=now).found
    except EstranError:
        return bool(text.strip())  # too long to be read by a program: a person reads it
    return any(
        one.field in NEEDS and any(reading.value not in NO for reading in one.readings)
        for one in found
    )


def _on_land(position: str) -> bool:
    try:
        understand_place(position)
    except EstranError as error:
        return error.code == "position.on_land"
    return False
