"""Holes of a stream on nodes at sea: found, bridged in time, filled from the nearest water, named.

A hole never becomes a stream of zero. What is land, and where a stream comes from, is told by
others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.forcing_faults import ForcingFault
from estran.errors import QuantityError
from estran.quantities.instants import format_instant, from_epoch_seconds
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.environment.forcing_faults import Fallback, FaultKey
    from estran.environment.tidal_constituents import Phasors
    from estran.quantities.arrays import Bools, Floats, Ints

LONGEST_BRIDGE = 3.0 * HOUR
"""Between two known values of one node; 1 to 3 h are defensible. A straight line through a tide of
half a day errs by 3, 13 and 27 % of its amplitude over 1, 2 and 3 h."""


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Nodes of a grid, in a row: n of them.

    Attributes
    ----------
    shape : pair of int
        Rows and columns.
    place : (n,) complex array
        East and north as one number [m].
    sea : (n,) array of bool
        At sea, where a stream must be known.
    asked : (n,) array of bool
        Those and all beside them, on whose values a body at sea may rest.
    """

    shape: tuple[int, int]
    place: Phasors
    sea: Bools
    asked: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Mended:
    """A stream without holes at sea.

    Attributes
    ----------
    flow : (t, n) complex array
        East and north as one number [m/s]; NaN stays inland.
    stand_in : (t, n) array of bool, or None
        Where no stream is known and the nearest stands in, and inland; None without such a hole.
    faults : tuple of ForcingFault
        What was found, and what stands in.
    """

    flow: Phasors
    stand_in: Bools | None
    faults: tuple[ForcingFault, ...]


def nodes_of(*, spacing: float, off: Floats) -> Nodes:
    """Tell which nodes of a grid lie at sea, and which beside.

    Parameters
    ----------
    spacing : float
        Between nodes [m].
    off : (ny, nx) array
        Distance from the coast, positive at sea [m]; NaN where it is not charted, which counts as
        sea beside the sea.
    """
    water: Bools = off > 0.0
    beside = _and_beside(water)
    sea = water | (np.isnan(off) & beside)
    rows, columns = off.shape
    north, east = np.indices((rows, columns), dtype=np.float64)
    place = (spacing * (east + 1j * north)).astype(np.complex128)
    return Nodes((rows, columns), place.reshape(-1), sea.reshape(-1), beside.reshape(-1))


def require_level(level: Floats, *, nodes: Nodes, moments: Floats) -> None:
    """Refuse a water level (t, ...) that has holes at sea: nothing stands in for one.

    Raises
    ------
    QuantityError
        Where it has.
    """
    known: Bools = np.isfinite(level).reshape(len(level), -1)[:, nodes.asked].all(axis=1)  # type: ignore[assignment]
    gap = first_gap(known, moments=moments)
    if gap is not None:
        raise QuantityError(
            "window.level_hours",
            f"level: no water level at some nodes at sea from {gap[0]} to {gap[1]}; nothing "
            "stands in, for without it nobody knows what lies aground. Give one for every "
            "node and hour, or none at all: then the embedded tide is used.",
            first=gap[0],
            last=gap[1],
        )


def mended(flow: Phasors, *, nodes: Nodes, moments: Floats) -> Mended:
    """Fill the holes of a stream at sea, each by a fallback that has a name.

    Parameters
    ----------
    flow : (t, n) complex array
        East and north as one number [m/s]; what is not finite is not known.
    nodes : Nodes
        Where.
    moments : (t,) array
        When, rising, seconds since 1970, UTC.

    Returns
    -------
    Mended
        A node with values close before and after is bridged in time. Any other takes the stream of
        the nearest node that has one then. Land beside the sea takes it too, and is no fault.

    Raises
    ------
    QuantityError
        Where at some hours no node at sea has a value, and they cannot be bridged.
    """
    whole = _bools(np.isfinite(flow))
    if _bools(whole.all(axis=0))[nodes.asked].all():
        return Mended(flow, None, ())
    held, bridged = bridged_in_time(np.where(whole, flow, np.nan), moments=moments)
    flow = np.where(whole | bridged, held, np.nan)
    known = whole | bridged
    _require_hours(_bools(known[:, nodes.sea].any(axis=1)), moments)
    lost = ~known & nodes.asked
    _fill(flow, known, lost, nodes)
    found = (*_faults(bridged, whole, nodes, moments), *_holes(lost, nodes, moments))
    stand_in = (lost & nodes.sea) | np.isnan(flow)
    return Mended(flow, stand_in if (lost & nodes.sea).any() else None, found)


def bridged_in_time(values: Phasors, *, moments: Floats) -> tuple[Phasors, Bools]:
    """Draw a straight line over short gaps in time, for each node by itself.

    Parameters
    ----------
    values : (t, n) array
        NaN where there is none.
    moments : (t,) array
        When, rising [s].

    Returns
    -------
    tuple of (t, n) arrays
        The values, and which of them are bridged: between two that are known, at most
        `LONGEST_BRIDGE` apart.
    """
    known: Bools = ~np.isnan(values)
    level = np.arange(len(values))[:, np.newaxis]
    before = np.maximum.accumulate(np.where(known, level, -1), axis=0)
    after = np.where(known, level, len(values))[::-1]
    after = np.minimum.accumulate(after, axis=0)[::-1]
    between = ~known & (before >= 0) & (after < len(values))
    row, node = np.nonzero(between)
    near = moments[after[row, node]] - moments[before[row, node]] <= LONGEST_BRIDGE
    row, node = row[near], node[near]
    start, end = before[row, node], after[row, node]
    part = (moments[row] - moments[start]) / (moments[end] - moments[start])
    filled, bridged = values.copy(), np.zeros(values.shape, dtype=np.bool_)
    filled[row, node] = (1.0 - part) * values[start, node] + part * values[end, node]
    bridged[row, node] = True
    return filled, bridged


def first_gap(known: Bools, *, moments: Floats) -> tuple[str, str] | None:
    """Return first and last moment of the first run without values, as texts; None where none is.

    Parameters
    ----------
    known : (t,) array of bool
        Whether there are values.
    moments : (t,) array
        When, seconds since 1970, UTC.
    """
    if known.all():
        return None
    first, last = _runs(moments, np.logical_not(known))[0]
    return format_instant(from_epoch_seconds(first)), format_instant(from_epoch_seconds(last))


def _require_hours(known: Bools, moments: Floats) -> None:
    gap = first_gap(known, moments=moments)
    if gap is not None:
        longest = f"{LONGEST_BRIDGE / HOUR:.0f}"
        raise QuantityError(
            "window.stream_hours",
            f"stream: no value anywhere at sea from {gap[0]} to {gap[1]}. A gap of up to {longest} "
            "h between two hours that have values is bridged; this one is not, and nothing stands "
            "in. Give a stream for these hours, or none at all: then the embedded one is used.",
            first=gap[0],
            last=gap[1],
            gap=longest,
        )


def _and_beside(which: Bools) -> Bools:
    """Mark nodes (ny, nx) and the eight around each."""
    rows, columns = which.shape
    wide = np.pad(which, 1)
    shifts = [wide[i : i + rows, j : j + columns] for i in range(3) for j in range(3)]
    return np.asarray(np.logical_or.reduce(shifts), dtype=np.bool_)


def _fill(flow: Phasors, known: Bools, lost: Bools, nodes: Nodes) -> None:
    """Give each lost node the stream of the nearest known one of its level."""
    before: tuple[bytes, Ints, Ints] | None = None
    for level in np.flatnonzero(lost.any(axis=1)):
        pattern = known[level].tobytes()
        if before is None or before[0] != pattern:
            holes = np.flatnonzero(lost[level])
            before = pattern, holes, _nearest(nodes.place, holes, _edge(known[level], nodes))
        flow[level, before[1]] = flow[level, before[2]]


def _edge(known: Bools, nodes: Nodes) -> Ints:
    """Known nodes (n,) beside one that is not: the nearest to any hole is one of them."""
    beside = _and_beside(~known.reshape(nodes.shape)).reshape(-1)
    return np.flatnonzero(known & beside)


def _nearest(place: Phasors, holes: Ints, held: Ints) -> Ints:
    """Return the held node nearest to each hole; of several, the first in the row."""
    nearest = np.empty(holes.size, dtype=np.int64)
    for first in range(0, holes.size, 64):
        some = slice(first, first + 64)
        away = place[holes[some], np.newaxis] - place[np.newaxis, held]
        nearest[some] = held[np.argmin(away.real**2 + away.imag**2, axis=1)]
    return nearest


def _faults(
    bridged: Bools, whole: Bools, nodes: Nodes, moments: Floats
) -> tuple[ForcingFault, ...]:
    """Name what was bridged: hours without any value, and nodes without one at other hours."""
    at_sea = bridged[:, nodes.sea]
    empty = _bools(at_sea.any(axis=1) & ~whole[:, nodes.sea].any(axis=1))
    hours = [_fault("hours", "bridged", run, 1.0) for run in _runs(moments, empty)]
    some = at_sea & ~empty[:, np.newaxis]
    return (*hours, *_nodes_fault(some, "bridged", moments))


def _holes(lost: Bools, nodes: Nodes, moments: Floats) -> tuple[ForcingFault, ...]:
    return _nodes_fault(lost[:, nodes.sea], "nearest", moments)


def _nodes_fault(some: Bools, fallback: Fallback, moments: Floats) -> tuple[ForcingFault, ...]:
    """Name a fallback for some nodes at sea (t, m) as one fault from its first to its last hour."""
    when = moments[some.any(axis=1)]
    if not when.size:
        return ()
    share = float(some.any(axis=0).mean())
    return (_fault("nodes", fallback, (float(when[0]), float(when[-1])), share),)


def _fault(
    key: FaultKey, fallback: Fallback, hours: tuple[float, float], share: float
) -> ForcingFault:
    return ForcingFault(
        key=key, forcing="stream", first=hours[0], last=hours[1], share=share, fallback=fallback
    )


def _bools(which: Any) -> Bools:  # noqa: ANN401 -- NumPy's types lose the shape
    return np.asarray(which, dtype=np.bool_)


def _runs(moments: Floats, which: Bools) -> list[tuple[float, float]]:
    """First and last moment of each run of those marked."""
    marked = groupby(range(len(which)), key=lambda row: bool(which[row]))
    runs = [list(rows) for mark, rows in marked if mark]
    return [(float(moments[rows[0]]), float(moments[rows[-1]])) for rows in runs]
