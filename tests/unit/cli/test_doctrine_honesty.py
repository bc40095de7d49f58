"""What a page about a doctrine must not hide: its day, its doubt, its emptiness, its standing."""

import json
import re
from pathlib import Path

import pytest

from estran.cli.main import run
from tests.support.commands import flat, printed

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


def test_nothing_is_listed_before_it_began_or_was_known(capsys: pytest.CaptureFixture[str]) -> None:
    old = ["doctrine", "list", "--at", "2019-01-01"]
    rows = json.loads(printed([*old, "--json"], capsys))
    assert {one["id"] for one in rows} == {"LAW", "PHYSICS"}
    assert not any("2022" in text for one in rows for text in one["unknown"])
    text = printed(old, capsys)
    assert "ANNOUNCED" not in text
    assert not re.search(r"202\d", text), "nothing of later years"


@pytest.mark.parametrize("day", ["2023-06-01", "2024-06-01", "2026-01-20", "2026-06-01"])
def test_text_and_json_tell_the_same_of_a_day(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = flat(printed(["doctrine", "list", "--at", day], capsys))
    rows = json.loads(printed(["doctrine", "list", "--at", day, "--json"], capsys))
    assert told.count("Not known:") == sum(len(one["unknown"]) for one in rows)
    assert told.count("Reported practice,") == sum(len(one["practice"]) for one in rows)
    for one in rows:
        assert all(row["since"] <= day for row in one["practice"])
        assert one["doubtful_from"] is None or one["doubtful_from"] <= day
        if one["layer"] == "doctrine":
            assert f"text known since {one['known_from']}" in told
    assert ("pact of April 2026" in told) == (day >= "2026-04-01")


@pytest.mark.parametrize(
    ("claim", "says", "french"),
    [
        (
            "permitted(I14) implies persons_aboard == 0",
            'the verdict on I14 is never "permitted" under these rules',
            "le verdict sur I14 n'est jamais « permis »",
        ),
        (
            "daylight and not daylight implies permitted(I6)",
            "what it supposes is never so",
            "ce qu'elle suppose n'est jamais le cas",
        ),
    ],
)
def test_a_claim_that_supposes_what_never_is_holds_emptily(
    claim: str, says: str, french: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prove = ["doctrine", "prove", claim, "--doctrine", "FR-2025-11-25"]
    text = flat(printed(prove, capsys))
    assert "HOLDS EMPTILY" in text
    assert says in text
    assert "PROVED" not in text
    assert french in flat(printed([*prove, "--lang", "fr"], capsys))
    answer = json.loads(printed([*prove, "--json"], capsys))
    assert (answer["outcome"], answer["emptily"]) == ("proved", True)


@pytest.mark.parametrize(
    "claim",
    [
        "permitted(I7) implies persons_aboard == 0",
        "required(I6) or not required(I6)",
        "(permitted(I14) implies daylight) and (permitted(I7) implies persons_aboard == 0)",
    ],
)
def test_a_claim_that_says_something_is_proved(
    claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prove = ["doctrine", "prove", claim, "--doctrine", "FR-2025-11-25"]
    assert "PROVED:" in printed(prove, capsys)
    assert json.loads(printed([*prove, "--json"], capsys))["emptily"] is False


def test_a_difference_and_a_proof_say_on_what_they_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = flat(printed(["doctrine", "diff", "FR-2023-03-10", "FR-2025-11-25"], capsys))
    assert "per cent" not in text
    assert text.count("What stands behind") == 2
    assert text.count("restricted: Estran does not hold it") == 2
    assert "in doubt since 2025-11-25." in text
    assert "It contradicts FR25-3." in text
    assert "None of them reviewed by counsel" in text
    claim = ["doctrine", "prove", "permitted(I7) implies daylight", "--doctrine", "FR-2023-03-10"]
    text = flat(printed(claim, capsys))
    assert "What stands behind FR-2023-03-10" in text
    assert "in doubt since 2025-11-25." in text
    answer = json.loads(printed([*claim, "--json"], capsys))
    assert (answer["text"], answer["reviewed"]) == ("restricted", "")
    french = ["doctrine", "diff", "FR-2023-03-10", "FR-2025-11-25", "--lang", "fr"]
    text = flat(printed(french, capsys))
    assert "Aucun juriste ne les a relues" in text
    assert "pour cent" not in text


def test_a_check_marks_what_is_hypothetical_and_what_it_may_not_be_used_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    breach = "permitted where people may be harmed"
    file.write_text(
        MINE.replace("layer: doctrine", "layer: hypothetical")
        .replace("status: in_force", "status: hypothetical")
        .replace("persons_aboard == 0", "persons_aboard == 0 and not (persons_aboard == 0)")
    )
    text = flat(printed(["doctrine", "check", str(file)], capsys))
    assert "HYPOTHETICAL. MINE" in text
    assert "Not reviewed by counsel" in text
    assert "It may be studied, and is never loaded" in text
    assert "Situation for (e)" not in text, "there is none to show"
    assert breach not in text
    (one,) = json.loads(printed(["doctrine", "check", str(file), "--json"], capsys))
    assert one["studied_only"] is True
    assert one["marks"][0].startswith("HYPOTHETICAL")
    file.write_text(MINE)
    text = flat(printed(["doctrine", "check", str(file)], capsys))
    assert "HYPOTHETICAL" not in text
    assert "never loaded" not in text
    assert "Not reviewed by counsel" in text


def test_what_is_no_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctrine", "check", "/dev/zero"]) == 2
    assert "is neither a file nor a pipe" in flat(capsys.readouterr().err)


def test_a_promise_without_a_source_of_that_day_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = ("1979-01-01", "2010-01-01")
    assert any(
        "no source of that date" in printed(["commitments", "--as-of", day], capsys) for day in days
    )
    assert "(confidence" not in printed(["commitments", "--as-of", days[0]], capsys)
