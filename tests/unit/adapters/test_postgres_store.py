"""The PostgreSQL schema itself, lost connections, and commits that nobody heard of."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from estran.adapters.postgres_address import address_of
from estran.casebook.chain import checked, genesis
from estran.casebook.store import Artifact, Batch, Checkpoint, Consultation, Sealed
from estran.errors import InputError, MissingExtraError, StaleError, StoreError
from estran.wiring import event_store
from tests.support.cutting_proxy import CuttingProxy, cutting_proxy
from tests.support.records import (
    NO_SERVER,
    NOW,
    SERVER,
    append_somehow,
    batch_after,
    draft,
    schema_of_its_own,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pg8000 import native

    from estran.adapters.postgres_store import PostgresStore

needs_server = pytest.mark.skipif(not SERVER, reason=NO_SERVER)
TABLES = {
    "schema_steps": "step",
    "identity": "watermark",
    "entries": "kind",
    "bodies": "body",
    "requests": "request",
    "sealed": "box",
    "artifacts": "content",
    "checkpoints": "text",
    "consultations": "why",
}
READ = Consultation(at=NOW, role="analyst", centre="Dover", account="a9", what="C-1", why="asked")


@pytest.fixture
def url() -> Iterator[str]:
    if not SERVER:
        pytest.skip(NO_SERVER)
    with schema_of_its_own() as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[PostgresStore]:
    with closing(_opened(url)) as store:
        yield store


def _opened(url: str, **more: object) -> PostgresStore:
    from estran.adapters.postgres_store import open_postgres

    return open_postgres(url, identity_opened=NOW, **more)  # type: ignore[arg-type]


@pytest.fixture
def other(url: str) -> Iterator[native.Connection]:
    from pg8000 import native

    to = address_of(url)
    with native.Connection(
        to.user,
        password=to.password,
        host=to.host,
        port=to.port,
        database=to.database,
        startup_params={"search_path": to.schema},
    ) as connection:
        yield connection


@pytest.fixture
def proxy(url: str) -> Iterator[CuttingProxy]:
    to = address_of(url)
    with cutting_proxy(to.host, to.port) as proxy:
        yield proxy


@pytest.fixture
def through(url: str, proxy: CuttingProxy) -> Iterator[PostgresStore]:
    """A store whose connections go through the proxy."""
    parts = urlsplit(url)
    netloc = parts.netloc.replace(f":{parts.port}", f":{proxy.port}")
    with closing(_opened(parts._replace(netloc=netloc).geturl())) as store:
        yield store


def _filled(store: PostgresStore) -> None:
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


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed_from_outside(
    store: PostgresStore, other: native.Connection, table: str
) -> None:
    from pg8000 import native

    _filled(store)
    tried = {
        f"UPDATE {table} SET {TABLES[table]} = {TABLES[table]}": "UPDATE",
        f"TRUNCATE {table} CASCADE": "TRUNCATE",
    }
    if table != "sealed":
        tried[f"DELETE FROM {table}"] = "DELETE"
    for statement, verb in tried.items():
        with pytest.raises(native.DatabaseError, match=f"{verb}.* is refused"):
            other.run(statement)


@pytest.mark.parametrize(("seq", "prev"), [(2, ""), (4, ""), (3, "0" * 64)], ids=["2", "4", "prev"])
def test_an_entry_out_of_order_is_refused_from_outside(
    store: PostgresStore, other: native.Connection, seq: int, prev: str
) -> None:
    from pg8000 import native

    _filled(store)
    prev = prev or store.head().hash
    with pytest.raises(native.DatabaseError, match="out of order"):
        other.run(
            "INSERT INTO entries VALUES (:seq, 'x', 't', 't', 'system', '', '', '', :prev, :prev)",
            seq=seq,
            prev=prev,
        )


def test_an_older_schema_is_migrated_and_a_newer_one_refused(
    url: str, store: PostgresStore, other: native.Connection
) -> None:
    from estran.adapters.postgres_schema import STEPS

    _filled(store)
    for statement in (
        "DROP TABLE consultations",
        "ALTER TABLE schema_steps DISABLE TRIGGER USER",
        "DELETE FROM schema_steps WHERE step > 1",
        "ALTER TABLE schema_steps ENABLE TRIGGER USER",
    ):
        other.run(statement)
    with pytest.raises(StoreError) as refusal:
        _opened(url, read_only=True)
    assert refusal.value.code == "store.older"
    with closing(_opened(url)) as migrated:
        migrated.log_consultation(READ)
        assert migrated.identity() == store.identity()
        assert tuple(migrated.read()) == tuple(store.read())
    assert other.run("SELECT max(step) FROM schema_steps") == [[len(STEPS)]]
    other.run(f"INSERT INTO schema_steps VALUES ({len(STEPS) + 1}, 'x')")
    with pytest.raises(StoreError) as refusal:
        _opened(url)
    assert refusal.value.code == "store.newer"


def test_a_reader_reads_and_makes_nothing(url: str, other: native.Connection) -> None:
    with pytest.raises(StoreError):
        _opened(url, read_only=True)
    assert other.run("SELECT to_regnamespace(:s)", s=address_of(url).schema) == [[None]]
    with closing(_opened(url)) as store, closing(_opened(url, read_only=True)) as reader:
        append_somehow(store, "a")
        assert reader.head() == store.head()
        with pytest.raises(StoreError) as refusal:
            reader.append(batch_after(reader, "b"))
    assert refusal.value.code == "store.read_only"


def test_sessions_that_the_server_ended_are_replaced(
    store: PostgresStore, other: native.Connection
) -> None:
    append_somehow(store, "a")
    _end_all(other)
    assert append_somehow(store, "b") == 2
    _end_all(other)
    assert [entry.seq for entry in store.read()] == [1, 2]


def _end_all(other: native.Connection) -> None:
    ended = other.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE application_name = 'estran ' || current_schema()"
    )
    assert ended


def _stored(other: native.Connection, at_least: int) -> Callable[[], bool]:
    return lambda: bool(other.run("SELECT count(*) FROM entries")[0][0] >= at_least)


@pytest.mark.parametrize("key", ["k1", None], ids=["keyed", "unkeyed"])
@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_commit_whose_answer_is_lost_is_looked_for_and_never_doubled(
    through: PostgresStore,
    other: native.Connection,
    proxy: CuttingProxy,
    cut: str,
    key: str | None,
) -> None:
    append_somehow(through, "first")
    batch = batch_after(through, "a", "b", key=key, request="q")
    proxy.heard = _stored(other, 3)
    proxy.arm(b"COMMIT", cut=cut)
    entries = through.append(batch)
    assert proxy.cuts == 1
    assert [entry.seq for entry in entries] == [2, 3]
    assert [entry.draft for entry in through.read(after=1)] == list(batch.drafts)
    assert checked(through.read(), head=genesis(through.identity())) == through.head()


@pytest.mark.parametrize("cut", ["before", "after"])
def test_where_nobody_can_say_the_refusal_says_so_and_the_key_settles_it(
    through: PostgresStore, other: native.Connection, proxy: CuttingProxy, cut: str
) -> None:
    batch = batch_after(through, "a", key="k1", request="q")
    proxy.heard = _stored(other, 1)
    proxy.arm(b"COMMIT", cut=cut, down=True)
    with pytest.raises(StoreError) as refusal:
        through.append(batch)
    assert refusal.value.code == "store.unknown_outcome"
    assert "same key" in refusal.value.message
    with pytest.raises(StoreError) as refusal:
        through.head()
    assert refusal.value.code == "store.unreachable"
    proxy.down = False
    assert [entry.draft for entry in through.append(batch)] == list(batch.drafts)
    assert through.head().seq == 1


def test_a_connection_lost_before_the_commit_is_tried_again(
    through: PostgresStore, proxy: CuttingProxy
) -> None:
    proxy.arm(b"only-here", cut="after")
    assert append_somehow(through, "only-here") == 1
    assert proxy.cuts == 1
    assert through.head().seq == 1


def test_another_writers_entry_is_not_taken_for_ones_own(store: PostgresStore) -> None:
    old = Batch(drafts=(draft("a"),), after=0)
    append_somehow(store, "b")
    with pytest.raises(StaleError):
        store.append(old)


@needs_server
def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(StoreError) as refusal:
        _opened("postgresql://estran:hush@127.0.0.1:1/estran")
    assert refusal.value.code == "store.unreachable"
    assert "127.0.0.1:1" in refusal.value.message
    assert "hush" not in refusal.value.message


@needs_server
def test_a_wrong_password_is_refused_in_words() -> None:
    to = address_of(SERVER)
    with pytest.raises(StoreError) as refusal:
        _opened(f"postgresql://{to.user}:wrong@{to.host}:{to.port}/{to.database}")
    assert refusal.value.code == "store.unreachable"
    assert "password" in refusal.value.message


@needs_server
def test_the_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import estran.adapters

    monkeypatch.delattr(estran.adapters, "postgres_store", raising=False)
    monkeypatch.delitem(sys.modules, "estran.adapters.postgres_store", raising=False)
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(MissingExtraError) as refusal:
        event_store("postgresql://estran@localhost/estran")
    assert "estran[postgres]" in refusal.value.message


def test_an_address_says_where_and_as_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "from outside")
    read = address_of("postgres://estr%40n@db.example:6432/room%201?schema=exercise")
    assert (read.user, read.password, read.host) == ("estr@n", "from outside", "db.example")
    assert (read.port, read.database, read.schema) == (6432, "room 1", "exercise")
    assert read.encrypted
    near = address_of("postgresql://estran:p%3Aw@localhost/estran")
    assert (near.password, near.port, near.schema) == ("p:w", 5432, "casebook")
    assert not near.encrypted
    socket = address_of("postgresql://estran@/estran?host=/run/postgresql")
    assert socket.host == "/run/postgresql"
    assert not socket.encrypted


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:secret@b/c",
        "postgresql://b/c",
        "postgresql://a:secret@b",
        "postgresql://a:secret@b:port/c",
        "postgresql://a:secret@b/c?schema=DROP TABLE",
        "postgresql://a:secret@b/c?sslmode=perhaps",
        "postgresql://a:secret@b/c?sslmod=disable",
        "postgresql://a:secret@b/c?schema",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_and_its_password_not_repeated(url: str) -> None:
    with pytest.raises(InputError) as refusal:
        address_of(url)
    assert refusal.value.code == "store.address"
    assert "secret" not in refusal.value.message
