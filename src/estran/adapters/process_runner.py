"""Chunks of a study on the cores of this machine: a pool of processes that are started afresh.

A process that dies is replaced, and what it was computing is computed again.
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from estran.adapters.process_ending import end_with_parent
from estran.errors import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estran.lab.chunks import Chunk
    from estran.lab.runner import Columns, Work

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
WAITING = 2
"""Chunks handed out for each process: one that it computes, one that waits."""
MOST_DEATHS = 3
"""Of processes in a row, with no chunk done between them."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ProcessRunner:
    """A `Runner` over processes of this machine.

    Parameters
    ----------
    workers : int
        How many, at least 1.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map_chunks(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Columns]]:
        """Yield each chunk with its columns as soon as it is done.

        Raises
        ------
        StudyError
            Where processes die again and again.
        """
        rest, deaths = iter(chunks), 0
        again: list[Chunk] = []
        while True:
            flight: dict[Future[Columns], Chunk] = {}
            try:
                with _pool(self.workers) as pool:
                    waiting = chain(_taken(again), rest)
                    for done in self._flown(pool, work, waiting, flight):
                        deaths = 0
                        yield done
                    return
            except BrokenProcessPool:
                deaths += 1
                again += flight.values()
            if deaths >= MOST_DEATHS:
                raise _dying()

    def _flown(
        self,
        pool: ProcessPoolExecutor,
        work: Work,
        chunks: Iterator[Chunk],
        flight: dict[Future[Columns], Chunk],
    ) -> Iterator[tuple[Chunk, Columns]]:
        """Keep so many chunks in flight; `flight` holds those that are out when a pool breaks."""
        while True:
            for chunk in islice(chunks, WAITING * self.workers - len(flight)):
                flight[_submitted(pool, work, chunk)] = chunk
            if not flight:
                return
            ended = wait(flight, return_when=FIRST_COMPLETED).done
            for future in sorted(ended, key=_broken):
                columns = future.result()
                yield flight.pop(future), columns


def _broken(future: Future[Columns]) -> bool:
    """Say whether a future holds no columns; whole ones are taken first."""
    return future.exception() is not None


def _submitted(pool: ProcessPoolExecutor, work: Work, chunk: Chunk) -> Future[Columns]:
    """Hand a chunk out; one that a broken pool does not take counts as lost with the others."""
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool as error:
        lost: Future[Columns] = Future()
        lost.set_exception(error)
        return lost


def _taken(again: list[Chunk]) -> Iterator[Chunk]:
    while again:
        yield again.pop()


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes, each with one thread for linear algebra; end them at last, busy or not."""
    held = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))  # the processes inherit it as they start
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=end_with_parent
    )
    try:
        yield pool
    finally:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        for name, value in held.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _dying() -> StudyError:
    return StudyError(
        "study.processes",
        f"Processes that compute seasons have died {MOST_DEATHS} times in a row. What is done is "
        "kept; look at the memory of this machine, and give fewer --workers.",
        times=MOST_DEATHS,
    )
