"""The report: what page one says, what no page may say, and what each finding rests on."""

import re
from dataclasses import replace
from html import unescape

import pytest

from estran.lab.guards import everything_barred, green_marks, names_a_winner
from estran.lab.outcomes import OUTCOMES
from estran.lab.parameters import parameters
from estran.lab.report.front import PARTS
from estran.lab.report.page import report_html
from estran.lab.report.table import report_csv
from estran.language.catalogue import catalogue, say
from tests.support.lab_findings import lab_findings

LANGUAGES = ("en", "fr")


@pytest.fixture(scope="module")
def found():
    return lab_findings()


@pytest.fixture(scope="module")
def pages(found):
    return {one: report_html(found, language=one) for one in LANGUAGES}


def text_of(html):
    """What a reader reads, spaces plain; head and style aside."""
    body = html.split("<body>")[-1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def part(html, name):
    """One part of the page, as HTML."""
    start = html.index(f'<section id="{name}">')
    after = [html.find(f'<section id="{one}">') for one in PARTS[PARTS.index(name) + 1 :]]
    return html[start : after[0] if after else len(html)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_one_says_who_chose_what_is_left_out_and_what_it_is_for(pages, language):
    first = text_of(pages[language].split("<nav")[0])
    wanted = [
        key for key in catalogue(language) if re.match(r"study_front\.(left_out|outside|may)", key)
    ]
    wanted = [key for key in wanted if "{" not in catalogue(language)[key]]
    for key in (*wanted, "study_front.interest_1"):
        assert re.sub(r"\s+", " ", catalogue(language)[key]) in first, key
    assert lab_findings().design.said("who_chose", language) in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_stand_in_their_order_before_any_of_which_page_one_stands(pages, language):
    places = [pages[language].index(f'<section id="{one}">') for one in PARTS]
    assert places == sorted(places)
    assert pages[language].index('<header id="front">') < places[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_what_no_artefact_may_hold(pages, language):
    assert everything_barred(text_of(pages[language])) == ()
    assert everything_barred(pages[language]) == ()
    assert names_a_winner(pages[language]) == ()
    assert green_marks(pages[language]) == ()


def test_the_table_holds_nothing_of_the_kind_either(found):
    assert everything_barred(report_csv(found)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_needs_nothing_else(pages, language):
    html = pages[language]
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=[\"'](?!#)", html)
    assert "@import" not in html
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_breach_stands_at_the_head_of_every_part_and_at_the_foot_of_every_sheet(pages, language):
    html = pages[language]
    short = say(language, "study_mark.breach_short", doctrine="D3").split(":")[0].strip()
    for name in PARTS:
        assert "D3" in part(html, name).split("</p>")[0], name
    assert short in text_of(html.split("<nav")[0]).replace("\u00a0", " ")
    assert "D3" in html.split("@bottom-left")[1].split("}")[0]


def test_without_a_breach_nothing_is_said_of_one(found):
    clean = replace(
        found,
        standings=tuple(replace(one, ranked=True, breaches=()) for one in found.standings),
        manifest={
            **found.manifest,
            "doctrines": [{**row, "breaches": []} for row in found.manifest["doctrines"]],
        },
    )
    assert "BREAKS A PROOF" not in report_html(clean)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doctrine_that_breaks_a_proof_is_in_no_table_of_regret(pages, language):
    tables = part(pages[language], "regret").split("<tbody>")[1:]
    assert tables
    for one in tables:
        assert "D3" not in one.split("</tbody>")[0]


def test_an_assumption_is_called_so_in_the_drawing_itself(pages):
    figures = re.findall(r"<svg.*?</svg>", part(pages["en"], "contrasts"), flags=re.DOTALL)
    assumed = [one for one in figures if "assumption, not finding" in one]
    assert len(assumed) >= 4
    for one in assumed:
        row = one.split("D7 ")[-1]
        assert "url(#hatched)" in row


def test_only_what_may_be_said_is_drawn_as_a_finding(found):
    plain = replace(
        found, contrasts=tuple(replace(one, headline="assumption") for one in found.contrasts)
    )
    figures = re.findall(r"<svg.*?</svg>", part(report_html(plain), "contrasts"), flags=re.DOTALL)
    assert figures
    for one in figures:
        assert 'fill="#1f5fa8"' not in one


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_identified_is_printed_in_words_and_never_as_nought(pages, language):
    here = text_of(part(pages[language], "history"))
    said = say(language, "study_history.not_identified")
    assert re.sub(r"\s+", " ", said) in here.replace("\u00a0", " ")
    assert here.count("NOT IDENTIFIED" if language == "en" else "NON IDENTIFIÉE") >= 2


def test_without_history_it_says_so(found):
    here = part(report_html(replace(found, history=None)), "history")
    assert say("en", "study_history.none") in unescape(here)


@pytest.mark.parametrize("language", LANGUAGES)
def test_outcomes_without_direction_have_no_better_and_are_never_drawn_as_a_finding(
    pages, language
):
    figures = re.findall(
        r"<figure>.*?</figure>", part(pages[language], "contrasts"), flags=re.DOTALL
    )
    neutral = [one for one in figures if say(language, "study_row.no_direction") in one]
    assert len(neutral) == 4
    for one in neutral:
        assert 'fill="#1f5fa8"' not in one
        assert say(language, "study_row.fewer") not in one


def test_every_count_stands_beside_its_interval(pages):
    for figure in re.findall(r"<svg.*?</svg>", part(pages["en"], "outcomes"), flags=re.DOTALL):
        for note in re.findall(r'class="note">(.*?)<', figure):
            assert re.search(r"\(.* to .*\)|not given", note), note


def test_refused_numbers_say_why(pages):
    text = text_of(pages["en"])
    assert "on draws it had not seen (21 % at best, 50 % needed)" in text
    assert "8,400,000 would be needed" in text


def test_every_outcome_and_every_parameter_is_laid_open(pages):
    text = text_of(part(pages["en"], "limits"))
    for one in OUTCOMES.values():
        assert one.label in text
    assert len(re.findall("<tr>", part(pages["en"], "limits"))) > len(parameters())


def test_every_parameter_has_a_name_of_its_own_in_both_languages():
    for language in ("en", "fr"):
        names = [one.said(language) for one in parameters().values()]
        assert len(set(names)) == len(names)


def test_every_drawing_has_words_for_those_who_do_not_see_it(pages):
    for one in re.findall(r"<svg[^>]*>", pages["en"]):
        assert 'aria-hidden="true"' in one or re.search(r'role="img" aria-label="[^"]{20,}', one)


def test_the_table_tells_which_rows_break_a_proof_and_what_may_be_said(found):
    rows = [one.split(",") for one in report_csv(found).splitlines()]
    assert {row[-1] for row in rows[1:] if row[0] == "D3"} == {"yes"}
    assert {row[-1] for row in rows[1:] if row[0] == "D4"} == {"no"}
    assert {row[-2] for row in rows if row[2] == "landings" and row[1]} == {"no_direction"}


def test_the_same_findings_give_the_same_bytes(found, pages):
    assert report_html(found, language="fr") == pages["fr"]
