"""Shares of the gauges in the tide of any position: along each coast, then across the strait.

Pure geometry: which gauges, how much of each. No level and no time live here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import DataError
from estran.quantities.units import DEGREE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.environment.tide_stations import TideStation
    from estran.quantities.arrays import Floats

METRES_A_DEGREE = 111_200.0  # of latitude; shares need no better
TOUCHING = 1.0  # m: nearer than this to a coast is on it


@dataclass(frozen=True, slots=True, eq=False)
class CoastOfGauges:
    """One coast as a line through gauges and capes.

    Attributes
    ----------
    longitude, latitude : (v,) arrays
        Points of the line [degrees].
    share : (v, g) array
        Share of each of the g gauges at each point; rows sum to one.
    """

    longitude: Floats
    latitude: Floats
    share: Floats


@dataclass(frozen=True, eq=False)
class GaugeShares:
    """How much each gauge counts at a position.

    Attributes
    ----------
    gauges : tuple of str
        Keys, in the order of the columns.
    zeros : (g,) array
        Zero from which heights of each gauge are counted, above its own zero [m].
    coasts : tuple of CoastOfGauges
        Two of them, one on each side of a strait; or one, where there is no other side.
    """

    gauges: tuple[str, ...]
    zeros: Floats
    coasts: tuple[CoastOfGauges, ...]

    def at(self, *, longitude: Floats, latitude: Floats) -> Floats:
        """Return the share of each gauge at positions.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].

        Returns
        -------
        (n, g) array
            Shares; rows sum to one, and change without a jump from place to place. At a gauge it
            alone counts. Between two gauges of a coast shares go linearly with the way along the
            coast, and between the coasts linearly with the distance to each.
        """
        along = [self._along(coast, longitude, latitude) for coast in self.coasts]
        if len(along) == 1:
            return along[0][0]
        (near, to_near), (far, to_far) = along
        part = (to_far / (to_near + to_far))[:, np.newaxis]
        shares: Floats = part * near + (1.0 - part) * far
        return shares

    def _along(
        self, coast: CoastOfGauges, longitude: Floats, latitude: Floats
    ) -> tuple[Floats, Floats]:
        """Shares along one coast, (n, g), and the distance to it, (n,) [m]."""
        if coast.longitude.size == 1:  # one gauge counts alone, everywhere
            return np.repeat(coast.share, longitude.size, axis=0), np.ones(longitude.shape)
        x, y = self._flat(coast.longitude, coast.latitude)
        east, north = self._flat(longitude, latitude)
        blend = np.zeros((longitude.size, coast.longitude.size))
        nearest = np.full(longitude.shape, np.inf)
        for k in range(x.size - 1):
            way = (x[k + 1] - x[k], y[k + 1] - y[k])
            squared, along = _from_segment(east - x[k], north - y[k], *way)
            nearest = np.minimum(nearest, squared)
            weight = 1.0 / (squared * squared)  # fades with the fourth power of the distance
            blend[:, k] += weight * (1.0 - along)
            blend[:, k + 1] += weight * along
        shares = (blend @ coast.share) / blend.sum(axis=1, keepdims=True)
        return shares, np.sqrt(nearest)

    def _flat(self, longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
        """Metres on a plate with one cosine: good for shares, not for positions."""
        return longitude * self._metres_a_degree_east, latitude * METRES_A_DEGREE

    @cached_property
    def _metres_a_degree_east(self) -> float:
        middle = np.mean(np.concatenate([coast.latitude for coast in self.coasts]))
        return float(METRES_A_DEGREE * np.cos(middle * DEGREE))


def gauge_shares(
    *, stations: Mapping[str, TideStation], coasts: Mapping[str, Sequence[Mapping[str, Any]]]
) -> GaugeShares:
    """Lay coasts through their gauges.

    Parameters
    ----------
    stations : mapping of str to TideStation
        The gauges by key.
    coasts : mapping
        Two coasts, each a sequence of points in their order: either ``station`` (and ``zero =
        "lat"`` where its heights are to be counted from its lowest tide) or ``longitude`` and
        ``latitude`` of a turn of the coast. The first and last point are gauges.

    Raises
    ------
    DataError
        Where there are not two coasts, a gauge is unknown, or a coast does not begin and end at
        one.
    """
    if len(coasts) != 2:
        raise DataError("tide.coasts", f"The tide needs two coasts, not {len(coasts)}.")
    return _through(stations, coasts)


def one_coast(
    *, stations: Mapping[str, TideStation], coasts: Mapping[str, Sequence[Mapping[str, Any]]]
) -> GaugeShares:
    """Lay one coast, which has no other side, through its gauges; one gauge may stand alone.

    Parameters and errors are those of `gauge_shares`, but for the number of coasts.
    """
    return _through(stations, coasts)


def _through(
    stations: Mapping[str, TideStation], coasts: Mapping[str, Sequence[Mapping[str, Any]]]
) -> GaugeShares:
    rows = [point for coast in coasts.values() for point in coast if "station" in point]
    keys = tuple(point["station"] for point in rows)
    strange = [key for key in keys if key not in stations]
    if strange:
        raise DataError(
            "tide.station_unknown", f"The coasts name unknown tide stations: {', '.join(strange)}."
        )
    zeros = [stations[r["station"]].lowest_tide if r.get("zero") == "lat" else 0.0 for r in rows]
    laid = tuple(_laid(name, points, keys, stations) for name, points in coasts.items())
    return GaugeShares(gauges=keys, zeros=np.array(zeros), coasts=laid)


def _laid(
    name: str,
    points: Sequence[Mapping[str, Any]],
    keys: tuple[str, ...],
    stations: Mapping[str, TideStation],
) -> CoastOfGauges:
    places = [_place(point, stations) for point in points]
    longitude, latitude = np.array(places, dtype=np.float64).T
    at_gauge = [k for k, point in enumerate(points) if "station" in point]
    if at_gauge[0] != 0 or at_gauge[-1] != len(points) - 1:
        raise DataError(
            "tide.coast_open", f"The coast {name!r} must begin and end at a tide station."
        )
    steps = np.hypot(np.diff(longitude) * np.cos(latitude[0] * DEGREE), np.diff(latitude))
    way = np.concatenate(([0.0], np.cumsum(steps)))
    share = np.zeros((len(points), len(keys)))
    for k in at_gauge:
        column = keys.index(points[k]["station"])
        share[:, column] = np.interp(way, way[at_gauge], [float(g == k) for g in at_gauge])
    return CoastOfGauges(longitude=longitude, latitude=latitude, share=share)


def _place(point: Mapping[str, Any], stations: Mapping[str, TideStation]) -> tuple[float, float]:
    if "station" in point:
        position = stations[point["station"]].position
        return position.longitude, position.latitude
    return point["longitude"], point["latitude"]


def _from_segment(from_x: Floats, from_y: Floats, dx: float, dy: float) -> tuple[Floats, Floats]:
    """Squared distance from a segment, and where along it the foot of the distance lies."""
    along = np.clip((from_x * dx + from_y * dy) / (dx * dx + dy * dy), 0.0, 1.0)
    squared = (from_x - along * dx) ** 2 + (from_y - along * dy) ** 2
    return np.maximum(squared, TOUCHING**2), along
