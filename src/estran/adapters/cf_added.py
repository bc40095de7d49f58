"""Fields of the sea out of a CF file that somebody adds: found, checked, cut, in the form kept.

One of the homes of xarray. What cannot be used is refused with the reason; nothing is guessed.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from estran.adapters.cf_fields import CURRENTS, WAVES, WINDS
from estran.adapters.cf_grid import near_turn, on_curves, values_at
from estran.adapters.cf_layout import UNITS, layout_of, no_grid, values_of, variables_named
from estran.adapters.extras import require_zarr
from estran.environment.area import load_area
from estran.environment.kept_field import FORMS, KeptField
from estran.environment.tide import Box
from estran.errors import InputError, QuantityError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xarray import Dataset

    from estran.adapters.cf_layout import Layout
    from estran.environment.kept_field import DepthDatum, LayerName
    from estran.quantities.arrays import Bools, Floats, Ints

METRES_A_DEGREE = 111_200.0
ROOM = 0.25  # degrees kept around the area
ZERO_CELSIUS = 273.15
NAMES: Mapping[LayerName, tuple[tuple[str, ...], ...]] = {
    "currents": CURRENTS,
    "waves": ((WAVES,),),
    "wind": WINDS,
    "level": (("non_tidal_elevation_of_sea_surface_height",),),
    "temperature": (
        ("sea_surface_temperature",),
        ("sea_water_temperature",),
        ("sea_water_potential_temperature",),
        ("surface_temperature",),
    ),
    "depth": (
        ("sea_floor_depth_below_mean_sea_level",),
        ("sea_floor_depth_below_geoid",),
        ("sea_floor_depth_below_sea_surface",),
    ),
}
"""Standard names by layer, the better first."""
DATUMS: Mapping[str, DepthDatum] = {
    "sea_floor_depth_below_mean_sea_level": "msl",
    "sea_floor_depth_below_geoid": "msl",
}
"""Standard names of depths that tell their datum; here a geoid is mean sea level to some dm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is written on fields that are added: key of the source, when, and what they are.

    Attributes
    ----------
    title, licence : str or None
        As the file says itself where None.
    datum : str
        What depths count from; as their standard name says where empty.
    """

    source: str
    added_at: float
    title: str | None = None
    licence: str | None = None
    datum: DepthDatum = ""


def added_fields(
    path: Path, layers: Sequence[LayerName], label: Label, *, area: str
) -> list[KeptField]:
    """Return the fields of a CF file for an area: of some layers, or of all that it holds.

    Raises
    ------
    InputError
        Where the file cannot be read, or one of the fields cannot be used.
    """
    held = load_area(area)
    box = Box(west=held.west, south=held.south, east=held.east, north=held.north)
    with opened(path) as dataset:
        wanted = layers or layers_in(dataset) or ("currents",)
        return [field_of(dataset, one, label, box=box) for one in wanted]


@contextmanager
def opened(path: Path) -> Iterator[Dataset]:
    """Open a netCDF file, or a folder of Zarr, and close it at the end.

    Raises
    ------
    InputError
        ``sea.no_form`` where it is no such file, ``sea.unreadable`` where it is not whole.
    MissingExtraError
        ``cf.zarr_missing`` where Zarr cannot be read here.
    """
    if path.is_dir():
        require_zarr()
    try:
        found = xr.open_dataset(
            path, engine="zarr" if path.is_dir() else None, decode_timedelta=False
        )
    except (ValueError, ImportError) as error:  # how xarray says that no reader fits
        if "decode time" in str(error):
            raise _calendar(error) from error
        raise InputError(
            "sea.no_form",
            f"{path}: is no netCDF file and no Zarr folder that can be read here.",
            file=str(path),
        ) from error
    except (OSError, RuntimeError, KeyError) as error:
        raise _unreadable(path, error) from error
    with found:
        try:
            yield found
        except (OSError, RuntimeError) as error:  # values are read late: a file may end there
            raise _unreadable(path, error) from error


def layers_in(dataset: Dataset) -> tuple[LayerName, ...]:
    """Return the layers whose standard names a dataset carries."""
    carried = {str(one.attrs.get("standard_name", "")) for one in dataset.data_vars.values()}
    return tuple(
        layer
        for layer, choices in NAMES.items()
        if any(carried.issuperset(names) for names in choices)
    )


def field_of(dataset: Dataset, layer: LayerName, label: Label, *, box: Box) -> KeptField:
    """Return one layer of a dataset, cut to an area, in the form that is kept.

    Parameters
    ----------
    dataset : Dataset
        By the rules of CF, on a regular, curvilinear or rotated grid; one that is not regular is
        laid on a regular grid of its own spacing.
    layer : str
        Which.
    label : Label
        What is written on it.
    box : Box
        Of the area.

    Raises
    ------
    QuantityError
        Where variables, axes or units are not those of CF.
    InputError
        ``sea.elsewhere`` where it does not touch the area; ``sea.unfit`` where its values cannot
        be those of the layer, with the reason.
    """
    names = variables_named(dataset, NAMES[layer], what=layer)
    dated = _dated(dataset, names[0]) if layer == "depth" else dataset
    layout = layout_of(dated, names[0], what=layer)
    layout = replace(
        layout, longitude=near_turn(layout.longitude, centre=0.5 * (box.west + box.east))
    )
    if layout.longitude.ndim == 1:
        latitude, longitude, values = _cut(dated, names, layout, layer, box)
    else:
        latitude, longitude, values = _laid_out(dated, names, layout, layer, box)
    form = FORMS[layer]
    try:
        return KeptField(
            layer=layer,
            source=label.source,
            title=label.title or str(dataset.attrs.get("title") or label.source),
            unit=form.unit,
            licence=label.licence or str(dataset.attrs.get("license") or ""),
            times=layout.times,
            latitude=latitude,
            longitude=longitude,
            values=(values if form.pair else values[..., 0]).astype(np.float32),
            fetched_at=label.added_at,
            issued_at=_issued(dataset),
            resolution=_spacing(latitude, longitude),
            datum=_datum(dataset, names, label) if layer == "depth" else "",
        )
    except ValueError as error:
        raise InputError(
            "sea.unfit", f"{layer}: {error}.", layer=layer, problem=str(error)
        ) from error


def _datum(dataset: Dataset, names: tuple[str, ...], label: Label) -> DepthDatum:
    """Return what depths count from; a sea's surface of no one moment is no datum."""
    return label.datum or DATUMS.get(str(dataset[names[0]].attrs.get("standard_name")), "")


def extent_of(field: KeptField) -> tuple[float, float, float]:
    """Return the share of a field that has a value, the least value, and the largest."""
    values = field.values
    share = float(np.isfinite(values).mean())
    return share, float(np.nanmin(values)), float(np.nanmax(values))


def _cut(
    dataset: Dataset, names: tuple[str, ...], layout: Layout, layer: LayerName, box: Box
) -> tuple[Floats, Floats, Floats]:
    """Cut a regular grid to the area before its values are read; axes rise in what comes back."""
    rows = _within(layout.latitude, box.south, box.north, layer)
    columns = _within(layout.longitude, box.west, box.east, layer)
    latitude, longitude = layout.latitude[rows], layout.longitude[columns]
    down, across = np.argsort(latitude), np.argsort(longitude)
    picked = dataset[list(names)].isel(
        {layout.dimensions[1]: rows[down], layout.dimensions[2]: columns[across]}
    )
    smaller = replace(layout, longitude=longitude[across], latitude=latitude[down])
    parts = [_values(picked, name, smaller) for name in names]
    return latitude[down], longitude[across], np.stack(parts, axis=-1)


def _laid_out(
    dataset: Dataset, names: tuple[str, ...], layout: Layout, layer: LayerName, box: Box
) -> tuple[Floats, Floats, Floats]:
    """Lay a curvilinear or rotated grid on a regular one; components become true ones."""
    inside = (
        (layout.latitude > box.south - ROOM)
        & (layout.latitude < box.north + ROOM)
        & (layout.longitude > box.west - ROOM)
        & (layout.longitude < box.east + ROOM)
    )
    if not inside.any():
        raise _elsewhere(layer)
    dataset, layout = _around(dataset, layout, inside)
    up = np.hypot(np.diff(layout.latitude, axis=0), np.diff(layout.longitude, axis=0))
    step = float(np.median(up))
    latitude = np.arange(
        max(box.south - ROOM, layout.latitude.min()),
        min(box.north + ROOM, layout.latitude.max()),
        step,
    )
    longitude = np.arange(
        max(box.west - ROOM, layout.longitude.min()),
        min(box.east + ROOM, layout.longitude.max()),
        step,
    )
    east, north = np.meshgrid(longitude, latitude)
    places = on_curves(
        longitudes=layout.longitude,
        latitudes=layout.latitude,
        longitude=east.ravel(),
        latitude=north.ravel(),
    )
    parts = [values_at(_values(dataset, name, layout), places) for name in names]
    values = np.stack(parts, axis=-1)
    name = str(dataset[names[0]].attrs["standard_name"])
    if name.endswith(("x_velocity", "x_wind")):
        turn = np.exp(1j * places.east_of_column)
        turned = (values[..., 0] + 1j * values[..., 1]) * turn
        values = np.stack((turned.real, turned.imag), axis=-1)
    return latitude, longitude, values.reshape(-1, latitude.size, longitude.size, len(names))


def _around(dataset: Dataset, layout: Layout, inside: Bools) -> tuple[Dataset, Layout]:
    """Cut a grid of two dimensions to what lies about some of its nodes; each must have a place.

    Raises
    ------
    QuantityError
        ``cf.no_grid`` where nodes have no place of their own, as where a model leaves out its land.
    """
    rows, columns = (
        slice(max(int(found[0]) - 1, 0), int(found[-1]) + 2)
        for found in (np.flatnonzero(inside.any(axis=1 - one)) for one in (0, 1))
    )
    latitude, longitude = layout.latitude[rows, columns], layout.longitude[rows, columns]
    places = np.unique(latitude + 1j * longitude)
    if places.size < latitude.size or not np.isfinite(places).all():
        raise no_grid(layout.what, "some nodes of its grid have no latitude and longitude")
    cut = dataset.isel({layout.dimensions[1]: rows, layout.dimensions[2]: columns})
    return cut, replace(layout, latitude=latitude, longitude=longitude)


def _values(dataset: Dataset, name: str, layout: Layout) -> Floats:
    """Values of a variable in the unit of its layer; kelvins become degrees Celsius.

    A depth that is written as a height, positive upwards, becomes one.
    """
    said = str(dataset[name].attrs.get("units", "")).strip()
    if said in UNITS["K"]:
        return values_of(dataset, name, layout, unit="K") - ZERO_CELSIUS
    unit = next(FORMS[layer].unit for layer in NAMES if layer == layout.what)
    up = layout.what == "depth" and str(dataset[name].attrs.get("positive")).lower() == "up"
    found = values_of(dataset, name, layout, unit="m s-1" if unit == "m/s" else unit)
    return -found if up else found


def _within(axis: Floats, low: float, high: float, layer: LayerName) -> Ints:
    """Return the indices of an axis within bounds and some room; it must cross the area."""
    found: Ints = np.flatnonzero((axis > low - ROOM) & (axis < high + ROOM))
    if not found.size or axis[found].max() < low or axis[found].min() > high:
        raise _elsewhere(layer)
    return found


def _dated(dataset: Dataset, name: str) -> Dataset:
    """Give a variable that holds at all times the one time that the form wants."""
    own = dataset[name].dims
    if any(_is_time(dataset, str(one)) for one in own):
        return dataset
    axis = np.array(["1970-01-01T00:00:00"], dtype="datetime64[ns]")
    beside = [one for one in dataset.dims if one not in own]  # of what else the model holds
    return dataset.drop_dims(beside).drop_vars("time", errors="ignore").expand_dims(time=axis)


def _is_time(dataset: Dataset, name: str) -> bool:
    dated = name in dataset.coords and np.issubdtype(dataset[name].dtype, np.datetime64)
    return dated or name.startswith("time")


def _spacing(latitude: Floats, longitude: Floats) -> float:
    """Return the distance between the nodes of a regular grid, the larger of the two [m]."""
    north = float(np.median(np.diff(latitude))) if latitude.size > 1 else 0.0
    east = float(np.median(np.diff(longitude))) if longitude.size > 1 else 0.0
    across = east * np.cos(np.radians(float(latitude.mean())))
    return METRES_A_DEGREE * float(max(north, across, 1e-3))


def _issued(dataset: Dataset) -> float | None:
    """Return when the maker issued it, where an attribute says so in ISO form."""
    for name in ("forecast_reference_time", "bulletin_date", "date_created", "creation_date"):
        try:
            said = datetime.fromisoformat(str(dataset.attrs.get(name, "")))
        except ValueError:
            continue
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).timestamp()
    return None


def _calendar(error: Exception) -> QuantityError:
    named = re.search(r"calendar ['\"]?(\w+)", str(error))
    kind = named[1] if named else "unknown"
    return QuantityError(
        "cf.calendar",
        f"time: its times are {kind}, not dates of the standard calendar. Convert the calendar.",
        what="time",
        kind=kind,
    )


def _unreadable(path: Path, error: Exception) -> InputError:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return InputError(
        "sea.unreadable",
        f"{path}: cannot be read, or is not whole: {reason}. Download it again.",
        file=str(path),
        reason=reason,
    )


def _elsewhere(layer: str) -> QuantityError:
    return QuantityError(
        "sea.elsewhere",
        f"{layer}: the file does not touch the area. Is it another coast's?",
        layer=layer,
    )
