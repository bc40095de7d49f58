"""Forecasts as CF datasets: attributes by the book, a round trip without loss, one file or none."""

from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest
import xarray as xr

from estran.adapters.cf_forecast import drift_dataset
from estran.adapters.cf_results import netcdf_bytes, probability_grids, trajectories
from estran.assess.forecast import run_ensemble
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.cli.main import run
from estran.engine.status import Status
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import InputError
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import AssumptionBook
from tests.support.cf_datasets import regular, times
from tests.support.searches import REPORT

SETTINGS = RunSettings(particles=300, hours=3, seed=4)


@cache
def ensemble():
    situation = understand(REPORT)
    window = open_window(
        fields=load_sea_fields(), start=epoch_seconds(situation.time), hours=3, origin=None
    )
    return run_ensemble(situation, window, SETTINGS, book=AssumptionBook())


def read_back(dataset, path):
    path.write_bytes(netcdf_bytes(dataset))
    with xr.open_dataset(path) as opened:
        return opened.load()


def test_trajectories_carry_what_cf_asks_of_them():
    dataset = trajectories(ensemble())
    assert dict(dataset.sizes) == {"trajectory": 300, "time": 4}
    assert dataset.attrs["featureType"] == "trajectory"
    assert dataset.attrs["Conventions"].startswith("CF-1.")
    assert dataset.trajectory.attrs["cf_role"] == "trajectory_id"
    assert dataset.lon.attrs["standard_name"] == "longitude"
    assert dataset.lat.attrs["units"] == "degrees_north"
    assert dataset.time.attrs["standard_name"] == "time"
    assert str(dataset.time.values[0]) == "2022-06-14T07:00:00.000000000"
    for variable in dataset.data_vars.values():
        assert "long_name" in variable.attrs
        timed = variable.dtype.kind == "M"  # its units are written with the file
        assert timed or "units" in variable.attrs or "flag_values" in variable.attrs


def test_every_flag_has_a_meaning():
    dataset = trajectories(ensemble())
    flags = [one for one in dataset.data_vars.values() if "flag_values" in one.attrs]
    assert len(flags) == 7
    for one in flags:
        values, meanings = one.attrs["flag_values"], one.attrs["flag_meanings"].split()
        assert len(values) == len(meanings)
        assert values.dtype == one.dtype
        assert set(np.unique(one)) <= set(values.tolist())
    assert dataset.status.attrs["flag_meanings"].split() == [one.key for one in Status]


def test_places_weights_and_states_are_those_of_the_result():
    dataset, result, plane = trajectories(ensemble()), ensemble().result, ensemble().window.plane
    east, north = plane.to_plane(longitude=dataset.lon.values.T, latitude=dataset.lat.values.T)
    np.testing.assert_allclose(np.stack((east, north), axis=-1), result.people, atol=0.01)
    np.testing.assert_array_equal(dataset.status.values, result.status.T)
    assert float(dataset.weight.sum()) == pytest.approx(1.0)


def test_nothing_is_lost_on_the_way_through_a_file(tmp_path):
    for dataset in (trajectories(ensemble()), probability_grids(ensemble())):
        back = read_back(dataset, tmp_path / "one.nc")
        xr.testing.assert_identical(back.drop_encoding(), dataset.drop_encoding())


def test_first_landings_stand_in_the_file_with_time_and_place(tmp_path):
    result, plane = ensemble().result, ensemble().window.plane
    since, ashore = result.first_ashore.copy(), result.ashore.copy()
    since[:2], ashore[:2] = (1200.0, 3600.0), result.people[1, :2]
    landed = replace(ensemble(), result=replace(result, first_ashore=since, ashore=ashore))
    back = read_back(trajectories(landed), tmp_path / "landed.nc")
    assert back.first_ashore.dims == ("trajectory",)
    assert str(back.first_ashore.values[0]) == "2022-06-14T07:20:00.000000000"
    assert str(back.first_ashore.values[1]) == "2022-06-14T08:00:00.000000000"
    east, north = plane.to_plane(
        longitude=back.ashore_lon.values[:2], latitude=back.ashore_lat.values[:2]
    )
    np.testing.assert_allclose(np.stack((east, north), axis=-1), ashore[:2], atol=0.01)
    never = np.isnan(since)
    assert never.any()
    assert np.isnat(back.first_ashore.values[never]).all()
    assert np.isnan(back.ashore_lon.values[never]).all()


def test_each_hour_of_a_probability_grid_sums_to_one():
    gone = np.zeros_like(ensemble().result.people_left)
    gone[2:, :30] = True
    partly = replace(ensemble(), result=replace(ensemble().result, people_left=gone))
    for one, left in ((ensemble(), 0.0), (partly, 0.1)):
        dataset = probability_grids(one)
        total = dataset.probability.sum(("lat", "lon")) + dataset.left_area
        np.testing.assert_allclose(total, 1.0, atol=1e-12)
        assert float(dataset.left_area[-1]) == pytest.approx(left)


def test_grid_cells_are_described_by_their_bounds():
    dataset = probability_grids(ensemble(), cell=0.02)
    for name in ("lat", "lon"):
        bounds = dataset[dataset[name].attrs["bounds"]]
        np.testing.assert_allclose(bounds.mean("edge"), dataset[name])
        np.testing.assert_allclose(bounds[:, 1] - bounds[:, 0], 0.02)
        assert dataset[name].attrs["standard_name"] in {"latitude", "longitude"}
    assert dataset.probability.attrs["cell_methods"] == "lat: lon: sum"


def test_an_exercise_says_so():
    assert trajectories(ensemble()).attrs["title"].startswith("EXERCISE")


def calm(hours=30):
    """A sea at rest and a wind from the west that begin at midnight."""
    sea = regular(hours=hours)
    for name in ("u", "v"):
        sea[name] = (sea[name].dims, np.zeros(sea[name].shape), sea[name].attrs)
    return sea.assign_coords(time=("time", times(hours)[0], {"standard_name": "time"}))


def west_wind(speed=10.0):
    wind = calm()
    for name, value in (("u", speed), ("v", 0.0)):
        standard = {"u": "eastward_wind", "v": "northward_wind"}[name]
        wind[name] = (
            wind[name].dims,
            np.full(wind[name].shape, value),
            {"standard_name": standard, "units": "m s-1"},
        )
    return wind


def test_a_report_drifts_downwind_in_the_fields_that_are_given():
    given = drift_dataset(REPORT, SETTINGS, currents=calm(), wind=west_wind())
    mean = given.mean("trajectory")
    assert float(mean.lon[-1] - mean.lon[0]) > 0.01
    assert abs(float(mean.lat[-1] - mean.lat[0])) < 0.01
    assert given.attrs["forcing_currents"] == given.attrs["forcing_wind"] == "dataset"
    assert given.attrs["forcing_gaps"] == "none"


def test_a_canal_has_no_trajectories():
    there = msgspec.structs.replace(REPORT, position="50 58.3N 002 08.0E")
    with pytest.raises(InputError):
        drift_dataset(there, SETTINGS)


def test_the_command_writes_trajectories_of_the_same_ensemble(tmp_path, capsys):
    path = tmp_path / "drift.nc"
    line = ["assess", "--replay", "2022-12-14", "--particles", "150", "--hours", "2"]
    assert run([*line, "--netcdf", str(path)]) == 0
    assert "drift.nc" in capsys.readouterr().err
    with xr.open_dataset(path) as opened:
        assert dict(opened.sizes) == {"trajectory": 150, "time": 3}
    assert run([*line, "--netcdf", str(tmp_path / "no" / "such.nc")]) == 2


def test_without_the_extra_the_command_says_what_to_install(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    line = ["assess", "--replay", "2022-12-14", "--particles", "100", "--hours", "1"]
    assert run([*line, "--netcdf", str(tmp_path / "one.nc"), "--lang", "fr"]) == 2
    assert "estran[cf]" in capsys.readouterr().err
    assert not (tmp_path / "one.nc").exists()
