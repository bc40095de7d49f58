"""The tables of `python -m validation`: their numbers, and the line where measurements are absent.

Accuracy: the tables are printed with two digits, and the documentation quotes them.
"""

import numpy as np
import pytest

from estran.environment.area import area_file
from estran.quantities.units import HOUR
from tests.support.shared_data import shared_data
from validation import level, stream


def rows(text):
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_stream_has_a_row_for_each_sub_area():
    shared_data("shom557_tidal_streams.json")
    head, _, *areas, last = rows(stream.report([]))
    assert head[:3] == ["sub-area", "points", "no stream"]
    assert len(areas) == 8
    assert sum(int(area[1]) for area in areas) == int(last[1]) == 119
    assert last[2:4] == ["1.65 / 1.00", "0.46 / 0.28"]


def test_a_further_stream_stands_beside_the_embedded_one(tmp_path):
    shared_data("shom557_tidal_streams.json")
    with area_file("dover_strait", "stream_constituents.npz").open("rb") as file:
        arrays = dict(np.load(file))
    slow = {**arrays, "uv": arrays["uv"] * 0}
    np.savez_compressed(tmp_path / "still.npz", **slow)
    last = rows(stream.report([f"still={tmp_path / 'still.npz'}"]))[-1]
    assert last[3] == "0.46 / 0.28"
    assert last[5] == last[2]


def test_the_level_says_how_far_a_correction_reaches():
    shared_data("dover_tide_gauge_202201.csv")
    found = {row[0]: (float(row[1]), float(row[2])) for row in rows(level.report())[2:]}
    assert list(found) == ["1", "3", "6", "12", "24"]
    assert found["1"][1] < 0.5 * found["1"][0]
    assert found["24"][1] == pytest.approx(found["24"][0], abs=0.03)


def test_a_residual_that_fades_as_assumed_leaves_nothing():
    moments = HOUR * np.arange(48.0)
    residual = np.exp(-moments / (10.0 * HOUR))
    left = level.carried(moments, residual, lead=3.0 * HOUR, time_scale=10.0 * HOUR)
    assert left.size == 45
    assert left == pytest.approx(np.zeros(45), abs=1e-12)


def test_without_measurements_a_line_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("ESTRAN_SHARED", str(tmp_path))
    assert stream.report([]).startswith("Skipped: the stream against the atlas.")
    assert level.report().startswith("Skipped: the level against the gauge.")
