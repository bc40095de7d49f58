"""Whatever ships is said in French too, and neither language says what must not be said."""

import re

import pytest

from estran.doctrine.doctrine_text import read_doctrine
from estran.doctrine.facts import facts
from estran.doctrine.options import CONTROL, OPTIONS, RESCUE, option_name
from estran.doctrine.registry import doctrine, every_doctrine
from estran.errors import DoctrineError, UnknownNameError
from estran.language.catalogue import LANGUAGES

FORBIDDEN = (
    r"feu vert",
    r"allez-y",
    r"autorisé à",
    r"pas chez nous",
    r"\bsûre?s?\b",
    r"sans danger",
    r"safe to\b",
    r"go ahead",
    r"\bgreen\b",
    r"not ours",
)
ENGLISH = re.compile(r"\b(?:the|and|of|people|water|not|with|whether|what|before)\b")
OURS = sorted(every_doctrine())
ANONYMOUS = """id: TEST
title: "A test"
authority: "Nobody"
layer: doctrine
status: in_force
valid_from: 2020-01-01
text: public
confidence: low
summary: "For tests."
unknown: ["One.", "Two."]
practice:
  - {since: "2020", report: "Done.", source: assumed}
rules:
  - id: T-1
    effect: permit
    options: [I7]
    always: true
    label: "A rule"
    source: assumed
    confidence: low
"""


def texts(one, language):
    """Everything of a doctrine that is shown."""
    yield one.title_in(language)
    yield one.authority_in(language)
    yield one.summary_in(language)
    yield from (each.why_in(language) for each in one.silent)
    yield from filter(None, [one.replaces.unknown_in(language)])
    cited = [*one.rules, *one.parameters.values(), *(x for rule in one.rules for x in rule.unless)]
    yield from filter(None, (each.citation.note_in(language) for each in cited))
    yield from filter(None, [one.doubt_in(language)])
    yield from one.unknown_in(language)
    yield from (each.text_in(language) for each in one.practice)
    yield from (rule.label_in(language) for rule in one.rules)


@pytest.mark.parametrize("name", OURS)
def test_every_doctrine_that_ships_is_written_in_french_whole(name):
    found = doctrine(name)
    assert found.title_fr
    assert found.authority_fr
    assert found.summary_fr
    assert bool(found.doubt) == bool(found.doubt_fr)
    assert len(found.unknown_fr) == len(found.unknown) > 0
    assert all(one.text_fr for one in found.practice)
    assert all(rule.label_fr for rule in found.rules)
    assert not set(texts(found, "fr")) & set(texts(found, "en"))


@pytest.mark.parametrize("name", OURS)
def test_what_is_shown_of_a_doctrine_says_no_forbidden_word(name):
    for language in LANGUAGES:
        for said in texts(doctrine(name), language):
            text = said.replace("lieu sûr", "")  # a place of safety: the word of the conventions
            assert not [one for one in FORBIDDEN if re.search(one, text, re.IGNORECASE)], text
    for text in texts(doctrine(name), "fr"):
        assert not ENGLISH.search(text.lower()), text


def test_facts_and_questions_are_french_in_french():
    for one in facts().values():
        assert one.label_in("fr") == one.label_fr != one.label_in("en")
        assert one.question_in("fr") == one.question_fr
        assert not ENGLISH.search(f"{one.label_fr} {one.question_fr}".lower()), one.name
        assert "buoyancy" not in one.label
        assert all(len(each.split()) <= 16 for each in re.split(r"[?.]", one.question_fr))


def test_every_option_has_a_name_in_every_language_and_an_unknown_one_is_refused():
    assert (*RESCUE, *CONTROL) == OPTIONS
    for language in LANGUAGES:
        assert len({option_name(one, language) for one in OPTIONS}) == len(OPTIONS)
    with pytest.raises(UnknownNameError):
        option_name("I99")


def test_a_file_without_french_is_shown_in_english():
    found = read_doctrine(ANONYMOUS, file="t.yaml")
    assert list(texts(found, "fr")) == list(texts(found, "en"))
    assert found.unknown_in("fr") == ("One.", "Two.")


def test_a_list_that_is_not_said_again_item_by_item_is_refused():
    broken = ANONYMOUS.replace('Two."]\n', 'Two."]\nunknown_fr: ["Un."]\n')
    with pytest.raises(DoctrineError, match=r"line 11, TEST: 'unknown_fr' has 1 texts") as refusal:
        read_doctrine(broken, file="t.yaml")
    assert refusal.value.code == "rule.kind"
