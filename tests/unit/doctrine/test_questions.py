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
    assert "text_2025_confirmed" in asked(CALM, control_card=True)


def test_every_question_is_a_sentence_and_what_is_worked_out_is_none():
    for one in facts().values():
        for text in (one.question, one.question_fr):
            if one.any_of or one.computed:
                assert text == ""
            else:
                assert "?" in text
                assert text.endswith(("?", "."))


def test_nobody_is_asked_for_a_class_of_hazard_though_control_hangs_on_it():
    given = {**CALM, "persons_aboard": 0}
    assert "hazard_surf" in judge(RULES, one_situation(given))["I11a"].unknown
    assert not {name for name in asked(given, control_card=True) if facts()[name].computed}


def test_what_rescue_hangs_on_is_asked_before_what_control_hangs_on():
    given = {**CALM, "persons_aboard": 0}
    rescue, both = asked(given), asked(given, control_card=True)
    assert both[: len(rescue)] == rescue
    assert {"boarding_begun", "rescue_unit_standing_by"} <= set(both[len(rescue) :])


def test_a_range_is_asked_for_again_only_where_a_value_in_it_would_change_a_verdict():
    given = {**CALM, "persons_aboard": (20, 25)}
    for places, again in ((22, True), (19, False), (25, False)):
        found = {
            one.fact: one.changes
            for one in next_questions(RULES, {**given, "rescue_places": places}, control_card=False)
        }
        assert found.get("persons_aboard") == (("I5",) if again else None)


def test_questions_are_read_out_in_french_where_french_is_asked_for():
    found = next_questions(RULES, {}, control_card=False, language="fr")
    assert [one.text for one in found] == [facts()[one.fact].question_fr for one in found]
    assert found[2].text.startswith("Y a-t-il quelqu'un dans l'eau")
    english = next_questions(RULES, {}, control_card=False)
    assert [one.fact for one in found] == [one.fact for one in english]
    assert [one.text for one in english] == [facts()[one.fact].question for one in english]


def test_a_card_names_its_rules_and_their_sources():
    card = judge(RULES, one_situation({**CALM, "persons_aboard": 6, "children_seen": False}))
    towing = card["I11a"]
    assert towing.verdict is Verdict.FORBIDDEN
    assert towing.because == ("LAW-EMPTY-TOW",)
    rows = {row.rule: row for row in card["I7"].rows}
    assert (rows["FR25-3"].status, rows["FR25-3"].citation.source) == ("not_met", "lemonde_2025_11")
    assert [clause.text for clause in rows["FR25-3"].clauses] == ["persons_aboard == 0"]
    assert card["I7"].unknown == (), "six are aboard: nothing unknown could change it"
    assert rows["FR25-3"].facts == ("persons_aboard",)
    assert rows["FR25-3"].label_in("fr") == "Personne n'a embarqué"
    assert card["I8"].because == (), "no rule permits it"


def test_rescue_by_precaution_says_so():
    unknown = judge(RULES, one_situation({}))["I6"]
    shown = judge(RULES, one_situation({"help_asked": True}))["I6"]
    assert (unknown.verdict, unknown.precaution) == (Verdict.REQUIRED, True)
    assert (shown.verdict, shown.precaution) == (Verdict.REQUIRED, False)
    assert unknown.unknown == ("distress_indicated", "persons_in_water")
