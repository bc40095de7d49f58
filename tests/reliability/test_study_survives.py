"""A study under force: killed while it runs, two processes in one folder, a cluster that loses one.

However it went, the table has the bytes of a quiet run.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from estran.adapters.study_folder import StudyFolder
from estran.errors import InputError
from estran.lab.chunks import Plan
from estran.lab.drawn import draws_of
from estran.lab.manifest import cut_of
from estran.lab.runner import Here, simulated
from estran.lab.running import run_study
from tests.support.house import ROOT
from tests.support.stand_in_seasons import DESIGN, plan, seasons, seasons_that_refuse, slow_seasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

RANGES = 7
CHUNKS = 14
NOW = "2026-11-27T12:00:00+00:00"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The table of a run that nobody disturbed, in one piece."""
    path = tmp_path_factory.mktemp("quiet")
    folder, asked = StudyFolder(path), plan(1)
    folder.begin(asked, written_at=NOW)
    list(run_study(asked, work=seasons, runner=Here(), keeper=folder))
    folder.gather(asked)
    return table(path)


def table(path: Path) -> bytes:
    return (path / "table.npy").read_bytes()


def writer(path: Path, workers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.study_writer", str(path), str(workers)]
    return subprocess.Popen([*command, str(RANGES)], cwd=ROOT, text=True, stdout=subprocess.PIPE)


def heard(process: subprocess.Popen[str], lines: int) -> int:
    """Read so many lines of progress, and return the last."""
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _ in range(lines)][-1]


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_while_it_runs_it_goes_on_and_gives_the_same_bytes(
    tmp_path: Path, quiet: bytes, workers: int
) -> None:
    for stop in (3, 8):
        process = writer(tmp_path, workers)
        heard(process, 1 if stop == 3 else 2)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        there = len(list((tmp_path / "chunks").glob("[!.]*.npz")))
        assert 0 < there < CHUNKS, "it was not killed while it ran"
        assert not (tmp_path / "table.npy").exists()
    process = writer(tmp_path, workers)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert table(tmp_path) == quiet


def test_two_processes_in_one_folder_do_no_harm(tmp_path: Path, quiet: bytes) -> None:
    both = [writer(tmp_path, 1), writer(tmp_path, 1)]
    for one in both:
        one.communicate(timeout=120)
        assert one.returncode == 0
    assert table(tmp_path) == quiet
    assert len(list((tmp_path / "chunks").iterdir())) == CHUNKS, "something was left lying"


def test_real_seasons_give_the_same_bytes_for_one_two_and_seven_chunks(tmp_path: Path) -> None:
    design = replace(DESIGN, doctrines=("D2",), draws=2, seasons_per_draw=4)
    tables = []
    for ranges in (1, 2, 7):
        folder = StudyFolder(tmp_path / str(ranges))
        asked = Plan(design=design, draws=draws_of(design), cut=cut_of(design, ranges=ranges))
        folder.begin(asked, written_at=NOW)
        list(run_study(asked, work=simulated, runner=Here(), keeper=folder))
        folder.gather(asked)
        tables.append(table(folder.path))
    assert tables[0] == tables[1] == tables[2]


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """Two worker processes and a scheduler, on this machine alone."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    ) as held:
        yield held


@pytest.mark.filterwarnings("ignore")  # of the cluster's own ways
def test_a_refusal_of_a_worker_keeps_its_code(cluster: object) -> None:
    from estran.adapters.dask_runner import DaskRunner

    runner = DaskRunner(cluster.scheduler_address)  # type: ignore[attr-defined]
    with pytest.raises(InputError) as refused:
        list(runner.map_chunks(seasons_that_refuse, plan(1)))
    assert refused.value.code == "lab.no_direction"
    assert refused.value.details["able"] == "deaths"


@pytest.mark.filterwarnings("ignore")  # of the cluster's own ways
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    tmp_path: Path, quiet: bytes, cluster: object
) -> None:
    from estran.adapters.dask_runner import DaskRunner

    folder, asked = StudyFolder(tmp_path), plan(RANGES)
    folder.begin(asked, written_at=NOW)
    runner = DaskRunner(cluster.scheduler_address)  # type: ignore[attr-defined]
    for step in run_study(asked, work=slow_seasons, runner=runner, keeper=folder):
        if step.computed == 3:
            victim = next(iter(cluster.workers.values()))  # type: ignore[attr-defined]
            killed = victim.process.process._process
            killed.kill()
            killed.join(20)
            assert killed.exitcode == -signal.SIGKILL
    assert step.computed == CHUNKS
    folder.gather(asked)
    assert table(tmp_path) == quiet
