"""`estran doctrine ask` and `history` on a day, in doubt, and where help is asked for."""

import json
import re
from pathlib import Path

import pytest

from estran.doctrine.options import CONTROL, RESCUE
from tests.support.commands import FACTS, flat, printed


@pytest.fixture
def facts(tmp_path: Path) -> str:
    file = tmp_path / "f.yaml"
    file.write_text(FACTS)
    return str(file)


def test_the_history_names_the_preconditions_met_beside_the_permit(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    history = ["doctrine", "history", "--option", "I7", "--facts", facts]
    assert "Preconditions met: " in flat(printed(history, capsys))
    rows = {row["from"]: row for row in json.loads(printed([*history, "--json"], capsys))["held"]}
    because = rows["2025-11-25"]["because"]
    assert because[0] == "FR25-1"
    assert {"FR25-3", "FR25-9", "LAW-ECHR-2-STANDBY"} <= set(because)
    assert not [one for one in because if one.startswith("FR23")], "its permit does not count"


@pytest.mark.parametrize(
    ("name", "day", "stands", "words"),
    [
        (
            "FR-2025-11-25",
            "2025-11-24",
            "not_yet",
            ("is not in force on", "n'est pas en vigueur le"),
        ),
        ("FR-2025-ANNOUNCED", "", "announced", ("is not in force on", "n'est pas en vigueur le")),
        ("FR-2023-03-10", "2026-01-01", "in_doubt", ("in doubt since 2025-11-25", "est en doute")),
        ("LAW", "1999-01-01", "not_yet", ("is not in force on", "n'est pas en vigueur le")),
    ],
)
def test_a_doctrine_that_does_not_hold_or_is_in_doubt_says_so_and_opens_nothing(
    name: str,
    day: str,
    stands: str,
    words: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "all.yaml"
    more = "text_2023_confirmed: yes\ntext_announced_confirmed: yes\ndaylight: yes\n"
    file.write_text(f"{FACTS}{more}distance_to_waterline: 100\n")
    ask = ["doctrine", "ask", "--doctrine", name, "--facts", str(file)]
    ask += ["--at", day] if day else []
    answer = json.loads(printed([*ask, "--json"], capsys))
    assert answer["stands"] == stands
    assert answer["at"] == (day or "2025-06-06")
    verdicts = {one["option"]: one["verdict"] for one in answer["options"]}
    assert verdicts["I6"] == "permitted"
    assert "permitted" not in {verdicts[one] for one in CONTROL}
    english, french = words
    assert any(english in mark for mark in answer["marks"])
    assert english in flat(printed(ask, capsys))
    assert french in flat(printed([*ask, "--lang", "fr"], capsys))


def test_what_doubt_closed_is_marked_at_its_rule(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["doctrine", "ask", "--doctrine", "FR-2023-03-10", "--facts", facts, "--option", "I7"]
    text = flat(printed([*ask, "--at", "2026-01-01"], capsys))
    assert "What would open it is in doubt and does not count: FR23-1." in text
    assert "survived the framework of 25 November 2025 is not known" in text
    answer = json.loads(printed([*ask, "--at", "2026-01-01", "--json"], capsys))
    rows = {row["rule"]: row for one in answer["options"] for row in one["trace"]}
    assert rows["FR23-1"]["counts"] is rows["FR23-1"]["certain"] is False
    assert "in doubt" not in flat(printed([*ask, "--at", "2025-11-24"], capsys))


def test_a_hypothetical_doctrine_asked_of_an_earlier_day_says_as_of_which_it_is_judged(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["doctrine", "ask", "--doctrine", "D2", "--facts", facts, "--at", "2021-06-01"]
    answer = json.loads(printed([*ask, "--json"], capsys))
    assert answer["at"] == "2025-11-25"
    assert any("2021-06-01" in mark for mark in answer["marks"])
    verdicts = {one["option"]: one["verdict"] for one in answer["options"]}
    assert verdicts["I7"] == "permitted"


@pytest.mark.parametrize(
    ("fact", "sentence", "french"),
    [
        ("help_asked", "somebody on the craft asked for help", "a demandé de l'aide"),
        ("taking_water", "distress is indicated", "une détresse est indiquée"),
    ],
)
def test_where_help_is_asked_no_control_is_shown_unless_it_is_named(
    fact: str, sentence: str, french: str, facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(facts).write_text(FACTS.replace(f"{fact}: no", f"{fact}: yes"))
    ask = ["doctrine", "ask", "--doctrine", "FR-2025-11-25", "--facts", facts]
    answer = json.loads(printed([*ask, "--json"], capsys))
    assert [one["option"] for one in answer["options"]] == list(RESCUE)
    assert sentence in answer["control_withheld"]
    text = flat(printed(ask, capsys))
    assert sentence in text
    assert not re.search(r"\bI(7|8|9|1\d[ab]?)\b", text)
    assert french in flat(printed([*ask, "--lang", "fr"], capsys))
    named = json.loads(printed([*ask, "--option", "I7", "--json"], capsys))
    assert named["control_withheld"] is None
    seven = next(one for one in named["options"] if one["option"] == "I7")
    assert seven["verdict"] == "forbidden"
    assert seven["because"]
