"""The language of conditions: what it reads, and what it refuses, in words to act on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.doctrine.expression import LONGEST, Vocabulary, parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.place import Place
from estran.doctrine.tree import facts_in, words
from estran.errors import DoctrineError

WORDS = Vocabulary(facts(), {"band": "m", "share": "1"})
PLACE = Place("test.yaml", 7, "T-1")


def read(text):
    return parse_condition(text, vocabulary=WORDS, place=PLACE)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("daylight", "daylight"),
        ("not daylight", "not (daylight)"),
        ("daylight and not launched", "(daylight) and (not (launched))"),
        ("distance_to_waterline <= band", "distance_to_waterline <= band"),
        ("distance_to_waterline <= 2 * band", "distance_to_waterline <= (2 * band)"),
        ("persons_aboard == 0", "persons_aboard == 0"),
        ("waters == 'sea'", "waters in ('sea',)"),
        ("'sea' != waters", "not (waters in ('sea',))"),
        ("waters in ('sea', 'canal')", "waters in ('sea', 'canal',)"),
        ("waters not in ('sea',)", "not (waters in ('sea',))"),
        (
            "0 < distance_to_waterline <= band",
            "(0 < distance_to_waterline) and (distance_to_waterline <= band)",
        ),
        ("persons_aboard / rescue_places > 1", "(persons_aboard / rescue_places) > 1"),
        ("depth > -band", "depth > (0 - band)"),
    ],
)
def test_a_condition_is_read_as_it_is_meant(text, means):
    assert words(read(text)) == means


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("dayligt", "rule.unknown_fact", "Did you mean 'daylight'"),
        ("srr == 'uk'", "rule.unknown_fact", "neither a fact"),
        ("distance_to_waterline <= 200", "rule.unit", "name it under `parameters`"),
        ("distance_to_waterline < persons_aboard", "rule.unit", "'m' with 'persons'"),
        ("distance_to_waterline * depth > band", "rule.unit", "has no unit here"),
        ("depth + persons_aboard > band", "rule.unit", "adds or subtracts"),
        ("daylight == True", "rule.kind_of_fact", "write it alone"),
        ("waters > 0", "rule.category", "sea, harbour, canal"),
        ("band > waters + 0", "rule.kind_of_fact", "is no number (category)"),
        ("persons_aboard / rescue_places <= 0.8", "rule.nameless", "0.8 decides something"),
        ("persons_aboard / rescue_places > 2", "rule.nameless", "under `parameters`"),
        ("persons_aboard / rescue_places - 0.1 > 0", "rule.nameless", "0.1 decides"),
        ("distance_to_waterline <= 1.5 * band", "rule.nameless", "1.5 decides"),
        ("distance_to_waterline <= 300 * (band / band) * band", "rule.nameless", "300 decides"),
        ("depth > " + "9" * 390, "rule.not_allowed", "is not allowed"),
        (" or ".join(["flow>0"] * 38), "rule.too_many", "at most 100 parts"),
        ("True", "rule.not_allowed", "is not allowed"),
        ("persons_aboard", "rule.kind_of_fact", "compare it"),
        ("waters", "rule.kind_of_fact", "compare it"),
        ("waters < 'sea'", "rule.kind_of_fact", "has no order"),
        ("waters == 'see'", "rule.category", "sea, harbour, canal"),
        ("waters in 'sea'", "rule.membership", "reads"),
        ("daylight in ('sea',)", "rule.kind_of_fact", "no category"),
        ("persons_aboard is 0", "rule.not_allowed", "'is'"),
        ("open('x')", "rule.not_allowed", "Call"),
        ("daylight.real", "rule.not_allowed", "Attribute"),
        ("depth ** 2 > band", "rule.not_allowed", "is not allowed"),
        ("daylight if launched else daylight", "rule.not_allowed", "IfExp"),
        ("lambda: 0", "rule.character", "':'"),
        ("[daylight]", "rule.character", "'['"),
        ("daylight; launched", "rule.character", "';'"),
        ("0 < 1", "rule.no_fact", "asks for no fact"),
        ("share > 0", "rule.no_fact", "asks for no fact"),
        ("waters in ()", "rule.membership", "reads"),
        ("daylight and", "rule.syntax", "cannot be read"),
        ("depth > 1e999", "rule.not_allowed", "1e309"),
        ("depth > 2j", "rule.not_allowed", "2j"),
        ("not " * 30 + "daylight", "rule.too_deep", "12 deep"),
        ("(" * 199 + "daylight" + ")" * 193, "rule.syntax", "cannot be read"),
        ("daylight or " * 60 + "daylight", "rule.too_long", str(LONGEST)),
    ],
)
def test_what_cannot_be_meant_is_refused_with_rule_file_and_line(text, code, says):
    with pytest.raises(DoctrineError) as refusal:
        read(text)
    assert refusal.value.code == code
    assert says in refusal.value.message
    assert refusal.value.message.startswith("test.yaml, line 7, T-1: ")


@given(st.text(alphabet="daylight persons_aboard()<>=!+-*/'\"., 0123456789\n\\{}é", max_size=60))
def test_whatever_is_typed_gives_a_condition_or_our_own_refusal(text):
    try:
        found = facts_in(read(text))
    except DoctrineError as refusal:
        found = frozenset()
        line = refusal.details["line"]
    else:
        line = PLACE.line
    assert found <= set(facts())
    assert line == PLACE.line
