"""Drifter tracks in netCDF: the layouts that exist, and what is refused."""

import numpy as np
import pytest
import xarray as xr

from estran.adapters.cf_drifters import read_drifter_file
from estran.errors import ReportFileError

TIMES = np.array(["2020-11-18T12", "2020-11-18T13", "2020-11-18T14"], dtype="datetime64[ns]")
LATITUDE, LONGITUDE = np.array([51.0, 51.1, 51.2]), np.array([1.5, 1.6, 1.7])


def written(tmp_path, dataset):
    path = tmp_path / "drifters.nc"
    dataset.to_netcdf(path)
    return path


def shape_of(found):
    return [(one.key, one.latitude.tolist(), one.longitude.round(6).tolist()) for one in found]


def rows(time):
    """Two drifters in rows; the second lacks its first fix."""
    latitude = np.array([LATITUDE, [np.nan, 51.5, 51.6]])
    return xr.Dataset(
        {
            "lat": (("traj", "obs"), latitude),
            "lon": (("traj", "obs"), np.array([LONGITUDE, LONGITUDE])),
            "name": ("traj", ["x", "y"], {"cf_role": "trajectory_id"}),
            "time": time,
        }
    )


@pytest.mark.parametrize("time", [("obs", TIMES), (("traj", "obs"), np.array([TIMES, TIMES]))])
def test_one_row_a_drifter(tmp_path, time):
    found = read_drifter_file(written(tmp_path, rows(time)))
    assert shape_of(found) == [
        ("x", [51.0, 51.1, 51.2], [1.5, 1.6, 1.7]),
        ("y", [51.5, 51.6], [1.6, 1.7]),
    ]
    assert found[0].times[0] == 1605700800.0


def test_one_row_of_fixes_with_counts(tmp_path):
    dataset = xr.Dataset(
        {
            "latitude": ("obs", LATITUDE),
            "longitude": ("obs", LONGITUDE + 357.0),
            "time": ("obs", TIMES),
            "rowsize": ("traj", [2, 1]),
        }
    )
    found = read_drifter_file(written(tmp_path, dataset))
    assert shape_of(found) == [("1", [51.0, 51.1], [-1.5, -1.4]), ("2", [51.2], [-1.3])]


def test_one_row_of_fixes_with_the_name_beside_each(tmp_path):
    dataset = xr.Dataset(
        {
            "y": ("obs", LATITUDE, {"standard_name": "latitude"}),
            "x": ("obs", LONGITUDE, {"standard_name": "longitude"}),
            "when": ("obs", TIMES, {"standard_name": "time"}),
            "id": ("obs", ["p", "q", "p"]),
        }
    )
    found = read_drifter_file(written(tmp_path, dataset))
    assert shape_of(found) == [("p", [51.0, 51.2], [1.5, 1.7]), ("q", [51.1], [1.6])]


def test_one_drifter_alone(tmp_path):
    dataset = xr.Dataset(
        {"lat": ("time", LATITUDE), "lon": ("time", LONGITUDE)}, coords={"time": TIMES}
    )
    assert shape_of(read_drifter_file(written(tmp_path, dataset))) == [
        ("1", [51.0, 51.1, 51.2], [1.5, 1.6, 1.7])
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.drop_vars("lat"), "It has no latitude"),
        (lambda one: one.assign(lat=one.lat * np.nan), "It holds no fix"),
        (lambda one: one.assign(time=("obs", [0.0, 1.0, 2.0])), "Its times carry no CF unit"),
    ],
)
def test_another_layout_is_refused(tmp_path, change, said):
    path = written(tmp_path, change(rows(("obs", TIMES))))
    with pytest.raises(ReportFileError, match=said) as refused:
        read_drifter_file(path)
    assert refused.value.code == "drifters.layout"


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path):
    path = written(tmp_path, rows(("obs", TIMES)))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(ReportFileError, match="cannot be read"):
        read_drifter_file(path)
    path.write_text("<html>log in first</html>", "utf-8")
    with pytest.raises(ReportFileError, match="cannot be read"):
        read_drifter_file(path)
