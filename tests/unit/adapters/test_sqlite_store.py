"""The SQLite file itself: what refuses to change, how it is migrated, what its refusals say."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from estran.adapters import relational_store, sqlite_store
from estran.adapters.sqlite_schema import STEPS
from estran.adapters.sqlite_store import SqliteStore, open_sqlite
from estran.adapters.store_rows import body_values, entry_values
from estran.casebook.chain import Identity, chained, checked, genesis
from estran.casebook.store import Artifact, Batch, Checkpoint, Consultation, Sealed
from estran.errors import ChainError, StoreError
from tests.support.house import ROOT
from tests.support.records import NOW, append_somehow, batch_after, draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estran.casebook.event import Entry

TABLES = (
    "schema_steps",
    "identity",
    "entries",
    "bodies",
    "requests",
    "sealed",
    "artifacts",
    "checkpoints",
    "consultations",
)
READ = Consultation(at=NOW, role="analyst", centre="Dover", account="a9", what="C-1", why="asked")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "night.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(path, identity_opened=NOW)
    yield store
    store.close()


def _filled(store: SqliteStore) -> None:
    store.append(
        batch_after(
            store,
            "a",
            "b",
            key="k",
            request="q",
            sealed=(Sealed(id="s", key="v", box=b"box"),),
            artifacts=(Artifact(digest="d" * 64, media="text/plain", content=b"x"),),
        )
    )
    store.add_checkpoint(Checkpoint(seq=2, text="two", signatures=("own",)))
    store.log_consultation(READ)


def _refusal(path: Path, **more: object) -> StoreError:
    with pytest.raises(StoreError) as refusal:
        open_sqlite(path, identity_opened=NOW, **more)  # type: ignore[arg-type]
    return refusal.value


def _tables_of(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as other:
        return {row[0] for row in other.execute("SELECT name FROM sqlite_master")}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed_from_outside(store: SqliteStore, path: Path, table: str) -> None:
    _filled(store)
    with closing(sqlite3.connect(path)) as other:
        columns = [row[1] for row in other.execute(f"PRAGMA table_info({table})")]
        for column in columns:
            with pytest.raises(sqlite3.IntegrityError, match="UPDATE is refused"):
                other.execute(f"UPDATE {table} SET {column} = {column}")
        if table != "sealed":
            with pytest.raises(sqlite3.IntegrityError, match="DELETE is refused"):
                other.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_replaced_from_outside(store: SqliteStore, path: Path, table: str) -> None:
    _filled(store)
    with (
        closing(sqlite3.connect(path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="refused"),
    ):
        other.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_sealed_parts_may_be_deleted_and_nothing_else(store: SqliteStore, path: Path) -> None:
    _filled(store)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("DELETE FROM sealed").rowcount == 1


@pytest.mark.parametrize(
    ("seq", "prev"), [(2, ""), (4, ""), (1, ""), (3, "0" * 64)], ids=["2", "4", "1", "prev"]
)
def test_an_entry_out_of_order_is_refused_from_outside(
    store: SqliteStore, path: Path, seq: int, prev: str
) -> None:
    _filled(store)
    prev = prev or store.head().hash
    row = (seq, "x", "t", "t", "system", "", "", "", prev, "f" * 64)
    with (
        closing(sqlite3.connect(path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="out of order"),
    ):
        other.execute("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?)", row)


def test_the_file_says_what_it_is_and_is_its_owners(store: SqliteStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA application_id").fetchone()[0].to_bytes(4) == b"Estr"
        assert other.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
        assert other.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert other.execute("SELECT max(step) FROM schema_steps").fetchone()[0] == len(STEPS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_writer_waits_for_the_disk_and_wipes_what_it_deletes(path: Path) -> None:
    with closing(sqlite_store._connect(_made(path))) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "secure_delete", "foreign_keys")
        }
        assert connection.isolation_level is None
    assert found == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def _made(path: Path) -> Path:
    open_sqlite(path, identity_opened=NOW).close()
    return path


def test_what_is_dropped_is_not_left_in_the_files(store: SqliteStore, path: Path) -> None:
    secret = b"SECRET-" * 40
    store.append(batch_after(store, "a", sealed=(Sealed(id="s", key="v", box=secret),)))
    assert any(secret in one.read_bytes() for one in path.parent.iterdir())
    store.drop_sealed("v")
    assert not any(b"SECRET-" in one.read_bytes() for one in path.parent.iterdir())


def _version_1(path: Path) -> Identity:
    """A file as the first schema left it, with two entries, made without the store."""
    identity = Identity(casebook="ab" * 16, opened="2021-11-24T01:48Z", watermark="REPLAY")
    first = genesis(identity)
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        for statement in STEPS[0]:
            made.execute(statement)
        made.execute("INSERT INTO schema_steps VALUES (1, '2021-11-24T01:48Z')")
        row = ("ab" * 16, identity.opened, identity.watermark, first.hash)
        made.execute("INSERT INTO identity VALUES (1, ?, ?, ?, ?)", row)
        for entry in chained((draft("a"), draft("b")), head=first):
            values = _row(entry)
            made.execute(f"INSERT INTO entries VALUES ({','.join('?' * 10)})", values[:10])
            made.execute("INSERT INTO bodies VALUES (?, ?, ?)", values[10:])
    return identity


def _row(entry: Entry) -> tuple[object, ...]:
    return (*entry_values(entry).values(), *body_values(entry).values())


def test_an_older_file_is_migrated_and_loses_nothing(path: Path) -> None:
    identity = _version_1(path)
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert store.identity() == identity
        assert checked(store.read(), head=genesis(identity)) == store.head()
        assert store.head().seq == 2
        store.log_consultation(READ)
        assert append_somehow(store, "c") == 3
    with closing(sqlite3.connect(path)) as other:
        taken = other.execute("SELECT step, taken_at FROM schema_steps").fetchall()
        assert other.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    assert taken == [(1, "2021-11-24T01:48Z"), (2, "2022-12-14T02:13:05.250000Z")]


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = _version_1(path)
    before = _tables_of(path)
    broken = (*STEPS, ("CREATE TABLE later (x INTEGER) STRICT", "NOT SQL AT ALL"))
    monkeypatch.setattr(sqlite_store, "STEPS", broken)
    assert _refusal(path).code == "store.failed"
    assert _tables_of(path) == before
    monkeypatch.setattr(sqlite_store, "STEPS", STEPS)
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert store.identity() == identity


def test_an_older_file_is_not_migrated_by_a_reader(path: Path) -> None:
    _version_1(path)
    refusal = _refusal(path, read_only=True)
    assert refusal.code == "store.older"
    assert "consultations" not in _tables_of(path)


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    _made(path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO schema_steps VALUES (?, 'x')", (len(STEPS) + 1,))
    before = path.read_bytes()
    refusal = _refusal(path)
    assert refusal.code == "store.newer"
    assert "Install" in refusal.message
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (x)")
    assert _refusal(path).code == "store.not_a_casebook"
    assert _tables_of(path) == {"theirs"}


def test_a_text_file_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("dear diary " * 100)
    refusal = _refusal(path)
    assert refusal.code == "store.not_a_casebook"
    assert str(path) in refusal.message
    assert path.read_text().startswith("dear diary")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path / "nowhere" / "night.sqlite")
    assert refusal.code == "store.cannot_open"
    assert "No such file or directory" in refusal.message


def test_a_reader_does_not_make_a_file(path: Path) -> None:
    assert _refusal(path, read_only=True).code == "store.cannot_open"
    assert not path.exists()


def test_a_reader_reads_and_does_not_write(store: SqliteStore, path: Path) -> None:
    _filled(store)
    with closing(open_sqlite(path, identity_opened=NOW, read_only=True)) as reader:
        assert tuple(reader.read()) == tuple(store.read())
        append_somehow(store, "c")
        assert reader.head().seq == 3
        with pytest.raises(StoreError) as refusal:
            reader.append(batch_after(reader, "d"))
    assert refusal.value.code == "store.read_only"


def test_a_damaged_file_is_refused_in_words(path: Path) -> None:
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        store.append(batch_after(store, *("x" * 200 for _ in range(200))))
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xaa" * 4096 * 20)
    with pytest.raises(StoreError) as refusal, closing(open_sqlite(path, identity_opened=NOW)) as s:
        list(s.read())
    assert refusal.value.code == "store.damaged"
    assert "keep the file" in refusal.value.message


def test_a_row_that_estran_never_wrote_is_no_entry(store: SqliteStore, path: Path) -> None:
    _filled(store)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TRIGGER entries_no_update")
        other.execute("UPDATE entries SET true_at = 'yesterday' WHERE seq = 2")
    with pytest.raises(ChainError) as refusal:
        list(store.read())
    assert refusal.value.details == {"seq": 2}


def test_a_change_behind_the_triggers_breaks_the_chain(store: SqliteStore, path: Path) -> None:
    _filled(store)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TRIGGER bodies_no_update")
        other.execute("""UPDATE bodies SET body = '{"text":"z"}' WHERE seq = 1""")
    with pytest.raises(ChainError) as refusal:
        checked(store.read(), head=genesis(store.identity()))
    assert refusal.value.details == {"seq": 1}


def test_a_program_that_holds_the_file_is_named_as_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_store, "PATIENCE_S", 0.05)
    with closing(open_sqlite(path, identity_opened=NOW)) as quick:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError) as refusal:
                quick.append(batch_after(quick, "a"))
            assert quick.head().seq == 0
        assert refusal.value.code == "store.locked"
        assert append_somehow(quick, "a") == 1


def test_nothing_is_written_into_a_file_that_was_replaced(store: SqliteStore, path: Path) -> None:
    batch = batch_after(store, "a")
    path.rename(path.with_suffix(".old"))
    with pytest.raises(StoreError) as refusal:
        store.append(batch)
    assert refusal.value.code == "store.moved"
    path.with_suffix(".old").rename(path)
    assert store.append(batch)[0].seq == 1


def test_what_the_database_refuses_leaves_nothing_behind(store: SqliteStore) -> None:
    part = Sealed(id="s", key="v", box=b"1")
    store.append(batch_after(store, "a", sealed=(part,)))
    with pytest.raises(StoreError) as refusal:
        store.append(batch_after(store, "b", sealed=(replace(part, box=b"2"),)))
    assert refusal.value.code == "store.refused"
    assert store.head().seq == 1
    assert store.sealed(["s"]) == {"s": part}


def test_a_program_that_stops_at_a_mistake_leaves_the_lock_free(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(relational_store, "_add_beside", stopped)
    with pytest.raises(KeyboardInterrupt):
        store.append(batch_after(store, "a"))
    monkeypatch.undo()
    assert store.head().seq == 0
    assert append_somehow(store, "b") == 1


WRITER = """
import sys
from pathlib import Path
from estran.adapters.sqlite_store import open_sqlite
from tests.support.records import NOW, append_somehow
store = open_sqlite(Path(sys.argv[1]), identity_opened=NOW)
for number in range(40):
    print(append_somehow(store, f"{sys.argv[2]} {number}"))
"""


def test_two_programs_write_one_new_file_at_once(path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in ("server", "command")
    ]
    told = [int(seq) for one in both for seq in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in both] == [0, 0]
    assert sorted(told) == list(range(1, 81))
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert checked(store.read(), head=genesis(store.identity())).seq == 80


def test_a_batch_carries_on_where_a_head_was_read(store: SqliteStore) -> None:
    entries = store.append(Batch(drafts=(draft("a"),), after=0))
    assert entries[0].prev == genesis(store.identity()).hash
