"""The water's edge for whoever watches: till now, and in the hours of a forecast they may see.

A guard-rail: no other time ahead can be asked for, so that nobody picks an hour for a beach here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING

import msgspec

from estran.assess.waterline_map import waterline_map
from estran.environment.kept_sea import DEPTH, KeptSea
from estran.environment.sea import load_sea_fields
from estran.errors import TimeError
from estran.exchange.waterline_json import waterline_of
from estran.quantities.instants import epoch_seconds, format_instant
from estran.room.running import Inputs
from estran.room.visibility import sees_case

if TYPE_CHECKING:
    from datetime import datetime

    from estran.environment.sea import SeaFields
    from estran.room.views import Looking

AHEAD = timedelta(hours=1)
"""As far ahead of now as a report may lie."""


def waterline_at(look: Looking, area: str, *, at: datetime) -> bytes:
    """Return the water's edge of an area at a time, as JSON.

    Parameters
    ----------
    look : Looking
        Who looks, and when.
    area : str
        Such as ``dover_strait``.
    at : datetime
        With its zone.

    Raises
    ------
    TimeError
        Where it lies ahead, and in no forecast of a case that is worked on and that they may see.
    UnknownNameError
        Where there is no such area.
    """
    if at > look.now + AHEAD and not _forecast(look, at):
        raise TimeError(
            "waterline.ahead",
            f"The water's edge is given up to an hour after now, or in the hours of a forecast of "
            f"a case that is worked on, not at {format_instant(at)}.",
            time=format_instant(at),
        )
    found = waterline_map(_with_depths(load_sea_fields(area), look, at), at=at)
    return waterline_of(found, area=area, at=format_instant(at), language=look.language)


def _with_depths(fields: SeaFields, look: Looking, at: datetime) -> SeaFields:
    """Return the sea of an area with the grids of depths that the room is offered."""
    moment = epoch_seconds(at)
    offered = look.desk.ports.sea.offered(moment, 1)
    grids = tuple(
        one
        for one in offered.fields
        if one.layer == DEPTH
        and one.datum
        and moment - one.fetched_at <= offered.stale_after.get((DEPTH, one.source), inf)
    )
    return replace(fields, kept=KeptSea(grids)) if grids else fields


def _forecast(look: Looking, at: datetime) -> bool:
    """Say whether a time lies in the hours of a forecast of a case that is worked on."""
    return any(
        made.as_of <= at <= made.as_of + _length(look, made.inputs)
        for case in look.book.cases.values()
        if case.state in ("open", "suspended") and sees_case(look.book, look.by, case.case)
        for _, made in case.assessments
    )


def _length(look: Looking, inputs: str) -> timedelta:
    held = look.desk.ports.store.artifact(inputs)
    if held is None:
        return timedelta()
    return timedelta(hours=msgspec.json.decode(held.content, type=Inputs).hours)
