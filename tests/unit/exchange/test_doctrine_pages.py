"""Pages about doctrines: complete, in both languages, self-contained, and honest on every one."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from estran.doctrine.cases import shipped_cases
from estran.doctrine.comparison import compare
from estran.doctrine.registry import doctrine, every_doctrine, hypothetical
from estran.doctrine.ruleset import rules_under
from estran.doctrine.tree import words
from estran.exchange.condition_words import condition_words
from estran.exchange.doctrine_as_of import as_of, dates_in, known_by
from estran.exchange.doctrine_card import Asked, card_page, options_shown
from estran.exchange.doctrine_changes import changes_page
from estran.exchange.doctrine_history import change_days, history_page, periods
from estran.exchange.doctrine_list import list_page, stands_on
from estran.exchange.doctrine_page import doctrine_page
from estran.exchange.page import Grid, Page, Pairs, Paragraphs, part
from estran.exchange.page_html import to_page_html
from estran.exchange.page_text import WIDTH, to_page_text

LANGUAGES = ("en", "fr")
NEVER = re.compile(r"\bgo\b(?! into| on)|\bgreen\b|feu vert|\bvert\b|autorisé à", re.IGNORECASE)
FACTS = {
    "persons_aboard": 0.0,
    **dict.fromkeys(
        ("help_asked", "craft_swamped", "taking_water", "engine_stopped", "tubes_damaged"), False
    ),
    **dict.fromkeys(("injured_or_ill", "persons_in_water", "children_seen"), False),
}


def shown(name: str, language: str) -> Page:
    one = doctrine(name)
    cases = tuple(case for case in shipped_cases() if case.doctrine == name)
    return doctrine_page(one, cases, language=language)


def asked(name: str, option: str | None = "I7") -> Asked:
    return Asked(
        doctrine=doctrine(name),
        rules=rules_under(name),
        options=options_shown(option),
        facts=FACTS,
    )


def every_page(name: str, language: str) -> list[Page]:
    one = doctrine(name)
    other = doctrine("FR-2022-11-10")
    changes = compare(rules_under(other.id), rules_under(one.id))
    return [
        shown(name, language),
        card_page(asked(name), language=language),
        changes_page(other, one, changes, language=language),
    ]


class Tags(HTMLParser):
    """Collects tags and attributes, and checks that what opens is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(every_doctrine()))
def test_a_page_shows_every_rule_with_its_text_its_source_and_its_reviewer(
    name: str, language: str
) -> None:
    text = to_page_text(shown(name, language))
    flat = re.sub(r"\s+", " ", text)
    one = doctrine(name)
    assert one.digest in flat
    assert one.title_in(language).split()[0].upper() in flat
    for rule in one.rules:
        assert rule.id in flat
        assert re.sub(r"\s+", " ", words(rule.when)) in flat
        assert f"[{rule.citation.source}]" in flat
    reviewer = "Not reviewed by counsel" if language == "en" else "Aucun juriste ne l'a relue"
    assert flat.count(reviewer) >= len(one.rules) + 2 - bool(one.reviewed)
    assert all(len(line) <= WIDTH + 2 for line in text.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["FR-2025-11-25", "LAW", "D3"])
def test_the_html_needs_nothing_else_and_runs_nothing(name: str, language: str) -> None:
    text = to_page_html(shown(name, language)).decode()
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "img", "link", "iframe", "object", "a", "form", "svg"}
    attributes = {key for _, found in tags.seen for key in found}
    assert not {one for one in attributes if one.startswith("on") or one in ("src", "href")}
    assert f'<html lang="{language}">' in text
    assert "url(" not in text
    assert "@import" not in text
    assert "@media print" in text
    assert "green" not in text


def test_what_a_file_says_is_never_markup() -> None:
    page = Page("<b>", "en", ("<script>",), (part("&", Paragraphs(("<i>",))),), ())
    text = to_page_html(page).decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "<i>" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(hypothetical()))
def test_a_hypothetical_doctrine_says_so_on_every_page(name: str, language: str) -> None:
    word = "HYPOTHETICAL" if language == "en" else "HYPOTHÉTIQUE"
    for page in every_page(name, language):
        assert any(mark.startswith(word) for mark in page.marks), page.title
    since = "in force since" if language == "en" else "en vigueur depuis"
    assert since not in to_page_text(shown(name, language)), "it never was"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_breaches_of_d3_stand_on_every_page(language: str) -> None:
    word = "BREACH" if language == "en" else "MANQUEMENT"
    for page in every_page("D3", language):
        assert any(mark.startswith(word) and "I14" in mark for mark in page.marks), page.title
    assert not any(mark.startswith(word) for mark in shown("FR-2025-11-25", language).marks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_go_or_green(language: str) -> None:
    pages = [page for name in ("FR-2023-03-10", "D2") for page in every_page(name, language)]
    pages.append(list_page(every_doctrine().values(), day=date(2026, 1, 1), language=language))
    pages.append(history_page("I7", FACTS, language=language))
    for page in pages:
        assert not NEVER.search(to_page_text(page)), page.title


def test_how_a_doctrine_stands_depends_on_the_day() -> None:
    stands = {
        day: stands_on(doctrine("FR-2023-03-10"), date.fromisoformat(day))
        for day in ("2023-03-09", "2023-03-10", "2025-11-25")
    }
    assert list(stands.values()) == ["not_yet", "in_force", "in_doubt"]
    assert stands_on(doctrine("FR-2025-ANNOUNCED"), date(2025, 8, 1)) == "announced"
    assert stands_on(doctrine("D1"), date(2025, 8, 1)) == "hypothetical"
    assert stands_on(doctrine("PHYSICS"), date(1900, 1, 1)) == "in_force"


def test_the_list_tells_no_practice_and_no_doubt_of_later_days() -> None:
    def text(day: date) -> str:
        return to_page_text(list_page(every_doctrine().values(), day=day, language="en"))

    assert "2026-05" not in text(date(2023, 6, 1))
    assert "survived the framework of 25 November 2025" not in text(date(2023, 6, 1))
    assert "2026-05" in text(date(2026, 6, 1))
    later = re.sub(r"\s+", " ", text(date(2026, 6, 1)))
    assert "survived the framework of 25 November 2025" in later


def test_rescue_itself_stands_on_every_card_and_first() -> None:
    assert options_shown("I7") == ("I6", "I7")
    assert options_shown("I6") == ("I6",)
    headings = [one.heading for one in card_page(asked("FR-2025-11-25"), language="en").parts]
    assert headings[1].startswith("I6 ")
    assert headings[2].startswith("I7 ")


def test_the_history_has_a_row_for_each_day_on_which_the_rules_changed() -> None:
    days = [day for day, _, _ in periods("I7", FACTS)]
    assert {"2022-11-10", "2023-03-10", "2025-11-25"} <= set(days)
    assert days == sorted(days)
    assert date(2022, 1, 1) in change_days()
    text = to_page_text(history_page("I7", FACTS, language="en"))
    assert "FR-2025-ANNOUNCED" in text
    assert "announced" in text


def test_a_condition_is_said_in_words() -> None:
    rules = {rule.id: rule for one in every_doctrine().values() for rule in one.rules}
    assert condition_words(rules["FR23-3"].when, language="en") == (
        "distance to the waterline of this moment: at most band"
    )
    assert condition_words(rules["FR23-5"].when, language="fr") == (
        "pas le cas : embarquement commencé"
    )
    assert condition_words(rules["FR25-5"].when, language="en") == (
        "unit that would act: Gendarmerie maritime"
    )
    assert condition_words(rules["LAW-SAR-2.1.10"].when, language="en") == (
        "distress indicated, or people in the water or wading near the craft"
    )
    for rule in rules.values():
        for language in LANGUAGES:
            assert condition_words(rule.when, language=language)


def test_a_number_stands_in_the_words_with_its_unit_and_below_with_its_source() -> None:
    text = re.sub(r"\s+", " ", to_page_text(shown("FR-2023-03-10", "en")))
    assert "distance to the waterline of this moment: at most 200 m" in text
    assert "band = 200 m (2023-03-10) [lemonde_2024_directives]" in text


def test_text_breaks_lines_and_keeps_every_cell() -> None:
    long = "word " * 60
    page = Page(
        "Title",
        "en",
        ("mark",),
        (
            part("Grid", Grid(("a", "b", "c"), (("1", long, long), ("2", "x", "y")))),
            part("Pairs", Pairs((("label", long), ("a very long label indeed, longer than", "x")))),
        ),
        ("note",),
    )
    text = to_page_text(page)
    assert text.count("word") == 180
    assert max(map(len, text.splitlines())) <= WIDTH + 2


def test_a_card_in_french_is_french_but_for_the_articles() -> None:
    english = re.compile(r"\b(the|and|of|with|is|are|not|from|by|this|that|rules|rule|when)\b")
    page = card_page(asked("D3", None), language="fr")
    texts = [page.title, *page.marks, *page.notes]
    for one in page.parts:
        texts.append(one.heading)
        for block in one.blocks:
            if isinstance(block, Grid):
                texts += [cell for row in (block.head, *block.rows) for cell in row[:-1]]
            elif not isinstance(block, Pairs):
                texts += block.texts
    for text in texts:
        assert not english.search(text), text


def test_an_open_question_is_as_old_as_the_latest_date_it_names() -> None:
    assert list(dates_in("after the pact of April 2026")) == [date(2026, 4, 1)]
    assert list(dates_in("FR-2023-03-10 and 25 November 2025")) == [
        date(2023, 3, 10),
        date(2025, 11, 25),
    ]
    assert list(dates_in("the directives of 2023; 200 m")) == [date(2023, 1, 1)]
    one = doctrine("FR-2025-11-25")
    early = as_of(one, date(2026, 1, 20))
    assert len(early.unknown) == len(early.unknown_fr) == len(one.unknown) - 1
    assert not any("avril 2026" in text for text in early.unknown_fr)
    assert as_of(one, date(2027, 1, 1)) == one
    assert not known_by(one, date(2025, 11, 24))
    assert known_by(doctrine("FR-2022-11-10"), date(2022, 11, 10)), "its text came out later"


def _own_words(text: str) -> str:
    """Return a page without its cases and sources, whose names are of one language."""
    return text.partition("\nLES CAS")[0].partition("\nSOURCES")[0]


@pytest.mark.parametrize("name", ["FR-2022-11-10", "FR-2025-ANNOUNCED", "LAW", "D3"])
def test_in_french_a_space_stands_before_every_colon(name: str) -> None:
    page = shown(name, "fr")
    pages = [page, list_page(every_doctrine().values(), day=date(2026, 6, 1), language="fr")]
    for one in pages:
        rest = re.sub(r"https?:\S+|«[^»]*»", "", _own_words(to_page_text(one)))
        assert not re.search(r"[^\W\d]: ", rest), re.findall(r".{30}[^\W\d]: .{20}", rest)
    text = to_page_text(pages[1])
    assert "AUCUN JOUR" not in text
    assert "JAMAIS EN VIGUEUR, À NOTRE CONNAISSANCE" in text
    assert not re.search(r"confiance +moyen\b", to_page_text(page))


def test_practice_is_reported_on_a_day_and_not_in_force_since() -> None:
    for language, label in (("en", "reported on"), ("fr", "rapporté le")):
        page = shown("FR-2025-11-25", language)
        (grid,) = (
            block
            for one in page.parts
            for block in one.blocks
            if isinstance(block, Grid) and len(block.head) == 3
        )
        assert grid.head[0] == label
