"""The e-mail form: what is asked first, what is read however it comes back, and nothing lost."""

import pytest

from estran.assess.report import Report
from estran.errors import InputError
from estran.exchange.email_form import FIELDS, read_report_form, report_form
from estran.exchange.report_fields import report_from_fields
from estran.language.catalogue import LANGUAGES, say

NARROWEST_MAIL = 76

ENGLISH = """\
> Position: 50-59.294N 001-21.087E
> Time of the position (such as 2022-12-14T01:53Z): 2022-12-14T01:53Z
> Persons: about 47
>
> Anyone in the water: no
> Water in the boat = yes
> Engine: stopped
> Life jackets: some
> State of the boat: under way
> Who reports: ngo
> Your reference: AP-77
> Call-back number: +44 7700 900123
> Message: They bail with shoes.

It is getting worse.
--\u0020
Somebody
"""
FRENCH = """\
Qui signale : association
Gilets de sauvetage : quelques-uns
ETAT DU BATEAU: à la dérive
Moteur : arrêté
Personnes : 40-50
Quelqu'un à l\u2019eau : oui
Couleur : noire
Position du bateau : 50-59.294N 001-21.087E
Position du bateau : https://maps.google.com/?q=51.0416,1.7521
Heure de la position : 2022-12-14T02:53+01:00
"""


def facts_of(read):
    facts = read.report["facts"]
    assert isinstance(facts, dict)
    return facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_words_send_whoever_is_in_danger_to_the_telephone(language):
    first = report_form(language).splitlines()[0]
    assert "112" in first
    assert "196" in first
    assert "999" in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_asks_in_the_fixed_order_on_lines_that_no_mail_breaks(language):
    form = report_form(language)
    places = [form.index(f"\n{say(language, f'mail_form.{key}')} (") for key in FIELDS]
    assert places == sorted(places)
    assert FIELDS[:5] == ("position", "at", "phone", "persons_in_water", "persons")
    assert max(map(len, form.splitlines())) <= NARROWEST_MAIL


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_says_nothing(language):
    read = read_report_form(report_form(language))
    assert (read.report, read.positions, read.left_over) == ({}, (), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_filled_in_line_by_line_is_read(language):
    filled = {
        "position": "50-59.294N 001-21.087E",
        "at": "2022-12-14T01:53Z",
        "persons": "47",
        "taking_water": say(language, "casebook.yes"),
        "life_jackets": say(language, "category.none"),
        "source": say(language, "by.volunteer"),
    }
    lines = [
        line + (f" {filled[key]}" if key in filled else "")
        for key, line in zip(
            FIELDS, report_form(language).splitlines()[-len(FIELDS) :], strict=True
        )
    ]
    read = read_report_form("\n".join(lines))
    assert read.left_over == ""
    assert read.source == "volunteer"
    assert facts_of(read)["life_jackets"] == "none"
    assert isinstance(report_from_fields(read.report), Report)


def test_a_quoted_english_form_is_read():
    read = read_report_form(ENGLISH)
    assert read.report == {
        "position": "50-59.294N 001-21.087E",
        "at": "2022-12-14T01:53Z",
        "persons": "about 47",
        "state": "under_way",
        "source": "ngo",
        "facts": {
            "persons_in_water": "no",
            "taking_water": "yes",
            "life_jackets": "some",
            "engine_stopped": "yes",
        },
    }
    assert (read.reference, read.engine, read.phone) == ("AP-77", "stopped", "+44 7700 900123")
    assert read.left_over.splitlines() == [
        "They bail with shoes.",
        "It is getting worse.",
        "-- ",
        "Somebody",
    ]


def test_a_french_form_in_any_order_is_read():
    read = read_report_form(FRENCH)
    assert read.left_over == ""
    assert read.positions == (
        "50-59.294N 001-21.087E",
        "https://maps.google.com/?q=51.0416,1.7521",
    )
    assert read.report["state"] == "adrift"
    assert facts_of(read)["persons_in_water"] == "oui"
    assert facts_of(read)["life_jackets"] == "some"
    assert (read.source, read.colour, read.engine) == ("ngo", "noire", "stopped")
    assert isinstance(report_from_fields(read.report), Report)


@pytest.mark.parametrize(
    "line",
    [
        "Engine: purple",
        "State of the boat: fine",
        "Life jackets: three",
        "Anyone in the water: perhaps",
        "They say: water rises",
        "just words",
        "Crew = 3",
    ],
)
def test_what_is_not_understood_is_kept_as_said(line):
    read = read_report_form(f"Persons: 47\n{line}\n")
    assert read.report == {"persons": "47"}
    assert read.left_over == line


def test_whoever_says_both_has_both_kept():
    read = read_report_form(
        "Persons: 47\nPersons: 33\nWater in the boat: no\nWater in the boat: yes"
    )
    assert read.report == {"persons": "47", "facts": {"taking_water": "no"}}
    assert read.left_over == "Persons: 33\nWater in the boat: yes"


def test_a_position_alone_on_a_line_is_one():
    assert read_report_form("51 02.0 N, 1 45.0 E\nhelp").positions == ("51 02.0 N, 1 45.0 E",)


@pytest.mark.parametrize(
    ("text", "code"), [(" \n", "mail_form.empty"), ("x" * 100_001, "mail_form.too_long")]
)
def test_only_nothing_and_too_much_are_refused(text, code):
    with pytest.raises(InputError) as refused:
        read_report_form(text)
    assert refused.value.code == code
