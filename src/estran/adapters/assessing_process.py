"""A process beside the server that computes assessments, so that whoever reports never waits.

It knows no record: inputs go in, an answer comes out. It gives way to the server, and one that has
died is replaced.
"""

from __future__ import annotations

import os
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from estran.adapters.process_ending import end_with_parent
from estran.environment.sea import load_sea_fields
from estran.errors import EstranError, StoreError
from estran.room.running import Here, Inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GIVES_WAY = 10
"""How much lower its priority is than the server's, in steps of nice."""
AREA = "dover_strait"
Refusal = tuple[type[EstranError], str, str, "Mapping[str, object]"]


class AssessingProcess:
    """A `Runner` in a process of its own, which begins with the first answer that is wanted.

    Parameters
    ----------
    prepare : callable or None
        Called in the process before its first answer, as whoever opens things prepares his own; a
        function that can be found by its name.
    """

    def __init__(self, *, prepare: Callable[[], None] | None = None) -> None:
        self._prepare = prepare
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def begin(self) -> None:
        """Start the process and let it load what every answer needs; nobody waits for it."""
        self._ready().submit(_load)

    def answer(self, inputs: Inputs, files: Mapping[str, bytes]) -> bytes:
        """Return the answer as `to_json` writes it.

        Raises
        ------
        StoreError
            Where the process has died twice over it, or the server stops.
        """
        encoded = msgspec.msgpack.encode(inputs)
        for _ in range(2):
            found = self._tried(encoded, dict(files))
            if isinstance(found, bytes):
                return found
            if found is not None:
                raise _remade(found)
        raise StoreError(
            "assess.process",
            "The process that computes assessments has ended twice. What was reported is kept; "
            "look at the memory of this machine.",
        )

    def _tried(self, encoded: bytes, files: dict[str, bytes]) -> bytes | Refusal | None:
        """Return what the process gives; None where it has died, or was ended."""
        pool = self._ready()
        try:
            future = pool.submit(_computed, encoded, files)
        except RuntimeError:  # it is broken, or has just been shut down
            self._drop(pool)
            return None
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            self._drop(pool)
            return None

    def close(self) -> None:
        """End the process; what it was computing is not waited for."""
        with self._lock:
            pool, self._pool = self._pool, None
            self._closed = True
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def _ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise StoreError("assess.stopping", "The server stops. Ask again when it is back.")
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=get_context("spawn"),
                    initializer=_begin,
                    initargs=(self._prepare,),
                )
            return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False)


def _begin(prepare: Callable[[], None] | None) -> None:
    """Give way to the server, leave Ctrl-C to it, and end with it."""
    os.nice(GIVES_WAY)
    end_with_parent()
    if prepare is not None:
        prepare()


def _load() -> None:
    load_sea_fields(AREA)


def _computed(encoded: bytes, files: dict[str, bytes]) -> bytes | Refusal:
    try:
        return Here().answer(msgspec.msgpack.decode(encoded, type=Inputs), files)
    except EstranError as error:
        return type(error), error.code, error.message, error.details


def _remade(refusal: Refusal) -> EstranError:
    """Return the refusal that the process met, as if it had been met here."""
    kind, code, message, details = refusal
    return kind(code, message, **details)
