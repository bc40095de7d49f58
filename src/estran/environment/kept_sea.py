"""The kept fields that count for one forecast: chosen layer by layer, and why others do not.

Fields come in the order of their sources. What is stale or does not hold the place and the hours is
passed over by name. Nothing is read here, and no field is laid on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from estran.environment.kept_field import LONGEST_GAP
from estran.quantities.geodesy import Position, distance_and_bearing
from estran.quantities.units import HOUR, KILOMETRE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from estran.environment.kept_field import KeptField
    from estran.quantities.arrays import Bools, Floats, Ints

Numbers: TypeAlias = "NDArray[np.complex64]"
"""A number, or a pair as one complex number, as precise as it is kept."""
CURRENTS, WAVES, WIND, LEVEL, TEMPERATURE = "currents", "waves", "wind", "level", "temperature"
DEPTH = "depth"  # holds at all times
GAUGE_REACH = 150.0 * KILOMETRE
"""So far from one gauge its surge still counts: across the strait, and never on another coast."""
LEAST_SHARE = 1e-6  # of the nodes around that have a value, below which a place has none
PassedBecause = Literal["stale", "hours", "place"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the fields: a place, and the hours after a start [s since 1970, UTC]."""

    position: Position
    start: float
    hours: int

    @property
    def moments(self) -> Floats:
        """The start and every hour after it."""
        return self.start + HOUR * np.arange(self.hours + 1, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """What a field says of itself that is kept and not used, and why it is not.

    Attributes
    ----------
    first, last, fetched_at : float
        Its first and last time, and when it came [s since 1970, UTC].
    because : str
        ``stale``: too old at the start; ``hours``: does not hold them; ``place``: not there.
    """

    layer: str
    source: str
    title: str
    first: float
    last: float
    fetched_at: float
    because: PassedBecause

    @classmethod
    def over(cls, field: KeptField, because: PassedBecause) -> PassedOver:
        """Return what is said of a field that is passed over."""
        return cls(
            layer=field.layer,
            source=field.source,
            title=field.title,
            first=float(field.times[0]),
            last=float(field.times[-1]),
            fetched_at=field.fetched_at,
            because=because,
        )


@dataclass(frozen=True, slots=True, eq=False)
class OfferedFields:
    """Every field that is kept, the better first within a layer, and when each is too old.

    Attributes
    ----------
    stale_after : mapping of (layer, source) to float
        So long after its fetching a field is not used [s]; one that is not named never is too old,
        and one fetched after the start looks back on it.
    """

    fields: tuple[KeptField, ...]
    stale_after: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, eq=False)
class KeptSea:
    """The fields that count, the better first within a layer, and those passed over."""

    fields: tuple[KeptField, ...] = ()
    passed: tuple[PassedOver, ...] = ()

    def of(self, layer: str) -> tuple[KeptField, ...]:
        """Return the fields of a layer, the first of which is used; empty where none is."""
        return tuple(one for one in self.fields if one.layer == layer)

    def first(self, layer: str) -> KeptField | None:
        """Return the field of a layer that is used, or None."""
        return next(iter(self.of(layer)), None)


NOTHING_KEPT = KeptSea()


def chosen(offered: OfferedFields, asked: Asked) -> KeptSea:
    """Return what counts among the fields for a place and hours, and what is passed over."""
    kept: dict[tuple[str, str], KeptField] = {}
    passed: dict[tuple[str, str], PassedOver] = {}
    for one in offered.fields:
        key = one.layer, one.source
        if key in kept:
            continue  # an older one of the same source is no second opinion
        why = _why_not(one, asked, offered.stale_after.get(key))
        if why is None:
            kept[key] = one
        else:
            passed.setdefault(key, PassedOver.over(one, why))
    over = tuple(one for key, one in passed.items() if key not in kept)
    return KeptSea(tuple(kept.values()), over)


def age_of(field: KeptField, *, at: float) -> float:
    """Return the age of a field at a time [s]: since it was issued, or fetched where nobody says.

    Never negative: a field made after the time looks back on it.
    """
    return max(at - made_at(field), 0.0)


def made_at(field: KeptField) -> float:
    """Return when a field was issued, or fetched where nobody says [s since 1970, UTC].

    A level was made when its gauge last saw it.
    """
    if field.layer == LEVEL:
        return float(field.times[-1])
    return field.fetched_at if field.issued_at is None else field.issued_at


def series_at(field: KeptField, *, position: Position, moments: Floats) -> Floats:
    """Return a field at a place, moment by moment; NaN where it does not hold it.

    Parameters
    ----------
    field : KeptField
        Of any layer.
    position : Position
        Where.
    moments : (t,) array
        Seconds since 1970, UTC.

    Returns
    -------
    (t,) or (t, 2) array
        In the field's unit, linear between its times where they are no more than three hours
        apart.
    """
    here = on_places(
        field,
        longitude=np.array([position.longitude]),
        latitude=np.array([position.latitude]),
        moments=moments,
    )
    return here[:, 0]


def on_places(field: KeptField, *, longitude: Floats, latitude: Floats, moments: Floats) -> Floats:
    """Return a field at places and common moments; NaN where it does not hold them.

    Parameters
    ----------
    field : KeptField
        On axes of latitude and longitude that rise.
    longitude, latitude : (n,) arrays
        Places [degrees].
    moments : (t,) array
        Seconds since 1970, UTC.

    Returns
    -------
    (t, n) or (t, n, 2) array
        Bilinear over those of the four nodes around that have a value (land makes no hole wider),
        linear in time between neighbours up to three hours apart.
    """
    found = np.full((moments.size, longitude.size), complex(np.nan, np.nan))
    for level, row in rows_on(field, longitude=longitude, latitude=latitude, moments=moments):
        found[level] = row
    return found.view(np.float64).reshape(*found.shape, 2) if field.pair else found.real.copy()


def rows_on(
    field: KeptField,
    *,
    longitude: Floats,
    latitude: Floats,
    moments: Floats,
    turn: Floats | None = None,
    among: tuple[Ints, int] | None = None,
) -> Iterator[tuple[int, Numbers]]:
    """Yield each moment that a field holds, by its index, with the values (n,) at the places then.

    A pair is one complex number, east + i north, turned anticlockwise by `turn` (n,) [rad]. Where
    the places stand `among` others (their indices, and how many there are), so do the values, with
    NaN between them. A row holds until the next is asked for. The other parameters are those of
    `on_places`.
    """
    times = field.times
    inside = np.flatnonzero((moments >= times[0]) & (moments <= times[-1]))
    if not inside.size:
        return
    first = int(np.searchsorted(times, moments[inside].min(), side="right")) - 1
    last = int(np.searchsorted(times, moments[inside].max(), side="left"))
    held = _at_nodes(field, slice(first, last + 1), longitude, latitude)
    if turn is not None:
        held *= np.exp(1j * turn).astype(held.dtype)
    if among is not None:
        held = _spread(held, *among)
    span = times[first : last + 1]
    parts = held.view(np.float32)  # a pair times a number is two products, not four
    mixed, other = np.empty_like(parts[0]), np.empty_like(parts[0])
    for level in inside:
        after = int(np.searchsorted(span, moments[level], side="left"))
        before = after if span[after] == moments[level] else max(after - 1, 0)
        gap = float(span[after] - span[before])
        if gap > LONGEST_GAP:
            continue
        share = float(moments[level] - span[before]) / gap if gap > 0.0 else 0.0
        if share == 0.0:
            yield int(level), held[before]
            continue
        np.multiply(parts[before], 1.0 - share, out=mixed)
        np.multiply(parts[after], share, out=other)
        mixed += other
        yield int(level), mixed.view(held.dtype)


def _spread(rows: Numbers, nodes: Ints, count: int) -> Numbers:
    """Return rows (t, n) at some nodes among others (t, count); NaN at the others."""
    wide = np.full((len(rows), count), complex(np.nan, np.nan), dtype=rows.dtype)
    for one, row in zip(wide, rows, strict=True):  # five times as quick as all rows at once
        one[nodes] = row
    return wide


def _at_nodes(field: KeptField, when: slice, longitude: Floats, latitude: Floats) -> Numbers:
    """Values (t, n) at places for some of the field's times; a pair as one complex number."""
    column, right, within = _along(field.longitude, longitude)
    row, up, between = _along(field.latitude, latitude)
    values = field.values[when]
    flat = (values.view(np.complex64) if field.pair else values).reshape(len(values), -1)
    last_row, last_column = field.latitude.size - 1, field.longitude.size - 1
    corners = [
        np.minimum(row + down, last_row) * field.longitude.size
        + np.minimum(column + left, last_column)
        for down, left in ((0, 0), (0, 1), (1, 0), (1, 1))
    ]
    shares = [
        part.astype(np.float32)
        for part in ((1.0 - up) * (1.0 - right), (1.0 - up) * right, up * (1.0 - right), up * right)
    ]
    outside = ~(within & between)
    known = _known(values, pair=field.pair)
    steady = known[0]
    if bool((known == steady).all()):  # land that stays: one weight for all times
        known = steady[np.newaxis]
    flat = np.where(known, flat, np.zeros(1, dtype=flat.dtype))
    weight = np.zeros((len(known), longitude.size), dtype=np.float32)
    total = np.zeros((len(flat), longitude.size), dtype=np.complex64)
    parts = total.view(np.float32)  # a pair times a number is two products, not four
    for node, share in zip(corners, shares, strict=True):
        weight += known.take(node, axis=1) * share
        near = flat.take(node, axis=1).astype(np.complex64, copy=False).view(np.float32)
        near *= np.repeat(share, 2)
        parts += near
    dry = (weight <= LEAST_SHARE) | outside
    weight[dry] = 1.0
    if weight.min() < 1.0 - LEAST_SHARE:
        total /= weight
    if dry.any():
        total[np.broadcast_to(dry, total.shape)] = complex(np.nan, np.nan)
    return total


def _known(values: NDArray[np.float32], *, pair: bool) -> Bools:
    """Which nodes (t, nodes) have a value; a pair has one where both of its parts do."""
    known = np.isfinite(values).reshape(len(values), -1)
    return known[:, ::2] & known[:, 1::2] if pair else known


def _along(axis: Floats, asked: Floats) -> tuple[Ints, Floats, Bools]:
    """Node before each place on a rising axis, the part of the way on, and whether it is inside.

    An axis of one node holds along all of it.
    """
    if axis.size == 1:
        node = np.zeros(asked.shape, dtype=np.int64)
        return node, np.zeros(asked.shape), np.ones(asked.shape, dtype=np.bool_)
    index = np.interp(asked, axis, np.arange(axis.size, dtype=np.float64))
    node = np.minimum(index.astype(np.int64), axis.size - 2)
    return node, index - node, (asked >= axis[0]) & (asked <= axis[-1])


def _why_not(field: KeptField, asked: Asked, stale: float | None) -> PassedBecause | None:
    if stale is not None and asked.start - field.fetched_at > stale:
        return "stale"
    if field.layer == LEVEL:
        far: PassedBecause | None = "place" if _far_gauge(field, asked.position) else None
        return far if field.times[0] <= asked.start else "hours"
    if field.layer == DEPTH:
        return None if _around(field, asked.position) else "place"
    moments = asked.moments if field.layer == WIND else asked.moments[:1]
    if moments[0] < field.times[0] or moments[-1] > field.times[-1]:
        return "hours"
    if field.layer == CURRENTS:
        return None if _around(field, asked.position) else "place"
    here = series_at(field, position=asked.position, moments=moments)
    return None if np.isfinite(here).all() else "place"


def _far_gauge(field: KeptField, place: Position) -> bool:
    """Whether a level is that of one gauge, too far from a place to speak for it."""
    if field.longitude.size * field.latitude.size > 1:
        return False
    gauge = Position(latitude=float(field.latitude[0]), longitude=float(field.longitude[0]))
    return distance_and_bearing(start=gauge, end=place)[0] > GAUGE_REACH


def _around(field: KeptField, place: Position) -> bool:
    """Whether a grid holds a place; at a node that is land in it the embedded stream stands in.

    The currents of one point are no grid: they say nothing of the water around.
    """
    return bool(
        min(field.longitude.size, field.latitude.size) > 1
        and field.longitude[0] <= place.longitude <= field.longitude[-1]
        and field.latitude[0] <= place.latitude <= field.latitude[-1]
    )
