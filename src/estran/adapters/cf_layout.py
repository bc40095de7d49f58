"""How a CF dataset is laid out: which variable is which, its axes, times and units, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.adapters.cf_grid import unrotated
from estran.errors import QuantityError
from estran.quantities.units import CENTIMETRE, KILOMETRE, KNOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xarray import DataArray, Dataset

    from estran.quantities.arrays import Floats

DEPTH_WANTED = 0.5  # m: of the water that leeway was measured against (breivik_allen_2008)
UNITS = {
    "m s-1": {
        **dict.fromkeys(("m s-1", "m/s", "m s^-1", "m s**-1", "m.s-1", "meter second-1"), 1.0),
        **dict.fromkeys(("metre second-1", "meters per second", "m sec-1"), 1.0),
        **dict.fromkeys(("cm s-1", "cm/s"), CENTIMETRE),
        **dict.fromkeys(("knot", "knots", "kt"), KNOT),
        **dict.fromkeys(("km h-1", "km/h"), KILOMETRE / 3600.0),
    },
    "degC": {
        **dict.fromkeys(("degC", "degree_Celsius", "degrees_Celsius", "Celsius", "celsius"), 1.0),
        **dict.fromkeys(("deg_C", "degree_C", "degrees_C", "deg C", "degreeC"), 1.0),
    },
    "K": {**dict.fromkeys(("K", "kelvin", "Kelvin", "degK", "degree_K", "kelvins"), 1.0)},
    "m": {**dict.fromkeys(("m", "meter", "metre", "meters", "metres"), 1.0), "cm": CENTIMETRE},
}
EAST_UNITS = ("degrees_east", "degree_east", "degrees_E", "degree_E", "degreesE")
NORTH_UNITS = ("degrees_north", "degree_north", "degrees_N", "degree_N", "degreesN")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where and when the values of a variable hold.

    Attributes
    ----------
    what : str
        The quantity, for messages.
    longitude, latitude : arrays
        (m,) and (k,) on a regular grid, both (k, m) on any other [degrees].
    times : (t,) array
        Rising [s since 1970, UTC].
    dimensions : tuple of str
        Names of time, rows and columns.
    """

    what: str
    longitude: Floats
    latitude: Floats
    times: Floats
    dimensions: tuple[str, str, str]


def variables_named(
    dataset: Dataset, names: Sequence[tuple[str, ...]], *, what: str
) -> tuple[str, ...]:
    """Return the variables that carry the first full set of standard names.

    Raises
    ------
    QuantityError
        Where none of the sets is there, or a name is carried twice.
    """
    carried: dict[str, list[str]] = {}
    for name, variable in dataset.data_vars.items():
        carried.setdefault(str(variable.attrs.get("standard_name", "")), []).append(str(name))
    for wanted in names:
        found = [carried.get(one, []) for one in wanted]
        if all(len(one) == 1 for one in found):
            return tuple(one[0] for one in found)
        if all(found):
            twice = next(one for one in found if len(one) > 1)
            raise QuantityError(
                "cf.two_variables",
                f"{what}: {', '.join(twice)} carry one standard name. Leave only one of them in.",
                what=what,
                names=twice,
            )
    known = sorted(one for one in carried if one)
    raise QuantityError(
        "cf.no_variable",
        f"{what}: no variables with the standard names {' and '.join(names[0])}; the dataset has "
        f"{', '.join(known) or 'none'}.",
        what=what,
        wanted=names[0],
        known=known,
    )


def layout_of(dataset: Dataset, name: str, *, what: str) -> Layout:
    """Return the layout of a variable.

    Raises
    ------
    QuantityError
        Where its axes or times cannot be told by the rules of CF.
    """
    variable = dataset[name]
    time = _time_name(variable, what)
    longitude = _coordinate(dataset, variable, "longitude", EAST_UNITS)
    latitude = _coordinate(dataset, variable, "latitude", NORTH_UNITS)
    times = _seconds(variable[time], what)
    if longitude is None or latitude is None:
        return _rotated(dataset, variable, time, times, what)
    if longitude.ndim == latitude.ndim == 1 and longitude.dims != latitude.dims:
        rows, columns = str(latitude.dims[0]), str(longitude.dims[0])
    elif longitude.ndim == 2 and longitude.dims == latitude.dims:
        rows, columns = (str(one) for one in longitude.dims)
    else:
        raise no_grid(
            what,
            f"longitude and latitude have the shapes {longitude.dims} and "
            f"{latitude.dims}: a mesh of triangles, or single points",
        )
    return Layout(what, _numbers(longitude), _numbers(latitude), times, (time, rows, columns))


def values_of(dataset: Dataset, name: str, layout: Layout, *, unit: str) -> Floats:
    """Return a variable in a unit, shape (t, k, m); NaN where it has no value.

    Raises
    ------
    QuantityError
        Where its unit is not known, or it has a dimension more than place, time and depth.
    """
    variable = dataset[name]
    said = str(variable.attrs.get("units", "")).strip()
    scale = UNITS[unit].get(said)
    if scale is None:
        raise QuantityError(
            "cf.units",
            f"{layout.what}: {name} is in {said or 'no unit'!r}; it must be in {unit}, or in "
            f"{', '.join(list(UNITS[unit])[1:4])}.",
            what=layout.what,
            name=name,
            said=said,
            unit=unit,
        )
    for extra in [str(one) for one in variable.dims if one not in layout.dimensions]:
        variable = _one_layer(variable, extra, layout.what)
    return scale * _numbers(variable.transpose(*layout.dimensions))


def _one_layer(variable: DataArray, extra: str, what: str) -> DataArray:
    """Return the only layer of a further dimension, or the one nearest to half a metre deep."""
    if variable.sizes[extra] == 1:
        return variable.isel({extra: 0})
    axis = variable.coords.get(extra)
    attributes = {} if axis is None else axis.attrs
    if axis is not None and (
        attributes.get("standard_name") == "depth" or attributes.get("axis") == "Z"
    ):
        return variable.isel({extra: int(np.abs(np.abs(_numbers(axis)) - DEPTH_WANTED).argmin())})
    raise QuantityError(
        "cf.extra_dimension",
        f"{what}: {variable.name} has {variable.sizes[extra]} layers along {extra}, which is no "
        f"depth. Choose one: dataset.isel({extra}=0).",
        what=what,
        name=str(variable.name),
        count=variable.sizes[extra],
        dimension=extra,
    )


def _time_name(variable: DataArray, what: str) -> str:
    for name in variable.dims:
        axis = variable.coords.get(str(name))
        if axis is not None and (
            np.issubdtype(axis.dtype, np.datetime64)
            or axis.attrs.get("standard_name") == "time"
            or axis.attrs.get("axis") == "T"
        ):
            return str(name)
    raise QuantityError(
        "cf.no_time",
        f"{what}: {variable.name} has no axis of time. Open the dataset with xarray.open_dataset, "
        "which decodes it, or give it one.",
        what=what,
        name=str(variable.name),
    )


def _seconds(axis: DataArray, what: str) -> Floats:
    values = axis.values
    if not np.issubdtype(values.dtype, np.datetime64):
        raise QuantityError(
            "cf.calendar",
            f"{what}: its times are {axis.dtype}, not dates of the standard calendar. Decode them, "
            "or convert the calendar.",
            what=what,
            kind=str(axis.dtype),
        )
    seconds = values.astype("datetime64[ms]").astype(np.int64) / 1000.0
    if np.isnat(values).any() or not (np.diff(seconds) > 0.0).all():
        raise QuantityError(
            "cf.time_order",
            f"{what}: its times do not rise one after the other. Sort them and drop repeats: "
            "dataset.sortby('time').drop_duplicates('time').",
            what=what,
        )
    return np.asarray(seconds, dtype=np.float64)


def _coordinate(
    dataset: Dataset, variable: DataArray, name: str, units: tuple[str, ...]
) -> DataArray | None:
    """Return the variable's coordinate of this standard name, or with these units."""
    listed = str(variable.encoding.get("coordinates", variable.attrs.get("coordinates", "")))
    nearby = [dataset[one] for one in listed.split() if one in dataset]
    found: list[DataArray] = [*variable.coords.values(), *nearby]
    for one in found:
        if one.attrs.get("standard_name") == name or one.attrs.get("units") in units:
            return one
    return None


def _rotated(dataset: Dataset, variable: DataArray, time: str, times: Floats, what: str) -> Layout:
    """Return the layout about a rotated pole whose true longitudes nobody wrote down."""
    name = variable.attrs.get("grid_mapping", variable.encoding.get("grid_mapping"))
    mapping: dict[str, Any] = dataset[name].attrs if name in dataset.variables else {}
    axes = {
        one.attrs.get("standard_name"): one for one in variable.coords.values() if one.ndim == 1
    }
    columns, rows = axes.get("grid_longitude"), axes.get("grid_latitude")
    if (
        mapping.get("grid_mapping_name") != "rotated_latitude_longitude"
        or columns is None
        or rows is None
    ):
        raise no_grid(what, "no coordinates of longitude and latitude")
    longitude, latitude = np.meshgrid(_numbers(columns), _numbers(rows))
    true_longitude, true_latitude = unrotated(
        longitude=longitude,
        latitude=latitude,
        pole_longitude=float(mapping["grid_north_pole_longitude"]),
        pole_latitude=float(mapping["grid_north_pole_latitude"]),
    )
    names = (time, str(rows.dims[0]), str(columns.dims[0]))
    return Layout(what, true_longitude, true_latitude, times, names)


def no_grid(what: str, why: str) -> QuantityError:
    """Return the refusal of a dataset whose places cannot be told."""
    return QuantityError(
        "cf.no_grid",
        f"{what}: {why}. It needs a regular, curvilinear or rotated grid by the rules of CF.",
        what=what,
        why=why,
    )


def _numbers(values: DataArray) -> Floats:
    return np.asarray(values.values, dtype=np.float64)
