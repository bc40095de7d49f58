"""Bad input on the command line: one clear message, exit code 2, nothing printed or written."""

import re
from pathlib import Path

import pytest

from estran.cli.main import run

AT = ["--at", "2022-12-14T01:53Z"]
SEA = ["--position", "50-59.294N 001-21.087E"]
QUICK = ["--particles", "100", "--hours", "1"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([*AT, "--position", "50-59.294 001-21.087"], "hemisphere"),
        ([*AT, "--position", "51.03, 1.45"], "could be"),
        ([*AT, "--position", "///filled.count.soap"], "what3words"),
        ([*AT, "--position", "50-31.0N 002-30.0E"], "on land"),
        ([*AT, "--position", "50-30.0N 002-30.0E"], "on land"),
        ([*AT, "--position", "51-00N 001-45W"], "Dover Strait"),
        ([*AT, "--position", "51-00N 001-45W"], "add-an-area"),
        (["--at", "2022-12-14T01:53", *SEA], "no zone"),
        (["--at", "yesterday", *SEA], "yesterday"),
        (["--at", "2999-12-14T01:53Z", *SEA], "one hour ahead"),
        ([*AT, *SEA, "--persons", "-5"], "-5"),
        ([*AT, *SEA, "--persons", "9000"], "9000"),
        ([*AT, *SEA, "--craft", "inflatible"], "inflatable"),
        ([*AT, *SEA, "--state", "drifting"], "adrift"),
        ([*AT, *SEA, "--under-way", "290"], "speed"),
        ([*AT, *SEA, "--wind", "8"], "unit"),
        ([*AT, *SEA, "--waves", "rough"], "metres"),
        ([*AT, *SEA, "--told", "Dover"], "CENTRE=TIME"),
        ([*AT, *SEA, "--told", "Calais=2022-12-14T02:00Z"], "Gris-Nez"),
        ([*AT, *SEA, "--coordinator", "Doverr"], "Dover"),
        ([*AT, *SEA, "--craft", "person", "--under-way", "290 5kn"], "person in the water"),
        ([*AT, *SEA, "--craft", "person", "--state", "adrift"], "person in the water"),
        ([*AT, *SEA, "--particles", "1"], "particles"),
        ([*AT, *SEA, "--hours", "1000"], "hours"),
        ([*AT, *SEA, "--bogus"], "--bogus"),
        (["--replay", "2022-12-41"], "2022-12-14"),
        (["--replay", "2022-12-14", "report.yaml"], "not both"),
        (["no-such-report.yaml"], "no-such-report.yaml"),
        ([*AT], "--position"),
        ([], "--at"),
        (["--at", "9999-12-31T23:59Z", *SEA, "--exercise"], "1900 to 2099"),
        (["--at", "1500-01-01T00:00Z", *SEA], "1900 to 2099"),
        ([*AT, *SEA, "--water-temperature", "nan"], "water_temperature: expected a number"),
        ([*AT, *SEA, "--wind", ""], "no speed"),
        ([*AT, *SEA, *["--told", "Dover=2022-12-14T02:13Z"] * 2], "stands twice"),
    ],
)
def test_it_is_refused_with_a_reason(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in re.sub(r"\s+", " ", printed.err)
    assert "Traceback" not in printed.err


def test_a_damaged_report_names_file_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "r.yaml"
    file.write_text("at: 2022-12-14T01:53Z\npositon: x\n")
    assert run(["assess", str(file)]) == 2
    assert f"{file}, line 2, positon" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--geojson", "--map"])
def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "no-folder" / "answer"
    assert run(["assess", *AT, *SEA, *QUICK, option, str(target)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(target) in printed.err
    assert list(tmp_path.iterdir()) == []


def test_in_a_harbour_drift_is_unknown_and_the_rest_is_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["assess", *AT, "--position", "51-00.6N 002-05.9E", *QUICK]) == 0
    text = capsys.readouterr().out
    assert "Drift unknown" in text
    assert "Coordinator:" in text
    assert "Tide" in text


def test_a_report_at_the_waters_edge_is_not_refused_for_its_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the beach of Sangatte by 40 m, with a fix good to 60 m: the boat may be afloat."""
    from estran.environment.coast import load_coast
    from estran.quantities.geodesy import Position, destination
    from estran.quantities.position_format import format_dmm

    coast = load_coast()
    inland = Position(latitude=50.944, longitude=1.750)
    water = coast.nearest_water(inland)
    ashore = destination(start=water, bearing_deg=150.0, distance=40.0)
    assert coast.is_land(longitude=[ashore.longitude], latitude=[ashore.latitude])[0]
    assert run(["assess", *AT, "--position", format_dmm(ashore), *QUICK]) == 0
    assert "95 %" in capsys.readouterr().out
