"""Proofs for the rules that ship, over every state they can tell apart, at every instant.

For each date on which the set of rules changes, and each option, all combinations of the facts
that the option's rules ask for are tried, unknown among the values of each.
"""

from datetime import UTC, datetime
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.cells import grid
from estran.doctrine.control_card import CALLS_FOR_HELP, OBSERVERS, control_card_allowed
from estran.doctrine.facts import facts
from estran.doctrine.judge import Verdict, codes, judge, verdicts
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL, OPTIONS, RESCUE
from estran.doctrine.registry import Standing, doctrine, doctrines, in_force
from estran.doctrine.ruleset import facts_of, ruleset
from estran.doctrine.states import one_situation
from estran.doctrine.tree import Holds, Some

DATES = (
    "2006-07-01",
    "2021-11-24",
    "2022-12-14",
    "2023-06-01",
    "2025-07-04",
    "2026-01-17",
    "2026-11-01",
)
DANGER = Some((Holds("persons_in_water"), Holds("distress_indicated")))
ABOARD = ("I9", "I10", "I11a", "I11b", "I12", "I14")


def rules_at(day):
    at = datetime.fromisoformat(day + "T12:00+00:00")
    return ruleset(in_force(at), at=at)


@cache
def announced():
    at = datetime(2025, 8, 1, 12, tzinfo=UTC)
    extra = Standing(doctrine("FR-2025-ANNOUNCED"), certain=True, set_aside=frozenset())
    return ruleset((*in_force(at), extra), at=at)


RULESETS = {**{day: rules_at(day) for day in DATES}, "as announced in 2025": announced()}


@cache
def every_state(name, option):
    """Verdicts of an option over its whole grid, with what has the masks."""
    law = RULESETS[name].options[option]
    conditions = (DANGER, *(one.condition for one in law.rules))
    cells = grid(conditions, most=1 << 25)
    assert cells is not None
    (block,) = cells.blocks(most=cells.size)
    evaluator = Evaluator(block.states)
    return cells, block, evaluator, block.full(codes(option, law, evaluator))


def where(block, evaluator):
    true, false = (block.full(one) for one in evaluator.masks(DANGER))
    return true, ~true & ~false


each_ruleset = pytest.mark.parametrize("name", RULESETS)
each_option = pytest.mark.parametrize("option", OPTIONS)
each_control = pytest.mark.parametrize("option", CONTROL)


@each_ruleset
def test_in_danger_rescue_is_required_and_where_danger_is_not_excluded_too(name):
    _, block, evaluator, found = every_state(name, "I6")
    danger, open_question = where(block, evaluator)
    assert danger.any()
    assert open_question.any()
    assert (found[danger | open_question] == Verdict.REQUIRED).all()
    assert set(np.unique(found)) == {Verdict.REQUIRED, Verdict.PERMITTED}


@each_ruleset
def test_in_danger_more_than_monitoring_is_open(name):
    for option in ("I3", "I4", "I5"):
        _, block, evaluator, found = every_state(name, option)
        assert (found[where(block, evaluator)[0]] == Verdict.PERMITTED).all(), option


@each_ruleset
@each_option
def test_nothing_is_both_required_and_forbidden(name, option):
    law = RULESETS[name].options[option]
    _, _, evaluator, _ = every_state(name, option)
    assert not (evaluator.masks(law.required)[0] & evaluator.masks(law.forbidden)[0]).any()


@each_ruleset
@each_control
def test_no_control_is_permitted_in_danger_nor_where_danger_is_not_excluded(name, option):
    _, block, evaluator, found = every_state(name, option)
    danger, open_question = where(block, evaluator)
    assert (found[danger] == Verdict.FORBIDDEN).all()
    assert not np.isin(found[open_question], (Verdict.PERMITTED, Verdict.REQUIRED)).any()


@each_ruleset
@pytest.mark.parametrize("option", ABOARD)
def test_nothing_is_done_to_a_boat_with_anyone_or_an_unknown_number_aboard(name, option):
    _, block, evaluator, found = every_state(name, option)
    empty = block.full(evaluator.states.numbers["persons_aboard"] == 0)
    assert (~empty).any()
    assert not np.isin(found[~empty], (Verdict.PERMITTED, Verdict.REQUIRED)).any()


@each_ruleset
@each_option
def test_one_more_unknown_never_turns_a_verdict_into_permitted(name, option):
    """Where the plane of unknowns says permitted, every known value beside it says so too."""
    cells, _, _, found = every_state(name, option)
    permitted = found == Verdict.PERMITTED
    for axis, fact_name in enumerate(cells.names):
        unknown = np.take(permitted, [0], axis=axis)
        assert (~unknown | permitted).all(), fact_name


@each_ruleset
@each_option
def test_no_rescue_is_barred_and_no_control_is_a_duty_or_undetermined(name, option):
    _, _, _, found = every_state(name, option)
    never = (
        {Verdict.REQUIRED, Verdict.UNDETERMINED}
        if option in CONTROL
        else {Verdict.FORBIDDEN, Verdict.NOT_PERMITTED}
    )
    assert not set(np.unique(found)) & never


@pytest.mark.parametrize("name", doctrines())
def test_no_rule_is_dead_and_none_is_always_true_unless_marked(name):
    for rule in doctrines()[name].rules:
        if rule.always:
            continue
        condition = next(
            one.condition
            for rules in (*RULESETS.values(), announced())
            for law in rules.options.values()
            for one in law.rules
            if one.rule.id == rule.id
        )
        cells = grid((condition,), most=1 << 20)
        assert cells is not None
        (block,) = cells.blocks()
        true, false = Evaluator(block.states).masks(condition)
        assert true.any(), f"{rule.id} can never hold"
        assert false.any(), f"{rule.id} always holds; mark it always: true"


def test_the_rules_do_permit_control_somewhere_so_that_the_proofs_are_about_something():
    assert (every_state("2026-01-17", "I7")[3] == Verdict.PERMITTED).any()
    assert (every_state("2023-06-01", "I7")[3] == Verdict.PERMITTED).any()


def test_a_ruleset_that_forgets_people_in_the_water_would_be_caught():
    """The text of 2025 alone, as reported, does not exclude swimmers: the law does."""
    law = RULESETS["2026-01-17"].options["I7"]
    _, block, evaluator, _ = every_state("2026-01-17", "I7")
    danger, _ = where(block, evaluator)
    own = [one for one in law.rules if one.doctrine.id == "FR-2025-11-25"]
    alone = np.logical_and.reduce([block.full(evaluator.masks(one.condition)[0]) for one in own])
    assert (alone & danger).any()


def test_no_fact_and_so_no_rule_speaks_of_a_rescue_region():
    """Whose waters it is may matter to police, never to a rescue."""
    for name, one in facts().items():
        for text in (name, one.label, one.label_fr, *one.categories):
            words = set(text.lower().replace("_", " ").replace(",", " ").split())
            assert not words & {"srr", "region", "regions", "uk", "belgian", "british"}
            assert not words & {"région", "régions", "belge", "britannique"}
            if words & {"french", "français", "françaises"}:
                assert name == "french_waters"


@each_ruleset
def test_whose_waters_it_is_bears_on_no_rescue(name):
    assert facts()["french_waters"].serves == "control"
    for option in RESCUE:
        assert "french_waters" not in facts_of(RULESETS[name].options[option])


@given(st.lists(st.sampled_from([*CALLS_FOR_HELP, *OBSERVERS, "somebody"]), max_size=6))
def test_a_call_for_help_never_opens_a_control_card(sources):
    allowed = control_card_allowed(sources=sources)
    assert allowed == (bool(sources) and set(sources) <= OBSERVERS)
    assert not (allowed and set(sources) & CALLS_FOR_HELP)


def values(one):
    """Values that a fact may have."""
    if one.kind == "yes_no":
        return st.booleans()
    if one.kind == "category":
        return st.sampled_from(one.categories)
    number = st.integers(int(one.low), int(one.high)) if one.whole else st.floats(one.low, one.high)
    return number | st.tuples(number, number).map(lambda pair: tuple(sorted(pair)))


def situations():
    """Facts that can be given, each known or not."""
    fields = {name: st.none() | values(one) for name, one in facts().items() if not one.any_of}
    return st.fixed_dictionaries({}, optional=fields)


@settings(deadline=None, max_examples=200)
@given(situations(), st.sampled_from(sorted(RULESETS)), st.data())
def test_one_situation_and_many_are_judged_alike_and_unknowns_never_permit(facts_given, name, data):
    rules = RULESETS[name]
    judged = judge(rules, one_situation(facts_given))
    many = verdicts(rules, one_situation(facts_given))
    assert {key: one.verdict for key, one in judged.items()} == {
        key: Verdict(int(column[0])) for key, column in many.items()
    }
    if not facts_given:
        return
    hidden = data.draw(st.sampled_from(sorted(facts_given)))
    after = judge(rules, one_situation({**facts_given, hidden: None}))
    for option, one in after.items():
        if one.verdict is Verdict.PERMITTED:
            assert judged[option].verdict is Verdict.PERMITTED


@st.composite
def ranges_with_a_point(draw):
    """A situation with ranges, and one with a number out of each."""
    wide = draw(situations())
    narrow = {}
    for name, value in wide.items():
        narrow[name] = value
        if isinstance(value, tuple):
            low, high = value
            inner = st.integers if facts()[name].whole else st.floats
            narrow[name] = draw(inner(low, high))
    return wide, narrow


@settings(deadline=None, max_examples=150)
@given(ranges_with_a_point(), st.sampled_from(sorted(RULESETS)))
def test_what_is_said_of_a_range_is_said_of_every_number_in_it(pair, name):
    wide, narrow = (judge(RULESETS[name], one_situation(one)) for one in pair)
    for option, one in wide.items():
        if one.verdict in (Verdict.PERMITTED, Verdict.FORBIDDEN):
            assert narrow[option].verdict is one.verdict, option
        for row, other in zip(one.trace, narrow[option].trace, strict=True):
            assert row.status in ("unknown", other.status), row.rule


@each_ruleset
def test_no_hazard_bars_a_means_of_rescue_nor_opens_a_control(name):
    """Physics speaks of control alone, and whatever its classes are it permits nothing more."""
    for option in RESCUE:
        asked = facts_of(RULESETS[name].options[option])
        assert not [one for one in asked if facts()[one].computed]
    for option in CONTROL:
        law = RULESETS[name].options[option]
        without = [one for one in law.rules if one.doctrine.layer != "physics"]
        assert [one.rule.id for one in without if one.rule.effect == "permit"] == [
            one.rule.id for one in law.rules if one.rule.effect == "permit"
        ]


@each_ruleset
@pytest.mark.parametrize("option", ["I9", "I10", "I11b", "I12", "I14"])
def test_where_a_hazard_that_bears_on_it_is_exceeded_a_control_is_forbidden(name, option):
    bearing = {
        "hazard_crowding": {"persons_aboard": (1, 60)},
        "hazard_swamped_buoyancy": {"persons_aboard": (1, 60)},
        **({"hazard_wading_officers": {}} if option == "I9" else {}),
        **({"hazard_surf": {}} if option in ("I11b", "I12") else {}),
    }
    for hazard, also in bearing.items():
        judged = judge(RULESETS[name], one_situation({hazard: "exceeded", **also}))
        assert judged[option].verdict is Verdict.FORBIDDEN
        assert any(rule.startswith("PHYS-") for rule in judged[option].because)
