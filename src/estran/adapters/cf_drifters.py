"""Drifter tracks from a CF dataset: one row a drifter, ragged, or one drifter alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from estran.errors import ReportFileError
from estran.exchange.drifter_table import ALONE, COLUMNS, track_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from xarray import DataArray, Dataset

    from estran.assess.drifter_tracks import Track
    from estran.quantities.arrays import Floats

COUNTS = ("rowsize", "row_size", "count", "counts")
SECOND = np.timedelta64(1, "s")
EPOCH = np.datetime64("1970-01-01T00:00:00", "ns")


def read_drifter_file(path: Path) -> list[Track]:
    """Return the tracks of a netCDF file.

    Parameters
    ----------
    path : Path
        With latitude, longitude and time, by standard name or by name: as (drifter, fix), as one
        row of fixes with the drifter's name beside each or the number of fixes of each drifter, or
        as one drifter alone.

    Raises
    ------
    ReportFileError
        Where it cannot be opened, or is laid out otherwise.
    """
    try:
        with xr.open_dataset(path) as dataset:
            return list(_tracks(dataset.load(), str(path)))
    except (OSError, ValueError) as error:
        raise _refuse(str(path), f"It cannot be read: {error}") from error


def _tracks(dataset: Dataset, name: str) -> Iterator[Track]:
    latitude, longitude, time = (
        _named(dataset, wanted, name) for wanted in ("latitude", "longitude", "time")
    )
    if latitude.dims != longitude.dims or latitude.ndim not in {1, 2}:
        raise _refuse(name, f"Its latitude lies along {latitude.dims}: neither rows nor one row.")
    if not np.issubdtype(time.dtype, np.datetime64):
        raise _refuse(name, "Its times carry no CF unit, such as 'hours since 2020-11-01'.")
    if latitude.ndim == 2:
        along = time.dims[0] if time.ndim == 1 else latitude.dims[-1]
        if not set(time.dims) <= set(latitude.dims):
            raise _refuse(name, f"Its times lie along {time.dims}, its fixes not.")
        across = next(one for one in latitude.dims if one != along)
        rows = [one.transpose(across, along).values for one in (latitude, longitude)]
        times = np.broadcast_to(_seconds(_spread(time, (across, along))), rows[0].shape)
        keys = _keys(dataset, str(across), rows[0].shape[0])
        groups: Any = zip(keys, times, *rows, strict=True)
    else:
        groups = _ragged(dataset, (_seconds(time), latitude.values, longitude.values), name)
    found = [track for key, *fixes in groups if (track := _track(key, *fixes)) is not None]
    if not found:
        raise _refuse(name, "It holds no fix.")
    yield from found


def _ragged(dataset: Dataset, fixes: tuple[Any, ...], name: str) -> Iterator[tuple[Any, ...]]:
    """Yield the fixes of each drifter where all stand in one row."""
    size = fixes[1].size
    for counted in (one for one in dataset.variables if str(one).casefold() in COUNTS):
        ends = np.cumsum(dataset[counted].values.astype(int))
        if ends[-1:] != size:
            raise _refuse(name, f"{counted} counts {ends[-1:]} fixes, and there are {size}.")
        keys = _keys(dataset, str(dataset[counted].dims[0]), ends.size)
        starts = [0, *ends[:-1]]
        for key, first, end in zip(keys, starts, ends, strict=True):
            yield (key, *(part[first:end] for part in fixes))
        return
    beside = [
        one
        for one, variable in dataset.variables.items()
        if variable.shape == (size,)
        and (variable.attrs.get("cf_role") == "trajectory_id" or _is(str(one), "drifter"))
    ]
    if not beside:
        yield (str(dataset.attrs.get("id", ALONE)), *fixes)
        return
    keys = _texts(dataset[beside[0]].values)
    for key in dict.fromkeys(keys):
        mine = np.array(keys) == key
        yield (key, *(part[mine] for part in fixes))


def _track(key: str, times: Floats, latitude: Floats, longitude: Floats) -> Track | None:
    """Return a track of its known fixes; None where it has none."""
    known = np.isfinite(times) & (np.abs(latitude) <= 90.0) & (np.abs(longitude) <= 360.0)
    if not known.any():
        return None
    return track_of(key, list(zip(times[known], latitude[known], longitude[known], strict=True)))


def _named(dataset: Dataset, wanted: str, name: str) -> DataArray:
    for key, variable in dataset.variables.items():
        if variable.attrs.get("standard_name") == wanted and variable.ndim:
            return dataset[key]
    for key in dataset.variables:
        if _is(str(key), wanted) and dataset[key].ndim:
            return dataset[key]
    raise _refuse(name, f"It has no {wanted}: {', '.join(map(str, dataset.variables))}.")


def _is(key: str, wanted: str) -> bool:
    return key.casefold() in COLUMNS[wanted]


def _spread(time: DataArray, dimensions: tuple[Any, Any]) -> DataArray:
    """Return times as rows of drifters, or as one row for all."""
    return time.transpose(*(one for one in dimensions if one in time.dims))


def _seconds(time: DataArray) -> Floats:
    """Return seconds since 1970; NaN where a time is missing."""
    moments = time.values.astype("datetime64[ns]")
    seconds = (moments - EPOCH) / SECOND
    return np.where(np.isnat(moments), np.nan, seconds)


def _keys(dataset: Dataset, dimension: str, count: int) -> list[str]:
    """Return the names of drifters along a dimension; their numbers where they have none."""
    for key, variable in dataset.variables.items():
        named = variable.attrs.get("cf_role") == "trajectory_id" or _is(str(key), "drifter")
        if named and variable.dims == (dimension,):
            return _texts(variable.values)
    return [str(number + 1) for number in range(count)]


def _texts(values: NDArray[Any]) -> list[str]:
    return [one.decode() if isinstance(one, bytes) else str(one) for one in values.tolist()]


def _refuse(name: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "drifters.layout",
        f"{name}: this is no set of drifter tracks. {problem}",
        file=name,
        problem=problem,
    )
