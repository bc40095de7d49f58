"""The forms in which models write their fields: one known flow comes back from each, or a reason.

The flow is linear in place and time, so it is exact on a regular grid. A rotated or curvilinear one
is laid on a regular grid: curvature within its cells of 0.1 degrees leaves less than 2 mm/s, and
packing to a millimetre a second half of one.
"""

from __future__ import annotations

import importlib.util
import json

import numpy as np
import pytest
import xarray as xr

from estran.adapters.cf_added import Label, added_fields
from estran.errors import InputError, MissingExtraError
from estran.language.refusals import refusal_of
from tests.support.cf_datasets import POLE, START, axis, flow, regular, rotated
from tests.support.copernicus import shelf
from tests.support.copernicus import written as as_the_client
from tests.support.live_servers import NOW

LABEL = Label(source="model", added_at=1655200000.0)
PLACES = np.array([50.61, 51.02, 51.37]), np.array([1.03, 1.52, 2.61])
HAS_ZARR = importlib.util.find_spec("zarr") is not None
ONCE_PACKED = {
    "dtype": "int16",
    "scale_factor": 0.001,
    "add_offset": 0.25,
    "_FillValue": np.int16(-32767),
}


def taken(path, *layers):
    """The fields of a file, by layer."""
    return {one.layer: one for one in added_fields(path, layers, LABEL, area="dover_strait")}


def require_flow(field, *, within):
    """The flow at three places, between hours and on them."""
    for lead in (0.0, 6.0, 11.5):
        moment = START.astype("datetime64[s]").astype(float) + 3600.0 * lead
        found = field.at(latitude=PLACES[0], longitude=PLACES[1], time=np.full(3, moment))
        wanted = np.column_stack(flow(PLACES[1], PLACES[0], np.full(3, lead)))
        np.testing.assert_allclose(found, wanted, atol=within)


def plainly(path, dataset=None, **encoding):
    (regular() if dataset is None else dataset).to_netcdf(path, encoding=encoding)


def on_time(path, units, calendar="standard"):
    plainly(path, time={"units": units, "calendar": calendar, "dtype": "float64"})


def around_the_world(path):
    """Longitudes from 0 to 360, with the west of the area at the far end of the axis."""
    dataset = regular()
    longitude = np.concatenate([dataset.lon.values, np.arange(100.0, 359.0, 40.0), [359.6, 359.8]])
    wide = dataset.reindex(lon=longitude)
    near = np.where(longitude > 180.0, longitude - 360.0, longitude)
    lead = np.arange(wide.time.size, dtype=float)[:, None, None]
    east, north = flow(near, dataset.lat.values[:, None], lead)
    far = (near < -1.0) | (near > 4.0)
    for name, held in (("u", east), ("v", north)):
        wide[name] = (("time", "lat", "lon"), np.where(far, 0.0, held), dataset[name].attrs)
    wide["lon"].attrs = dataset.lon.attrs
    wide.to_netcdf(path)


def deep(path):
    flat = regular()
    whole = xr.concat([flat * 0.0 + 3.0, flat, flat * 0.0 - 3.0], dim="depth")
    whole = whole.assign_coords(depth=("depth", [5.0, 0.494, 20.0], {"standard_name": "depth"}))
    for name in ("u", "v"):
        whole[name].attrs = flat[name].attrs
    whole.transpose("time", "depth", "lat", "lon").to_netcdf(path)


def turned_dims(path):
    regular().transpose("lon", "time", "lat").to_netcdf(path)


def curved(path, *, turn=0.0, upside_down=False):
    """Places of every node in two dimensions, on a grid that is sheared; true components."""
    columns, rows = np.arange(0.0, 3.61, 0.1), np.arange(50.0, 52.01, 0.1)
    if upside_down:
        rows = rows[::-1]
    latitude = np.repeat(rows[:, None], columns.size, axis=1)
    longitude = columns[None, :] + 0.05 * (latitude - 51.0)
    dataset = regular()
    lead = np.arange(dataset.time.size, dtype=float)[:, None, None]
    dims = ("time", "y", "x")
    parts = flow(longitude, latitude, lead)
    xr.Dataset(
        {
            name: (dims, held, dataset[name].attrs)
            for name, held in zip(("u", "v"), parts, strict=True)
        },
        coords={
            "time": dataset.time,
            "nav_lat": (("y", "x"), latitude, axis("latitude", "degrees_north")),
            "nav_lon": (("y", "x"), longitude + turn, axis("longitude", "degrees_east")),
        },
    ).to_netcdf(path)


FORMS = {
    "plain": (plainly, 1e-6),
    "falling latitudes": (lambda path: plainly(path, regular(falling=True)), 1e-6),
    "longitudes a turn further": (lambda path: plainly(path, regular(turn=360.0)), 1e-6),
    "longitudes around the world": (around_the_world, 1e-6),
    "scale and offset": (lambda path: plainly(path, u=ONCE_PACKED, v=ONCE_PACKED), 1e-3),
    "packed and deflated": (
        lambda path: plainly(path, u={**ONCE_PACKED, "zlib": True}, v=ONCE_PACKED),
        1e-3,
    ),
    "classic netCDF": (
        lambda path: regular().to_netcdf(path, format="NETCDF3_CLASSIC"),
        1e-6,
    ),
    "hours since 1950": (lambda path: on_time(path, "hours since 1950-01-01"), 1e-6),
    "days since 1858": (lambda path: on_time(path, "days since 1858-11-17 00:00:00"), 1e-4),
    "seconds since noon of 2000": (
        lambda path: on_time(path, "seconds since 2000-01-01T12:00:00", "gregorian"),
        1e-6,
    ),
    "minutes since 1900, proleptic": (
        lambda path: on_time(path, "minutes since 1900-01-01", "proleptic_gregorian"),
        1e-6,
    ),
    "days since year 1": (
        lambda path: on_time(path, "days since 0001-01-01", "proleptic_gregorian"),
        1e-4,
    ),
    "several depths": (deep, 1e-6),
    "another order of axes": (turned_dims, 1e-6),
    "a rotated pole, degrees written": (lambda path: rotated().to_netcdf(path), 2e-3),
    "a rotated pole, degrees worked out": (
        lambda path: rotated(written=False).to_netcdf(path),
        2e-3,
    ),
    "curvilinear": (curved, 1e-5),
    "curvilinear, a turn further": (lambda path: curved(path, turn=360.0), 1e-5),
    "curvilinear, rows that fall": (lambda path: curved(path, upside_down=True), 1e-5),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_known_flow_comes_back_from_every_form(name, tmp_path):
    write, within = FORMS[name]
    path = tmp_path / "model.nc"
    write(path)
    require_flow(taken(path, "currents")["currents"], within=within)


def test_a_time_zone_in_the_epoch_counts(tmp_path):
    """Two hours east of Greenwich: what is written as 02:00 there is midnight."""
    import netCDF4

    path = tmp_path / "zone.nc"
    plainly(path, time={"units": "hours since 2022-06-14 00:00:00", "dtype": "float64"})
    with netCDF4.Dataset(path, "a") as file:
        file["time"].units = "hours since 2022-06-14 02:00:00 +02:00"
    field = taken(path, "currents")["currents"]
    assert field.times[0] == START.astype("datetime64[s]").astype(float)


@pytest.mark.parametrize(
    "fill",
    [
        {"_FillValue": 1e20},
        {"missing_value": -999.0, "_FillValue": None},
        {"_FillValue": 9.96921e36},
    ],
)
def test_what_is_filled_is_unknown_and_its_neighbours_are_not(fill, tmp_path):
    dataset = regular()
    for name in ("u", "v"):
        dataset[name] = dataset[name].copy()
        dataset[name].values[5, 9:12, 14:17] = np.nan
    path = tmp_path / "holes.nc"
    plainly(path, dataset, u=fill, v=fill)
    field = taken(path, "currents")["currents"]
    row = int(np.argmin(np.abs(field.latitude - 51.0)))
    column = int(np.argmin(np.abs(field.longitude - 1.5)))
    assert np.isnan(field.values[5, row, column]).all()
    assert np.isfinite(field.values[4]).all()
    assert np.isfinite(field.values[5]).sum() == field.values[4].size - 18


@pytest.mark.parametrize("layer", ["currents", "waves", "temperature"])
def test_a_file_of_the_copernicus_client_is_taken_as_it_is(layer, tmp_path):
    path = as_the_client(shelf(layer), tmp_path / "shelf.nc", layer=layer)
    (field,) = taken(path).values()
    assert field.layer == layer
    assert field.times[0] == NOW - 12 * 3600.0
    assert field.resolution == pytest.approx(2120.0, rel=0.02), "0.0303 degrees of longitude"
    expected = {"currents": [0.6, -0.3], "waves": 1.25, "temperature": 11.5}[layer]
    assert field.values[3, 60, 40] == pytest.approx(expected)
    assert np.isnan(field.values[3, 0, 0]).all()
    assert field.issued_at == NOW - 12 * 3600.0


def with_a_bed(sign=1.0, **said):
    """A model that holds currents over time and the bed once: 12 m, and dry by 2 m in the west."""
    dataset = regular()
    bed = np.full((dataset.lat.size, dataset.lon.size), 12.0)
    bed[:, dataset.lon.values < 1.0] = -2.0
    attributes = {"standard_name": "sea_floor_depth_below_geoid", "units": "m", **said}
    return dataset.assign(h=(("lat", "lon"), sign * bed, attributes))


@pytest.mark.parametrize(
    "said", [(1.0, {}), (1.0, {"positive": "down"}), (-1.0, {"positive": "up"})]
)
def test_a_whole_model_with_currents_over_time_and_one_bed_is_taken(said, tmp_path):
    path = tmp_path / "model.nc"
    plainly(path, with_a_bed(said[0], **said[1]))
    fields = taken(path)
    assert fields.keys() == {"currents", "depth"}
    assert fields["currents"].times.size == regular().time.size
    depth = fields["depth"]
    assert depth.times.tolist() == [0.0]
    assert (depth.values.min(), depth.values.max()) == (-2.0, 12.0)
    assert (depth.values[0][:, depth.longitude > 1.0] == 12.0).all()
    assert depth.datum == "msl"


def test_a_file_that_names_no_licence_is_kept_without_one(tmp_path):
    path = tmp_path / "model.nc"
    plainly(path)
    assert taken(path, "currents")["currents"].licence == ""


def calendar(path, name):
    dataset = regular(hours=12)
    dataset["time"] = (
        "time",
        np.arange(13.0),
        {"units": "hours since 2022-06-14", "calendar": name},
    )
    dataset.time.attrs["standard_name"] = "time"
    dataset.to_netcdf(path)


def without_places(path, value):
    """A curvilinear grid that leaves out where its land is."""
    curved(path)
    with xr.open_dataset(path) as dataset:
        held = dataset.load()
    for name in ("nav_lat", "nav_lon"):
        held[name].values[6:9, 8:12] = value
        held[name].encoding["_FillValue"] = None
    path.unlink()
    held.to_netcdf(path)


def unnamed_fill(path):
    dataset = regular()
    dataset["u"] = dataset.u.copy()
    dataset.u.values[:, 8, 15] = -9999.0
    plainly(path, dataset, u={"_FillValue": None})


def members(path):
    dataset = regular()
    many = xr.concat([dataset, dataset], dim="realization")
    many.to_netcdf(path)


REFUSED = {
    "a year of 360 days": (lambda path: calendar(path, "360_day"), "cf.calendar"),
    "years without leap days": (lambda path: calendar(path, "noleap"), "cf.calendar"),
    "the Julian calendar": (lambda path: calendar(path, "julian"), "cf.calendar"),
    "a calendar of no name": (lambda path: calendar(path, "lunar"), "cf.calendar"),
    "a fill value that is not declared": (unnamed_fill, "sea.unfit"),
    "several members": (members, "cf.extra_dimension"),
    "nodes without a place": (lambda path: without_places(path, np.nan), "cf.no_grid"),
    "nodes at 0 N 0 E": (lambda path: without_places(path, 0.0), "cf.no_grid"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_told_is_refused_by_name(name, tmp_path):
    write, code = REFUSED[name]
    path = tmp_path / "model.nc"
    write(path)
    with pytest.raises(InputError) as refused:
        taken(path, "currents")
    assert refused.value.code == code
    assert refusal_of(refused.value, language="fr") != refused.value.message


def test_the_pole_of_the_grid_is_where_the_tests_say():
    assert POLE == {"pole_longitude": 170.0, "pole_latitude": 40.0}


# --- Zarr ----------------------------------------------------------------------------------------

zarr_here = pytest.mark.skipif(not HAS_ZARR, reason="zarr, of the extra `live`, is not installed")


@zarr_here
@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("consolidated", [True, False])
@pytest.mark.filterwarnings("ignore")
def test_a_known_flow_comes_back_from_zarr(version, consolidated, tmp_path):
    path = tmp_path / "model.zarr"
    regular(falling=True, turn=360.0).to_zarr(path, zarr_format=version, consolidated=consolidated)
    require_flow(taken(path, "currents")["currents"], within=1e-6)


@zarr_here
@pytest.mark.filterwarnings("ignore")
def test_zarr_that_is_damaged_is_refused_and_a_missing_piece_is_unknown(tmp_path):
    path = tmp_path / "model.zarr"
    pieces = {name: {"chunks": (25, 7, 9)} for name in ("u", "v")}
    regular().to_zarr(path, zarr_format=2, consolidated=True, encoding=pieces)
    (path / "u" / "0.1.1").unlink()
    field = taken(path, "currents")["currents"]
    assert 0.5 < np.isfinite(field.values).mean() < 1.0
    (path / "v" / "0.1.1").write_bytes(b"no such piece")
    with pytest.raises(InputError) as refused:
        taken(path, "currents")
    assert refused.value.code == "sea.unreadable"
    (path / ".zmetadata").write_text('{"metadata": ')
    with pytest.raises(InputError) as refused:
        taken(path, "currents")
    assert refused.value.code in {"sea.unreadable", "sea.no_form"}


@zarr_here
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("content", [{}, {".zgroup": json.dumps({"zarr_format": 2})}])
def test_a_folder_that_is_no_zarr_is_refused(content, tmp_path):
    path = tmp_path / "folder"
    path.mkdir()
    for name, text in content.items():
        (path / name).write_text(text)
    with pytest.raises(InputError):
        taken(path, "currents")


def test_zarr_without_its_library_is_refused_by_name(tmp_path, monkeypatch):
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "zarr" else known(name, *more),
    )
    path = tmp_path / "model.zarr"
    path.mkdir()
    with pytest.raises(MissingExtraError, match=r"estran\[live\]") as refused:
        taken(path)
    assert "estran[live]" in refusal_of(refused.value, language="fr")
    assert refusal_of(refused.value, language="fr") != refused.value.message
