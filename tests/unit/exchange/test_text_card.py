"""The card as text: every row once with all it rests on, what is shared first, marks kept."""

import re
from typing import get_args

import msgspec
import pytest

from estran.assess.answer import Assessment
from estran.assess.answer_card import CardOption, CardRow, FactUsed
from estran.assess.answer_words import Language
from estran.assess.assessment import assess_report
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.exchange.text_answer import to_text
from estran.exchange.text_card import card_lines
from estran.language.catalogue import say
from tests.support.answers import assessment

AT = "2022-12-14T01:50Z"
IN_A_CANAL = Report(at=AT, position="50-56.58N 002-09.00E", source="patrol")
FACT = FactUsed(fact="daylight", label="daylight", value="no", by="patrol", at=AT)
BAR = CardRow(
    rule="LAW-BAR",
    status="met",
    source="sar_1979",
    effect="forbid",
    label="Rescue and nothing else",
    doctrine="LAW",
    article="",
    confidence="high",
    reading=True,
    facts=[FACT],
)


def changed(row: CardRow, **fields: object) -> CardRow:
    return msgspec.structs.replace(row, **fields)


NEEDS = changed(
    BAR, rule="NEEDS-1", effect="needs", status="unknown", label="Stands by", reading=False
)
OWN = changed(NEEDS, rule="OWN-1", status="not_met", label="By daylight", certain=False)
PERMIT = changed(BAR, rule="FR-PERMIT", effect="permit", reading=False, certain=False)


def option(name: str, *rows: CardRow, **fields: object) -> CardOption:
    plain = CardOption(
        option=name,
        name=f"option {name}",
        group="control",
        verdict="forbidden",
        precaution=False,
        because=[],
        unknown=[],
        hazards=["crowding"],
        rows=list(rows),
    )
    return msgspec.structs.replace(plain, **fields)


def card(*options: CardOption) -> Assessment:
    return msgspec.structs.replace(assessment(), card=list(options), control_card=None)


def lines(*options: CardOption, language: str = "en") -> list[str]:
    return card_lines(card(*options), language=language)


def test_a_row_that_several_options_share_stands_once_with_their_names() -> None:
    found = lines(option("I7", BAR, NEEDS), option("I8", BAR, NEEDS, OWN), option("I9", NEEDS))
    text = "\n".join(found)
    assert [text.count(one.rule) for one in (BAR, NEEDS, OWN)] == [1, 1, 1]
    assert "BARS     I7, I8: Rescue and nothing else [LAW-BAR, sar_1979] (our reading)" in text
    assert "unknown  I7, I8, I9: Stands by [NEEDS-1, sar_1979]" in text
    heads = [place for place, line in enumerate(found) if line.startswith("  I")]
    shared = [place for place, line in enumerate(found) if "I7, I8" in line]
    assert max(shared) < min(heads)
    assert "daylight: no (patrol, 01:50Z)" in text


def test_a_row_that_says_something_else_of_another_option_is_not_shared() -> None:
    fresh = changed(BAR, facts=[msgspec.structs.replace(FACT, value="yes")])
    waived = changed(NEEDS, status="met", waived_by=["X-1"])
    found = lines(option("I7", BAR, NEEDS), option("I8", fresh, waived))
    text = "\n".join(found)
    assert text.count("LAW-BAR") == text.count("NEEDS-1") == 2
    assert "I7, I8: Rescue" not in text
    assert "waived   Stands by [NEEDS-1, sar_1979] (waived by X-1)" in text


@pytest.mark.parametrize(
    ("language", "reading", "doubt"),
    [("en", "(our reading)", "(in doubt"), ("fr", "(selon notre lecture)", "(incertain")],
)
def test_our_reading_and_what_is_in_doubt_say_so(language: str, reading: str, doubt: str) -> None:
    found = lines(option("I7", BAR, OWN, PERMIT), language=language)
    said = {rule: next(line for line in found if rule in line) for rule in ("LAW-BAR", "OWN-1")}
    assert (reading in said["LAW-BAR"], doubt in said["LAW-BAR"]) == (True, False)
    assert (reading in said["OWN-1"], doubt in said["OWN-1"]) == (False, True)
    assert doubt in next(line for line in found if "FR-PERMIT" in line)


def test_groups_share_nothing_with_each_other() -> None:
    text = "\n".join(lines(option("I5", NEEDS, group="rescue"), option("I7", NEEDS)))
    assert text.count("NEEDS-1") == 2
    assert text.index("RESCUE OPTIONS") < text.index("  I5") < text.index("CONTROL OPTIONS")


def test_a_hazard_past_its_limit_stands_once_a_group_with_the_options_it_bears_on() -> None:
    text = "\n".join(lines(option("I7"), option("I8", hazards=[]), option("I9")))
    assert text.count("Crush among the people aboard") == 1
    assert "Crush among the people aboard (I7, I9)" in text


def test_what_is_pressing_stands_before_the_card() -> None:
    for language in get_args(Language):
        whole = assess_report(IN_A_CANAL, RunSettings(particles=100, hours=1), language=language)
        heads = ("questions.heading", "assets.heading", "card.heading", "manifest.heading")
        text = re.sub(r"\s+", " ", to_text(whole))
        places = [text.index(" ".join(say(language, head).split())) for head in heads]
        assert places == sorted(places)
