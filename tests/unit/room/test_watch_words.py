"""What the watch reads of a case with everything wrong: in each language, and only in it."""

import re

import pytest

from estran.exchange.search_reasons import reason_in
from estran.language.catalogue import catalogue
from estran.room.pages import case_paper, gates_said, queue_sheet
from estran.room.views import Looking, case_sheet, may_close, queue
from tests.support.desks import DOVER, called
from tests.support.watch import Watch, minute

ENGLISH = (
    r"\b(?:the|and|of|has|have|with|from|says?|not|nobody|since|was|were|is|are|to|by|at|who|what"
    r"|distress|uncertainty|alert|unknown|assessment|running|stopped|recovered|requested|declined"
    r"|under_way|on_scene|released|chosen|persons_\w+|water|boat|report|call|people|colour)\b"
)
"""Words that no French sentence of the watch holds."""
KEY = re.compile(r"\b(?:persons|colour|engine|position):[A-Z]-\d+|recovered-\d+|\b[a-z]+_[a-z_]+\b")
"""What only a program reads."""


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33", colour="noir", engine="none")
    other = called(found.desk, persons="60", colour="gris", engine="running")
    linked = {"report": other, "craft": "B-0001", "decision": "same", "why": "même cap"}
    found.enter("link.decided", linked)
    declared = {"centre": "Gris-Nez", "phase": "alert", "why": "vu de loin", "heard": "téléphone"}
    found.enter("phase.declared", declared, case="C-0001")
    found.assess()
    found.recover(70, evidence=("phone_contact",))
    minute(found, 90)
    return found


def look(watch, language, by=DOVER):
    return Looking(
        desk=watch.desk, book=watch.book, by=by, now=watch.clock.now(), language=language
    )


def sentences(watch, language):
    seen = look(watch, language)
    sheet, gates = case_sheet(seen, "C-0001"), may_close(seen, "C-0001")
    return [
        *(one["words"] for one in sheet["alarms"]),
        *(one["words"] for one in queue(seen)["alarms"]),
        *(one["words"] for boat in sheet["boats"] for one in boat["contradictions"]),
        *(one["words"] for rows in gates.values() for one in rows),
        *(one for rows in gates_said(seen, "C-0001").values() for one in rows),
        sheet["coordinator"],
    ]


def test_a_french_officer_reads_french(watch):
    said = sentences(watch, "fr")
    found = {one: re.findall(ENGLISH, one) for one in said}
    assert not {one: words for one, words in found.items() if words}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_holds_what_only_a_program_reads(watch, language):
    found = {one: KEY.findall(one) for one in sentences(watch, language)}
    assert not {one: words for one, words in found.items() if words}


def test_an_alarm_says_who_says_what(watch):
    said = " ".join(sentences(watch, "fr"))
    assert "Personnes : R-0001 dit 33, R-0002 dit 60. Trancher" in said
    assert "Moteur : R-0001 dit aucun, R-0002 dit en marche." in said
    assert "le total des récupérations dit 70" in said
    assert "CROSS Gris-Nez : alerte" in said
    assert "CROSS Gris-Nez maintient la phase alerte" in said


def test_what_only_the_assessment_indicates_is_said_so():
    watch = Watch()
    watch.open(text="")
    declared = {"centre": "Dover", "phase": "alert", "why": "vu de loin"}
    watch.enter("phase.declared", declared, case="C-0001")
    watch.assess()
    said = " ".join(sentences(watch, "fr"))
    assert "la détresse est indiquée" in said
    assert "assessment" not in said


def test_an_unknown_number_is_unknown_in_french_too():
    watch = Watch()
    watch.open(persons=None)
    said = " ".join(sentences(watch, "fr"))
    assert "reste : inconnu" in said


def test_why_a_search_is_worth_nobody_knows_what_is_said_in_french(watch):
    watch.search()
    kept = catalogue("en")["searching.unknown_visibility"]
    wanted = catalogue("fr")["searching.unknown_visibility"]
    assert reason_in(f"{kept}; {kept}", "fr") == f"{wanted}; {wanted}"
    assert reason_in(wanted, "en") == kept
    assert reason_in("", "fr") == ""
    assert reason_in("said by hand", "fr") == "said by hand"


@pytest.mark.parametrize("page", [lambda seen: case_paper(seen, "C-0001"), queue_sheet])
def test_no_paper_holds_the_key_of_a_contradiction(watch, page):
    found = re.findall(
        r"(?:persons|colour|engine|position):[A-Z]-\d+|recovered-\d+", str(page(look(watch, "fr")))
    )
    assert not found


def test_every_reason_is_known_in_both_languages():
    keys = [one for one in catalogue("en") if one.startswith("searching.unknown_")]
    assert keys
    for key in keys:
        assert reason_in(catalogue("en")[key], "fr") == catalogue("fr")[key]
