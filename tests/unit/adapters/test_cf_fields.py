"""Fields of CF datasets: a known flow comes back from every grid, and what is missing is named.

The flow is linear in longitude, latitude and time, so bilinear values are exact on a regular grid;
on rotated grids of 0.1 degrees the curvature within a cell leaves less than 2 mm/s.
"""

from functools import cache

import numpy as np
import pytest

from estran.adapters.cf_fields import currents_on, wave_height_at, wind_at, wind_members_around
from estran.adapters.cf_grid import on_curves, unrotated
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import QuantityError
from estran.quantities.geodesy import Position
from estran.quantities.randomness import RandomStreams
from tests.support.cf_datasets import POLE, START, flow, regular, rotated, variable

HOUR0 = START.astype("datetime64[s]").astype(float)
HERE = Position(latitude=51.05, longitude=1.55)


@cache
def window():
    return open_window(fields=load_sea_fields(), start=HOUR0 + 6 * 3600.0, hours=3)


def expected(held):
    """The flow on the window's plane: true components turned by the convergence."""
    lead = (held.start + held.first_level - HOUR0) / 3600.0 + 0.25 * np.arange(len(held.stream))
    east, north = flow(held.longitude, held.latitude, lead[:, None, None])
    turn = held.plane.convergence(longitude=held.longitude, latitude=held.latitude)
    return np.stack(
        (np.cos(turn) * east - np.sin(turn) * north, np.sin(turn) * east + np.cos(turn) * north),
        axis=-1,
    )


GRIDS = {
    "regular": (regular(), 1e-9),
    "falling latitudes": (regular(falling=True), 1e-9),
    "a turn further": (regular(turn=360.0), 1e-9),
    "rotated, degrees written": (rotated(), 2e-3),
    "rotated, degrees worked out": (rotated(written=False), 2e-3),
}


@pytest.mark.parametrize("name", GRIDS)
def test_a_known_flow_comes_back_from_every_grid(name):
    dataset, tolerance = GRIDS[name]
    sea = currents_on(window(), dataset)
    water = np.isfinite(window().stream[0, :, :, 0])
    assert sea.notes == ()
    np.testing.assert_allclose(
        sea.window.stream[:, water], expected(window())[:, water], atol=tolerance
    )


def test_level_coast_and_land_stay_those_of_the_window():
    sea = currents_on(window(), regular()).window
    assert sea.tide is window().tide
    assert sea.coast is window().coast
    inland = np.isnan(window().stream[0, :, :, 0])
    assert np.isnan(sea.stream[:, inland]).all()


def test_land_in_the_dataset_makes_no_hole():
    dataset = regular()
    land = (dataset.lon < 1.7) & (dataset.lat > 51.0)
    dry = dataset.where(~land)
    for name in ("u", "v"):
        dry[name].attrs = dataset[name].attrs
    sea = currents_on(window(), dry)
    assert sea.notes[0].startswith("currents: ")
    assert "land in the dataset" in sea.notes[0]
    assert "embedded" in sea.notes[0]
    np.testing.assert_array_equal(
        np.isnan(sea.window.stream), np.isnan(window().stream), "no new hole, none filled"
    )


def test_the_layer_nearest_to_half_a_metre_is_taken():
    flat = regular()
    deep = flat.expand_dims(depth=[0.0, 0.6, 10.0], axis=1).copy(deep=True)
    deep["depth"].attrs = {"standard_name": "depth", "units": "m"}
    for name in ("u", "v"):
        deep[name] = deep[name] * (deep.depth == 0.6)
        deep[name].attrs = flat[name].attrs
    one, other = currents_on(window(), deep).window, currents_on(window(), flat).window
    np.testing.assert_allclose(one.stream, other.stream)


def test_centimetres_are_read_as_such():
    dataset = regular() * 100.0
    for name in ("u", "v"):
        dataset[name].attrs = {**regular()[name].attrs, "units": "cm s-1"}
    one, other = currents_on(window(), dataset).window, currents_on(window(), regular()).window
    np.testing.assert_allclose(one.stream, other.stream)


def without_hours(first, last):
    dataset = regular()
    hours = (dataset.time - dataset.time[0]) / np.timedelta64(1, "h")
    return dataset.isel(time=~((hours >= first) & (hours <= last)))


def blank(first, last):
    """The same hours there, but without a single value."""
    dataset = regular()
    hours = (dataset.time - dataset.time[0]) / np.timedelta64(1, "h")
    hole = dataset.where(~((hours >= first) & (hours <= last)))
    for name in ("u", "v"):
        hole[name].attrs = dataset[name].attrs
    return hole


def renamed(dataset, **attributes):
    dataset["u"].attrs |= attributes
    return dataset


def members(dataset):
    twice = dataset.expand_dims(member=2).copy()
    for name in ("u", "v"):
        twice[name].attrs = dataset[name].attrs
    return twice


REFUSED = {
    "cf.outside_grid": regular().sel(lon=slice(1.0, 2.0)),
    "cf.missing_hours": without_hours(6, 10),
    "cf.missing_hours too late": regular(hours=8),
    "cf.missing_hours blank": blank(5, 9),
    "cf.no_variable": renamed(regular(), standard_name="eastward_wind"),
    "cf.two_variables": renamed(regular(), standard_name="northward_sea_water_velocity").assign(
        w=variable(("time",), np.zeros(25), "eastward_sea_water_velocity")
    ),
    "cf.units": renamed(regular(), units="furlong fortnight-1"),
    "cf.extra_dimension": members(regular()),
    "cf.no_time": regular().isel(time=0),
    "cf.calendar": regular().assign_coords(time=("time", np.arange(25), {"standard_name": "time"})),
    "cf.time_order": regular().isel(time=slice(None, None, -1)),
    "cf.no_grid": regular().drop_vars(["lon", "lat"]),
    "cf.all_land": blank(25, 30).where(lambda d: d.lat > 90.0),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_with_its_reason(case):
    dataset = REFUSED[case]
    if case == "cf.all_land":
        for name in ("u", "v"):
            dataset[name].attrs = regular()[name].attrs
    with pytest.raises(QuantityError) as refused:
        currents_on(window(), dataset)
    assert refused.value.code == case.split(" ")[0]
    assert "currents" in refused.value.message


def test_the_refusal_names_the_hours():
    with pytest.raises(QuantityError, match="2022-06-14T05:15Z to 2022-06-14T10:30Z"):
        currents_on(window(), without_hours(6, 10))


def test_the_embedded_stream_stands_in_only_where_it_was_asked_to():
    part = without_hours(6, 10).sel(lon=slice(1.0, 2.0))
    sea = currents_on(window(), part, missing="embedded")
    assert len(sea.notes) == 2
    assert all("embedded stream stands in" in note for note in sea.notes)
    np.testing.assert_array_equal(sea.window.stream[6], window().stream[6])
    east = window().longitude > 2.05
    np.testing.assert_array_equal(sea.window.stream[:, east], window().stream[:, east])


def test_wind_comes_hour_by_hour_at_a_place():
    dataset = regular(names=("eastward_wind", "northward_wind"))
    wind = wind_at(dataset, position=HERE, start=HOUR0 + 1800.0, hours=5)
    east, north = flow(HERE.longitude, HERE.latitude, 0.5 + np.arange(6))
    np.testing.assert_allclose(wind, np.stack((east, north), axis=-1))
    with pytest.raises(QuantityError, match="wind"):
        wind_at(dataset, position=HERE, start=HOUR0, hours=40)
    with pytest.raises(QuantityError, match="outside the dataset's grid"):
        wind_at(dataset, position=Position(latitude=10.0, longitude=1.0), start=HOUR0, hours=2)


def test_a_wind_that_is_land_at_the_place_is_refused_as_land():
    dataset = regular(names=("eastward_wind", "northward_wind"))
    dry = dataset.where(dataset.lon > 2.0)
    for name in ("u", "v"):
        dry[name].attrs = dataset[name].attrs
    with pytest.raises(QuantityError) as refused:
        wind_at(dry, position=HERE, start=HOUR0, hours=2)
    assert refused.value.code == "cf.all_land"


def test_members_of_the_wind_are_off_by_their_error_in_any_split():
    wind = np.tile([5.0, 2.0], (4, 1))
    members = wind_members_around(wind, error=1.5, streams=RandomStreams(1))
    all_of_them = members(first=0, count=4000)
    assert all_of_them.shape == (4, 4000, 2)
    np.testing.assert_allclose(all_of_them.mean(axis=1), wind, atol=0.1)
    np.testing.assert_allclose(all_of_them.std(axis=1), 1.5, rtol=0.05)
    np.testing.assert_array_equal(members(first=1000, count=10), all_of_them[:, 1000:1010])


def test_waves_that_are_not_held_are_unknown_and_never_calm():
    dataset = regular().rename(u="hs")[["hs"]]
    dataset["hs"].attrs = {"standard_name": "sea_surface_wave_significant_height", "units": "m"}
    height = wave_height_at(dataset, position=HERE, time=HOUR0 + 3600.0)
    assert height == pytest.approx(flow(HERE.longitude, HERE.latitude, 1.0)[0])
    assert wave_height_at(dataset, position=HERE, time=HOUR0 + 50 * 3600.0) is None
    assert (
        wave_height_at(dataset, position=Position(latitude=0.0, longitude=0.0), time=HOUR0) is None
    )


def test_the_rotated_pole_is_where_it_is_said_to_be():
    """Latitude 90 of the grid is its pole; its origin lies 90 degrees beyond the true pole."""
    longitude, latitude = unrotated(longitude=np.array([12.0]), latitude=np.array([90.0]), **POLE)
    np.testing.assert_allclose(latitude, POLE["pole_latitude"])
    np.testing.assert_allclose(longitude, POLE["pole_longitude"])
    origin = unrotated(longitude=np.zeros(1), latitude=np.zeros(1), **POLE)
    np.testing.assert_allclose(origin, [[POLE["pole_longitude"] - 180.0], [50.0]])


def test_places_on_a_curved_grid_are_found_again():
    rows, columns = np.meshgrid(np.arange(40.0), np.arange(60.0), indexing="ij")
    longitude = 0.05 * columns + 0.01 * rows + 0.0002 * columns * rows
    latitude = 50.0 + 0.04 * rows - 0.008 * columns + 0.0001 * rows**2
    draws = RandomStreams(1).uniforms("places", step=0, first=0, count=300, per=2)
    row, column = draws[:, 0] * 39.0, draws[:, 1] * 59.0
    below, left = np.floor(row).astype(int), np.floor(column).astype(int)

    def mixed(grid):
        up, right = row - below, column - left
        low = (1 - right) * grid[below, left] + right * grid[below, left + 1]
        high = (1 - right) * grid[below + 1, left] + right * grid[below + 1, left + 1]
        return (1 - up) * low + up * high

    found = on_curves(
        longitudes=longitude,
        latitudes=latitude,
        longitude=mixed(longitude),
        latitude=mixed(latitude),
    )
    assert found.inside.all()
    np.testing.assert_allclose(found.row, row, atol=1e-6)
    np.testing.assert_allclose(found.column, column, atol=1e-6)
