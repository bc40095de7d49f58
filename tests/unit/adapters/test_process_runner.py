"""Chunks on several processes: the same columns, replaced processes, refusals with their code."""

from __future__ import annotations

import numpy as np
import pytest

from estran.adapters.chunk_file import chunk_bytes
from estran.adapters.process_runner import ProcessRunner, cores
from estran.errors import InputError, StudyError
from estran.lab.runner import Here
from tests.support.stand_in_seasons import (
    plan,
    seasons,
    seasons_that_always_die,
    seasons_that_die_once,
    seasons_that_refuse,
)


def computed(runner, work=seasons, ranges=4):
    return {
        chunk.address: chunk_bytes(chunk, columns)
        for chunk, columns in runner.map_chunks(work, plan(ranges))
    }


def test_two_processes_give_the_bytes_of_one():
    alone = computed(Here())
    assert len(alone) == len(plan(4)) == 8
    assert computed(ProcessRunner(2)) == alone


@pytest.mark.slow
def test_a_process_that_dies_is_replaced_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setenv("ESTRAN_TEST_DIED", str(tmp_path / "died"))
    assert computed(ProcessRunner(2), seasons_that_die_once) == computed(Here())
    assert (tmp_path / "died").exists(), "no process died"


@pytest.mark.slow
def test_processes_that_always_die_end_the_study_with_a_refusal():
    with pytest.raises(StudyError, match="3 times in a row"):
        computed(ProcessRunner(1), seasons_that_always_die, ranges=1)


def test_a_refusal_keeps_its_code_and_details():
    with pytest.raises(InputError) as refused:
        computed(ProcessRunner(1), seasons_that_refuse, ranges=1)
    assert refused.value.code == "lab.no_direction"
    assert refused.value.details == {"key": "attempts", "able": "deaths"}


@pytest.mark.slow
def test_chunks_are_taken_as_there_is_room():
    taken = []

    def watched():
        for chunk in plan(7):
            taken.append(chunk.place)
            yield chunk

    most = 0
    for number, _ in enumerate(ProcessRunner(1).map_chunks(seasons, watched())):
        most = max(most, len(taken) - number)
    assert len(taken) == 14
    assert most <= 4, "all chunks were made at once"


def test_this_machine_has_a_processor():
    assert cores() >= 1
    assert np.isfinite(cores())
