"""The SITREP: its letters, nothing blank, nothing averaged, short enough, and read back."""

import pytest
from msgspec import structs

from estran.assess.answer import Landfall
from estran.errors import InputError
from estran.exchange.plain_ascii import to_ascii, to_telex
from estran.exchange.sitrep import (
    SitrepHead,
    letters,
    next_number,
    parse_sitrep,
    sitrep,
    sitrep_text,
)
from estran.language.catalogue import LANGUAGES
from tests.support.answers import assessment
from tests.support.casebooks import CASE, book_of, drafted, minutes, night

SHORT_BYTES = 1536
UNKNOWN = {"en": "UNKNOWN", "fr": "INCONNU"}


def head(language="en", **more):
    return SitrepHead(
        **{
            "now": minutes(75),
            "number": 2,
            "priority": "distress",
            "from_centre": "Dover",
            "to": ("Gris-Nez",),
            "language": language,
            **more,
        }
    )


def made(language="en", *, watermark="", drafts=None, **more):
    book = book_of(*(drafts or night(watermark=watermark)))
    return sitrep(book, CASE, head(language), **more)


def test_letters_are_those_of_the_page_and_skip_i():
    assert "".join(letters()) == "ABCDEFGHJKLMN"
    assert "".join(key for key, one in letters().items() if one.short) == "ABCDEF"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_filled_in_and_in_order(language):
    report = made(language)
    assert list(report.lines) == list(letters())
    assert all(text.strip() for text in report.lines.values())
    assert list(parse_sitrep(report.text)) == list(letters())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_knows_is_printed_as_unknown(language):
    fresh = made(language, drafts=night()[:4])
    for letter in "HKL":
        assert UNKNOWN[language] in fresh.lines[letter], letter


def test_competing_positions_and_counts_stand_side_by_side():
    lines = made().lines
    for said in ("51-00.100N 001-22.300E", "51-01.500N 001-20.000E", "50-59.294N 001-21.087E"):
        assert said in lines["B"]
    assert "(competing)" in lines["B"]
    assert "47 (caller, R-0001); 30-40 (patrol, R-0002)" in lines["D"]
    assert "NOT ACCOUNTED FOR 47" in lines["D"]


def test_an_unknown_number_of_people_is_a_mass_rescue():
    from tests.support.casebooks import report

    drafts = (drafted(report(persons=None), at=minutes(0)), *night()[1:4])
    assert "UNKNOWN number of persons" in made(drafts=drafts).lines["E"]
    assert "mass rescue" in made(drafts=drafts).lines["E"]


def test_the_head_has_number_case_and_every_clock():
    text = made().text
    assert "DATE AND TIME: 140308Z DEC 22 (UK 03:08, FR 04:08)" in text
    assert "SAR SITREP NUMBER: 2, CASE C-0001" in text
    assert "TRANSMISSION PRIORITY: DISTRESS" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("telex", [False, True])
def test_the_watermark_is_first_and_last(language, telex):
    lines = sitrep_text(made(language, watermark="EXERCISE"), telex=telex).splitlines()
    word = {"en": "EXERCISE", "fr": "EXERCICE"}[language]
    assert lines[0] == lines[-1] == f"*** {word} {word} {word} ***"
    assert "***" not in sitrep_text(made(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_back_as_it_was_written(language):
    report = made(language, watermark="REPLAY 2022-12-14", assessment=assessment())
    assert parse_sitrep(report.text) == dict(report.lines)
    assert parse_sitrep(sitrep_text(report, telex=True)) == {
        key: " ".join(to_telex(text).split()) for key, text in report.lines.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_form_is_short_even_of_a_long_night(language):
    text = sitrep_text(made(language, watermark="EXERCISE"), short=True)
    assert len(text.encode()) <= SHORT_BYTES
    assert list(parse_sitrep(text)) == list("ABCDEF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_telex_is_ascii_in_capitals_on_lines_of_sixty_nine(language):
    text = sitrep_text(made(language, assessment=assessment()), telex=True)
    assert text.isascii()
    assert text == text.upper()
    assert max(map(len, text.splitlines())) <= 69


def test_the_weather_that_nobody_reported_is_called_estimated():
    assert "estimated" in made(assessment=assessment()).lines["H"]
    assert "UNKNOWN" in made().lines["H"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "no one direction, ±2 kn"), ("fr", "secteur indéterminé, ±2 nd")]
)
def test_a_calm_has_no_direction(language, said):
    whole = assessment()
    wind = structs.replace(whole.sea.wind, from_deg=None, speed_kn=0.0, uncertainty_kn=2.0)
    calm = structs.replace(whole, sea=structs.replace(whole.sea, wind=wind))
    assert said in made(language, assessment=calm).lines["H"]


def test_a_chance_of_success_never_stands_without_its_warning():
    assert "No figure here ends a search" in made().lines["K"]


def test_contradictions_and_what_nobody_said_are_told():
    lines = made(contradictions=("33 against 98.",)).lines
    assert lines["N"].startswith("33 against 98; nobody has said yet: people in the water")


def test_numbers_run_in_each_case():
    from estran.casebook.bodies.operations import MessageSent

    sent = MessageSent(
        message="P-0001-1",
        form="sitrep",
        number=1,
        to=("Gris-Nez",),
        language="en",
        artifact="0" * 64,
    )
    assert next_number(book_of(*night()).case(CASE)) == 1
    book = book_of(*night(), drafted(sent, at=minutes(80), case=CASE))
    assert next_number(book.case(CASE)) == 2


def test_a_number_below_one_is_refused():
    with pytest.raises(InputError, match="numbered from 1"):
        sitrep(book_of(*night()), CASE, head(number=0))


def test_a_report_with_an_i_is_read_by_its_headings():
    text = "H WEATHER ON SCENE: SW 4\nI INITIAL ACTIONS TAKEN: lifeboat\nJ SEARCH AREA: box\n  two"
    assert parse_sitrep(text) == {"H": "SW 4", "J": "lifeboat", "K": "box two"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing to see", "sitrep.unreadable"),
        ("", "sitrep.unreadable"),
        ("B POSITION: x\nB POSITION: y", "sitrep.twice"),
        ("I ENGINES: two", "sitrep.letter_unknown"),
    ],
)
def test_what_is_no_sitrep_is_refused(text, code):
    with pytest.raises(InputError) as refused:
        parse_sitrep(text)
    assert refused.value.code == code


def test_ascii_keeps_what_it_can():
    assert to_ascii("détresse « à l'œil » 11 °C ±2 …") == (
        'detresse " a l\'oeil " 11 degC +/-2 ...'
    )
    assert to_ascii("قارب") == "????"


@pytest.mark.parametrize(
    ("language", "said", "note"),
    [
        ("en", "May come ashore near Calais from ", "Keep watching the sea"),
        ("fr", "Arrivée possible à terre près de Calais", "Poursuivre la veille en mer"),
    ],
)
def test_the_search_area_names_the_shores_where_people_may_land(language, said, note):
    whole = assessment()
    time = whole.forecast.times[-1]
    row = Landfall(
        kind="named",
        shore="Calais",
        probability=0.2,
        first=time,
        quantile_05=time,
        quantile_50=time,
        quantile_95=time,
    )
    landing = structs.replace(whole.forecast, landfalls=[row])
    told = made(language, assessment=structs.replace(whole, forecast=landing)).lines["K"]
    assert said in told
    assert note in told
    assert note not in made(language, assessment=whole).lines["K"]
