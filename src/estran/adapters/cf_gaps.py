"""What a CF dataset does not hold where and when it is asked: refused, bridged, replaced by name.

Nothing is filled in silently. No dataset is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.environment.forcing_faults import ForcingFault
from estran.environment.stream_holes import LONGEST_BRIDGE, bridged_in_time
from estran.errors import QuantityError
from estran.quantities.instants import format_instant, from_epoch_seconds
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.environment.forcing_faults import Fallback, FaultKey, Forcing
    from estran.quantities.arrays import Bools, Floats

Missing = Literal["refuse", "embedded", "nearest"]
"""What becomes of hours and places that a dataset does not hold: refused; the embedded stream; or
left open at places, so that the nearest known water stands in and who meets it is marked."""


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """Components (t, n, 2) of a quantity at moments (t,) and places (n,), as a dataset has them.

    Attributes
    ----------
    what : str
        Which quantity.
    flow : (t, n, 2) array
        East and north; NaN where it has none.
    inside : (n,) array of bool
        Which places are on its grid.
    covered : (t,) array of bool
        Which moments have fields near enough.
    water : (n,) array of bool
        Which places have a value at any hour of the dataset; elsewhere is land.
    bridged : tuple of pair of float
        First and last of the fields that are missing in each gap in time that was bridged [s].
    """

    what: Forcing
    flow: Floats
    inside: Bools
    covered: Bools
    water: Bools
    bridged: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A flow (t, n, 2) after its gaps in time were bridged, and what was found.

    `embedded` (t, n) says where the embedded stream stands in; elsewhere NaN is left open.
    """

    flow: Floats
    embedded: Bools
    faults: tuple[ForcingFault, ...]


def settled(taken: Taken, flow: Floats, moments: Floats, missing: Missing) -> Settled:
    """Decide what becomes of everything that a dataset does not hold.

    Parameters
    ----------
    taken : Taken
        From the dataset.
    flow : (t, n, 2) array
        The same on the axes wanted.
    moments : (t,) array
        Seconds since 1970, UTC.
    missing : str
        See `Missing`.

    Raises
    ------
    QuantityError
        Naming quantity, hours and places, where nothing may stand in.
    """
    held: Bools = np.asarray(np.isfinite(flow).all(axis=-1))
    found = [_fault(taken.what, "hours", "bridged", hours) for hours in taken.bridged]
    empty = _empty(taken, held)
    dry = taken.inside & ~taken.water
    whole = float(moments[0]), float(moments[-1])
    if not taken.inside.all():
        found += _outside(taken, whole, missing)
    if taken.inside.any() and empty.any():
        found += _hours(taken.what, moments[empty], missing)
    if dry.any() and not empty.all():
        found += _dry(taken, dry, whole, missing)
    flow, bridged = _bridged(flow, moments)
    wet = taken.inside & ~dry
    bridged = np.asarray(bridged & wet & ~empty[:, np.newaxis])
    found += _nodes(taken.what, bridged, "bridged", moments)
    lost = wet & ~empty[:, np.newaxis] & ~held & ~bridged
    found += _lost(taken.what, lost, moments, missing)
    embedded = ~held & ~bridged & (dry if missing == "nearest" else True)
    keep = (held | bridged)[..., np.newaxis]
    return Settled(np.where(keep, flow, np.nan), np.asarray(embedded), tuple(found))


def _bridged(flow: Floats, moments: Floats) -> tuple[Floats, Bools]:
    """Bridge short gaps of each place in time."""
    pairs = np.ascontiguousarray(flow).view(np.complex128)[..., 0]
    pairs, bridged = bridged_in_time(np.where(np.isfinite(pairs), pairs, np.nan), moments=moments)
    return np.stack((pairs.real, pairs.imag), axis=-1), bridged


def _empty(taken: Taken, held: Bools) -> Bools:
    """Moments without a value anywhere; where all places are land, those without a field."""
    empty: Bools = np.logical_not(held.any(axis=1))
    if taken.inside.any() and not taken.water.any():
        return np.asarray(~taken.covered)
    return empty


def _fault(
    what: Forcing, key: FaultKey, fallback: Fallback, hours: tuple[float, float], share: float = 1.0
) -> ForcingFault:
    return ForcingFault(
        key=key, forcing=what, first=hours[0], last=hours[1], share=share, fallback=fallback
    )


def _outside(taken: Taken, whole: tuple[float, float], missing: Missing) -> list[ForcingFault]:
    out, count = int((~taken.inside).sum()), taken.inside.size
    if missing == "refuse":
        raise QuantityError(
            "cf.outside_grid",
            f"{taken.what}: {out} of {count} places lie outside the dataset's grid. Give a dataset "
            "that covers them, or let the embedded sea stand in.",
            what=taken.what,
            out=out,
            count=count,
        )
    if missing == "nearest":
        return []  # left open: the window names them with what stands in
    return [_fault(taken.what, "outside", "embedded", whole, out / count)]


def _hours(what: Forcing, moments: Floats, missing: Missing) -> list[ForcingFault]:
    first, last = float(moments[0]), float(moments[-1])
    if missing != "embedded":
        begin, end = (format_instant(from_epoch_seconds(one)) for one in (first, last))
        raise QuantityError(
            "cf.missing_hours",
            f"{what}: no field for {moments.size} times from {begin} to {end}. The dataset must "
            "reach beyond both ends, with fields at most "
            f"{LONGEST_BRIDGE / HOUR:.0f} h apart; or let the embedded sea stand in.",
            what=what,
            count=moments.size,
            first=begin,
            last=end,
            gap=f"{LONGEST_BRIDGE / HOUR:.0f}",
        )
    return [_fault(what, "hours", "embedded", (first, last))]


def _dry(
    taken: Taken, dry: Bools, whole: tuple[float, float], missing: Missing
) -> list[ForcingFault]:
    """Name places that have water here and land in the dataset, which a coarse grid always has.

    Only where the dataset knows of no water at all is that refused.
    """
    if missing != "embedded" and dry.all():
        raise QuantityError(
            "cf.all_land",
            f"{taken.what}: the dataset has no value at any of {dry.size} places. Is this its "
            "area?",
            what=taken.what,
            count=dry.size,
        )
    return [_fault(taken.what, "land", "embedded", whole, float(dry.mean()))]


def _lost(what: Forcing, lost: Bools, moments: Floats, missing: Missing) -> list[ForcingFault]:
    """Name places at sea that have no value at some hours, for longer than can be bridged."""
    if missing == "nearest" or not lost.any():
        return []
    if missing == "embedded":
        return _nodes(what, lost, "embedded", moments)
    when = moments[lost.any(axis=1)]
    begin, end = (format_instant(from_epoch_seconds(float(one))) for one in (when[0], when[-1]))
    places = int(lost.any(axis=0).sum())
    raise QuantityError(
        "cf.holes",
        f"{what}: {places} of {lost.shape[1]} places at sea have no value at some hours from "
        f"{begin} to {end}, for more than {LONGEST_BRIDGE / HOUR:.0f} h in a row. Give a dataset "
        'without the hole, or say what stands in: missing="embedded", the embedded stream, or '
        'missing="nearest", the nearest known water, with a mark on who meets it.',
        what=what,
        places=places,
        count=lost.shape[1],
        first=begin,
        last=end,
        gap=f"{LONGEST_BRIDGE / HOUR:.0f}",
    )


def _nodes(what: Forcing, which: Bools, fallback: Fallback, moments: Floats) -> list[ForcingFault]:
    when = moments[which.any(axis=1)]
    if not when.size:
        return []
    share = float(which.any(axis=0).mean())
    return [_fault(what, "nodes", fallback, (float(when[0]), float(when[-1])), share)]
