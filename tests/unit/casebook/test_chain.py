"""The chain: what is hashed, and that no entry can be changed, taken out, put in or moved."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.casebook.chain import Head, chained, checked, genesis
from estran.casebook.event import Entry
from estran.errors import ChainError
from tests.support.chains import IDENTITY, draft, record

START = genesis(IDENTITY)
WHOLE = record(8)


def _broken_at(entries: tuple[Entry, ...]) -> int:
    with pytest.raises(ChainError) as broken:
        checked(entries, head=START)
    return int(str(broken.value.details["seq"]))


def test_a_whole_chain_is_whole() -> None:
    assert checked(WHOLE, head=START) == Head(8, WHOLE[-1].hash)
    assert checked((), head=START) == START


def test_the_genesis_is_the_hash_of_the_identity_as_documented() -> None:
    spelled = (
        '{"casebook":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","format":"estran-casebook-1",'
        '"opened":"2026-11-27T06:00Z","watermark":"EXERCISE"}'
    )
    assert genesis(IDENTITY) == Head(0, hashlib.sha256(spelled.encode()).hexdigest())


def test_an_entry_is_hashed_as_documented() -> None:
    (entry,) = chained([draft(1)], head=START)
    nonce = hashlib.sha256(b"1").hexdigest()
    body = hashlib.sha256(f'{nonce}\n{{"fact":"persons_aboard","value":1}}'.encode()).hexdigest()
    header = (
        f'{{"account":"a7","at":"2026-11-27T06:02Z","body":"{body}","case":"C-0001",'
        '"centre":"Gris-Nez","entered":"2026-11-27T06:02:01Z","kind":"fact.recorded",'
        '"role":"watch_officer","seq":1}'
    )
    assert entry.prev == START.hash
    assert entry.hash == hashlib.sha256(f"{START.hash}\n{header}".encode()).hexdigest()


def test_chaining_in_parts_is_chaining_at_once() -> None:
    first = chained([draft(n) for n in (1, 2)], head=START)
    rest = chained([draft(3)], head=Head(2, first[-1].hash))
    assert first + rest == chained([draft(n) for n in (1, 2, 3)], head=START)


CHANGES = {
    "kind": lambda one: replace(one, kind="fact.other"),
    "at": lambda one: replace(one, at=one.at + timedelta(microseconds=1)),
    "entered": lambda one: replace(one, entered=one.entered + timedelta(seconds=1)),
    "by": lambda one: replace(one, by=replace(one.by, account="a8")),
    "case": lambda one: replace(one, case=""),
    "nonce": lambda one: replace(one, nonce="0" * 64),
    "body": lambda one: replace(one, body={**one.body, "value": "98"}),
}


@pytest.mark.parametrize("field", CHANGES)
@given(place=st.integers(0, 7))
def test_a_changed_event_is_found_where_it_stands(field: str, place: int) -> None:
    entry = replace(WHOLE[place], draft=CHANGES[field](WHOLE[place].draft))
    assert _broken_at((*WHOLE[:place], entry, *WHOLE[place + 1 :])) == place + 1


@given(place=st.integers(0, 6))
def test_an_entry_taken_out_or_moved_is_found(place: int) -> None:
    assert _broken_at((*WHOLE[:place], *WHOLE[place + 1 :])) == place + 1
    swapped = (*WHOLE[:place], WHOLE[place + 1], WHOLE[place], *WHOLE[place + 2 :])
    assert _broken_at(swapped) == place + 1


def test_another_casebook_is_not_this_one() -> None:
    other = genesis(replace(IDENTITY, watermark=""))
    with pytest.raises(ChainError):
        checked(WHOLE, head=other)
