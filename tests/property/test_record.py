"""The stand-alone verifier against the casebook's own chain, byte by byte and key by key."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.adapters.estran_verify import Check, canonical, fault_of, holds
from estran.casebook.canonical import canonical as own
from estran.casebook.chain import chained, genesis
from estran.exchange.bundle import build_bundle, lines_of
from estran.exchange.bundle_reader import read_bundle
from tests.support.chains import IDENTITY, draft, export, record, unpacked
from tests.unit.casebook.test_canonical import MAPPINGS


@cache
def _files() -> dict[str, bytes]:
    return unpacked(build_bundle(export()))


def _examined(events: bytes) -> dict[str, list[dict[str, Any]]]:
    files = {**_files(), "events.jsonl": events}
    return Check({name: lambda one=one: BytesIO(one) for name, one in files.items()}).examine([])


def test_the_untouched_record_is_whole() -> None:
    assert _examined(_files()["events.jsonl"])["broken"] == []


@settings(max_examples=300)
@given(st.data())
def test_any_byte_changed_is_found_in_its_own_entry(data: st.DataObject) -> None:
    events = _files()["events.jsonl"]
    place = data.draw(st.integers(0, len(events) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != events[place]))
    found = _examined(events[:place] + bytes([byte]) + events[place + 1 :])["broken"]
    seq = events[:place].count(b"\n") + 1
    chain = [one["seq"] for one in found if one["what"].startswith("chain_")]
    reason = b'"withheld":"another case"'
    start = events.index(reason)
    if chain:
        assert chain == [seq]
    else:
        assert start <= place < start + len(reason), "only why a body is withheld is not hashed"
    assert {"what": "file_differs", "file": "events.jsonl"} in found


@given(st.data())
def test_any_field_changed_is_found_in_its_own_entry(data: st.DataObject) -> None:
    rows = [json.loads(line) for line in _files()["events.jsonl"].splitlines()]
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    names = [("header", one) for one in row["header"]] + [(one,) for one in row if one != "header"]
    path = data.draw(st.sampled_from([one for one in names if one != ("withheld",)]))
    inner = row[path[0]] if len(path) == 2 else row
    old = own({"x": inner[path[-1]]})
    values = MAPPINGS | st.text("ab") | st.integers() | st.none()
    new = data.draw(values.filter(lambda one: own({"x": one}) != old))
    inner[path[-1]] = new
    events = b"".join(own(one) + b"\n" for one in rows)
    found = [one for one in _examined(events)["broken"] if one["what"].startswith("chain_")]
    assert [one["seq"] for one in found] == [place + 1], (path, found)


@given(st.data())
def test_lines_removed_or_put_in_any_order_are_found(data: st.DataObject) -> None:
    lines = _files()["events.jsonl"].splitlines(keepends=True)
    picked = data.draw(st.lists(st.sampled_from(range(len(lines))), max_size=9))
    first = next((place for place, one in enumerate(picked) if place != one), len(picked))
    found = _examined(b"".join(lines[one] for one in picked))["broken"]
    chain = [one["seq"] for one in found if one["what"].startswith("chain_")]
    assert chain == ([] if picked == list(range(len(lines))) else [first + 1])


@given(MAPPINGS)
def test_both_spell_alike(value: dict[str, object]) -> None:
    assert canonical(value) == own(value)  # type: ignore[arg-type]


@given(st.lists(MAPPINGS, min_size=1, max_size=5))
def test_both_make_the_same_chain(bodies: list[Any]) -> None:
    drafts = [draft(number, body=body) for number, body in enumerate(bodies)]
    prev = genesis(IDENTITY).hash
    for line in lines_of(chained(drafts, head=genesis(IDENTITY)), withheld={}):
        entry = {
            **{"seq": line.seq, "header": line.header, "nonce": line.nonce},
            **{"body": line.body, "prev": line.prev, "hash": line.hash},
        }
        assert fault_of(entry, line.seq, prev) == ""
        prev = line.hash


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.data())
@settings(max_examples=40, deadline=None)
def test_ed25519_agrees_with_cryptography(seed: bytes, message: bytes, data: st.DataObject) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key()
    signature = bytearray(private.sign(message))
    assert holds(public.public_bytes_raw(), message, bytes(signature))
    place, bit = data.draw(st.integers(0, 63)), data.draw(st.integers(0, 7))
    signature[place] ^= 1 << bit
    with pytest.raises(InvalidSignature):
        public.verify(bytes(signature), message)
    assert not holds(public.public_bytes_raw(), message, bytes(signature))


def test_an_export_reads_back_as_what_was_exported() -> None:
    bundle = export()
    assert read_bundle(build_bundle(bundle)) == bundle
    assert build_bundle(bundle) == build_bundle(read_bundle(build_bundle(bundle)))
    assert build_bundle(replace(bundle, lines=())) != build_bundle(bundle)
    assert len(record()) == 6
