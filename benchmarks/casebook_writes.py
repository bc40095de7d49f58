"""Appending one event to the record, against one durable insert into a bare SQLite table beside it.

Both in one folder and one run, taking turns, so that the disk is as quick for one as for the other.
"""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from estran.adapters.sqlite_store import open_sqlite
from estran.casebook.event import Author, Draft
from estran.casebook.store import Batch, EventStore

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2022, 12, 14, 2, 13, tzinfo=UTC)
TEXT = "about 60 people, black inflatable, engine stopped, water in the boat, two miles off " * 4


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one write took, in seconds: in the median, and the slowest of a hundred."""

    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class WriteCosts:
    """One event into the record, and one durable insert."""

    append: Waits
    insert: Waits


def write_costs(*, rounds: int, folder: Path | None = None) -> WriteCosts:
    """Write both in turns; the first tenth warms up and is not counted."""
    appends, inserts = [], []
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place)
        with (
            closing(open_sqlite(path / "record.sqlite", identity_opened=NOW)) as store,
            closing(_bare(path / "bare.sqlite")) as bare,
        ):
            for _ in range(rounds):
                inserts.append(_seconds(lambda: _insert(bare)))
                appends.append(_seconds(lambda: _append(store)))
    return WriteCosts(_waits(appends), _waits(inserts))


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    return connection


def _insert(bare: sqlite3.Connection) -> None:
    bare.execute("INSERT INTO said (text) VALUES (?)", (TEXT,))


def _append(store: EventStore) -> None:
    draft = Draft(
        kind="report.received",
        at=NOW,
        entered=NOW,
        by=Author(role="watch_officer", centre="Gris-Nez", account="a7"),
        case="C-1",
        nonce=secrets.token_hex(32),
        body={"text": TEXT},
    )
    key = secrets.token_hex(8)
    store.append(Batch(drafts=(draft,), after=store.head().seq, key=key, request="q"))


def _seconds(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _waits(seconds: list[float]) -> Waits:
    counted = sorted(seconds[len(seconds) // 10 :])
    return Waits(counted[len(counted) // 2], counted[len(counted) * 99 // 100])
