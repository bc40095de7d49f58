"""A forecast as CF datasets that other drift tools open: trajectories, and grids of probability."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from estran.engine.status import Status
from estran.quantities.instants import epoch_seconds

if TYPE_CHECKING:
    from estran.assess.forecast import Ensemble
    from estran.quantities.arrays import Floats

CONVENTIONS = "CF-1.11"
TRAJECTORY = ("trajectory", "time")
CELL = 0.01  # degrees of latitude, and of longitude: some 1,100 m by 700 m in the Strait
EPOCH = "seconds since 1970-01-01 00:00:00"
MASS_DIMENSIONS = ("time", "lat", "lon")


def trajectories(
    ensemble: Ensemble, *, title: str = "Drift of a small boat's people"
) -> xr.Dataset:
    """Return every particle at every full hour.

    Parameters
    ----------
    ensemble : Ensemble
        After its run.
    title : str
        Of the dataset.

    Returns
    -------
    Dataset
        Dimensions trajectory and time. `lon` and `lat` are those of the people, `hull_lon` and
        `hull_lat` of the boat; `status` and the marks of ground and edge are flags; `weight` sums
        to one over the trajectories. `first_ashore`, `ashore_lon` and `ashore_lat` tell when and
        where people first come ashore, missing where they do not.
    """
    result = ensemble.result
    longitude, latitude = _degrees(ensemble, result.people)
    hull_longitude, hull_latitude = _degrees(ensemble, result.hull)
    data: dict[str, Any] = {
        "lon": _places(longitude, "longitude", "degrees_east", "of the people"),
        "lat": _places(latitude, "latitude", "degrees_north", "of the people"),
        "hull_lon": _places(hull_longitude, "longitude", "degrees_east", "of the hull"),
        "hull_lat": _places(hull_latitude, "latitude", "degrees_north", "of the hull"),
        "status": (TRAJECTORY, result.status.T.astype(np.int8), _status_flags()),
        "weight": (
            "trajectory",
            result.weights,
            {"long_name": "probability of the trajectory", "units": "1"},
        ),
    }
    data |= _landings(ensemble)
    marks = {name: getattr(result, name) for name in _MARKS} | {
        f"{body}_no_stream": result.body_without_stream(body) for body in ("people", "hull")
    }
    for name, meaning in (_MARKS | _NO_STREAM).items():
        data[name] = (TRAJECTORY, marks[name].T.astype(np.int8), _flag(meaning))
    numbers = np.arange(result.weights.size, dtype=np.int32)
    return xr.Dataset(
        data,
        coords={
            "trajectory": (
                "trajectory",
                numbers,
                {"cf_role": "trajectory_id", "long_name": "number of the particle"},
            ),
            "time": _times(ensemble),
        },
        attrs={**_attributes(ensemble, title), "featureType": "trajectory"},
    )


def probability_grids(ensemble: Ensemble, *, cell: float = CELL) -> xr.Dataset:
    """Return the probability that the people are in each cell of a regular grid, hour by hour.

    Parameters
    ----------
    ensemble : Ensemble
        After its run.
    cell : float
        Size of a cell [degrees].

    Returns
    -------
    Dataset
        Dimensions time, lat and lon, with the bounds of the cells. Who has left the area is in
        none: `left_area` says how probable that is, and with it every hour sums to one.
    """
    result = ensemble.result
    longitude, latitude = _degrees(ensemble, result.people)
    here = ~result.people_left
    edges = [_edges(one[here], cell) for one in (latitude, longitude)]
    mass = np.stack(
        [
            np.histogram2d(
                latitude[k, here[k]],
                longitude[k, here[k]],
                bins=edges,
                weights=result.weights[here[k]],
            )[0]
            for k in range(len(result.times))
        ]
    )
    return xr.Dataset(
        {
            "probability": (
                MASS_DIMENSIONS,
                mass,
                {
                    "long_name": "probability that the people are in the cell",
                    "units": "1",
                    "cell_methods": "lat: lon: sum",
                },
            ),
            "left_area": (
                "time",
                result.share(result.people_left),
                {"long_name": "probability that the people have left the area", "units": "1"},
            ),
            "no_stream": (
                "time",
                result.share(result.body_without_stream("people")),
                {
                    "long_name": "probability that the place rests on a stream that is not known",
                    "units": "1",
                },
            ),
            "lat_bounds": (("lat", "edge"), _bounds(edges[0])),
            "lon_bounds": (("lon", "edge"), _bounds(edges[1])),
        },
        coords={
            "time": _times(ensemble),
            "lat": ("lat", _middles(edges[0]), _axis("latitude", "degrees_north", "lat_bounds")),
            "lon": ("lon", _middles(edges[1]), _axis("longitude", "degrees_east", "lon_bounds")),
        },
        attrs=_attributes(ensemble, "Probability of where a small boat's people are"),
    )


def netcdf_bytes(dataset: xr.Dataset) -> bytes:
    """Return a dataset of this file as netCDF 4, compressed.

    Parameters
    ----------
    dataset : Dataset
        Of trajectories or grids.
    """
    packing: dict[Any, dict[str, Any]] = {name: {"_FillValue": None} for name in dataset.variables}
    for name in dataset.data_vars:
        packing[name] |= {"zlib": True, "complevel": 1}
    packing["time"] |= {"units": EPOCH, "dtype": "int64"}
    if "first_ashore" in packing:
        for name in ("first_ashore", "ashore_lon", "ashore_lat"):
            packing[name] |= {"_FillValue": np.nan, "dtype": "float64"}
        packing["first_ashore"] |= {"units": EPOCH}
    return bytes(dataset.to_netcdf(engine="netcdf4", encoding=packing))


_MARKS = {
    "people_aground": "people touch the shore",
    "hull_aground": "hull touches the shore",
    "people_left": "people have left the area",
    "hull_left": "hull has left the area",
}
_NO_STREAM = {
    f"{body}_no_stream": f"{whose} has come where no stream is known; the place rests on a stand-in"
    for body, whose in (("people", "the way of the people"), ("hull", "the way of the hull"))
}


def _degrees(ensemble: Ensemble, places: Floats) -> tuple[Floats, Floats]:
    """Return (h, n) longitudes and latitudes of (h, n, 2) places."""
    flat = places.reshape(-1, 2)
    longitude, latitude = ensemble.window.plane.to_geographic(east=flat[:, 0], north=flat[:, 1])
    shape = places.shape[:2]
    return np.reshape(longitude, shape), np.reshape(latitude, shape)


def _landings(ensemble: Ensemble) -> dict[str, Any]:
    """Return when and where people first come ashore, riding or apart."""
    result = ensemble.result
    longitude, latitude = _degrees(ensemble, result.ashore[np.newaxis])
    since = result.first_ashore
    at = np.full(since.shape, np.datetime64("NaT", "ns"))
    landed = np.isfinite(since)
    at[landed] = _start(ensemble) + since[landed].round().astype("timedelta64[s]")
    where = "where people first come ashore"
    return {
        "first_ashore": ("trajectory", at, {"long_name": "time when people first come ashore"}),
        "ashore_lon": (
            "trajectory",
            longitude[0],
            {"long_name": f"longitude {where}", "units": "degrees_east"},
        ),
        "ashore_lat": (
            "trajectory",
            latitude[0],
            {"long_name": f"latitude {where}", "units": "degrees_north"},
        ),
    }


def _places(values: Floats, name: str, unit: str, whose: str) -> tuple[Any, ...]:
    return (
        TRAJECTORY,
        values.T,
        {"standard_name": name, "long_name": f"{name} {whose}", "units": unit},
    )


def _status_flags() -> dict[str, Any]:
    return {
        "long_name": "state of the boat and its people",
        "flag_values": np.array([int(one) for one in Status], dtype=np.int8),
        "flag_meanings": " ".join(one.key for one in Status),
        "comment": " ".join(f"{one.key}: {one.advice}" for one in Status),
    }


def _flag(meaning: str) -> dict[str, Any]:
    return {
        "long_name": meaning,
        "flag_values": np.array([0, 1], dtype=np.int8),
        "flag_meanings": "no yes",
    }


def _start(ensemble: Ensemble) -> np.datetime64:
    return np.datetime64(round(epoch_seconds(ensemble.situation.time)), "s")


def _times(ensemble: Ensemble) -> tuple[Any, ...]:
    times = _start(ensemble) + ensemble.result.times.round().astype("timedelta64[s]")
    return (
        "time",
        times.astype("datetime64[ns]"),
        {"standard_name": "time", "axis": "T", "long_name": "time, UTC"},
    )


def _attributes(ensemble: Ensemble, title: str) -> dict[str, Any]:
    report = ensemble.situation.report
    return {
        "Conventions": CONVENTIONS,
        "title": ("EXERCISE. " if report.exercise else "") + title,
        "source": f"Estran {version('estran')}, Monte Carlo drift in stream and wind",
        "references": "allen_2005; breivik_allen_2008",
        "comment": "Where people may be, not where they are. It ends no search.",
    }


def _axis(name: str, unit: str, bounds: str) -> dict[str, Any]:
    return {"standard_name": name, "units": unit, "bounds": bounds}


def _edges(values: Floats, cell: float) -> Floats:
    if not values.size:
        return np.array([0.0, cell])
    first, last = np.floor(values.min() / cell), np.floor(values.max() / cell) + 1.0
    return np.arange(first, last + 0.5) * cell


def _middles(edges: Floats) -> Floats:
    return 0.5 * (edges[:-1] + edges[1:])


def _bounds(edges: Floats) -> Floats:
    return np.column_stack((edges[:-1], edges[1:]))
