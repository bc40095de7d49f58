"""Sea and wind from any CF dataset, laid on the grid of the engine: what is not held is named.

The home of xarray, with its neighbours. Nothing is filled in silently: a dataset that does not
cover the place and the hours is refused, or the caller says that the embedded sea stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.adapters.cf_gaps import Taken, settled
from estran.adapters.cf_grid import near_turn, on_axes, on_curves, values_at
from estran.adapters.cf_layout import layout_of, values_of, variables_named
from estran.assess.forcing_said import fault_said
from estran.environment.stream_holes import LONGEST_BRIDGE
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from xarray import Dataset

    from estran.adapters.cf_gaps import Missing
    from estran.adapters.cf_grid import Places
    from estran.adapters.cf_layout import Layout
    from estran.environment.forcing import WindMembers
    from estran.environment.forcing_faults import Forcing, ForcingFault
    from estran.environment.window import Window
    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.geodesy import Position
    from estran.quantities.randomness import RandomStreams

CURRENTS = (
    ("eastward_sea_water_velocity", "northward_sea_water_velocity"),
    ("surface_eastward_sea_water_velocity", "surface_northward_sea_water_velocity"),
    ("sea_water_x_velocity", "sea_water_y_velocity"),
)
WINDS = (("eastward_wind", "northward_wind"), ("x_wind", "y_wind"))
WAVES = "sea_surface_wave_significant_height"
WIND_ERROR = "cf.wind"


@dataclass(frozen=True, slots=True, eq=False)
class CfSea:
    """A window whose stream comes from a dataset.

    Attributes
    ----------
    window : Window
        To be given to the engine.
    faults : tuple of ForcingFault
        What was missing, and what stands in; empty where nothing.
    """

    window: Window
    faults: tuple[ForcingFault, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """The faults in words."""
        return tuple(fault_said(one, language="en") for one in self.faults)


@dataclass(frozen=True, slots=True, eq=False)
class CfWind:
    """Wind of a dataset at a place, hour by hour.

    Attributes
    ----------
    wind : (hours + 1, 2) array
        East and north, where it blows to [m/s].
    faults : tuple of ForcingFault
        Hours without a field that were bridged.
    """

    wind: Floats
    faults: tuple[ForcingFault, ...]


def currents_on(window: Window, dataset: Dataset, *, missing: Missing = "refuse") -> CfSea:
    """Return a window with the currents of a dataset in place of its stream.

    Parameters
    ----------
    window : Window
        Opened for the area and the hours; level, coast and land stay its own.
    dataset : Dataset
        With currents by their standard names, on a regular, curvilinear or rotated grid. Values at
        several depths: the one nearest to half a metre is taken. NaN is land.
    missing : str
        ``refuse``; ``embedded`` where the embedded stream may stand in for hours and nodes that the
        dataset does not hold; or ``nearest`` where the nearest water of the dataset may stand in
        for nodes, and who comes there is marked.

    Raises
    ------
    QuantityError
        Where variables, axes or units are not those of CF, or hours or water are missing.

    Notes
    -----
    Gaps of up to three hours are bridged by a straight line in time, whatever `missing` says.
    """
    sea: Bools = np.array(np.isfinite(window.stream[0, :, :, 0]))
    moments = (
        window.start
        + window.first_level
        + window.level_spacing * np.arange(len(window.stream), dtype=np.float64)
    )
    taken = _components(
        dataset, CURRENTS, "currents", moments, (window.longitude[sea], window.latitude[sea])
    )
    convergence = np.asarray(
        window.plane.convergence(longitude=window.longitude[sea], latitude=window.latitude[sea])
    )
    found = settled(taken, _turned(taken.flow, convergence), moments, missing)
    stream = window.stream.copy()
    stream[:, sea] = np.where(found.embedded[..., np.newaxis], stream[:, sea], found.flow)
    given = replace(window, stream=stream)
    named = tuple(replace(one, forcing="currents") for one in given.faults)
    return CfSea(given, (*found.faults, *named))


def wind_at(dataset: Dataset, *, position: Position, start: float, hours: int) -> Floats:
    """Return the wind of a dataset at a place, hour by hour.

    Parameters
    ----------
    dataset : Dataset
        With winds at 10 m by their standard names.
    position : Position
        Where; the engine has one wind over the whole area.
    start : float
        Seconds since 1970, UTC.
    hours : int
        How many after it.

    Returns
    -------
    (hours + 1, 2) array
        East and north, where it blows to [m/s].

    Raises
    ------
    QuantityError
        Where the dataset cannot be used, or does not hold the place and all the hours.
    """
    return wind_read(dataset, position=position, start=start, hours=hours).wind


def wind_read(dataset: Dataset, *, position: Position, start: float, hours: int) -> CfWind:
    """Return the same with the hours that were bridged; parameters and errors as `wind_at`."""
    moments = start + HOUR * np.arange(hours + 1, dtype=np.float64)
    here = np.array([position.longitude]), np.array([position.latitude])
    taken = _components(dataset, WINDS, "wind", moments, here)
    found = settled(taken, taken.flow, moments, "refuse")
    return CfWind(found.flow[:, 0], found.faults)


def wind_members_around(wind: Floats, *, error: float, streams: RandomStreams) -> WindMembers:
    """Return winds of the members of an ensemble about one wind, each off by its own error.

    Parameters
    ----------
    wind : (hours + 1, 2) array
        From :func:`wind_at` [m/s].
    error : float
        Standard deviation of each component [m/s], the same for the whole run of a member.
    streams : RandomStreams
        Seeded; stream ``cf.wind`` is used.
    """

    def members(*, first: int, count: int) -> Floats:
        off = error * streams.normals(WIND_ERROR, step=0, first=first, count=count, per=2)
        return wind[:, np.newaxis] + off

    return members


def wave_height_at(dataset: Dataset, *, position: Position, time: float) -> float | None:
    """Return the significant wave height of a dataset at a place and time [m].

    Parameters
    ----------
    dataset : Dataset
        With it by its standard name.
    position : Position
        Where.
    time : float
        Seconds since 1970, UTC.

    Returns
    -------
    float or None
        None where the dataset does not hold the place or the hour: unknown, never calm.

    Raises
    ------
    QuantityError
        Where variables, axes or units are not those of CF.
    """
    (name,) = variables_named(dataset, ((WAVES,),), what="waves")
    layout = layout_of(dataset, name, what="waves")
    places = _places(layout, np.array([position.longitude]), np.array([position.latitude]))
    values = values_at(values_of(dataset, name, layout, unit="m"), places)
    height = _in_time(values[..., np.newaxis], layout.times, np.array([time]))[0, 0, 0]
    return float(height) if np.isfinite(height) else None


def _components(
    dataset: Dataset,
    names: tuple[tuple[str, str], ...],
    what: Forcing,
    moments: Floats,
    asked: tuple[Floats, Floats],
) -> Taken:
    """Take true east and north at moments and places."""
    pair = variables_named(dataset, names, what=what)
    layout = layout_of(dataset, pair[0], what=what)
    places = _places(layout, *asked)
    parts = [values_at(values_of(dataset, name, layout, unit="m s-1"), places) for name in pair]
    values = np.stack(parts, axis=-1)
    flow = _in_time(values, layout.times, moments)
    along_grid = str(dataset[pair[0]].attrs["standard_name"]).endswith(("x_velocity", "x_wind"))
    if along_grid:
        flow = _turned(flow, places.east_of_column)
    covered = _between(layout.times, moments)[3]
    water: Bools = np.asarray(np.isfinite(values).all(axis=2).any(axis=0))
    gaps = _missing_fields(values, layout.times, moments)
    return Taken(what, flow, places.inside, covered, water, gaps)


def _places(layout: Layout, longitude: Floats, latitude: Floats) -> Places:
    centre = float(np.mean(longitude))
    find: Any = on_axes if layout.longitude.ndim == 1 else on_curves
    turned = near_turn(layout.longitude, centre=centre)
    return find(  # type: ignore[no-any-return]
        longitudes=turned,
        latitudes=layout.latitude,
        longitude=near_turn(longitude, centre=centre),
        latitude=latitude,
    )


def _in_time(values: Floats, times: Floats, moments: Floats) -> Floats:
    """Values (t, n, c) at moments, linear; NaN where the fields around are too far apart."""
    useful = _useful(values)
    times, values = times[useful], values[useful]
    if not times.size:
        return np.full((moments.size, *values.shape[1:]), np.nan)
    before, after, share, known = _between(times, moments)
    part = share[:, np.newaxis, np.newaxis]
    mixed = (1.0 - part) * values[before] + part * values[after]
    return np.where(known[:, np.newaxis, np.newaxis], mixed, np.nan)


def _useful(values: Floats) -> Bools:
    """Which fields (t, n, c) have any value."""
    return np.asarray(np.isfinite(values).any(axis=(1, 2)), dtype=np.bool_)


def _missing_fields(
    values: Floats, times: Floats, moments: Floats
) -> tuple[tuple[float, float], ...]:
    """First and last time without a field in each gap that is bridged and touches the moments.

    How often a dataset should have a field is told by the middle one of its steps.
    """
    if times.size < 3:
        return ()
    cadence, held = float(np.median(np.diff(times))), times[_useful(values)]
    gap = np.diff(held)
    touched = (held[:-1] < moments[-1]) & (held[1:] > moments[0])
    short = np.flatnonzero((gap > 1.5 * cadence) & (gap <= LONGEST_BRIDGE) & touched)
    return tuple((float(held[k] + cadence), float(held[k + 1] - cadence)) for k in short)


def _between(times: Floats, moments: Floats) -> tuple[Ints, Ints, Floats, Bools]:
    """Fields before and after moments, how far between, and whether they are close enough."""
    after = np.minimum(np.searchsorted(times, moments, side="left"), times.size - 1)
    before = np.where(times[after] == moments, after, np.maximum(after - 1, 0))
    gap = times[after] - times[before]
    known = (moments >= times[0]) & (moments <= times[-1]) & (gap <= LONGEST_BRIDGE)
    share = np.where(known, (moments - times[before]) / np.where(gap > 0.0, gap, 1.0), 0.0)
    return before, after, share, known


def _turned(flow: Floats, angle: Floats) -> Floats:
    """Turn components (t, n, 2) anticlockwise by an angle at each place (n,) [rad]."""
    cosine, sine = np.cos(angle), np.sin(angle)
    east, north = flow[..., 0], flow[..., 1]
    return np.stack((cosine * east - sine * north, sine * east + cosine * north), axis=-1)
