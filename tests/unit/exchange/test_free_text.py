"""Pasted texts in two languages: what is understood, what stays in doubt, what stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from estran.errors import InputError
from estran.exchange.free_text import ASKED, read_free_text
from estran.exchange.report_preview import report_preview

NOW = datetime(2022, 12, 14, 2, 11, tzinfo=UTC)


def understood(text: str) -> dict[str, str]:
    found = read_free_text(text, now=NOW).found
    return {one.field: one.readings[0].value for one in found if one.standing == "understood"}


def doubtful(text: str) -> dict[str, set[str]]:
    found = read_free_text(text, now=NOW).found
    return {
        one.field: {each.value for each in one.readings}
        for one in found
        if one.standing == "ambiguous"
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("on est 47 dont 6 enfants", {"persons": "47", "children_seen": "yes"}),
        ("about 30-40 persons", {"persons": "about 30-40"}),
        ("Une quarantaine de personnes à bord", {"persons": "about 40"}),
        ("We are 52, please help", {"persons": "52", "help_asked": "yes"}),
        ("le moteur est en panne", {"engine": "stopped"}),
        ("Motor broken", {"engine": "stopped"}),
        ("engine is running", {"engine": "running"}),
        ("L\u2019eau rentre dans le bateau", {"taking_water": "yes"}),
        ("water is coming in", {"taking_water": "yes"}),
        ("on ne prend pas l'eau", {}),
        ("3 personnes sont à l'eau", {"persons_in_water": "yes"}),
        ("two people fell into the sea", {"persons_in_water": "yes"}),
        ("nobody in the water", {"persons_in_water": "no"}),
        ("pas d'enfants", {"children_seen": "no"}),
        ("no life jackets", {"life_jackets": "none"}),
        ("tout le monde a un gilet", {"life_jackets": "all"}),
        ("le boudin est crevé", {"tubes_damaged": "yes"}),
        ("un homme inconscient", {"injured_or_ill": "yes"}),
        ("on dérive", {"state": "adrift"}),
        ("ils ne répondent plus", {"contact": "no_answer"}),
        ("a black dinghy", {"colour": "black", "craft": "inflatable"}),
        ("51°02.5'N 1°50'E", {"position": "51-02.500N 001-50.000E"}),
        ("51-02.5N 001-50E.", {"position": "51-02.500N 001-50.000E"}),
        ("ici https://maps.google.com/?q=51.04,1.83", {"position": "51-02.400N 001-49.800E"}),
        ("N51.0417 E1.8333", {"position": "51-02.502N 001-49.998E"}),
        ("0153Z", {"at": "2022-12-14T01:53Z"}),
        ("à 03h11 heure française", {"at": "2022-12-14T02:11Z"}),
        ("at 23:40 UTC", {"at": "2022-12-13T23:40Z"}),
        ("140153Z DEC 22", {"at": "2022-12-14T01:53Z"}),
    ],
)
def test_what_is_said_is_understood(text: str, said: dict[str, str]) -> None:
    found = understood(text)
    assert {name: found.get(name) for name in said} == said


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("personne à l'eau", "persons_in_water", {"yes", "no"}),
        ("we are not drifting", "state", {"adrift", ""}),
        ("40 people. Later: 50 people", "persons", {"40", "50"}),
        ("there are children. no children", "children_seen", {"yes", "no"}),
        ("50.95 1.85", "position", {
            "50.95 N 1.85 E", "50.95 N 1.85 W", "50.95 E 1.85 N", "50.95 W 1.85 N"
        }),
        ("51N 1E, or 52N 2E", "position", {"51-00.000N 001-00.000E", "52-00.000N 002-00.000E"}),
        ("at 2:05", "at", {"2022-12-14T02:05Z", "2022-12-14T01:05Z"}),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_shown_in_both(
    text: str, field: str, values: set[str]
) -> None:
    assert doubtful(text)[field] == values
    draft = report_preview(text, now=NOW)["draft"]
    assert field not in draft
    assert field not in draft["facts"] | draft["fields"]
    assert draft["positions"] == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Is anyone in the water?", "persons_in_water"),
        ("Combien de personnes ? Des enfants ?", "children_seen"),
        ("3 personnes à l'eau", "persons"),
        ("6 enfants", "persons"),
        ("call 112 now", "persons"),
        ("il fait 12 degrés, 5 noeuds", "position"),
        ("3/4 full tank", "position"),
        ("call me on +33 6 12 34 56 78", "position"),
        ("rendez-vous à 25h99", "at"),
        ("le bateau est à Calais", "position"),
        ("9000 people", "persons"),
    ],
)
def test_nothing_is_made_of_what_does_not_say_it(text: str, field: str) -> None:
    assert field not in {one.field for one in read_free_text(text, now=NOW).found}


def test_what_a_watch_asks_first_is_named_as_unknown() -> None:
    assert read_free_text("bonjour", now=NOW).unknown == ASKED
    assert "persons" not in read_free_text("40 people", now=NOW).unknown


def test_words_of_danger_are_shown_and_fill_in_nothing() -> None:
    found: dict[str, Any] = report_preview("We are sinking, no answer", now=NOW)
    assert {one["field"] for one in found["found"]} == {"danger", "contact"}
    draft = found["draft"]
    assert (draft["facts"], draft["fields"], draft["positions"]) == ({}, {}, [])


@pytest.mark.parametrize(
    ("text", "code"), [("  \n", "preview.empty"), ("a" * 5_001, "preview.too_long")]
)
def test_an_empty_or_endless_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_free_text(text, now=NOW)
    assert refused.value.code == code
