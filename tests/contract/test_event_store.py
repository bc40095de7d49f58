"""What every event store promises, asked of memory, SQLite and PostgreSQL alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from estran.adapters.sqlite_store import open_sqlite
from estran.casebook.chain import checked, genesis
from estran.casebook.store import Artifact, Batch, Checkpoint, Consultation, EventStore, Sealed
from estran.errors import CasebookError, RepeatError, StaleError, StoreError
from tests.support.memory_store import MemoryStore
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
    from pathlib import Path

Open = Callable[..., EventStore]


def _postgres(stack: ExitStack) -> Open:
    if not SERVER:
        pytest.skip(NO_SERVER)
    from estran.adapters.postgres_store import open_postgres

    url = stack.enter_context(schema_of_its_own())

    def opened(watermark: str = "") -> EventStore:
        return _closing(stack, open_postgres(url, identity_opened=NOW, watermark=watermark))

    return opened


def _sqlite(stack: ExitStack, folder: Path) -> Open:
    def opened(watermark: str = "") -> EventStore:
        return _closing(
            stack, open_sqlite(folder / "c.sqlite", identity_opened=NOW, watermark=watermark)
        )

    return opened


def _closing(stack: ExitStack, store: EventStore) -> EventStore:
    stack.callback(store.close)
    return store


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Something that opens the same casebook each time (memory: a new one)."""
    with ExitStack() as stack:
        if request.param == "memory":
            yield MemoryStore
        elif request.param == "sqlite":
            yield _sqlite(stack, tmp_path)
        else:
            yield _postgres(stack)


@pytest.fixture
def store(place: Open) -> EventStore:
    return place()


def _again(store: EventStore, place: Open) -> EventStore:
    """The same casebook, opened once more; memory forgets, and stays open."""
    if isinstance(store, MemoryStore):
        return store
    store.close()
    return place()


def _text(entry: object) -> object:
    return entry.draft.body["text"]  # type: ignore[attr-defined]


def test_where_changes_are_taken_in_postgresql_is_not_left_out() -> None:
    assert SERVER or os.environ.get("CI") != "true", NO_SERVER


def test_a_new_casebook_is_empty_and_says_which_it_is(store: EventStore) -> None:
    assert len(store.identity().casebook) == 32
    assert store.head() == genesis(store.identity())
    assert list(store.read()) == []


def test_entries_come_back_as_they_were_written_and_in_order(
    store: EventStore, place: Open
) -> None:
    first = store.append(batch_after(store, "a", "b"))
    second = store.append(batch_after(store, "c"))
    assert [entry.seq for entry in first + second] == [1, 2, 3]
    store = _again(store, place)
    assert tuple(store.read()) == first + second
    assert store.head().seq == 3
    assert store.head().hash == second[0].hash


def test_the_chain_is_sound(store: EventStore) -> None:
    for text in "abcde":
        store.append(batch_after(store, text, text))
    assert checked(store.read(), head=genesis(store.identity())) == store.head()


def test_what_others_have_added_to_is_refused(store: EventStore) -> None:
    old = batch_after(store, "old")
    store.append(batch_after(store, "new"))
    with pytest.raises(StaleError) as refusal:
        store.append(old)
    assert refusal.value.details == {"after": 0, "head": 1}
    assert [_text(entry) for entry in store.read()] == ["new"]


def test_what_claims_to_know_more_than_there_is_is_refused(store: EventStore) -> None:
    with pytest.raises(StaleError):
        store.append(Batch(drafts=(draft("x"),), after=1))


def test_the_same_batch_without_a_key_is_stale_the_second_time(store: EventStore) -> None:
    batch = batch_after(store, "x")
    store.append(batch)
    with pytest.raises(StaleError):
        store.append(batch)


def test_a_batch_without_events_is_refused(store: EventStore) -> None:
    with pytest.raises(CasebookError):
        store.append(Batch(drafts=(), after=0))


def test_a_repeated_command_returns_the_entries_of_then(store: EventStore, place: Open) -> None:
    batch = batch_after(store, "a", "b", key="k1", request="q")
    first = store.append(batch)
    store.append(batch_after(store, "c"))
    store = _again(store, place)
    assert store.append(batch) == first
    later = replace(batch, drafts=(draft("x"),), after=3)
    assert store.append(later) == first
    assert store.repeated("k1", request="q") == first
    assert store.repeated("k2", request="q") is None
    assert store.head().seq == 3


def test_a_key_that_comes_back_with_another_command_is_refused(store: EventStore) -> None:
    store.append(batch_after(store, "a", key="k1", request="q"))
    with pytest.raises(RepeatError):
        store.append(batch_after(store, "b", key="k1", request="r"))
    with pytest.raises(RepeatError):
        store.repeated("k1", request="r")
    assert store.head().seq == 1


def test_a_batch_is_written_whole_or_not_at_all(store: EventStore) -> None:
    unwritable = replace(draft("b"), body={"depth": 1.5})  # type: ignore[dict-item]
    part = Sealed(id="s1", key="k", box=b"box")
    artifact = Artifact(digest="d" * 64, media="text/plain", content=b"x")
    batch = replace(
        batch_after(store, "a", key="k1", sealed=(part,), artifacts=(artifact,)),
        drafts=(draft("a"), unwritable),
    )
    with pytest.raises(CasebookError):
        store.append(batch)
    assert store.head().seq == 0
    assert store.sealed(["s1"]) == {}
    assert store.artifact("d" * 64) is None
    assert store.repeated("k1", request="") is None
    store.append(replace(batch, drafts=(draft("a"),)))
    assert store.sealed(["s1"]) == {"s1": part}


def test_half_a_character_is_refused_and_leaves_the_store_usable(store: EventStore) -> None:
    broken = replace(draft("x"), body={"text": "\ud83d"})
    with pytest.raises(CasebookError):
        store.append(Batch(drafts=(broken,), after=0))
    assert append_somehow(store, "y") == 1


def test_sealed_parts_are_dropped_by_key_and_their_events_stay(
    store: EventStore, place: Open
) -> None:
    parts = [Sealed(id=f"s{n}", key=f"k{n % 2}", box=bytes([n, 0, 255])) for n in range(4)]
    store.append(batch_after(store, "a", sealed=tuple(parts)))
    assert store.sealed(["s1", "s2", "none"]) == {"s1": parts[1], "s2": parts[2]}
    assert store.sealed_under("k0") == ("s0", "s2")
    assert store.drop_sealed("k0") == 2
    assert store.drop_sealed("k0") == 0
    store = _again(store, place)
    assert store.sealed(["s0", "s1", "s2", "s3"]) == {"s1": parts[1], "s3": parts[3]}
    assert store.sealed_under("k0") == ()
    assert checked(store.read(), head=genesis(store.identity())) == store.head()


def test_artifacts_are_kept_once_under_their_digest(store: EventStore, place: Open) -> None:
    held = Artifact(digest="e" * 64, media="application/json", content=b"{}\x00" * 9)
    store.append(batch_after(store, "a", artifacts=(held,)))
    store.append(batch_after(store, "b", artifacts=(held, held)))
    store = _again(store, place)
    assert store.artifact("e" * 64) == held
    assert store.artifact("f" * 64) is None


def test_a_checkpoint_gains_signatures_and_loses_none(store: EventStore, place: Open) -> None:
    later = Checkpoint(seq=9, text="nine", signatures=("own 9",))
    first = Checkpoint(seq=4, text="four", signatures=("own 4",))
    store.add_checkpoint(later)
    store.add_checkpoint(first)
    store.add_checkpoint(replace(first, signatures=("own 4", "dover 4")))
    store.add_checkpoint(first)
    store = _again(store, place)
    assert store.checkpoints() == (replace(first, signatures=("own 4", "dover 4")), later)


def test_consultations_are_kept_in_order(store: EventStore, place: Open) -> None:
    read = Consultation(
        at=NOW, role="analyst", centre="Dover", account="a9", what="case C-1", why="inquiry"
    )
    for consultation in (read, read, replace(read, why="appeal")):
        store.log_consultation(consultation)
    store = _again(store, place)
    assert store.consultations() == (read, read, replace(read, why="appeal"))


def test_a_part_of_the_record_can_be_read(store: EventStore) -> None:
    store.append(batch_after(store, *(str(n) for n in range(1, 601))))
    assert [entry.seq for entry in store.read()] == list(range(1, 601))
    assert [entry.seq for entry in store.read(after=254, until=259)] == [255, 256, 257, 258, 259]
    assert [entry.seq for entry in store.read(after=598)] == [599, 600]
    assert list(store.read(until=0)) == []
    assert list(store.read(after=600)) == []


def test_writing_while_reading_disturbs_neither(store: EventStore) -> None:
    store.append(batch_after(store, "a", "b", "c"))
    reading = store.read(until=3)
    assert next(reading).seq == 1
    store.append(batch_after(store, "d"))
    assert store.head().seq == 4
    assert [entry.seq for entry in reading] == [2, 3]


def test_a_casebook_keeps_its_identity_and_watermark(place: Open) -> None:
    store = place(watermark="EXERCISE")
    identity = store.identity()
    assert identity.watermark == "EXERCISE"
    assert _again(store, place).identity() == identity


def test_an_exercise_is_never_written_into_a_live_record(place: Open) -> None:
    if place is MemoryStore:
        pytest.skip("memory is never opened a second time")
    place(watermark="REPLAY 2021-11-24").close()
    with pytest.raises(StoreError) as refusal:
        place(watermark="EXERCISE")
    assert refusal.value.code == "store.watermark"


def test_four_threads_lose_and_double_nothing(store: EventStore) -> None:
    texts = [f"{thread} {number}" for thread in range(4) for number in range(25)]
    with ThreadPoolExecutor(4) as pool:
        places = list(pool.map(lambda text: append_somehow(store, text), texts))
    assert sorted(places) == list(range(1, 101))
    found = {entry.seq: _text(entry) for entry in store.read()}
    assert [found[seq] for seq in places] == texts
    assert checked(store.read(), head=genesis(store.identity())) == store.head()


def test_one_key_from_many_threads_is_done_once(store: EventStore) -> None:
    batch = batch_after(store, "once", key="k", request="q")
    with ThreadPoolExecutor(4) as pool:
        done = set(pool.map(lambda _: store.append(batch)[0].hash, range(8)))
    assert len(done) == 1
    assert store.head().seq == 1


def test_a_closed_store_says_so(store: EventStore) -> None:
    store.append(batch_after(store, "a"))
    batch = batch_after(store, "b")
    store.close()
    with pytest.raises(StoreError) as refusal:
        store.append(batch)
    assert refusal.value.code == "store.closed"
    with pytest.raises(StoreError):
        store.head()
