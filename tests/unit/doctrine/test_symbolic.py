"""Two ways to prove the same: where cells are exact, Z3 has to agree, and the other way about."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.claims import decide, is_true, parse_claim
from estran.doctrine.kleene import Evaluator
from estran.doctrine.proofs import Law, _tried, prove
from estran.doctrine.registry import every_doctrine
from estran.doctrine.ruleset import rules_under
from estran.doctrine.search import search
from estran.doctrine.states import one_situation
from estran.doctrine.symbolic import Unknowns, solver_is_here
from estran.doctrine.tree import (
    All,
    Among,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Quantity,
    Some,
)

pytest.importorskip("z3")

ABOARD, PLACES, DEPTH = Quantity("persons_aboard"), Quantity("rescue_places"), Quantity("depth")
SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
LIMITS = st.sampled_from([Number(one) for one in (0.0, 1.0, 2.5, float("nan"))])
CLAUSES = st.one_of(
    st.builds(Compare, SIGNS, st.sampled_from([ABOARD, DEPTH]), LIMITS),
    st.builds(Compare, SIGNS, st.just(ABOARD), st.just(PLACES)),
    st.builds(Compare, SIGNS, st.just(Arithmetic("*", DEPTH, Number(0.5))), LIMITS),
    st.sampled_from([Holds(one) for one in ("daylight", "persons_in_water", "help_asked")]),
    st.sampled_from([Holds("distress_indicated"), Among("waters", ("sea", "canal"))]),
)
CONDITIONS = st.recursive(
    CLAUSES,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.lists(part, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(part, max_size=3).map(lambda parts: Some(tuple(parts))),
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("name", every_doctrine())
def test_both_say_the_same_of_every_doctrine_that_ships(name):
    rules = rules_under(name)
    said = [
        [(one.key, one.option, one.holds, one.rules) for one in prove(rules, method=method)]
        for method in ("cells", "z3")
    ]
    assert said[0] == said[1]


@settings(deadline=None, max_examples=40)
@given(CONDITIONS, CONDITIONS, CONDITIONS, st.sampled_from(["I3", "I6", "I7", "I14"]))
def test_both_say_the_same_of_rules_made_at_random(required, forbidden, permitted, option):
    law = Law(option, required, forbidden, permitted)
    keys = {"I3": "cg", "I6": "acg", "I7": "cdg", "I14": "cdg"}[option]
    for key in keys:
        found = {method: _tried(key, (law,), method) for method in ("cells", "z3")}
        assert found["cells"].exists is found["z3"].exists, key
        assert {one.method for one in found.values()} == {"cells", "z3"}


@settings(deadline=None, max_examples=60)
@given(CONDITIONS)
def test_a_condition_holds_fails_or_stays_open_in_both_alike(condition):
    for truth, wanted in {
        "met": lambda source: source.masks(condition)[0],
        "not_met": lambda source: source.masks(condition)[1],
        "unknown": lambda source: ~source.masks(condition)[0] & ~source.masks(condition)[1],
    }.items():
        cells, solved = (search([condition], wanted, method=one) for one in ("cells", "z3"))
        assert cells.exists is solved.exists, truth
        for one in (cells, solved):
            if one.witness is not None:
                assert Evaluator(one_situation(one.witness)).truth(condition) == truth


CLAIMS = [
    "permitted(I7) implies not persons_in_water",
    "permitted(I7) implies daylight",
    "permitted(I7) implies persons_aboard < 3",
    "not_permitted(I7) or forbidden(I7) or permitted(I7)",
    "persons_in_water or distress_indicated implies required(I6) and not permitted(I13)",
    "rescue_places >= persons_aboard implies permitted(I5)",
    "undetermined(I5) implies unknown(rescue_places) or rescue_places < persons_aboard",
    "known(persons_aboard) or not permitted(I11a)",
]


@pytest.mark.parametrize("text", CLAIMS)
@pytest.mark.parametrize("name", ["LAW", "FR-2023-03-10", "FR-2025-11-25", "D3"])
def test_both_say_the_same_of_a_claim(name, text):
    claim, rules = parse_claim(text), rules_under(name)
    cells, solved = (decide(claim, rules, method=one) for one in ("cells", "z3"))
    assert cells.verdict == solved.verdict
    for one in (cells, solved):
        assert (one.witness is None) == (one.verdict == "proved")
        if one.witness is not None:
            assert not is_true(claim, rules, one.witness)


def test_what_cells_leave_open_is_decided_by_the_solver():
    rules = rules_under("FR-2025-11-25")
    claim = parse_claim("depth - 1 m < distance_to_waterline / 3 implies not permitted(I7)")
    assert decide(claim, rules, method="cells").verdict == "not_decided"
    outcome = decide(claim, rules)
    assert (outcome.verdict, outcome.method) == ("refuted", "z3")
    assert outcome.witness is not None
    assert not is_true(claim, rules, outcome.witness)
    true = parse_claim("depth + distance_to_waterline < 3 m implies depth <= 3 m")
    outcome = decide(true, rules)
    assert (outcome.verdict, outcome.method) == ("proved", "z3")


def test_what_is_said_of_numbers_beyond_floating_point_is_not_taken_for_a_witness():
    """In real numbers there is a depth between the two; in floating point there is none."""
    low, high = Number(1.0), Number(1.0 + 2.0**-52)
    between = All((Compare(">", DEPTH, low), Compare("<", DEPTH, high)))
    assert search([between], lambda source: source.masks(between)[0], method="z3").exists is None
    assert (
        search([between], lambda source: source.masks(between)[0], method="cells").exists is False
    )


def test_a_divisor_of_zero_is_unknown_in_both():
    half = Compare("<", Arithmetic("/", Number(1.0), DEPTH), Number(1.0))
    reading = Unknowns([half])
    answer = reading.solve(
        reading.known("depth") & ~reading.masks(half)[0] & ~reading.masks(half)[1]
    )
    assert answer == {"depth": 0.0}
    assert Evaluator(one_situation(answer)).truth(half) == "unknown"


def test_without_the_solver_what_cells_cannot_decide_stays_open(monkeypatch):
    assert solver_is_here()
    monkeypatch.setattr("estran.doctrine.search.solver_is_here", lambda: False)
    rules = rules_under("FR-2025-11-25")
    outcome = decide(parse_claim("depth + distance_to_waterline >= 0 m"), rules)
    assert (outcome.verdict, outcome.method, outcome.witness) == ("not_decided", "none", None)
    law = replace(
        rules.options["I3"],
        permitted=Compare("<", Arithmetic("+", DEPTH, Quantity("distance_to_waterline")), DEPTH),
    )
    monkeypatch.setattr("estran.doctrine.proofs.solver_is_here", lambda: False)
    _tried.cache_clear()
    found = prove(replace(rules, options={**rules.options, "I3": law}))
    _tried.cache_clear()
    assert [one.key for one in found if one.holds is None] == ["b", "c", "g"]
