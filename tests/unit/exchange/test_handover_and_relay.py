"""The hand-over message and the Mayday relay: who acts, what is known, what is not broadcast."""

import pytest

from estran.casebook.bodies import boats
from estran.casebook.bodies.cases import HandOverRefused
from estran.exchange.handover_text import handover_text
from estran.exchange.relay_text import relay_text
from estran.exchange.spoken_numbers import spoken_digits, spoken_position, spoken_time
from estran.language.catalogue import LANGUAGES
from estran.quantities.position_text import parse_position
from tests.support.casebooks import CASE, book_of, drafted, minutes, night, report

NOW = minutes(75)


def handed(language="en", drafts=None, **more):
    return handover_text(book_of(*(drafts or night())), CASE, now=NOW, language=language, **more)


def flat(text):
    return " ".join(text.split())


def test_the_offering_centre_acts_until_the_other_accepts():
    text = flat(handed())
    assert "Dover offers case C-0001 to Gris-Nez, at 02:13Z. Reason: drifts north-east" in text
    assert "Dover has the case and acts" in text
    assert "Coordinator: Dover until Gris-Nez accepts." in text


def test_in_french_too():
    text = flat(handed("fr"))
    assert "MRCC Douvres propose l'affaire C-0001 à CROSS Gris-Nez" in text
    assert "MRCC Douvres garde l'affaire et agit" in text


def test_a_refusal_leaves_the_case_where_it_was():
    refused = HandOverRefused(centre="Gris-Nez", why="no unit free")
    text = flat(handed(drafts=(*night(), drafted(refused, at=minutes(30), case=CASE))))
    assert "Gris-Nez refused. Reason given: no unit free" in text
    assert "Dover has the case and acts" in text


def test_without_an_offer_it_says_so():
    assert "No hand-over is offered: Dover has the case and acts." in flat(
        handed(drafts=night()[:4])
    )


@pytest.mark.parametrize(
    "said",
    [
        "Gris-Nez GN-1214; Dover DV-1180",
        "Dover: distress; Gris-Nez: alert; THE CENTRES DIFFER",
        "47 (caller, R-0001); 30-40 (patrol, R-0002)",
        "51-01.500N 001-20.000E at 02:02Z",
        "Lifeboat 17-09: rescue; under way",
        "POD 30 to 60 %, POS 20 to 50 %",
        "urgent by 02:43Z",
        "keep searching",
        "NO ANSWER: MV Two",
        "OPEN L-0001-1: second telephone aboard",
        "life jackets",
        "33 against 98",
        "answer of Gris-Nez",
    ],
)
def test_what_the_other_centre_needs_is_there(said):
    text = handed(contradictions=("33 against 98",), due=("answer of Gris-Nez",))
    assert said in flat(text)


def relayed(language="en", *, spoken=False, drafts=None):
    book = book_of(*(drafts or night()))
    return relay_text(book, CASE, now=NOW, sender="Dover", language=language, spoken=spoken)


def test_a_relay_has_the_words_of_radio_in_their_order():
    text = relayed()
    order = (
        "MAYDAY RELAY, MAYDAY RELAY, MAYDAY RELAY",
        "ALL STATIONS, ALL STATIONS, ALL STATIONS",
        "THIS IS DOVER COASTGUARD",
        "\nMAYDAY\n",
        "CASUALTY: small boat",
        "POSITION: 51-00.100N 001-22.300E at 02:02Z; 51-01.500N 001-20.000E",
        "PERSONS ON BOARD: up to 47; said: 47; 30 to 40",
        "NATURE OF DISTRESS: adrift",
        "ASSISTANCE REQUIRED",
        "\nOVER",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_relay_is_spoken_figure_by_figure():
    english, french = relayed(spoken=True), relayed("fr", spoken=True)
    assert "five one degrees, zero zero decimal one north" in english
    assert "up to four seven; said: four seven; three zero to four zero" in english
    assert "cinq un degrés, zéro zéro décimale un nord" in french
    for text in (english, french):
        assert not any(c.isdigit() for c in text)


def test_a_relay_of_what_nobody_knows_says_unknown():
    drafts = (drafted(report(positions=(), persons=None), at=minutes(0)), *night()[1:4])
    text = relayed(drafts=drafts)
    assert "POSITION: UNKNOWN" in text
    assert "PERSONS ON BOARD: UNKNOWN" in text


def test_a_boat_whose_people_are_all_found_is_not_relayed():
    found = boats.PersonsAccounted(
        craft="B-0001", count=47, how="ashore", by="patrol", why="counted on the beach"
    )
    text = relayed(drafts=(*night(), drafted(found, at=minutes(74), case=CASE)))
    assert "POSITION" not in text
    assert "check before sending" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_relay_of_an_exercise_is_not_for_broadcast(language):
    text = relayed(language, drafts=night(watermark="EXERCISE"))
    assert text.splitlines()[0] == text.splitlines()[-1]
    assert {"en": "NOT FOR BROADCAST", "fr": "NE PAS DIFFUSER"}[language] in text
    assert "BROADCAST" not in relayed(language)
    assert "DIFFUSER" not in relayed(language)


def test_figures_are_the_words_of_the_standard_phrases():
    assert spoken_digits("0123456789", language="en") == (
        "zero one two three four five six seven eight nine"
    )
    assert spoken_digits("5.3 kn", language="en") == "five decimal three kn"
    west = parse_position("51-03.04N 001-09.96W").position
    assert spoken_position(west, language="en") == (
        "five one degrees, zero three decimal zero north, zero zero one degrees, "
        "one zero decimal zero west"
    )
    assert spoken_time(NOW, language="fr") == "zéro trois zéro huit TU"
