"""What ships passes every proof; what breaks one is told so, with a situation that shows it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
import pytest

import estran.doctrine.proofs as proving
from estran.doctrine.impossible import impossible, impossible_in
from estran.doctrine.judge import Verdict, judge, stand
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL, OPTIONS
from estran.doctrine.proofs import KEYS, prove, require_proved
from estran.doctrine.proved import (
    ALL_PROOFS,
    RECORD,
    digest_of,
    periods,
    record,
    record_text,
    require_standing,
)
from estran.doctrine.questions import DISTRESS
from estran.doctrine.registry import every_doctrine, hypothetical
from estran.doctrine.ruleset import OptionLaw, rules_under
from estran.doctrine.search import search
from estran.doctrine.states import one_situation
from estran.doctrine.tree import ALWAYS, All, Among, Compare, Holds, Not, Number, Quantity, Some
from estran.doctrine.witness import in_words
from estran.errors import DoctrineError
from estran.language.refusals import refusal_of
from tests.support.house import PACKAGE

NEVER = Some(())
FEW = Compare("<", Quantity("persons_aboard"), Number(3.0))
BREACHING = {"D3"}
STUDIED = sorted(set(every_doctrine()) - BREACHING)


@cache
def today():
    return rules_under("FR-2025-11-25", at=datetime(2026, 11, 1, tzinfo=UTC))


def broken(option, **parts):
    """The rules of today with the law of one option changed."""
    law = today().options[option]
    conditions = {name: getattr(law, name) for name in ("required", "forbidden", "permitted")}
    conditions |= parts
    changed = OptionLaw(**conditions, branches=(conditions["permitted"],), rules=law.rules)
    return replace(today(), options={**today().options, option: changed})


def failures(rules, **how):
    return {(one.key, one.option): one for one in prove(rules, **how) if one.holds is not True}


@pytest.mark.parametrize("name", STUDIED)
def test_every_doctrine_that_ships_passes_every_proof(name):
    found = prove(rules_under(name))
    assert [(one.key, one.holds) for one in found] == [(key, True) for key in KEYS]
    assert {one.method for one in found} == {"cells"}
    assert all(one.witness is None for one in found)


def test_what_stands_at_any_time_passes_and_the_record_says_so():
    assert (PACKAGE / "doctrine" / "rules" / RECORD).read_text("utf-8") == record_text()
    for one in periods():
        assert record()[digest_of(one.rules)] == ALL_PROOFS
        require_standing(one.rules)


def test_the_record_vouches_for_nothing_else():
    other = digest_of(today())
    assert other not in record(), "a doctrine alone is not what stands"
    rules = broken("I14", permitted=ALWAYS, forbidden=NEVER)
    assert digest_of(replace(rules, doctrines=rules.doctrines[:-1])) != other
    with pytest.raises(DoctrineError, match="cannot stand together"):
        require_standing(rules)


def test_interception_with_people_aboard_breaches_the_proofs_with_a_situation_that_shows_it():
    """D3 is there to be studied, and can never stand."""
    rules = rules_under("D3")
    found = failures(rules)
    assert set(found) == {("d", "I14")}
    one = found["d", "I14"]
    assert one.rules == ("D3-1",)
    assert not one.impossible
    verdict = judge(rules, one_situation(one.witness))["I14"].verdict
    assert verdict is Verdict.PERMITTED
    assert one.witness["persons_aboard"] != 0
    with pytest.raises(DoctrineError) as refused:
        require_proved(rules)
    assert refused.value.code == "doctrine.unproved"
    assert "D3" in refused.value.message
    assert "Proof (d) fails: I14 would be permitted" in refused.value.message
    assert "people aboard" in refused.value.message
    french = refusal_of(refused.value, language="fr")
    assert "La preuve (d) échoue : I14" in french
    assert "personnes à bord" in french


@pytest.mark.parametrize("name", sorted(hypothetical()))
def test_what_lifts_no_law_breaches_nothing(name):
    lifted = hypothetical()[name].difference.lifted
    assert bool(failures(rules_under(name))) == bool(lifted)


@pytest.mark.parametrize("method", ["cells", "z3"])
@pytest.mark.parametrize(
    ("key", "named", "option", "parts"),
    [
        ("a", "I6", "I6", {"required": Holds("persons_in_water")}),
        ("a", "I6", "I6", {"forbidden": Holds("help_asked")}),
        ("c", "I6", "I6", {"forbidden": Holds("help_asked")}),
        ("c", "I3", "I3", {"required": ALWAYS, "forbidden": Holds("daylight")}),
        ("d", "I7", "I7", {"permitted": ALWAYS, "forbidden": NEVER}),
        ("d", "I8", "I8", {"permitted": ALWAYS, "forbidden": Holds("persons_in_water")}),
        ("d", "I13", "I13", {"permitted": ALWAYS, "forbidden": NEVER}),
        ("d", "I14", "I14", {"permitted": ALWAYS, "forbidden": NEVER}),
        ("d", "I9", "I9", {"permitted": FEW, "forbidden": Holds("persons_in_water")}),
        ("d", "I12", "I12", {"required": ALWAYS, "forbidden": NEVER}),
    ],
)
def test_a_law_that_does_harm_fails_and_shows_where(method, key, named, option, parts):
    if method == "z3":
        pytest.importorskip("z3")
    rules = broken(option, **parts)
    one = failures(rules, method=method)[key, named]
    assert one.holds is False
    assert one.method == method
    situation = one_situation(one.witness)
    evaluator, law = Evaluator(situation), rules.options[option]
    danger = evaluator.truth(DISTRESS) == "met"
    if key == "c":
        assert evaluator.truth(law.required) == evaluator.truth(law.forbidden) == "met"
    else:
        assert danger or one.witness["persons_aboard"] != 0
    if key == "d":
        verdict = judge(rules, situation)[option].verdict
        assert verdict in (Verdict.PERMITTED, Verdict.REQUIRED)
    assert all(line.strip() for line in in_words(one.witness))


@pytest.mark.parametrize("method", ["cells", "z3"])
def test_where_nothing_but_watching_is_open_the_second_proof_fails(method):
    if method == "z3":
        pytest.importorskip("z3")
    rules = today()
    for option in proving.MORE_THAN_MONITORING:
        shut = replace(rules.options[option], permitted=NEVER, branches=())
        rules = replace(rules, options={**rules.options, option: shut})
    assert set(failures(rules, method=method)) == {("b", "I3/I4/I5")}


def with_rule(condition, *, when=None):
    """The rules of today, one precondition saying something else wherever it stands."""

    def changed(one):
        if one.rule.id != "FR25-4":
            return one
        return replace(one, condition=condition, rule=replace(one.rule, when=when or condition))

    options = {
        name: replace(law, rules=tuple(map(changed, law.rules)))
        for name, law in today().options.items()
    }
    return replace(today(), options=options)


@pytest.mark.parametrize(
    "condition",
    [
        All((Holds("daylight"), Not(Holds("daylight")))),
        Compare("<", Quantity("depth"), Number(0.0)),
        Compare("<=", Quantity("persons_aboard"), Number(500.0)),
        Among("waters", ("sea", "harbour", "canal")),
        Some((Holds("daylight"), Not(Holds("daylight")))),
    ],
)
def test_a_rule_that_is_dead_or_always_holds_is_named(condition):
    found = [one for one in prove(with_rule(condition)) if not one.holds]
    assert [(one.key, one.rules) for one in found] == [("e", ("FR25-4",))]


def test_a_rule_with_a_number_that_nobody_knows_is_not_called_dead():
    unknown = Compare("<", Quantity("depth"), Number(float("nan")))
    assert not failures(with_rule(unknown))


def test_a_rule_that_asks_for_a_rescue_region_is_named():
    fine = Not(Holds("boarding_begun"))
    rules = with_rule(fine, when=Holds("inside_french_srr"))
    assert [(one.key, one.rules) for one in prove(rules) if not one.holds] == [("f", ("FR25-4",))]


def test_a_rule_about_rescue_that_asks_whose_waters_it_is_is_named():
    law = today().options["I5"]
    rows = tuple(
        replace(one, rule=replace(one.rule, when=Holds("french_waters"))) for one in law.rules
    )
    rules = replace(today(), options={**today().options, "I5": replace(law, rules=rows)})
    named = [rule for one in prove(rules) if one.key == "f" for rule in one.rules]
    assert "LAW-SAFI-ROOM" in named


def test_the_last_proof_would_catch_an_evaluator_that_takes_unknown_for_yes(monkeypatch):
    """No condition can breach (g) in Kleene's logic; a wrong reading of one could."""
    right = stand

    def careless(option, law, source):
        found = right(option, law, source)
        return replace(found, permitted=found.permitted | ~source.known("daylight"))

    law = proving.Law("I7", NEVER, NEVER, Holds("daylight"))
    assert proving._monotone(law, "cells").exists is False
    monkeypatch.setattr(proving, "stand", careless)
    found = proving._monotone(law, "cells")
    assert found.exists is True
    assert found.witness == {"daylight": None}
    pytest.importorskip("z3")
    assert proving._monotone(law, "z3").exists is True


def test_a_witness_avoids_what_cannot_be_and_says_so_where_it_cannot():
    packed = Not(Holds("launched"))
    either = Some((packed, Compare(">", Quantity("persons_aboard"), Number(0.0))))
    one = failures(broken("I14", permitted=either, forbidden=NEVER))["d", "I14"]
    assert not one.impossible
    aboard = All((packed, Compare(">", Quantity("persons_aboard"), Number(0.0))))
    one = failures(broken("I14", permitted=aboard, forbidden=NEVER))["d", "I14"]
    assert one.holds is False, "no proof rests on what is declared impossible"
    assert one.impossible == ("nobody-in-a-packed-boat",)
    assert "cannot be" in in_words(one.witness)[-1]
    assert "ne peut pas être" in in_words(one.witness, "fr")[-1]


def in_cells_or_not(condition):
    return search([condition], lambda source: source.masks(condition)[0])


def test_every_declared_impossible_combination_can_be_met_and_says_why():
    assert len({one.id for one in impossible()}) == len(impossible())
    for one in impossible():
        assert one.why_in("en") != one.why_in("fr")
        found = in_cells_or_not(one.when)
        assert found.witness is not None
        assert one.id in impossible_in(found.witness)
    assert impossible_in({"persons_aboard": 6}) == ()


def test_without_a_way_to_decide_nothing_is_claimed(monkeypatch):
    sum_of_two = Compare(
        "<",
        Quantity("depth"),
        Number(1.0),
    )
    monkeypatch.setattr("estran.doctrine.search.MOST_CELLS", 1)
    monkeypatch.setattr("estran.doctrine.proofs.MOST_CELLS", 1)
    proving._tried.cache_clear()
    found = failures(broken("I7", permitted=sum_of_two), method="cells")
    proving._tried.cache_clear()
    assert found["d", "I7"].holds is None
    assert found["d", "I7"].method == "none"


def test_every_control_option_is_proved_and_so_is_rescue(monkeypatch):
    seen: list[tuple[Any, ...]] = []
    right = proving._tried

    def noted(*of):
        seen.append(of)
        return right(*of)

    monkeypatch.setattr(proving, "_tried", noted)
    prove(today())
    of = {
        key: [law.option for asked, laws, _ in seen if asked == key for law in laws] for key in KEYS
    }
    assert of["d"] == list(CONTROL)
    assert of["c"] == of["g"] == list(OPTIONS)
    assert np.all([of["a"] == ["I6"], of["b"] == ["I3", "I4", "I5"]])


def test_a_situation_in_words_names_what_is_not_known():
    lines = in_words(
        {"persons_aboard": (3, 6), "daylight": None, "waters": "canal", "depth": 1.5}, "en"
    )
    assert lines == [
        "people aboard: 3 to 6",
        "sea, harbour or canal: canal",
        "depth of water at the craft: 1.5 m",
        "not known: daylight",
    ]
    assert in_words({}) == ["whatever the situation"]
    no_sign = dict.fromkeys(
        (
            *("help_asked", "craft_swamped", "taking_water"),
            *("engine_stopped", "tubes_damaged", "injured_or_ill"),
        ),
        False,
    )
    assert in_words(no_sign, "fr") == ["indices de détresse : non"]
