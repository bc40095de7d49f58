"""What is asked next, and what never is."""

from datetime import UTC, datetime

from estran.doctrine.facts import facts
from estran.doctrine.judge import Verdict, judge
from estran.doctrine.questions import next_questions
from estran.doctrine.registry import in_force
from estran.doctrine.ruleset import ruleset
from estran.doctrine.states import one_situation

AT = datetime(2026, 1, 17, 12, tzinfo=UTC)
RULES = ruleset(in_force(AT), at=AT)
CALM = {
    **dict.fromkeys(facts()["distress_indicated"].any_of, False),
    "persons_in_water": False,
}
CONTROL = {name for name, one in facts().items() if one.serves == "control"}


def asked(given, *, control_card=False):
    return [one.fact for one in next_questions(RULES, given, control_card=control_card)]


def test_the_fixed_order_comes_first_then_what_moves_rescue():
    order = asked({})
    fixed = sorted((one for one in facts().values() if one.order), key=lambda one: one.order)
    assert order[: len(fixed)] == [one.name for one in fixed]
    assert order[:4] == [
        "position_known",
        "call_back_possible",
        "persons_in_water",
        "persons_aboard",
    ]
    assert set(order[len(fixed) :]) == {"help_asked", "craft_swamped"}, (
        "each alone can settle rescue"
    )


def test_room_is_asked_for_once_the_number_aboard_is_known():
    given = {**CALM, "persons_aboard": 40}
    found = {one.fact: one for one in next_questions(RULES, given, control_card=False)}
    assert found["rescue_places"].changes == ("I5",)


def test_what_is_known_is_not_asked_again_nor_what_makes_no_sense():
    assert "persons_in_water" not in asked({"persons_in_water": False})
    assert "time_in_water" not in asked({"persons_in_water": False})
    assert "time_in_water" in asked({"persons_in_water": None})


def test_control_is_not_asked_for_in_distress_nor_where_distress_is_not_excluded():
    for given in (
        {},
        {"help_asked": True},
        {"persons_in_water": True},
        {**CALM, "help_asked": None},
    ):
        assert not set(asked(given, control_card=True)) & CONTROL
    assert not set(asked(CALM, control_card=False)) & CONTROL
    assert "directive_text_confirmed" in asked(CALM, control_card=True)


def test_every_question_is_a_sentence():
    for one in facts().values():
        assert one.any_of or ("?" in one.question and one.question.endswith(("?", ".")))


def test_a_card_names_its_rules_and_their_sources():
    card = judge(RULES, one_situation({**CALM, "persons_aboard": 6, "children_seen": False}))
    towing = card["I11a"]
    assert towing.verdict is Verdict.FORBIDDEN
    assert towing.because == ("LAW-EMPTY-TOW",)
    rows = {row.rule: row for row in card["I7"].rows}
    assert (rows["FR25-3"].status, rows["FR25-3"].citation.source) == ("not_met", "lemonde_2025_11")
    assert [clause.text for clause in rows["FR25-3"].clauses] == ["persons_aboard == 0"]
    assert card["I7"].unknown == (), "six are aboard: nothing unknown could change it"
    assert card["I8"].because == (), "no rule permits it"


def test_rescue_by_precaution_says_so():
    unknown = judge(RULES, one_situation({}))["I6"]
    shown = judge(RULES, one_situation({"help_asked": True}))["I6"]
    assert (unknown.verdict, unknown.precaution) == (Verdict.REQUIRED, True)
    assert (shown.verdict, shown.precaution) == (Verdict.REQUIRED, False)
    assert unknown.unknown == ("distress_indicated", "persons_in_water")
