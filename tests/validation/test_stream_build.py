"""The stream built anew from the tides of the ports, beside the file that ships.

Accuracy: the same libraries give the same bytes, others differ in the last digits of a solve, and
rounding to a millimetre a second turns that into one step at most. The level beside it is fitted to
the ports: 5.2 cm of M2 at Dover is the worst of the four. The nearest cell of the grid lies up to
1.5 km away, where the tide is already another one: 12 cm are allowed.
"""

import numpy as np
import pytest

from estran.environment.area import area_file
from estran.environment.tide_stations import load_stations
from tools.build_stream import LEVEL, STREAM, main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stream")
    main([str(folder)])
    return folder


def held(file):
    with np.load(file) as data:
        return dict(data)


def test_the_stream_is_that_of_the_file_that_ships(built):
    with area_file("dover_strait", STREAM).open("rb") as file:
        given = held(file)
    mine = held(built / STREAM)
    assert list(mine) == list(given)
    for name in given:
        if name != "uv":
            assert np.array_equal(mine[name], given[name]), name
    apart = np.cumsum(mine["uv"].astype(int), 2) - np.cumsum(given["uv"].astype(int), 2)
    assert np.abs(apart).max() <= 1  # mm/s


def test_a_second_build_has_the_same_bytes(built, tmp_path):
    main([str(tmp_path)])
    for name in (STREAM, LEVEL):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize("port", ["dover", "calais", "boulogne", "dunkerque"])
def test_the_level_beside_it_is_that_of_the_ports(built, port):
    data = held(built / LEVEL)
    rows, columns = data["shape"]
    kept = np.unpackbits(data["mask"])[: rows * columns].astype(bool)
    row, column = np.divmod(np.flatnonzero(kept), columns)
    level = np.cumsum(data["level"].astype(int), 2)[0]
    station = load_stations()[port]
    north = station.position.latitude - (data["lat0"] + row * data["dlat"])
    east = station.position.longitude - (data["lon0"] + column * data["dlon"])
    near = int(np.argmin(np.hypot(north, 0.63 * east)))
    m2 = station.constants[station.constituents.index("M2")]
    assert abs((level[0, near] + 1j * level[1, near]) / 1000.0 - m2) < 0.12
