"""`estran study run` and `check`: from a file to a folder, on again, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estran.cli.main import run
from estran.lab import runner
from tests.support.stand_in_seasons import seasons

if TYPE_CHECKING:
    from pathlib import Path

STUDY = """title: A small one
question: Does it run?
who_chose: The tests
doctrines: [D0, D3]
draws: 2
seasons_per_draw: 3
parameters: prior
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a study; seasons are those of a stand-in."""

    def cheap(chunk):
        level = {"level": next(iter(chunk.parameters.values()))}
        return seasons(_with(chunk, level))

    monkeypatch.setattr(runner, "simulated", cheap)
    path = tmp_path / "s.yaml"
    path.write_text(STUDY, "utf-8")
    return path


def _with(chunk, parameters):
    from dataclasses import replace

    return replace(chunk, parameters=parameters)


def command(study, *more, here=("--workers", "1")):
    return ["study", "run", str(study), "--out", str(study.parent / "r"), *here, *more]


def test_a_study_runs_and_checks_and_goes_on(study, capsys):
    assert run(command(study)) == 0
    told = capsys.readouterr()
    assert told.out == "", "progress is no result"
    assert "A small one: D0, D3, each on 2 draws x 3 seasons" in told.err
    assert "D3 breaks a proof" in told.err
    assert "2 of 2 parts" in told.err
    assert run(["study", "check", str(study.parent / "r")]) == 0
    told = capsys.readouterr()
    assert "NOT" not in told.out
    assert "parts computed again give the same bytes" in told.out
    assert run(command(study)) == 0
    assert "It goes on in" in capsys.readouterr().err


def test_what_was_changed_is_found(study, capsys):
    assert run(command(study)) == 0
    victim = next((study.parent / "r" / "chunks").iterdir())
    victim.write_bytes(victim.read_bytes()[:-1])
    capsys.readouterr()
    assert run(["study", "check", str(study.parent / "r"), "--lang", "fr"]) == 2
    told = capsys.readouterr()
    assert "NON CONFORME : toutes les parties sont là, entières" in told.out
    assert "les lignes ci-dessus disent quoi" in told.err


def test_another_study_needs_another_folder_or_a_clear_word(study, capsys):
    assert run(command(study)) == 0
    assert run(command(study, "--draws", "3")) == 2
    assert "holds another study: design" in capsys.readouterr().err
    before = (study.parent / "r" / "table.npy").read_bytes()
    own = study.parent / "r" / "own.txt"
    own.touch()
    assert run(command(study, "--draws", "3", "--anew")) == 0
    assert (study.parent / "r" / "table.npy").read_bytes() != before
    assert own.exists()
    assert len(list((study.parent / "r" / "chunks").iterdir())) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--workers", "0"), "--workers is 0"),
        (("--seasons", "0"), "--seasons is 0"),
        (("--workers", "1", "--dask", "tcp://127.0.0.1:1"), "one."),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(study, capsys, more, said):
    assert run(command(study, *more, here=())) == 2
    assert said in capsys.readouterr().err
    assert not (study.parent / "r").exists()


def test_a_folder_without_a_study_is_refused(tmp_path, capsys):
    assert run(["study", "check", str(tmp_path)]) == 2
    assert "holds no study" in capsys.readouterr().err
