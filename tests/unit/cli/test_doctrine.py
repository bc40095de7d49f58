"""`estran doctrine ...` and `estran commitments`: what is printed, written, refused."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from estran.cli.main import run
from estran.doctrine.registry import every_doctrine
from tests.support.commands import FACTS, flat, printed

ENGLISH = re.compile(r"\b(the|and|of|is|are|not|from|by|this|that|rules|rule|when)\b")


@pytest.fixture
def facts(tmp_path: Path) -> str:
    file = tmp_path / "f.yaml"
    file.write_text(FACTS)
    return str(file)


def test_the_list_depends_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    old = json.loads(printed(["doctrine", "list", "--at", "2023-06-01", "--json"], capsys))
    new = json.loads(printed(["doctrine", "list", "--at", "2026-06-01", "--json"], capsys))
    stands = [{one["id"]: one["stands"] for one in each} for each in (old, new)]
    assert stands[0]["FR-2023-03-10"] == "in_force"
    assert stands[1]["FR-2023-03-10"] == "in_doubt"
    assert stands[1]["FR-2025-11-25"] == "in_force"
    assert set(stands[1]) == set(every_doctrine())
    later = {"FR-2025-11-25", "FR-2025-ANNOUNCED", "D2", "D3", "D6", "D7"}
    assert set(stands[1]) - set(stands[0]) == later


def test_a_doctrine_is_shown_and_written_as_html(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "d.html"
    show = ["doctrine", "show", "FR-2025-11-25", "--html", str(target), "--lang", "fr"]
    text = printed(show, capsys)
    assert "FR25-3" in text
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    as_json = json.loads(printed(["doctrine", "show", "FR-2025-11-25", "--json"], capsys))
    assert [rule["id"] for rule in as_json["rules"]][:2] == ["FR25-1", "FR25-2"]
    assert len(as_json["digest"]) == 64


def test_a_question_is_answered_with_its_trace(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["doctrine", "ask", "--doctrine", "FR-2025-11-25", "--facts", facts]
    text = printed([*ask, "--option", "i7"], capsys)
    assert "I7 control a suspected taxi-boat before boarding: permitted" in text
    assert "I6 rescue" in text
    assert "I13" not in text
    answer = json.loads(printed([*ask, "--json"], capsys))
    verdicts = {one["option"]: one["verdict"] for one in answer["options"]}
    assert verdicts["I7"] == "permitted"
    assert verdicts["I14"] == "not_permitted"


def test_one_fact_less_and_control_is_not_permitted(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(facts)
    path.write_text(FACTS.replace("persons_in_water: no\n", ""))
    ask = ["doctrine", "ask", "--doctrine", "FR-2025-11-25", "--facts", facts, "--json"]
    rows = {one["option"]: one for one in json.loads(printed(ask, capsys))["options"]}
    assert rows["I7"]["verdict"] == "not_permitted"
    assert rows["I7"]["unknown"] == ["persons_in_water"]
    assert rows["I6"]["verdict"] == "required"
    assert rows["I6"]["precaution"] is True


def test_a_table_is_judged_and_the_codes_are_written(
    tmp_path: Path, facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = dict(line.split(": ") for line in Path(facts).read_text().splitlines())
    head, good = ",".join(rows), ",".join(rows.values())
    laden = good.replace("0", "6", 1)
    unknown = "," + good.partition(",")[2]
    table, out = tmp_path / "t.csv", tmp_path / "v.csv"
    table.write_text("\n".join([head, good, laden, unknown]) + "\n")
    ask = ["doctrine", "ask", "--doctrine", "FR-2025-11-25", "--table", str(table)]
    text = printed([*ask, "--option", "I7", "--out", str(out)], capsys)
    assert "FR25-3" in text
    assert out.read_text() == "I6,I7\n1,1\n1,3\n1,3\n"
    counts = json.loads(printed([*ask, "--json"], capsys))["options"]
    seven = next(one for one in counts if one["option"] == "I7")
    assert seven["verdicts"]["permitted"] == 1
    assert seven["unknown_decided"] == 1
    assert seven["rules"]["FR25-3"]["alone"] == 1


def test_nothing_is_written_where_a_cell_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "v.csv"
    table.write_text("depth\n1\n-999\n")
    ask = ["doctrine", "ask", "--doctrine", "LAW", "--table", str(table), "--out", str(out)]
    assert run(ask) == 2
    assert "row 3, column depth" in capsys.readouterr().err
    assert not out.exists()


def test_parquet_without_its_extra_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("estran.adapters.parquet", raising=False)  # loaded by an earlier test
    monkeypatch.setitem(__import__("sys").modules, "estran.adapters.parquet", None)
    ask = ["doctrine", "ask", "--doctrine", "LAW", "--table", str(tmp_path / "t.parquet")]
    assert run(ask) == 2
    assert "estran[tables]" in capsys.readouterr().err


def test_two_doctrines_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    diff = ["doctrine", "diff", "FR-2023-03-10", "FR-2025-11-25"]
    assert "NEWLY PERMITTED" in printed(diff, capsys)
    changes = json.loads(printed([*diff, "--json"], capsys))["changes"]
    seven = {one["kind"] for one in changes if one["option"] == "I7"}
    assert {"newly_permitted", "newly_barred"} <= seven
    assert all(one["witness"] for one in changes if one["kind"] == "newly_permitted")
    same = printed(["doctrine", "diff", "D1", "D1"], capsys)
    assert "No verdict differs" in same


@pytest.mark.parametrize(
    ("claim", "name", "outcome"),
    [
        ("permitted(I7) implies not persons_in_water", "FR-2025-11-25", "proved"),
        ("permitted(I7) implies persons_aboard == 0", "FR-2025-11-25", "proved"),
        ("permitted(I7) implies persons_aboard == 0", "FR-2023-03-10", "refuted"),
    ],
)
def test_a_claim_is_proved_or_refuted(
    claim: str, name: str, outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prove = ["doctrine", "prove", claim, "--doctrine", name]
    assert json.loads(printed([*prove, "--json"], capsys))["outcome"] == outcome
    assert outcome.upper() in printed(prove, capsys)


def test_the_history_of_an_option_is_one_page(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    history = ["doctrine", "history", "--option", "I7", "--facts", facts]
    text = printed(history, capsys)
    for name in ("FR-2022-11-10", "FR-2023-03-10", "FR-2025-ANNOUNCED", "FR-2025-11-25", "D3"):
        assert name in text
    held = {
        row["from"]: row["verdict"]
        for row in json.loads(printed([*history, "--json"], capsys))["held"]
    }
    assert held["2022-11-10"] == "forbidden"
    assert held["2025-11-25"] == "permitted"


def test_a_user_file_is_checked_and_a_failed_proof_shows_a_situation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(MINE)
    assert run(["doctrine", "check", str(file)]) == 0
    text = capsys.readouterr().out
    assert "2 rules read" in text
    file.write_text(
        MINE.replace("persons_aboard == 0", "persons_aboard == 0 and not (persons_aboard == 0)")
    )
    assert run(["doctrine", "check", str(file)]) == 2
    both = capsys.readouterr()
    assert "(e)" in both.out
    assert "Situation for (e)" not in both.out
    assert "MINE" in both.err
    file.write_text(MINE.replace("persons_aboard", "persons_abord"))
    assert run(["doctrine", "check", str(file)]) == 2
    assert "persons_aboard" in capsys.readouterr().err


MINE = """id: MINE
title: "Mine"
authority: "Me"
layer: doctrine
status: in_force
valid_from: 2026-01-01
known_from: 2026-01-01
text: public
confidence: low
sources: [assumed]
summary: "For a test."
rules:
  - {id: MINE-1, effect: permit, options: [I7], always: true, label: "May",
     source: assumed, confidence: low}
  - {id: MINE-2, effect: needs, options: [I7], when: "persons_aboard == 0", label: "Empty",
     source: assumed, confidence: low}
"""


@pytest.mark.slow
def test_all_that_ships_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["doctrine", "check", "--json"], capsys))
    assert {one["doctrine"] for one in found} == set(every_doctrine())
    assert not any(one["failed"] for one in found)
    (third,) = (one for one in found if one["doctrine"] == "D3")
    assert any(row["holds"] is False for row in third["findings"])


def test_commitments_stand_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(["commitments", "--as-of", "2025-08-01", "--json"], capsys))
    found = {one["id"]: one for one in rows}
    assert "C-2025-300M" in found
    assert found["C-2025-300M"]["status"] == "unknown"
    assert "C-2026-MONEY" not in found
    assert all(row["on"] <= "2025-08-01" for one in rows for row in one["evidence"])
    later = json.loads(printed(["commitments", "--as-of", "2026-06-30", "--json"], capsys))
    by_id = {one["id"]: one for one in later}
    assert by_id["C-2025-300M"]["status"] == "not_adopted"
    assert by_id["C-2026-OFFICERS"]["status"] == "unknown"
    text = printed(["commitments"], capsys)
    assert date(2020, 1, 1).isoformat() not in text
    assert "unknown" in text


def test_in_french_the_pages_are_french(facts: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [
        ["doctrine", "list"],
        ["doctrine", "history", "--option", "I7", "--facts", facts],
        ["doctrine", "diff", "FR-2023-03-10", "FR-2025-11-25"],
        ["doctrine", "prove", "permitted(I7) implies persons_aboard == 0", "--doctrine", "D1"],
        ["commitments"],
    ]
    for arguments in pages:
        text = printed([*arguments, "--lang", "fr"], capsys)
        plain = re.sub(r"\[[^\]]*\]|permitted\(I7\).*|estran [a-z ]+", "", flat(text))
        plain = re.sub(r"[a-z0-9]+(_[a-z0-9]+)+[^ ]*( [^ ]*){0,3}", "", plain)
        assert not ENGLISH.search(plain), (arguments, ENGLISH.search(plain), plain)


@pytest.mark.parametrize(
    ("arguments", "words", "french"),
    [
        (["doctrine", "show", "FR-2025-11-26"], "Did you mean 'FR-2025-11-25'", "Vouliez-vous"),
        (["doctrine", "list", "--at", "hier"], "2025-11-25", "n'est pas un jour"),
        (["doctrine", "ask", "--doctrine", "LAW"], "--facts", "l'un des deux"),
        (
            ["doctrine", "ask", "--doctrine", "LAW", "--facts", "{f}", "--option", "I15"],
            "I14",
            "I15",
        ),
        (
            ["doctrine", "ask", "--doctrine", "LAW", "--facts", "{f}", "--out", "x"],
            "--table",
            "--out",
        ),
        (["doctrine", "ask", "--doctrine", "LAW", "--facts", "none.yaml"], "none.yaml", "lecture"),
        (["doctrine", "history", "--option", "I7", "--facts", "none.yaml"], "none.yaml", "lecture"),
        (["doctrine", "check", "none.yaml"], "none.yaml", "lecture"),
        (["doctrine", "diff", "D1", "D11"], "D11", "D11"),
        (["commitments", "--as-of", "2025"], "2025-11-25", "n'est pas un jour"),
    ],
)
def test_bad_input_is_refused_in_both_languages(
    arguments: list[str],
    words: str,
    french: str,
    facts: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [facts if one == "{f}" else one for one in arguments]
    assert run(given) == 2
    first = capsys.readouterr()
    assert words in flat(first.err)
    assert run([*given, "--lang", "fr"]) == 2
    second = capsys.readouterr()
    assert french in flat(second.err)
    assert first.out == second.out == ""
