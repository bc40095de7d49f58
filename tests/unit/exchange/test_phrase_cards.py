"""Phrase cards: nothing promised, what nobody reviewed is marked, what is not held is said."""

import re
import unicodedata

import pytest

from estran.errors import UnknownNameError
from estran.exchange.page_html import to_page_html
from estran.exchange.page_text import to_page_text
from estran.exchange.phrase_cards import card_page, codes_to_review, phrase_cards, phrase_keys
from estran.language.catalogue import LANGUAGES

SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "ti": "ETHIOPIC"}
PROMISES = re.compile(r"will be saved|is coming|are coming|on the way|arrive|safe|sauvé|en route")


@pytest.mark.parametrize("code", LANGUAGES)
def test_english_and_french_hold_every_phrase(code):
    assert list(phrase_cards()[code].phrases) == list(phrase_keys())


@pytest.mark.parametrize("code", phrase_cards())
def test_no_phrase_stands_outside_the_list(code):
    card = phrase_cards()[code]
    assert set(card.phrases) <= set(phrase_keys())
    assert all(text == text.strip() and text for text in card.phrases.values())


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_card_is_in_its_own_script(code):
    for text in phrase_cards()[code].phrases.values():
        letters = [c for c in text if c.isalpha()]
        assert all(SCRIPTS[code] in unicodedata.name(c) for c in letters), text


def test_every_language_but_ours_waits_for_a_speaker():
    assert set(codes_to_review()) == set(phrase_cards()) - set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", phrase_cards())
def test_a_card_says_that_nobody_reviewed_it_and_what_is_missing(code, language):
    text = " ".join(to_page_text(card_page(code, language=language)).split())
    marked = "Not reviewed by a speaker" in text or "Non relue par un locuteur" in text
    assert marked == (code not in LANGUAGES)
    gaps = len(phrase_keys()) - len(phrase_cards()[code].phrases)
    assert text.count({"en": "not held:", "fr": "absente :"}[language]) == gaps
    assert "Apache-2.0" in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_promised(code):
    for text in phrase_cards()[code].phrases.values():
        assert not PROMISES.search(text.lower()), text


def test_text_from_right_to_left_is_isolated():
    html = to_page_html(card_page("ar", language="en")).decode()
    assert html.count("\u2067") == html.count("\u2069") == len(phrase_cards()["ar"].phrases)


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownNameError) as refused:
        card_page("tlh", language="en")
    assert refused.value.code == "phrase_card.unknown"
