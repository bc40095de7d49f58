"""Doctrine and sources: a rule id opens its rule, and a number opens what it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import keep, serious, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serving, Sitting

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
CASE = "C-0001"
ANNOUNCED = "FR-2025-11-25"
IN_FORCE = {"en": "in force", "fr": "en vigueur"}
MORE = {
    "en": ("More", ("Words to send", "Doctrine", "Sources")),
    "fr": ("Plus", ("Messages à envoyer", "Doctrine", "Sources")),
}


@pytest.fixture(scope="module")
def night(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The night of 14 December 2022 as an exercise; nothing here adds to it."""
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("night"), "--exercise", "2022-12-14") as found:
        yield found


def opened(
    night: Serving, sitting: Sitting, *, language: str = "en", size: str = "desk", case: str = CASE
) -> Page:
    """Open the case sheet, with the answer of its newest assessment there."""
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(night.address)
    page.evaluate(f"location.hash = '#/case/{case}'")
    page.locator("#case-card").wait_for(timeout=30_000)
    return page


def go(page: Page, to: str) -> None:
    page.evaluate(f"location.hash = '#/{to}'")


def fold_out(page: Page, within: str) -> None:
    page.evaluate(
        f"document.querySelectorAll('{within}, {within} details').forEach(one => (one.open = true))"
    )


def test_a_rule_of_the_card_opens_its_rule_and_its_doctrine(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    page.locator(".option.required .rule .text > a").first.click()
    rule = page.locator(".doctrine .rule")
    rule.get_by_text("LAW-SAR-2.1.10").first.wait_for()
    page.locator(".doctrine").get_by_role("link", name=re.compile("1979")).first.wait_for()
    keep(page, "doctrine-rule-en")
    assert not serious(page)
    page.get_by_role("link", name="All of LAW").click()
    page.locator(".doctrine summary", has_text="rules by name").click()
    page.locator(".doctrine .contents").get_by_role("link", name="LAW-HELP", exact=True).wait_for()


def test_every_rule_and_source_that_a_sheet_names_can_be_opened(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    fold_out(page, ".panel.case")
    links = page.locator(".panel.case a").evaluate_all(
        "all => [...new Set(all.map(one => decodeURIComponent(one.getAttribute('href'))))]"
    )
    rules = {one.removeprefix("#/doctrine/") for one in links if one.startswith("#/doctrine/")}
    keys = {one.removeprefix("#/sources/") for one in links if one.startswith("#/sources/")}
    doctrines = {one["id"] for one in night.send("GET", "/api/doctrines")["doctrines"]}
    assert len(rules) > 5
    assert len(keys) > 90
    for name in rules - doctrines:
        assert name in night.send("GET", f"/api/rules/{name}")["part"]["heading"]
    made = night.send("GET", f"/api/cases/{CASE}")["assessments"][-1]["assessment"]
    manifest = night.send("GET", f"/api/cases/{CASE}/assessments/{made}")["manifest"]
    named = {one["key"] for part in ("sources", "assumptions") for one in manifest[part]}
    assert keys <= named
    assert named - keys == set(), "no part of the sheet leads to these"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", IN_FORCE)
def test_the_doctrines_stand_by_whether_they_bind(
    night: Serving, sitting: Sitting, language: str, size: str
) -> None:
    page = opened(night, sitting, language=language, size=size)
    go(page, "doctrine")
    page.locator(".doctrine").get_by_role("region", name=IN_FORCE[language]).wait_for()
    names = page.locator(".doctrine section").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    assert names[0] == IN_FORCE[language]
    assert len(names) == 2
    bind = page.locator(".doctrine section").first.locator("li strong").all_inner_texts()
    assert "FR-2022-11-10" in bind
    assert "D0" not in bind
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    keep(page, f"doctrine-{size}-{language}")
    assert not serious(page)


def test_a_later_day_knows_what_came_and_what_it_replaces(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    go(page, "doctrine")
    page.get_by_label("As known on").fill("2026-01-10")
    page.locator(".doctrine").get_by_role("link", name=re.compile(ANNOUNCED)).click()
    page.get_by_text("As known on 2026-01-10.").wait_for()
    page.locator(".doctrine .facts").get_by_text("since 2025-11-25").wait_for()
    page.get_by_text("It replaces:").wait_for()
    keep(page, "doctrine-history-en")
    assert not serious(page)
    page.locator(".doctrine .facts").get_by_role("link", name="FR22-2").click()
    page.locator(".doctrine .rule").get_by_text("FR22-2").first.wait_for()
    page.get_by_role("link", name="All doctrines").click()
    page.get_by_role("button", name="The room's day").click()
    page.locator(".doctrine a", has_text=ANNOUNCED).wait_for(state="detached")


def test_what_is_not_in_force_never_reads_as_if_it_were(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    go(page, f"doctrine/{ANNOUNCED}")
    facts = page.locator(".doctrine .facts").first
    facts.get_by_text("not yet in force").wait_for()
    assert "from 2025-11-25" in facts.inner_text()
    assert "since" not in facts.inner_text()


def test_what_was_promised_has_its_page(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    go(page, "doctrine")
    page.get_by_role("link", name="What was promised, and what is known to have been done").click()
    page.locator(".doctrine article h3").first.wait_for()
    assert not serious(page)


def test_an_unknown_name_shows_the_nearest(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    go(page, "doctrine/LAW-SAR-2.1.11")
    page.locator(".doctrine").get_by_role(
        "link", name="LAW-SAR-2.1.1", exact=False
    ).first.wait_for()
    go(page, "sources/hse_1996")
    page.locator(".sources").get_by_role("link", name="hse_1995").click()
    page.get_by_role("heading", name="Review of probable survival times").wait_for()


@pytest.mark.parametrize(
    ("part", "name", "heading"),
    [
        ("#case-hazards .hazards", "Fruin 1993", "The causes and prevention of crowd disasters"),
        ("#case-tasks .assets", "France 3 Normandie 2023", "helicopter|hélicoptère"),
        ("#case-origins", "JPL MUR MEaSUREs Project 2015", "Sea Surface Temperature"),
        ("#case-origins", "Brushett 2014", "leeway"),
        (".panel.case .two ~ .rests", "Hayward 1975", "."),
    ],
)
def test_a_number_opens_its_source(
    night: Serving, sitting: Sitting, part: str, name: str, heading: str
) -> None:
    page = opened(night, sitting)
    fold_out(page, ".panel.case")
    page.locator(part).get_by_role("link", name=name).first.click()
    page.locator(".sources h3").get_by_text(re.compile(heading, re.IGNORECASE)).wait_for()
    assert "/sources/" in page.url


def test_an_assumed_number_says_so_and_opens_its_range(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.locator("details.ages > summary").click()  # folded where the window is low
    page.locator(".forcings a", has_text="assumed").first.click()
    page.get_by_role("heading", name="Mean wind where nobody reported it").wait_for()
    found = page.locator(".sources")
    assert "assumption, not a measurement" in found.inner_text()
    found.get_by_text(re.compile(r"to .* m/s")).wait_for()
    keep(page, "sources-assumption-en")
    assert not serious(page)


def test_a_figure_that_could_help_to_load_a_boat_stays_in_the_house(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    go(page, "sources/hazard_boat_beam")
    page.get_by_text("withheld: it could help to load a boat").wait_for()
    assert not re.search(r"\d(\.\d)? m\b", page.locator(".sources").inner_text())


@pytest.mark.parametrize("palette", range(3))
def test_sources_are_found_by_their_words(night: Serving, sitting: Sitting, palette: int) -> None:
    page = opened(night, sitting)
    page.locator(".switches [role=group] button").nth(palette).click()
    go(page, "sources")
    found = page.locator(".sources")
    found.get_by_role("heading", name=re.compile("sources of the doctrines")).wait_for()
    found.get_by_label("Find").fill("leeway brushett")
    found.get_by_text("1 found", exact=True).wait_for()
    assert not serious(page)
    found.get_by_label("Find").fill("no such words anywhere")
    found.get_by_text("The whole register is longer than this list.").wait_for()
    found.get_by_label("Find").fill("")
    assert not serious(page)


@pytest.mark.parametrize("language", MORE)
def test_a_phone_reaches_the_pages_by_its_last_tab(
    night: Serving, sitting: Sitting, language: str
) -> None:
    page = opened(night, sitting, language=language, size="phone")
    tab, pages = MORE[language]
    for panel, name in zip(("words", "doctrine", "sources"), pages, strict=True):
        page.locator(".tab-bar").get_by_role("link", name=tab).click()
        page.locator(".more-pages").get_by_role("link", name=name, exact=True).click()
        page.locator(f".right .panel.{panel}").wait_for()
        assert page.locator(".tab-bar a[aria-current]").inner_text() == tab
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    keep(page, f"sources-phone-{language}")
    assert not serious(page)


def test_on_paper_a_doctrine_stands_alone(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    go(page, "doctrine/FR-2022-11-10")
    page.locator(".doctrine article h3").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(".doctrine article").is_visible()
    assert not page.locator(".queue").is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()
    assert page.pdf(format="A4")[:4] == b"%PDF"
