"""The same particles from a later time on: places between full hours, and a result counted anew.

Nothing is run again: statuses, classes and the way of every particle are those of its run.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.engine.clocks import status_at
from estran.engine.particles import Clocks
from estran.engine.result import Result
from estran.errors import QuantityError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Bools, Codes, Floats, Ints

Body = Literal["people", "hull"]
_NODES = 4  # hours that a place between two of them is taken from
_PUBLIC_CLOCKS = tuple(one.name for one in fields(Clocks))


def places_at(result: Result, body: Body, *, time: float) -> Floats:
    """Return where bodies are at any time of a run.

    Parameters
    ----------
    result : Result
        Of the engine.
    body : str
        ``people`` or ``hull``.
    time : float
        Seconds since the start, within the run.

    Returns
    -------
    (n, 2) array
        East and north [m]; at a full hour the result's own. In between cubic through four hours,
        within some 20 m in a tide of 1 m/s, and straight for what touched the shore meanwhile.

    Raises
    ------
    QuantityError
        Where the time lies outside the run.
    """
    places, last = getattr(result, body), len(result.times) - 1
    _require_within(time, last)
    hour = min(int(time // HOUR), last - 1)
    share = time / HOUR - hour
    if share in {0.0, 1.0}:
        return np.asarray(places[hour + int(share)], dtype=np.float64)
    straight = (1.0 - share) * places[hour] + share * places[hour + 1]
    count = min(_NODES, last + 1)
    first = min(max(hour - 1, 0), last + 1 - count)
    weights = _lagrange(count, hour + share - first)
    curved = np.einsum("k,knc->nc", weights, places[first : first + count])
    aground = getattr(result, f"{body}_aground")[first : first + count].any(axis=0)
    return np.where(aground[:, np.newaxis], straight, curved)


def marks_at(result: Result, name: str, *, time: float) -> Bools:
    """Return a mark of the result, such as ``people_left``, at the full hour next to a time."""
    hour = min(int(np.floor(time / HOUR + 0.5)), len(result.times) - 1)
    return np.asarray(getattr(result, name)[hour], dtype=np.bool_)


def statuses_at(result: Result, *, time: float) -> Codes:
    """Return the status of every particle at any time of a run, shape (n,)."""
    return status_at(clocks=result.clocks, time=time)


def continued(
    result: Result,
    *,
    start: float,
    ancestors: Ints,
    people: Floats,
    hull: Floats,
    window: SeaWindow,
) -> Result:
    """Return the run of chosen particles from a later time on, each with the same weight.

    Parameters
    ----------
    result : Result
        Of the engine.
    start : float
        The later time [s since the start of the run]; it is zero in what is returned.
    ancestors : (m,) array of int
        Which particles go on; one may come several times.
    people, hull : (h, m, 2) arrays
        Where they go at `start` and each full hour after it, east and north [m]. Who lies aground,
        or would be put on land, is where its ancestor is.
    window : SeaWindow
        Knows land.

    Raises
    ------
    QuantityError
        Where the run ends too soon.
    """
    times = start + HOUR * np.arange(len(people), dtype=np.float64)
    marks = {
        name: np.stack([marks_at(result, name, time=float(t))[ancestors] for t in times])
        for name in ("hull_aground", "people_aground", "hull_left", "people_left")
    }
    own: dict[Body, Floats] = {
        "people": _own_places(result, "people", times, ancestors),
        "hull": _own_places(result, "hull", times, ancestors),
    }
    clocks = {name: getattr(result.clocks, name)[ancestors] for name in _PUBLIC_CLOCKS}
    placed = _afloat(people, own["people"], held=marks["people_aground"], window=window)
    since, ashore = _landings(
        since=result.first_ashore[ancestors] - start,
        ashore=result.ashore[ancestors],
        held=marks["people_aground"],
        people=placed,
    )
    return Result(
        times=times - start,
        weights=np.full(len(ancestors), 1.0 / len(ancestors)),
        hull=_afloat(hull, own["hull"], held=marks["hull_aground"], window=window),
        people=placed,
        status=np.stack([statuses_at(result, time=float(t))[ancestors] for t in times]),
        clocks=Clocks(**{name: np.maximum(due - start, 0.0) for name, due in clocks.items()}),
        first_aground=np.maximum(result.first_aground[ancestors] - start, 0.0),
        first_ashore=since,
        ashore=ashore,
        hull_no_stream=result.hull_no_stream[ancestors] - start,  # below zero: before this run
        people_no_stream=result.people_no_stream[ancestors] - start,
        hull_mixture=result.hull_mixture,
        people_mixture=result.people_mixture,
        hull_class=result.hull_class[ancestors],
        people_class=result.people_class[ancestors],
        **marks,
    )


def _landings(
    *, since: Floats, ashore: Floats, held: Bools, people: Floats
) -> tuple[Floats, Floats]:
    """Return when, from the later time on, people first come ashore, and where.

    To the step where it is their first landing; who touched before counts anew, at full hours.
    """
    again = np.flatnonzero(since <= 0.0)
    marks = held[:, again]
    hour = marks.argmax(axis=0)
    landed: Bools = np.asarray(marks.any(axis=0), dtype=np.bool_)
    since[again] = np.where(landed, HOUR * hour, np.nan)
    ashore[again] = np.where(landed[:, np.newaxis], people[hour, again], np.nan)
    return since, ashore


def _own_places(result: Result, body: Body, times: Floats, ancestors: Ints) -> Floats:
    return np.stack([places_at(result, body, time=float(t))[ancestors] for t in times])


def _afloat(places: Floats, own: Floats, *, held: Bools, window: SeaWindow) -> Floats:
    """Return the places of those that float there, and their own of those that do not."""
    flat = places.reshape(-1, 2)
    ashore = window.is_land(x=np.ascontiguousarray(flat[:, 0]), y=np.ascontiguousarray(flat[:, 1]))
    return np.where((held | ashore.reshape(held.shape))[:, :, np.newaxis], own, places)


def _lagrange(count: int, place: float) -> Floats:
    """Weights of `count` values at 0, 1, 2, ... for the polynomial through them at `place`."""
    nodes = np.arange(count, dtype=np.float64)
    return np.array(
        [np.prod([(place - m) / (k - m) for m in nodes if m != k]) for k in nodes],
        dtype=np.float64,
    )


def _require_within(time: float, hours: int) -> None:
    if not 0.0 <= time <= hours * HOUR:
        raise QuantityError(
            "rebase.outside_run",
            f"A place is asked for {time:.0f} s after the start of a run that holds 0 to "
            f"{hours * HOUR:.0f} s. Run it longer.",
            time=f"{time:.0f}",
            last=f"{hours * HOUR:.0f}",
        )
