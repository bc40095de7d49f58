"""A doctrine that cannot be meant is refused, with file, line and rule."""

from datetime import date

import pytest

from estran.doctrine.doctrine_text import read_doctrine
from estran.errors import DoctrineError

HEAD = """id: TEST
title: "A test"
authority: "Nobody"
layer: {layer}
status: in_force
valid_from: 2020-01-01
text: public
confidence: low
summary: "For tests."
parameters:
  band: {{unit: m, source: assumed, confidence: low, values: {{2020-01-01: 100, 2024-01-01: 200}}}}
rules:
"""
RULE = """  - id: {id}
    effect: {effect}
    options: [{options}]
    when: "{when}"
    label: "A rule"
    source: {source}
    confidence: low
"""
GOOD = {
    "id": "T-1",
    "effect": "permit",
    "options": "I7",
    "when": "distance_to_waterline <= band",
    "source": "assumed",
}


def text(layer="doctrine", more="", **changes):
    return HEAD.format(layer=layer) + RULE.format(**{**GOOD, **changes}) + more


def test_a_good_doctrine_is_read_with_its_dates_and_values():
    found = read_doctrine(text(), file="test.yaml")
    assert found.rules[0].place.line == 13
    band = found.parameters["band"]
    days = (date(2019, 1, 1), date(2023, 1, 1), date(2025, 1, 1))
    assert [band.at(day) for day in days] == [None, 100.0, 200.0]
    assert found.reviewed == ""


@pytest.mark.parametrize(
    ("broken", "code", "line", "says"),
    [
        (text(options="I99"), "rule.option", 15, "no option 'I99'"),
        (text(options=""), "rule.option", 15, "no option"),
        (text(effect="allow"), "rule.kind", 14, "require, forbid, permit, needs"),
        (text(source="nowhere_1999"), "rule.source", 18, "No source 'nowhere_1999'"),
        (text(when="swimmers"), "rule.unknown_fact", 16, "'swimmers'"),
        (text(effect="forbid", options="I6"), "rule.forbids_rescue", 14, "no rule may forbid I6"),
        (text(effect="forbid", options="I1"), "rule.forbids_rescue", 14, "physics may"),
        (text("physics", effect="forbid", options="I0"), "rule.forbids_rescue", 14, "I0"),
        (text(effect="needs", options="I6"), "rule.forbids_rescue", 14, "no preconditions"),
        (text(effect="require"), "rule.duty", 14, "I7 is control"),
        (text(more="    always: true\n"), "rule.always", 20, "either"),
        (text(more="    note: 7\n"), "rule.kind", 20, "'note' must be text"),
        (text(more="    unles: []\n"), "rule.unknown_key", 20, "Did you mean 'unless'"),
        (text(more="    label: twice\n"), "rule.doubled_key", 20, "the first is in line 17"),
        (text(more=RULE.format(**GOOD)), "rule.doubled", 20, "taken in line 13"),
        (text(more="    note: &a text\n"), "rule.anchor", 20, "anchors"),
        (text(more="    note: !!python/name:os.system x\n"), "rule.tag", 20, "not allowed"),
        (text(more="    note: [\n"), "rule.unreadable", 21, "still open"),
        (text().replace("band: {", "depth: {"), "rule.shadow", 11, "is a fact"),
        (text().replace("2024-01-01: 200", "someday: 200"), "rule.kind", 11, "no date"),
        (text().replace("    source: assumed\n", ""), "rule.incomplete", 13, "'source' is missing"),
        (text().replace("in_force", "withdrawn"), "rule.incomplete", 5, "needs valid_until"),
        (
            text().replace("2020-01-01\n", "2020-01-01T10:00:00Z\n"),
            "rule.kind",
            6,
            "without a time",
        ),
        ("- a\n- b\n", "rule.unreadable", 1, "a table of keys"),
        ("", "rule.unreadable", 1, "a table of keys"),
        ("{" * 20_000, "rule.too_deep", 1, "levels deep"),
        ("id: 0x" + "f" * 5000, "rule.too_long", 1, "2000 characters"),
        ('id: "\\ud800"', "rule.unreadable", 1, "cannot be read"),
        ("id: 2020-13-45", "rule.unreadable", 1, "cannot be read"),
        ("<<: {id: TEST}", "rule.unknown_key", 1, "'<<'"),
        ("a: " + "[" * 40 + "]" * 40, "rule.too_deep", 1, "levels deep"),
    ],
)
def test_a_broken_doctrine_is_refused_where_it_is_broken(broken, code, line, says):
    with pytest.raises(DoctrineError) as refusal:
        read_doctrine(broken, file="test.yaml")
    assert (refusal.value.code, refusal.value.details["line"]) == (code, line)
    assert says in refusal.value.message
    assert refusal.value.message.startswith(f"test.yaml, line {line}")


def test_who_reviewed_is_a_role_with_a_date_for_a_rule_and_for_a_doctrine():
    counsel = "reviewed: {role: Counsel of the prefecture, date: 2026-10-01}\n"
    said = "Counsel of the prefecture, 2026-10-01"
    assert read_doctrine(text(more="    " + counsel), file="t").rules[0].reviewed == said
    whole = read_doctrine(counsel + text(), file="t")
    assert (whole.reviewed, whole.rules[0].reviewed) == (said, "")


def test_a_digest_is_of_the_text():
    one, other = (read_doctrine(each, file="t").digest for each in (text(), text() + "# more\n"))
    assert len(one) == 64
    assert one == read_doctrine(text(), file="another name").digest != other


def test_what_is_hypothetical_needs_no_status_and_may_stand_alone():
    found = read_doctrine(text("hypothetical").replace("status: in_force\n", ""), file="t")
    assert (found.layer, found.status, found.base) == ("hypothetical", "hypothetical", "")
    with pytest.raises(DoctrineError, match="never in force") as refusal:
        read_doctrine(text().replace("in_force", "hypothetical"), file="t")
    assert refusal.value.code == "rule.hypothetical"


def test_physics_may_forbid_a_means():
    assert read_doctrine(text("physics", effect="forbid", options="I4"), file="t").rules
