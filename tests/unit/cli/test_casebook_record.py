"""`estran casebook ...`: the record: whole, signed, handed out, repeated, erased, replayed."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.support.typed_desk import QUICK, TypedDesk, exercise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BOSS = ("--role", "supervisor")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TypedDesk:
    made = exercise(tmp_path_factory.mktemp("record"))
    made.done("assess", "C-0001", *QUICK)
    return made


def test_a_record_that_was_changed_is_said_to_be_broken(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    assert "The record holds: 4 entries" in desk.done("verify")
    file = sqlite3.connect(desk.file)
    file.execute("DROP TRIGGER bodies_no_update")
    file.execute("UPDATE bodies SET body = replace(body, 'Charlie', 'Delta')")
    file.commit()
    file.close()
    printed = desk.type("verify")
    assert printed.code == 1
    assert "broken at entry 4" in printed.err


def test_a_checkpoint_is_signed_by_both_centres(desk: TypedDesk, tmp_path: Path) -> None:
    note, signed = tmp_path / "note.txt", tmp_path / "signed.txt"
    assert "supervisor" in desk.refused("checkpoint")
    desk.done("checkpoint", *BOSS, "--out", str(note))
    other = ("--centre", "Gris-Nez", "--keys", str(tmp_path / "keys"))
    desk.done("countersign", str(note), "--out", str(signed), *other)
    assert signed.read_text("utf-8").startswith(note.read_text("utf-8"))
    kept = ("countersign", str(signed), "--centre", "Gris-Nez", "--role", "partner_centre")
    assert desk.done(*kept).count("kept: 1.")
    assert desk.done(*kept).count("kept: 0.")
    changed = tmp_path / "changed.txt"
    changed.write_text(re.sub("software .*", "software other 1", signed.read_text("utf-8")))
    assert "not this casebook's checkpoint" in desk.refused("countersign", str(changed), *kept[2:])


def test_an_export_is_repeated_byte_for_byte(desk: TypedDesk, tmp_path: Path) -> None:
    bundle = tmp_path / "night.zip"
    assert "why" in desk.refused("export", str(bundle), *BOSS, "--why", " ")
    assert not bundle.exists()
    desk.done("export", str(bundle), *BOSS, "--why", "to the other side")
    assert desk.done("reproduce", str(bundle)) == "A-0001-1: the same bytes.\n"
    assert "to the other side" in desk.done("consultations", *BOSS)


def test_what_differs_is_named_with_exit_code_2(
    desk: TypedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "night.zip"
    desk.done("export", str(bundle), *BOSS, "--why", "to the other side")
    from estran.room import exporting
    from estran.room.running import Inputs, answered

    def otherwise(inputs: Inputs, files: Mapping[str, bytes]) -> object:
        import msgspec

        return answered(msgspec.structs.replace(inputs, seed=inputs.seed + 1), files)

    monkeypatch.setattr(exporting, "answered", otherwise)
    printed = desk.type("reproduce", str(bundle))
    assert printed.code == 2
    assert "A-0001-1: NOT the same bytes; these parts differ: " in printed.out
    assert "forecast" in printed.out
    assert "A-0001-1" in printed.err


def test_a_receipt_is_signed(desk: TypedDesk, tmp_path: Path) -> None:
    out = tmp_path / "receipt.txt"
    said = desk.done("receipt", "R-0001", "--out", str(out))
    assert "Signature (Ed25519" in said
    assert "dover.estran+" in said
    assert "R-0001" in out.read_text("utf-8")
    assert "water comes in" not in out.read_text("utf-8")


def test_a_hold_keeps_texts_from_a_sweep(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    desk.done("end", "C-0001", "--why", "an exercise is over", *BOSS)
    desk.done("hold", "C-0001", "--ground", "inquiry", *BOSS)
    desk.now = "2026-05-01T00:00Z"
    assert desk.json("sweep", *BOSS)["texts"] == 0
    desk.done("hold", "C-0001", "--ground", "inquiry over", "--lift", "H-0001-1", *BOSS)
    assert desk.json("sweep", *BOSS)["texts"] == 1
    assert "erased" in desk.done("show-report", "R-0001")
    assert "The record holds" in desk.done("verify")


def test_a_replay_is_ready_to_be_looked_at(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "night.sqlite", now=None)
    said = desk.done("replay", "2022-12-14", "--particles", "300")
    assert said.startswith("*** REPLAY REPLAY REPLAY 2022-12-14 ***")
    assert "Gris-Nez told 02:02Z" in said
    desk.now = "2022-12-14T03:00Z"
    assert desk.json("show", "C-0001")["watermark"] == "REPLAY 2022-12-14"
    assert "is there already" in desk.refused("replay", "2022-12-14", "--now", desk.now)
    assert "REPLAY" in desk.done("sitrep", "C-0001").splitlines()[0]
    assert "lies ahead" in desk.refused("queue", "--now", "2099-01-01T00:00Z")


def test_every_replay_is_entered(tmp_path: Path) -> None:
    from estran.exchange.replay import replay_keys

    for key in replay_keys():
        desk = TypedDesk(tmp_path / f"{key}.sqlite", now=None)
        sheet = desk.json("replay", key, "--particles", "100")
        assert sheet["state"] == "open"
        assert len(sheet["assessments"]) == 1
