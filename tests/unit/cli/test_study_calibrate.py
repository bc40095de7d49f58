"""`estran study calibrate` refuses gently before it simulates anything."""

import pytest

from estran.cli.main import run


@pytest.mark.parametrize(
    ("language", "says"), [("en", "20 are the least"), ("fr", "il en faut 20 au moins")]
)
def test_too_few_draws_are_refused(language, says, capsys):
    assert run(["study", "calibrate", "--draws", "3", "--lang", language]) == 2
    assert says in capsys.readouterr().err


def test_a_daily_series_with_a_gap_is_refused_with_its_line(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_text(
        "date,migrants_arrived,boats_arrived\n2025-01-01,0,0\n2025-01-04,60,1\n", "utf-8"
    )
    assert run(["study", "calibrate", "--daily", str(file), "--lang", "fr"]) == 2
    said = capsys.readouterr().err
    assert "mine.csv, ligne 3" in said
    assert "2025-01-04 suit 2025-01-01" in said


def test_a_missing_daily_series_is_refused(tmp_path, capsys):
    assert run(["study", "calibrate", "--daily", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
