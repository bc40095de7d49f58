"""The record over HTTP: read it, sign it, verify it, hand it out, erase from it by law."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.casebook.checkpoint import countersign, format_note
from estran.casebook.store import Checkpoint
from tests.support.rooms import Person, Room
from tests.support.vaults import MemorySigner

if TYPE_CHECKING:
    from typing import Any


def boss_of(room: Room) -> Person:
    return room.person("supervisor", login="dover-supervisor-1")


def test_the_record_is_read_page_by_page_by_those_who_may_read_all_of_it() -> None:
    room = Room()
    dover, partner = room.dover(), room.gris_nez()
    dover.opened()
    page = partner.seen("/api/events", after=0)
    assert [one["seq"] for one in page["entries"]] == [1, 2, 3, 4, 5]
    assert (page["until"], page["last"]) == (5, 5)
    assert partner.seen("/api/events", after=5)["entries"] == []
    assert partner.seen("/api/events", after=10**30 - 1)["entries"] == []
    assert partner.seen("/api/events", after=-5)["entries"] == page["entries"]
    assert dover.get("/api/events").status_code == 403


def test_a_checkpoint_is_signed_and_the_other_centre_signs_under_it() -> None:
    room = Room()
    dover, partner, boss = room.dover(), room.gris_nez(), boss_of(room)
    dover.opened()
    signed = boss.done("/api/checkpoints")
    assert signed["seq"] == 5
    own = Checkpoint(seq=5, text=signed["text"], signatures=tuple(signed["signatures"]))
    theirs = countersign(own, signer=MemorySigner("gris-nez.estran"))
    path = "/api/checkpoints/5/countersignature"
    kept = partner.done(path, {"note": format_note(theirs)})
    assert kept["signatures"] == list(theirs.signatures)
    assert dover.seen("/api/checkpoints") == [kept]
    other = replace(theirs, text=theirs.text.replace("\n5\n", "\n4\n"))
    assert partner.post(path, {"note": format_note(other)}).status_code == 422
    for note in ("", "x", format_note(theirs).replace("gris-nez", "gris nez")):
        assert partner.post(path, {"note": note}).status_code == 422
    assert boss.post(path, {"note": format_note(theirs)}).status_code == 403


def test_a_chain_is_walked_and_a_changed_entry_is_named() -> None:
    room = Room()
    dover = room.dover()
    dover.opened()
    assert dover.seen("/api/verification") == {
        "holds": True,
        "seq": 5,
        "head": room.server.store.head().hash,
        "why": "",
    }
    entries = room.server.store._entries
    changed = dict(entries[0].draft.body) | {"colour": "white"}
    entries[0] = replace(entries[0], draft=replace(entries[0].draft, body=changed))
    found = dover.seen("/api/verification")
    assert found["holds"] is False
    assert "1" in found["why"]


def test_an_export_is_a_bundle_and_that_it_was_handed_out_is_logged() -> None:
    room = Room()
    dover, boss = room.dover(), boss_of(room)
    _, case, _ = dover.opened()
    assert boss.post("/api/exports", {"why": ""}).status_code == 422
    assert dover.post("/api/exports", {"why": "curious"}).status_code == 403
    given = boss.post("/api/exports", {"case": case, "why": "to the inquiry"})
    assert given.status_code == 201
    assert given.headers["Content-Disposition"] == f'attachment; filename="estran-{case}.zip"'
    names = zipfile.ZipFile(io.BytesIO(given.content)).namelist()
    assert names
    assert b"SECRETWORDS" not in unzipped(given.content)
    logged = boss.seen("/api/consultations")[-1]
    assert (logged["what"], logged["why"]) == (f"export {case}", "to the inquiry")
    readable = boss.post("/api/exports", {"texts": True, "why": "to the court"})
    assert b"SECRETWORDS" in unzipped(readable.content)
    assert boss.post("/api/exports", {"case": '"\r\nx: y', "why": "a reason"}).status_code == 404


def unzipped(content: bytes) -> bytes:
    """Return all that a bundle holds, as one text."""
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return b"\n".join(bundle.read(name) for name in bundle.namelist())


def test_a_supervisor_erases_what_the_time_has_come_for() -> None:
    room = Room()
    dover, boss = room.dover(), boss_of(room)
    number = dover.done("/api/reports", {"text": "SECRETWORDS"})["number"]
    assert boss.done("/api/sweeps")["texts"] == 0
    room.server.clock.move(timedelta(days=4))
    again: Any = room.dover_again()  # a session does not last four days
    boss = Person(again.browser, again.headers)
    assert boss.post("/api/sweeps").status_code == 403
    room.server.desk.now()
    later = room.person("supervisor", login="dover-supervisor-2")
    assert later.done("/api/sweeps")["texts"] == 1
    seen = again.seen(f"/api/reports/{number}")
    assert (seen["text"], seen["text_erased"]) == (None, True)
