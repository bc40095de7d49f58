"""`estran skill` from the keyboard: tables, JSON, and refusals with exit code 2."""

import json
from dataclasses import replace

import numpy as np
import pytest

from estran.adapters.kept_fields import keep_field
from estran.cli.main import run
from estran.quantities.instants import parse_instant
from estran.quantities.units import HOUR
from tests.support.kept import kept

TABLE = "drifter,time,latitude,longitude\n" + "".join(
    f"a,2025-09-10T{6 + hour:02d}:00Z,{51.02 + 0.01 * hour:.3f},{1.52 + 0.02 * hour:.3f}\n"
    for hour in range(5)
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "drifters.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_it_prints_tables_or_json(table, capsys):
    assert run(["skill", str(table), "--particles", "200"]) == 0
    assert "skill score of Liu and Weisberg, mean" in capsys.readouterr().out
    assert run(["skill", str(table), "--particles", "200", "--json", "--every", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["at"] for one in found["starts"]] == ["2025-09-10T06:00Z", "2025-09-10T07:00Z"]
    assert found["horizons"][0]["hour"] == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--every", "0"], "--every is 0; it must lie from 1 to 240 hours"),
        (["--craft", "zeppelin"], "No craft is called 'zeppelin'"),
        (["--area", "atlantis"], "There is no area named 'atlantis'"),
        (["--particles", "7"], "particles is 7"),
        (["--lang", "fr", "--every", "0"], "--every vaut 0 ; il faut de 1 à 240 heures"),
    ],
)
def test_what_cannot_be_done_is_refused(table, capsys, more, said):
    assert run(["skill", str(table), *more]) == 2
    assert said in capsys.readouterr().err


def test_a_track_in_the_future_is_refused(tmp_path, capsys):
    path = tmp_path / "later.csv"
    path.write_text(TABLE.replace("2025-", "2090-"), "utf-8")
    assert run(["skill", str(path)]) == 2
    assert "more than one hour ahead of now" in capsys.readouterr().err


def test_a_missing_file_and_a_bad_row_are_refused_in_french_too(tmp_path, capsys):
    assert run(["skill", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
    path = tmp_path / "bad.csv"
    path.write_text(TABLE + "a,2025-09-10T12:00Z,-999,1.5\n", "utf-8")
    assert run(["skill", str(path), "--lang", "fr"]) == 2
    assert "ligne 7 : latitude '-999' : ce n'est pas un nombre de -90 à 90" in (
        capsys.readouterr().err
    )


def test_a_folder_of_kept_fields_goes_before_the_embedded_sea(table, tmp_path, capsys):
    start = parse_instant("2025-09-10T00:00Z").timestamp()
    one = kept("currents", (0.39, 0.31), source="model", fetched_at=start)
    moved = replace(one, times=start + HOUR * np.arange(float(one.times.size)), sha256="")
    keep_field(moved, folder=tmp_path / "sea")
    assert run(["skill", str(table), "--particles", "200", "--sea", str(tmp_path / "sea")]) == 0
    assert "Forecasts by currents: model (1); by wind: assumed (1)." in capsys.readouterr().out


def test_the_calibration_is_plotted_where_it_is_asked_for(table, tmp_path, capsys):
    path = tmp_path / "calibration.png"
    assert run(["skill", str(table), "--particles", "200", "--plot", str(path)]) == 0
    said = capsys.readouterr()
    assert path.read_bytes().startswith(b"\x89PNG")
    assert f"Calibration plot: {path}" in said.err
    assert "CALIBRATION" in said.out


def test_without_what_draws_a_plot_is_refused_before_anything_is_computed(
    table, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("estran.adapters.map_picture.find_spec", lambda _: None)
    path = tmp_path / "calibration.png"
    assert run(["skill", str(table), "--plot", str(path)]) != 0
    said = capsys.readouterr()
    assert "pip install 'estran[map]'" in said.err
    assert not said.out
    assert not path.exists()
