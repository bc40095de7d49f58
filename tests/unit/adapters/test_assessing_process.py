"""Assessments in a process beside: the same bytes, refusals as here; a dead one is replaced."""

from __future__ import annotations

import os
import signal
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from estran.adapters.assessing_process import AssessingProcess
from estran.assess.kept_choice import SeaChosen
from estran.assess.report import Report
from estran.environment.kept_sea import KeptSea
from estran.errors import CasebookError, QuantityError, StoreError
from estran.exchange.json_answer import from_json, to_json
from estran.room.running import Here, Inputs
from estran.room.sea import written
from estran.wiring import offer_engine
from tests.support.kept import kept
from tests.support.machines import machine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


def inputs(**given: int) -> Inputs:
    report = Report(at="2026-03-14T05:00Z", position="51-02.1N 001-44.0E", persons="33")
    plain = Inputs(report=report, particles=500, hours=3, seed=1, replay=None, language="en")
    return replace(plain, **given)


@pytest.fixture
def beside() -> Iterator[AssessingProcess]:
    process = AssessingProcess()
    try:
        yield process
    finally:
        process.close()


def pid_of(process: AssessingProcess) -> int:
    pool = process._pool
    assert pool is not None
    return next(iter(pool._processes))


def test_it_gives_the_bytes_that_this_process_would_give(beside: AssessingProcess) -> None:
    assert beside.answer(inputs(), {}) == Here().answer(inputs(), {})
    assert os.getpriority(os.PRIO_PROCESS, pid_of(beside)) > os.getpriority(os.PRIO_PROCESS, 0)


def test_it_prepares_as_it_is_told_and_drifts_by_the_compiled_engine() -> None:
    machine()  # built once, for whoever comes
    process = AssessingProcess(prepare=offer_engine)
    try:
        quick = from_json(process.answer(inputs(), {}))
    finally:
        process.close()
    plain = from_json(Here().answer(inputs(), {}))
    assert quick.manifest.engine == "compiled"
    named = replace(quick.manifest, engine=plain.manifest.engine)
    assert to_json(replace(quick, manifest=named)) == to_json(plain)


def test_a_refusal_comes_back_as_it_was(beside: AssessingProcess) -> None:
    with pytest.raises(QuantityError) as refused:
        beside.answer(inputs(particles=1), {})
    assert refused.value.code == "settings.range"
    assert refused.value.details["name"] == "particles"


def test_one_that_was_killed_is_replaced(beside: AssessingProcess) -> None:
    beside.begin()
    first = beside.answer(inputs(), {})
    os.kill(pid_of(beside), signal.SIGKILL)
    assert beside.answer(inputs(), {}) == first


def test_what_is_computed_at_the_end_is_not_waited_for(beside: AssessingProcess) -> None:
    beside.answer(inputs(), {})
    refused: list[Exception] = []

    def ask() -> None:
        try:
            beside.answer(inputs(particles=100_000, hours=72), {})
        except StoreError as error:
            refused.append(error)

    thread = Thread(target=ask)
    thread.start()
    sleep(0.3)
    begun = monotonic()
    beside.close()
    thread.join(10)
    assert monotonic() - begun < 5
    assert [getattr(one, "code", "") for one in refused] == ["assess.stopping"]


def test_the_fields_that_the_inputs_name_go_with_them(beside: AssessingProcess) -> None:
    field = kept("currents", (0.5, 0.1))
    given, files = written(SeaChosen(KeptSea((field,))))
    at_sea = replace(inputs(), report=replace(inputs().report, at="2022-06-14T07:00Z"), sea=given)
    answer = beside.answer(at_sea, files)
    assert answer == Here().answer(at_sea, files)
    assert from_json(answer).manifest.kept_fields[0].sha256 == field.sha256
    with pytest.raises(CasebookError) as refused:
        beside.answer(at_sea, {})
    assert refused.value.code == "sea.field_missing"
