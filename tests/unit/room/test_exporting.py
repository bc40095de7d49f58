"""The bundle: what goes into it, what stays behind, that it is logged and can be repeated."""

import subprocess
import sys
from dataclasses import replace

import pytest

from estran.adapters import estran_verify
from estran.casebook.checkpoint import parse_checkpoint
from estran.errors import CasebookError, NotAllowedError
from estran.exchange.bundle_reader import read_bundle
from estran.room.assessing import Asked, assess_case
from estran.room.enter import enter
from estran.room.erasing import AUTOMATIC, Keeping, sweep
from estran.room.exporting import export, reproduce, sign_checkpoint, verify
from tests.support.desks import ANALYST, BOSS, DOVER, GRIS_NEZ, case_of, desk_at

WHY = "to the other centre"


@pytest.fixture(scope="module")
def told():
    """A desk with two cases, one of them assessed, and a note in each."""
    desk, clock = desk_at(watermark="EXERCISE")
    case_of(desk)
    case_of(desk, persons="12", text="another boat")
    assess_case(desk, DOVER, Asked(case="C-0001", particles=200, hours=3))
    for case in ("C-0001", "C-0002"):
        enter(desk, DOVER, "note.added", {"text": f"note of {case}"}, case=case)
    clock.go_on(hours=73)
    sweep(desk, AUTOMATIC, keeping=Keeping())
    return desk


def verified(tmp_path, content):
    """What the verifier says, run as the other side runs it: one file, no Estran."""
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(content)
    command = [sys.executable, "-I", "-S", estran_verify.__file__, str(bundle)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_other_side_finds_the_chain_whole(told, tmp_path):
    done = verified(tmp_path, export(told, BOSS, why=WHY))
    assert done.returncode == 0, done.stdout
    assert "EXERCISE" in done.stdout


def test_one_changed_byte_is_found(told, tmp_path):
    bundle = read_bundle(export(told, BOSS, why=WHY))
    line = bundle.lines[2]
    forged = replace(line, header={**line.header, "centre": "Elsewhere"})
    from estran.exchange.bundle import build_bundle

    lines = (*bundle.lines[:2], forged, *bundle.lines[3:])
    done = verified(tmp_path, build_bundle(replace(bundle, lines=lines)))
    assert done.returncode == 1
    assert "3" in done.stdout


def test_every_assessment_can_be_made_again_to_the_byte(told):
    found = reproduce(read_bundle(export(told, BOSS, why=WHY)))
    assert [(one.assessment, one.same) for one in found] == [("A-0001-1", True)]


def test_an_answer_that_was_altered_is_not_the_same(told):
    bundle = read_bundle(export(told, BOSS, why=WHY))
    inputs = {str(one.body["inputs"]) for one in bundle.lines if one.body and "inputs" in one.body}
    wrong = tuple(
        replace(one, content=one.content.replace(b'"seed":1', b'"seed":2'))
        if one.digest in inputs
        else one
        for one in bundle.artifacts
    )
    (found,) = reproduce(replace(bundle, artifacts=wrong))
    assert not found.same
    assert "manifest" in found.why


def test_bodies_of_other_cases_stay_behind_and_the_chain_is_whole_all_the_same(told, tmp_path):
    content = export(told, BOSS, case="C-0001", why=WHY)
    bundle = read_bundle(content)
    shown = [one for one in bundle.lines if one.body is not None]
    assert {one.header["case"] for one in shown if one.header["case"]} == {"C-0001"}
    reports = {one.body["report"] for one in shown if one.body and "report" in one.body}
    assert reports == {"R-0001"}
    assert verified(tmp_path, content).returncode == 0


def test_texts_go_only_when_asked_for_and_marks_of_telephones_are_gone(told):
    plain = read_bundle(export(told, BOSS, why=WHY))
    assert not any(one.text for one in plain.sealed.values())
    full = read_bundle(export(told, BOSS, texts=True, why=WHY))
    texts = {one.text for one in full.sealed.values() if one.text}
    assert texts == {"water comes in", "another boat", "note of C-0001", "note of C-0002"}
    erased = [one for one in full.sealed.values() if one.state == "erased"]
    assert len(erased) == 2
    assert all(one.event for one in erased)


def test_no_private_text_and_no_number_is_anywhere_in_a_plain_bundle(told):
    bundle = read_bundle(export(told, BOSS, why=WHY))
    everything = repr(bundle.lines) + repr(bundle.sealed)
    for secret in ("water comes in", "612345678", "note of"):
        assert secret not in everything


def test_a_bundle_is_signed_to_its_last_entry(told):
    bundle = read_bundle(export(told, BOSS, why=WHY))
    last = parse_checkpoint(bundle.checkpoints[-1].text)
    assert last.head.seq == len(bundle.lines)


def test_that_it_was_handed_out_is_logged_with_its_reason(told):
    export(told, BOSS, case="C-0002", texts=True, why="asked by the inquiry")
    last = told.ports.store.consultations()[-1]
    assert (last.role, last.what, last.why) == (
        "supervisor",
        "export C-0002 with texts",
        "asked by the inquiry",
    )


def test_without_a_reason_nothing_is_handed_out(told):
    with pytest.raises(CasebookError, match="why"):
        export(told, BOSS, why=" ")


@pytest.mark.parametrize("by", [DOVER, GRIS_NEZ, ANALYST])
def test_only_a_supervisor_hands_out(told, by):
    with pytest.raises(NotAllowedError):
        export(told, by, why=WHY)


def test_the_room_walks_its_own_chain(told):
    assert verify(told, DOVER) == told.ports.store.head()


def test_a_checkpoint_names_length_and_head(told):
    made = parse_checkpoint(sign_checkpoint(told, BOSS).text)
    assert made.head == told.ports.store.head()
