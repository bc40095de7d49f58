"""Depths for the stream builder: a file where it reaches, points typed by hand elsewhere."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import xarray as xr

from tools.stream_depth import depth_of_file, depth_of_points, read_depths
from tools.stream_inputs import to_plane

PLACES = np.column_stack(to_plane([1.5, 1.6, 0.2], [50.95, 51.0, 50.2]))
SHORE = np.column_stack(to_plane([1.3, 1.6, 1.8], [51.1, 50.87, 50.97]))
ELEMENTS: Any = SimpleNamespace(
    centre=PLACES, mesh=SimpleNamespace(nodes=SHORE, coast=np.arange(3))
)


def file_of(tmp_path, *, falling=False, name="elevation", sign=-1.0):
    latitude, longitude = np.arange(50.8, 51.11, 0.05), np.arange(1.4, 1.71, 0.05)
    depth = 20.0 + 10.0 * (longitude - 1.5) + 20.0 * (latitude - 50.95)[:, None]
    if falling:
        latitude, depth = latitude[::-1], depth[::-1]
    path = tmp_path / "depth.nc"
    xr.Dataset(
        {name: (("lat", "lon"), sign * depth)}, coords={"lat": latitude, "lon": longitude}
    ).to_netcdf(path)
    return path


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize(("name", "sign"), [("elevation", -1.0), ("depth", 1.0)])
def test_a_file_counts_where_it_reaches(tmp_path, falling, name, sign):
    found = depth_of_file(ELEMENTS, file_of(tmp_path, falling=falling, name=name, sign=sign), "lat")
    assert found[:2] == pytest.approx([24.0, 26.0])
    assert found[2] == depth_of_points(ELEMENTS)[2]


def test_a_datum_at_mean_level_adds_nothing(tmp_path):
    assert depth_of_file(ELEMENTS, file_of(tmp_path), "msl")[0] == pytest.approx(20.0)


def test_what_is_no_depth_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no variable named elevation or depth"):
        read_depths(file_of(tmp_path, name="colour"))
    with pytest.raises(ValueError, match="datum is 'lat' or 'msl', not 'cd'"):
        depth_of_file(ELEMENTS, file_of(tmp_path), "cd")
