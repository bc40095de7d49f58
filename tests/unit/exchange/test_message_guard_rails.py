"""No message ever permits, hands off in words, sends a caller to dial, or shows a bare share."""

import re

import pytest

from estran.casebook.bodies.cases import HandOverRefused
from estran.exchange.acknowledgement import acknowledgement_text
from estran.exchange.case_text import case_text, queue_text
from estran.exchange.chronology import chronology_page
from estran.exchange.email_form import report_form
from estran.exchange.handover_text import handover_text
from estran.exchange.page_text import to_page_text
from estran.exchange.relay_text import relay_text
from estran.exchange.sitrep import SitrepHead, sitrep
from estran.language.catalogue import LANGUAGES, catalogue
from tests.support.answers import assessment
from tests.support.casebooks import CASE, book_of, drafted, entries_of, minutes, night

PAGES = (
    "sitrep", "handover", "relay", "mail_form", "mail_ask", "recorded", "chronology",
    "case_sheet", "queue", "receipt", "casebook", "phrase_card",
)  # fmt: skip
CENTRE = (
    r"(?:the |le |la |les |au |aux )?"
    r"(?:other|french|british|english|dover|gris|mrcc|cross|douvres|autre)"
)
DIALLING = {
    "en": rf"\b(?:call|ring|dial|phone|telephone|contact)(?:s|ing)? {CENTRE}",
    "fr": rf"\b(?:appele[rz]|téléphone[rz]|joindre|contacte[rz]|composer?) {CENTRE}",
}
PERMITTING = {
    "en": r"\bgo\b(?! on)|not ours|not our |\bgreen\b|safe to\b|clear to\b|(?:their|your) waters",
    "fr": r"\bgo\b|pas (?:à|chez) nous|\bverte?s?\b|allez-y|autorisée?s? à|\bsûre?s?\b|vos eaux",
}
SHARE = re.compile(r"\b(?:UK|FR|BE)\b[^.\n]{0,12}\d+ ?%|\d+ ?%[^.\n]{0,12}\b(?:UK|FR|BE)\b")
SENTENCE = {"en": "Coordinator: Dover", "fr": "Coordination : MRCC Douvres"}
CAUTION = {"en": "it never says go", "fr": "elle ne donne jamais d'autorisation"}


def drafts():
    refused = HandOverRefused(centre="Gris-Nez", why="no unit free")
    return (*night(), drafted(refused, at=minutes(73), case=CASE))


def messages(language):
    """Every text about a made-up night, by its name."""
    every = drafts()
    book, now = book_of(*every), minutes(75)
    head = SitrepHead(
        now=now, number=1, priority="distress", from_centre="Dover", to=("Gris-Nez",),
        language=language,
    )  # fmt: skip
    page = chronology_page(entries_of(*every), book, CASE, language=language, texts={})
    return {
        "sitrep": sitrep(book, CASE, head, assessment=assessment()).text,
        "handover": handover_text(book, CASE, now=now, language=language),
        "relay": relay_text(book, CASE, now=now, sender="Dover", language=language),
        "case": case_text(book, CASE, now=now, language=language),
        "queue": queue_text(book, now=now, language=language),
        "chronology": to_page_text(page),
        "form": report_form(language),
        "receipt": acknowledgement_text(
            "R-0001", time=now, taken_by="Dover", language=language, read={"Dover": now}
        ),
    }


def flowing(text):
    """A text without its broken lines; what stands in two columns stays apart."""
    return re.sub(r"\n\s*", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_permits_or_hands_off_or_sends_a_caller_to_dial(language):
    for name, text in messages(language).items():
        plain = flowing(text).replace(CAUTION[language], "").lower()
        for pattern in (PERMITTING[language], DIALLING[language]):
            found = re.search(pattern, plain)
            assert found is None, f"{name}: {found[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_messages_could_do_so(language):
    for key, sentence in catalogue(language).items():
        if key.partition(".")[0] in PAGES:
            assert not re.search(DIALLING[language], sentence.lower()), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patterns_would_notice(language):
    wrong = {
        "en": ("Call the French coastguard.", "You may go.", "It is not ours."),
        "fr": ("Appelez les Britanniques, appelez le CROSS.", "Feu vert, c'est sûr.", "Allez-y."),
    }[language]
    for text in wrong:
        either = f"{PERMITTING[language]}|{DIALLING[language]}"
        assert re.search(either, text.lower()), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_share_of_a_region_is_shown_and_a_line_only_with_the_coordinator(language):
    line = {"en": "UK-FR line", "fr": "Royaume-Uni/France"}[language]
    for name, text in messages(language).items():
        plain = " ".join(text.split())
        assert not SHARE.search(plain), name
        if line in plain:
            assert SENTENCE[language] in plain, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chance_of_success_never_stands_without_its_warning(language):
    warning = {"en": "ends no search|ends a search", "fr": "ne met fin à"}[language]
    for name, text in messages(language).items():
        if re.search(r"POS \d", text):
            assert re.search(warning, " ".join(text.split())), name
