"""Claims: read strictly, and decided as a lawyer would who went through every situation."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.claim_text import DEEPEST_CLAIM, LONGEST_CLAIM, VERDICTS
from estran.doctrine.claims import decide, is_true, parse_claim
from estran.doctrine.facts import facts
from estran.doctrine.judge import judge
from estran.doctrine.options import OPTIONS
from estran.doctrine.ruleset import rules_under
from estran.doctrine.states import one_situation
from estran.errors import DoctrineError, EstranError
from estran.language.refusals import refusal_of

FRAMEWORK, DIRECTIVE = "FR-2025-11-25", "FR-2023-03-10"


@pytest.mark.parametrize(
    ("doctrine", "text", "verdict"),
    [
        (FRAMEWORK, "permitted(I7) implies not persons_in_water", "proved"),
        (
            FRAMEWORK,
            "permitted(I7) implies known(persons_aboard) and persons_aboard == 0",
            "proved",
        ),
        (
            DIRECTIVE,
            "permitted(I7) implies known(persons_aboard) and persons_aboard == 0",
            "refuted",
        ),
        (DIRECTIVE, "permitted(I7) implies distance_to_waterline <= 200 m", "proved"),
        (DIRECTIVE, "permitted(I7) implies distance_to_waterline <= 200", "proved"),
        (DIRECTIVE, "permitted(I7) implies distance_to_waterline < 200", "refuted"),
        (FRAMEWORK, "permitted(I7) implies distance_to_waterline <= 200 m", "refuted"),
        (DIRECTIVE, "permitted(I7) implies daylight", "proved"),
        (FRAMEWORK, "permitted(I7) implies daylight", "refuted"),
        ("LAW", "persons_in_water implies required(I6)", "proved"),
        ("LAW", "not persons_in_water and not distress_indicated implies permitted(I6)", "proved"),
        ("LAW", "permitted(I6) implies not distress_indicated", "proved"),
        ("LAW", "unknown(persons_in_water) implies required(I6)", "proved"),
        ("LAW", "required(I6) implies persons_in_water or distress_indicated", "refuted"),
        ("LAW", "not (permitted(I14) or permitted(I12) or permitted(I9))", "proved"),
        ("LAW", "forbidden(I6)", "refuted"),
        ("LAW", "not undetermined(I7)", "proved"),
        ("LAW", "undetermined(I5) implies not_permitted(I5)", "refuted"),
        ("LAW", "daylight implies daylight", "proved"),
        ("LAW", "daylight or not daylight", "refuted"),
        ("LAW", "known(daylight) implies daylight or not daylight", "proved"),
        ("LAW", "persons_aboard >= 0", "refuted"),
        ("LAW", "known(persons_aboard) implies persons_aboard >= 0", "proved"),
        ("LAW", "waters in ('sea', 'harbour') implies waters != 'canal'", "proved"),
        ("LAW", "1 < depth <= 2 m implies depth * 2 <= 4", "proved"),
        ("LAW", "(depth + 1) < 3 m implies depth < 2", "proved"),
        (
            FRAMEWORK,
            "permitted(I7) implies (waters in ('sea', 'canal') implies not boarding_begun)",
            "proved",
        ),
        (FRAMEWORK, "permitted(I7) implies permitted(I11a) implies known(hazard_surf)", "proved"),
    ],
)
def test_a_claim_is_decided(doctrine, text, verdict):
    outcome = decide(parse_claim(text), rules_under(doctrine))
    assert outcome.verdict == verdict
    assert outcome.method == "cells"
    assert (outcome.witness is None) == (verdict == "proved")
    if outcome.witness is not None:
        assert not is_true(parse_claim(text), rules_under(doctrine), outcome.witness)


def test_implies_binds_least_and_to_the_right_and_not_binds_most():
    read = parse_claim("not daylight and launched or children_seen implies daylight")
    spelled = parse_claim("(((not daylight) and launched) or children_seen) implies daylight")
    assert read.statement == spelled.statement
    chained = parse_claim("daylight implies launched implies children_seen")
    assert (
        chained.statement
        == parse_claim("daylight implies (launched implies children_seen)").statement
    )
    assert (
        chained.statement
        != parse_claim("(daylight implies launched) implies children_seen").statement
    )
    assert parse_claim("not not daylight").statement == parse_claim("daylight").statement


def test_what_is_only_refuted_by_something_impossible_says_so():
    outcome = decide(parse_claim("boarding_begun implies not (not launched)"), rules_under("LAW"))
    assert outcome.verdict == "refuted"
    assert not outcome.impossible, "where the launch is unknown it is not known either"
    claim = parse_claim("boarding_begun and known(launched) implies launched")
    outcome = decide(claim, rules_under("LAW"))
    assert outcome.verdict == "refuted", "no proof rests on what is declared impossible"
    assert outcome.impossible == ("no-boarding-of-a-packed-boat",)


def test_the_witness_has_as_few_unknowns_as_there_can_be():
    outcome = decide(parse_claim("permitted(I7) implies daylight"), rules_under(FRAMEWORK))
    assert outcome.witness is not None
    assert outcome.witness["daylight"] is False
    assert None not in outcome.witness.values()


REFUSED = [
    ("permited(I7)", 1, "'permited' is no word of a claim. Did you mean 'permitted'?"),
    ("permitted(I77)", 11, "'I77' is no option. Did you mean 'I7'?"),
    ("permitted(I11)", 11, "'I11' is no option."),
    ("permitted()", 11, "')' is no option."),
    ("permitted(", 11, "the end is no option."),
    ("permitted(I7", 13, "')' is expected, not the end."),
    ("permitted(I7, I8)", 13, "')' is expected, not ','."),
    ("known(daylite)", 7, "'daylite' is no fact. Did you mean 'daylight'?"),
    ("permitted(I7) implies", 22, "a statement is missing before the end."),
    ("", 1, "a statement is missing before the end."),
    ("implies daylight", 1, "a statement is missing before 'implies'."),
    ("daylight and or launched", 14, "a statement is missing before 'or'."),
    ("(daylight", 1, "the bracket '(' is never closed."),
    ("daylight)", 9, "')' is not expected here."),
    ("permitted(I7) daylight", 15, "'daylight' is not expected here."),
    ("daylight @ launched", 10, "'@' is not allowed in a claim."),
    ("daylight\\launched", 9, r"'\\' is not allowed in a claim."),
    ("persons_in_watr", 1, "'persons_in_watr' is neither a fact"),
    ("launched and depth < persons_aboard", 14, "compares 'm' with 'persons'"),
    ("depth < 3 persons", 1, "compares 'm' with 'persons'"),
    ("depth < 3 kg", 1, "'depth < 3 kg' cannot be read."),
    ("waters == 'lake'", 1, "'waters' has no value 'lake'"),
    ("daylight > 1", 1, "daylight"),
    ("__import__('os')", 1, "'__import__' is no word of a claim."),
    ("depth.real < 3", 6, "'.' is not allowed in a claim."),
    ("(" * 30 + "daylight" + ")" * 30, DEEPEST_CLAIM + 1, "nested at most"),
    ("a" * (LONGEST_CLAIM + 1), 1, f"a claim has at most {LONGEST_CLAIM} characters."),
]


@pytest.mark.parametrize(("text", "column", "said"), REFUSED)
def test_a_refusal_names_what_and_where_in_both_languages(text, column, said):
    with pytest.raises(DoctrineError) as refused:
        parse_claim(text)
    error = refused.value
    assert error.code.startswith("claim.")
    assert error.message.startswith(f"The claim, column {column}: ")
    assert said in error.message
    french = refusal_of(error, language="fr")
    assert french.startswith(f"Affirmation, colonne {column} : ")
    assert "The claim" not in french


def test_a_claim_that_is_as_long_and_as_deep_as_allowed_is_read():
    parse_claim("(" * (DEEPEST_CLAIM - 1) + "daylight" + ")" * (DEEPEST_CLAIM - 1))
    parse_claim("not " * 240 + "daylight")


WORDS = (
    *("permitted", "known", "(", ")", "I7", "I6", "implies", "and", "or", "not", "in", "'sea'"),
    *("daylight", "waters", "depth", "persons_aboard", "<", "==", "+", "/", "3", "0.5", "m", ","),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_our_own_words(text):
    outcome = read_or_refused(text)
    if isinstance(outcome, EstranError):
        assert outcome.code.startswith("claim.")
        assert outcome.message.startswith("The claim, column ")
    else:
        found = decide(outcome, rules_under("LAW"))
        assert found.verdict in ("proved", "refuted", "not_decided")


def read_or_refused(text):
    try:
        return parse_claim(text)
    except EstranError as error:
        return error


def test_every_verdict_of_every_option_is_what_the_judge_says():
    rules = rules_under(FRAMEWORK)
    situations: list[dict[str, object]] = [
        {},
        {"persons_in_water": True, "persons_aboard": 12},
        {"persons_aboard": 0, "persons_in_water": False, "help_asked": False, "launched": False},
    ]
    for situation in situations:
        judged = judge(rules, one_situation(situation))
        for option, word in product(OPTIONS, VERDICTS):
            claim = parse_claim(f"{word}({option})")
            assert is_true(claim, rules, situation) == (judged[option].verdict.word == word)


def known_or_not(one):
    if one.kind == "yes_no":
        return st.none() | st.booleans()
    if one.kind == "category":
        return st.none() | st.sampled_from(one.categories)
    top = min(int(one.high), 400)
    return st.none() | st.sampled_from([0, 1, 2, 3, top]).filter(lambda at: at <= one.high)


SITUATIONS = st.fixed_dictionaries(
    {name: known_or_not(one) for name, one in facts().items() if not one.any_of}
)
PROVED = [
    "permitted(I7) implies not persons_in_water and not distress_indicated",
    "permitted(I7) implies persons_aboard == 0 and acting_unit == 'gendarmerie_maritime'",
    "not permitted(I7) or prosecutor_informed",
    "persons_in_water or distress_indicated implies permitted(I4) and not permitted(I7)",
]


@settings(deadline=None, max_examples=150)
@given(SITUATIONS, st.sampled_from(PROVED))
def test_what_is_proved_is_true_in_every_situation_tried(situation, text):
    rules = rules_under(FRAMEWORK)
    claim = parse_claim(text)
    assert decide(claim, rules).verdict == "proved"
    assert is_true(claim, rules, situation)
