"""A look back over the record: what was known then, loudly not now, and nothing entered."""

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
BAND = {"en": "NOT NOW", "fr": "PAS MAINTENANT"}
BACK = {"en": "Back to now", "fr": "Revenir à maintenant"}
CALL = {"channel": "call", "source": "caller", "positions": ["51-02.5N 001-40.0E"]}


@pytest.fixture(scope="module")
def night(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The night of 14 December 2022 as an exercise: one case, six entries at first."""
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("night"), "--exercise", "2022-12-14") as found:
        yield found


def opened(night: Serving, sitting: Sitting, *, size: str = "desk", language: str = "en") -> Page:
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(night.address)
    page.locator(".line.open").wait_for()
    page.evaluate("location.hash = '#/case/C-0001'")
    page.locator(".case .coordinator").wait_for()
    page.locator(".replay .slide").wait_for(state="attached")  # no key leads back before that
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", BAND)
def test_a_look_back_is_loud_and_one_key_ends_it(
    night: Serving, sitting: Sitting, language: str, size: str
) -> None:
    page = opened(night, sitting, size=size, language=language)
    page.keyboard.press("r")
    page.keyboard.press(",")
    band = page.locator(".as-known")
    band.get_by_text(re.compile(BAND[language])).wait_for()
    assert re.search(r"\d\d:\d\d:\d\dZ", band.inner_text())
    assert page.locator(".replay .entry-words").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    keep(page, f"replay-{size}-{language}")
    for palette in page.locator(".switches [role=group] button").all():
        palette.click()
        assert not serious(page)
    page.keyboard.press("0")
    band.wait_for(state="detached")
    assert page.get_by_role("button", name=BACK[language]).count() == 0


def test_each_entry_shows_what_was_known_by_then(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    assert page.locator(".case").get_by_text("No assessment yet").count() == 0
    page.keyboard.press("r")
    entries = page.locator(".replay-record .entry")
    entries.filter(has_text=re.compile(r"5\. Gris-Nez was told")).click()
    page.evaluate("location.hash = '#/case/C-0001'")
    page.locator(".case").get_by_text("No assessment yet").wait_for()
    for _ in range(4):
        page.keyboard.press(",")
    page.get_by_text("Nobody knew of this case yet.").wait_for()
    page.locator(".queue").get_by_text("R-0001", exact=True).wait_for()
    assert page.locator(".queue [data-row=C-0001]").count() == 0
    keep(page, "replay-before-the-case")
    page.keyboard.press(".")
    page.keyboard.press("0")
    page.locator(".queue [data-row=C-0001]").first.wait_for()


def test_gates_and_the_clock_of_the_chart_are_those_of_the_moment(
    sitting: Sitting, tmp_path: Path
) -> None:
    with serving(tmp_path, "--exercise", "2022-12-14") as room:
        page = opened(room, sitting)
        page.locator(".time-bar").wait_for(timeout=30_000)
        lead = {"what": "a light seen from the shore"}
        room.send("POST", "/api/cases/C-0001/events/lead.opened", lead)
        ground = page.locator("#case-endings .ground").nth(1)
        open_parts(page)
        ground.get_by_text("No lead, missed call or unplaced report is left: not met").wait_for()
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        page.keyboard.press(",")
        page.locator(".as-known").wait_for()
        open_parts(page)
        ground.get_by_text("No lead, missed call or unplaced report is left: met").wait_for()
        page.locator(".time-bar").get_by_text("the moment looked at").wait_for()
        keep(page, "replay-gates")
        page.keyboard.press("0")
        page.locator(".as-known").wait_for(state="detached")
        ground.get_by_text("No lead, missed call or unplaced report is left: not met").wait_for()


def open_parts(page: Page) -> None:
    page.locator("#case-endings .ground").first.wait_for(state="attached")
    page.evaluate(
        "document.querySelectorAll('#case-endings, #case-endings details')"
        ".forEach(one => { one.open = true; })"
    )


def test_any_minute_can_be_looked_at(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.keyboard.press("r")
    minute = page.get_by_label("Any minute (UTC)")
    minute.fill("2022-12-14T02:12")
    minute.dispatch_event("change")
    page.locator(".as-known").get_by_text("02:12:59Z").wait_for()
    page.locator(".replay").get_by_text("Nothing had been entered yet.").wait_for()
    minute.fill("2022-12-14T23:00")
    minute.dispatch_event("change")
    page.locator(".as-known").wait_for(state="detached")


def test_nothing_is_entered_then_but_a_new_report(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.keyboard.press(",")
    page.locator(".as-known").wait_for()
    before = night.send("GET", "/api/moments")["moments"][-1]["seq"]
    page.evaluate("location.hash = '#/words'")
    page.get_by_text("You are looking back. A message is written").wait_for()
    assert page.get_by_role("button", name=re.compile("^Log as sent")).count() == 0
    assert night.send("GET", "/api/moments")["moments"][-1]["seq"] == before
    page.keyboard.press("n")
    box = page.locator(".entry textarea").first
    box.fill("R by VHF: adrift, about 12 people, position 51-01.0N 001-45.0E")
    page.get_by_text(re.compile(r"^\d fields? known")).wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".entry .received, .after .received").first.wait_for()
    assert night.send("GET", "/api/moments")["moments"][-1]["seq"] > before


def test_what_comes_in_meanwhile_is_said(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.keyboard.press(",")
    page.locator(".as-known").wait_for()
    number = night.send("POST", "/api/reports", CALL)["number"]
    page.locator(".as-known .meanwhile").wait_for(timeout=15_000)
    assert page.locator(".queue").get_by_text(number, exact=True).count() == 0
    keep(page, "replay-meanwhile")
    page.keyboard.press("0")
    page.locator(".queue").get_by_text(number, exact=True).wait_for()


def test_it_plays_to_now_and_stops(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.keyboard.press(",")
    page.locator(".replay").get_by_role("button", name="Play", exact=True).click()
    page.locator(".as-known").wait_for(state="detached", timeout=30_000)
    page.locator(".replay").get_by_role("button", name="Play", exact=True).wait_for()
