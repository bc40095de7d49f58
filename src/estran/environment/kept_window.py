"""Kept currents and surge laid over the embedded stream and level on the nodes of a window.

Where kept currents have no value the embedded stream stands in, by name. No file is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.forcing_faults import ForcingFault
from estran.environment.kept_layers import currents_apart, surge_at
from estran.environment.kept_sea import CURRENTS, rows_on
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.environment.forcing_faults import Fallback, FaultKey
    from estran.environment.kept_field import KeptField
    from estran.environment.kept_sea import KeptSea
    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.geodesy import Position

SHARED = 7  # every so many nodes are enough to tell how far two sources lie apart


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Stream (t, n, 2) [m/s] and level (t, ny, nx) [m] of a window, after what is kept.

    Attributes
    ----------
    faults : tuple of ForcingFault
        Where the embedded stream stands in for kept currents.
    apart : float
        Half the difference of two kept currents, per component [m/s].
    """

    stream: Floats
    level: Floats
    faults: tuple[ForcingFault, ...] = ()
    apart: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class LaidOn:
    """Nodes (n,) [degrees] and how far true north is turned there [rad]; common moments (t,)."""

    longitude: Floats
    latitude: Floats
    turn: Floats
    moments: Floats
    middle: Position


def lifted(kept: KeptSea, *, on: LaidOn, level: Floats) -> Floats:
    """Return an astronomical level (t, ny, nx) [m] with the surge that is kept; as it is without.

    Parameters
    ----------
    kept : KeptSea
        What counts.
    on : LaidOn
        Its moments, and where a surge is asked.
    level : (t, ny, nx) array
        Astronomical [m].
    """
    surge = surge_at(
        kept,
        position=on.middle,
        moments=on.moments,
        time_scale=assumption("surge_time_scale").value,
    )
    return level if surge is None else level + surge[:, np.newaxis, np.newaxis]


def laid(kept: KeptSea, *, on: LaidOn, stream: Floats, level: Floats) -> Laid:
    """Lay kept currents over the embedded stream.

    Parameters
    ----------
    kept : KeptSea
        What counts; where it holds no currents, all stays as it is.
    on : LaidOn
        Nodes and moments.
    stream : (t, n, 2) array
        Embedded, on the plane's axes [m/s]; NaN inland. Written over.
    level : (t, ny, nx) array
        With its surge [m].
    """
    field = kept.first(CURRENTS)
    if field is None:
        return Laid(stream, level)
    sea = np.flatnonzero(np.isfinite(stream[0, :, 0]))
    known = np.zeros((on.moments.size, on.longitude.size), dtype=np.bool_)
    flow = stream.view(np.complex128)[..., 0]
    there = {"longitude": on.longitude[sea], "latitude": on.latitude[sea], "turn": on.turn[sea]}
    whole = 0
    for k, row in rows_on(field, moments=on.moments, among=(sea, on.longitude.size), **there):
        np.isfinite(row.real, out=known[k])
        if np.count_nonzero(known[k]) == sea.size:  # all of the sea: the row takes its place
            flow[k], whole = row, whole + 1
        else:
            np.copyto(flow[k], row, where=known[k])
    few = sea[::SHARED]
    return Laid(
        stream,
        level,
        ()
        if whole == on.moments.size
        else _stands_in(
            field, known[:, sea], longitude=on.longitude[sea], latitude=on.latitude[sea], on=on
        ),
        currents_apart(
            kept, longitude=on.longitude[few], latitude=on.latitude[few], moments=on.moments[::4]
        ),
    )


def laid_alone(kept: KeptSea, *, on: LaidOn, sea: Ints, longest: float) -> Laid:
    """Lay kept currents where an area has no stream of its own; its level is told by others.

    Parameters
    ----------
    kept : KeptSea
        What counts; where it holds no currents nothing is known anywhere.
    on : LaidOn
        Nodes and moments.
    sea : (m,) array
        Indices of the nodes at sea or beside it.
    longest : float
        The first and the last hour of the currents stand in for so long beyond them [s].

    Returns
    -------
    Laid
        Its stream is NaN where the currents have no value: nothing stands in here. Its level is
        empty.
    """
    stream = np.full((on.moments.size, on.longitude.size, 2), np.nan)
    nothing = np.zeros((0, 0, 0))
    field = kept.first(CURRENTS)
    if field is None:
        return Laid(stream, nothing)
    flow = stream.view(np.complex128)[..., 0]
    near = np.clip(on.moments, field.times[0] - longest, field.times[-1] + longest)
    held = np.clip(on.moments, field.times[0], field.times[-1])
    reached = near == on.moments
    east, north, turn = on.longitude[sea], on.latitude[sea], on.turn[sea]
    for k, row in rows_on(field, longitude=east, latitude=north, moments=held, turn=turn):
        if reached[k]:
            flow[k, sea] = row
    beyond: Bools = np.asarray(reached & (held != on.moments))
    faults = (_fault("hours", on.moments[beyond], 1.0, "held"),) if beyond.any() else ()
    few = sea[::SHARED]
    places = {"longitude": on.longitude[few], "latitude": on.latitude[few]}
    apart = currents_apart(kept, **places, moments=held[::4])
    return Laid(stream, nothing, faults, apart)


def _stands_in(
    field: KeptField, known: Bools, *, longitude: Floats, latitude: Floats, on: LaidOn
) -> tuple[ForcingFault, ...]:
    """Name hours and nodes (t, n) at sea that the currents do not hold."""
    off = (
        (longitude < field.longitude[0])
        | (longitude > field.longitude[-1])
        | (latitude < field.latitude[0])
        | (latitude > field.latitude[-1])
    )
    covered: Bools = np.asarray(known.any(axis=1))
    dry: Bools = np.asarray(~off & ~known.any(axis=0))
    holes: Bools = ~known & covered[:, np.newaxis] & ~(off | dry)
    every, share = on.moments, float(off.mean())
    found = [
        *([_fault("outside", every, share)] if off.any() else []),
        *([_fault("hours", every[~covered], 1.0)] if not covered.all() else []),
        *([_fault("land", every, float(dry.mean()))] if dry.any() and covered.any() else []),
    ]
    if holes.any():
        found.append(_fault("nodes", every[holes.any(axis=1)], float(holes.any(axis=0).mean())))
    return tuple(found)


def _fault(
    key: FaultKey, moments: Floats, share: float, fallback: Fallback = "embedded"
) -> ForcingFault:
    return ForcingFault(
        key=key,
        forcing="currents",
        first=float(moments[0]),
        last=float(moments[-1]),
        share=share,
        fallback=fallback,
    )
