"""`estran casebook ...`: what is refused, in English and French, and what is documented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from estran.cli.casebook_commands import CASEBOOK
from estran.cli.main import app, run
from tests.support.house import ROOT
from tests.support.typed_desk import TypedDesk, exercise

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = re.compile(r"\b(the|of|with|is|are|not|from|this|that|there|say|which|cannot|must)\b")
REFERENCE = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TypedDesk:
    return exercise(tmp_path_factory.mktemp("refusals"))


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["open"], "existe déjà"),
        (["open", "--exercise", "--replay", "2021-11-24"], "pas les deux"),
        (["open", "--replay", "2021-11-25"], "2021-11-24"),
        (["report", "--fact", "taking_water"], "clé=valeur"),
        (["report", "--mail", "none.txt"], "none.txt"),
        (["link", "R-0001", "B-0001", "--why", "so"], "--not-same"),
        (["link", "R-0001", "B-0001", "--same", "--undecided", "--why", "so"], "--undecided"),
        (["enter", "note.added", "C-0001", "they cry"], "nom=valeur"),
        (["enter", "note.added", "C-0001", "text=a", "text=b"], "deux fois"),
        (["enter", "decision.taken", "C-0001", "force=burnt"], "JSON"),
        (["show", "C-0001", "--centre", "Calais"], "Gris-Nez"),
        (["show", "C-0009"], "opération C-0009"),
        (["show-report", "R-0009"], "signalement R-0009"),
        (["close", "C-0001", "--ground", "found", "--why", "so"], "ne peut être close"),
        (["end", "C-0001", "--why", "so"], "supervisor"),
        (["offer", "C-0001", "--to", "Dover", "--why", "so"], "déjà la charge"),
        (["accept", "C-0001"], "transfert"),
        (["decide", "C-0001", "I9", "chosen", "--why", "so"], "sauvetage"),
        (["enter", "task.requested", "C-0001", "unit=x"], "manque"),
        (["enter", "task.requested", "C-0001", "capacity=many"], "manque"),
        (["enter", "note.added", "text=x"], "laquelle"),
        (["value-searches", "C-0001"], "aucune recherche"),
        (["enter", "case.opened"], "ne s'inscrit pas"),
        (["sweep"], "supervisor"),
        (["checkpoint"], "supervisor"),
        (["countersign", "none.txt"], "none.txt"),
        (["reproduce", "none.zip"], "none.zip"),
        (["replay", "2021-11-24"], "existe déjà"),
        (["task", "C-0001"], "unit"),
    ],
)
def test_a_refusal_is_in_french(desk: TypedDesk, arguments: list[str], word: str) -> None:
    said = desk.refused(*arguments, "--lang", "fr")
    assert word.casefold() in said.casefold()
    plain = re.sub(r"«.*?»|[A-Za-z_]+[._=-][A-Za-z_.=-]+|--[a-z-]+|command .*", "", said)
    assert not ENGLISH.search(plain), said


def test_a_report_that_is_not_stored_says_so(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "none.sqlite", now=None)
    said = desk.refused("report", "--position", "51.05 N, 2.03 E")
    assert said.startswith("NOT RECEIVED\n")
    assert "estran casebook open" in said
    assert not desk.file.exists()


def test_a_real_casebook_goes_by_the_machine(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "a.sqlite", now=None)
    desk.done("open")
    assert "--at" in desk.refused("report", "--now", "2026-03-14T05:14Z")
    assert "horloge" in desk.refused("queue", "--now", "2026-03-14T05:14Z", "--lang", "fr")
    assert desk.json("queue")["unplaced"] == []


def test_the_place_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESTRAN_CASEBOOK", str(tmp_path / "a.sqlite"))
    monkeypatch.setenv("ESTRAN_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("ESTRAN_CENTRE", "Gris-Nez")
    assert run(["casebook", "open"]) == 0
    assert run(["casebook", "report"]) == 0
    assert "taken in by Gris-Nez" in capsys.readouterr().out
    assert (tmp_path / "keys").is_dir()
    assert not (tmp_path / "a.sqlite.keys").exists()


def test_what_can_be_entered_is_listed_with_its_fields(desk: TypedDesk) -> None:
    from estran.room.entries import ENTRIES

    assert set(desk.json("enter", "--kinds")) == set(ENTRIES)
    for kind in ENTRIES:
        assert kind in desk.done("enter", "--kinds")
        assert desk.done("enter", kind, "--fields").count("\n") > 1
    form = desk.done("enter", "task.moved", "--fields")
    assert "* to: one of acknowledged, declined" in form
    assert "cannot be entered by itself" in desk.refused("enter", "case.opened", "--fields")


@pytest.mark.parametrize("name", CASEBOOK)
def test_every_command_and_option_is_documented(name: str) -> None:
    part = REFERENCE.split(f"\n### casebook {name}\n")[1].split("\n### ")[0]
    everywhere = REFERENCE.split("\n### Options of every command\n")[1].split("\n### ")[0]
    arguments = app["casebook"][name].assemble_argument_collection(parse_docstring=False)
    options = {
        option
        for argument in arguments
        for option in argument.names
        if option.startswith("--") and not option.startswith(("--no-", "--empty-"))
    }
    missing = [one for one in sorted(options) if f"`{one}`" not in part + everywhere]
    assert not missing, f"docs/reference/cli.md does not speak of {missing} in casebook {name}"


@pytest.mark.parametrize("name", CASEBOOK)
def test_every_command_says_what_it_is_for(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["casebook", name, "--help"]) == 0
    assert re.search(rf"estran casebook {name}\b", capsys.readouterr().out)


def test_a_casebook_is_not_opened_with_a_folder_that_lacks_its_keys(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "casebook.sqlite")
    desk.done("open", "--exercise")
    desk.done("report", "--text", "water comes in")
    elsewhere = tmp_path / "elsewhere"
    assert "are not in" in desk.refused("queue", "--keys", str(elsewhere))
    assert not elsewhere.exists()


@pytest.mark.parametrize("span", ["nan", "inf", "-5"])
def test_nothing_is_erased_by_a_slip(desk: TypedDesk, span: str) -> None:
    desk.refused("sweep", "--role", "supervisor", "--after-end-days", span)
