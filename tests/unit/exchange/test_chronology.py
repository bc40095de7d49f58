"""The chronology: a sentence for every kind of event, both times, what was erased, and marks."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest

from estran.casebook.bodies import keeping, reports
from estran.casebook.kinds import KINDS
from estran.exchange.chronology import chronology_page
from estran.exchange.event_words import Teller
from estran.exchange.page import Grid
from estran.exchange.page_html import to_page_html
from estran.language.catalogue import LANGUAGES
from tests.support.casebooks import CASE, book_of, drafted, entries_of, minutes, night


def filled(kind):
    """A body, or a part of one, in which every field holds something."""
    hints = get_type_hints(kind)
    return kind(**{one.name: some(hints[one.name], one.name) for one in fields(kind)})


def some(hint, name):
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return some(next(one for one in inner if one is not type(None)), name)
    if origin is Literal:
        return inner[-1]
    if origin is tuple:
        return (some(inner[0], name),)
    if origin is Mapping:
        return {f"{name}_key": some(inner[1], name)}
    if isinstance(hint, type) and is_dataclass(hint):
        return filled(hint)
    plain = {str: f"{name}-text", int: 7, float: 0.25, bool: True, datetime: minutes(3)}
    return plain[hint]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_has_a_sentence_that_loses_nothing(kind, language):
    body = filled(KINDS[kind])
    said = Teller(language, {}, {}).sentence(body)
    for one in fields(body):
        if isinstance(value := getattr(body, one.name), str) and value.endswith("-text"):
            assert value in said, f"{kind} does not say its {one.name}"


def page(language="en", *drafts, texts=None, watermark=""):
    every = (*night(watermark=watermark), *drafts)
    return chronology_page(
        entries_of(*every), book_of(*every), CASE, language=language, texts=texts or {}
    )


def rows(shown):
    (grid,) = (one for part in shown.parts for one in part.blocks if isinstance(one, Grid))
    return {row[0]: row for row in grid.rows}


def test_both_clocks_stand_and_a_late_entry_says_when_it_was_made():
    shown = rows(page())
    assert shown["1"][1] == "140153Z DEC 22 (UK 01:53, FR 02:53)"
    assert shown["5"][1] == "140202Z DEC 22 (UK 02:02, FR 03:02) entered 140207Z DEC 22"
    assert shown["5"][2] == "watch officer, Gris-Nez"


def test_a_text_is_shown_to_who_may_see_it_and_else_said_to_be_hidden():
    assert '"the engine stopped"' in rows(page(texts={"s1": "the engine stopped"}))["1"][3]
    assert "[text not shown]" in rows(page())["1"][3]
    assert "p1" not in rows(page(texts={"p1": "secret"}))["1"][3]
    assert "secret" not in rows(page(texts={"p1": "secret"}))["1"][3]


def test_what_the_law_erased_is_shown_as_erased():
    erased = keeping.TextErased(sealed=("s1",), ground="time_passed")
    shown = rows(page("en", drafted(erased, at=minutes(900), case=CASE), texts={"s1": "no"}))
    assert "text: [erased by law, entry 23]" in shown["1"][3]
    assert '"no"' not in shown["1"][3]


def test_a_decision_against_the_advice_and_a_lowered_phase_are_marked():
    shown = rows(page())
    assert shown["18"][3].startswith("AGAINST THE ADVICE. Decision D-0001-1: I4 (")
    assert shown["10"][3].startswith("LOWER THAN THE FACTS INDICATE. Gris-Nez declared")
    assert not shown["3"][3].startswith("LOWER")


def test_what_lay_unread_at_a_decision_is_said():
    assert "KNOWN THEN, NOT YET READ: R-0002." in rows(page())["18"][3]
    read = drafted(reports.ReportRead(report="R-0002", centre="Dover"), at=minutes(90))
    (last,) = (one for one in page("en", read).parts if one.heading.startswith("Known"))
    assert last.blocks[0].texts[1].endswith("first read by Dover, 76 min later.")


def test_a_report_that_nobody_placed_counts_as_unread_too():
    from estran.casebook.bodies.cases import CaseEnded

    ended = drafted(CaseEnded(why="dawn"), at=minutes(100), case=CASE, role="supervisor")
    assert "NOT YET READ: R-0002, R-0003." in rows(page("en", ended))["23"][3]
    assert "22" not in rows(page("en", ended)), "its own row belongs to no case"


class Sheet(HTMLParser):
    """What a page would fetch, and its text."""

    def __init__(self):
        super().__init__()
        self.fetched, self.classes = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.fetched += [tag] if tag in {"script", "img", "link", "iframe"} else []
        self.fetched += [given[key] for key in ("src", "href") if key in given]
        self.classes += (given.get("class") or "").split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_with_its_watermark_on_every_sheet_and_needs_nothing_else(language):
    html = to_page_html(page(language, watermark="EXERCISE")).decode()
    sheet = Sheet()
    sheet.feed(html)
    assert sheet.fetched == []
    assert sheet.classes.count("watermark") == 2
    assert sheet.classes.count("across") == 1
    printed = html.split("@media print")[1]
    assert "position: fixed" in printed.split(".across")[1].split("}")[0]
    assert "table-header-group" in printed
    assert "@import" not in html
    assert "url(" not in html


def test_what_is_live_has_no_watermark():
    assert 'class="watermark"' not in to_page_html(page()).decode()
