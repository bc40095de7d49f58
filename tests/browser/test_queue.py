"""The queue: what waits, clocks that run, a link with the evidence against first, by keyboard."""

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
CALL = {
    "channel": "message",
    "source": "ngo",
    "positions": ["51-02.5N 001-50E"],
    "persons": "about 40",
    "text": "Water comes in. They call for help.",
}


@pytest.fixture(scope="module")
def night(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The night of 14 December 2022 as an exercise: one case is open."""
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("night"), "--exercise", "2022-12-14") as found:
        yield found


def opened(night: Serving, sitting: Sitting, *, size: str = "desk", language: str = "en") -> Page:
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(night.address)
    page.locator(".queue [data-row=C-0001]").first.wait_for()
    return page


def taken(night: Serving, **more: object) -> str:
    return str(night.send("POST", "/api/reports", {**CALL, **more})["number"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_waits_is_said_in_words_and_shapes(
    night: Serving, sitting: Sitting, language: str, size: str
) -> None:
    number = taken(night)
    page = opened(night, sitting, size=size, language=language)
    row = page.locator(f".queue [data-row={number}]")
    row.wait_for()
    help_word = {"en": "CALL FOR HELP", "fr": "APPEL À L'AIDE"}[language]
    assert help_word in row.inner_text()
    assert "▲" in row.inner_text()
    assert "51-02.500N 001-50.000E" in row.inner_text()
    case = page.locator(".queue [data-row=C-0001]")
    assert {"en": "◆ DISTRESS", "fr": "◆ DÉTRESSE"}[language] in case.inner_text()
    assert {"en": "Coordinator: ", "fr": "Coordination"}[language] in case.inner_text()
    unknown = {"en": "Persons on watch: unknown", "fr": "Effectif de quart : inconnu"}[language]
    assert unknown in page.locator(".watch").inner_text()
    keep(page, f"queue-{size}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for palette in page.locator(".switches [role=group] button").all():
        palette.click()
        assert not serious(page)
    keep(page, f"queue-night-{size}-{language}")


def test_a_clock_counts_on_between_two_looks(night: Serving, sitting: Sitting) -> None:
    number = taken(night)
    page = opened(night, sitting)
    clock = page.locator(f".queue [data-row={number}] .clock")

    def shown() -> int:
        return int(re.findall(r"\d+", clock.inner_text())[0])

    first = shown()
    for _ in range(24):  # a busy machine draws late; a clock that stands still never gets there
        page.wait_for_timeout(500)
        if shown() >= first + 2:
            break
    assert shown() >= first + 2


def test_the_keyboard_walks_the_queue_and_opens_what_it_stands_on(
    night: Serving, sitting: Sitting
) -> None:
    taken(night)
    page = opened(night, sitting)
    for _ in range(60):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "C-0001":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**#/case/C-0001")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") != "C-0001"


def test_a_link_shows_what_speaks_against_first_and_no_score_on_its_button(
    night: Serving, sitting: Sitting
) -> None:
    number = taken(night, engine="stopped", persons="12")
    page = opened(night, sitting)
    row = page.locator(f".queue [data-row={number}]")
    row.get_by_role("button", name="Read").focus()
    page.keyboard.press("l")
    boat = page.locator("dialog .boat").first
    boat.wait_for()
    verdicts = boat.locator(".parts li").evaluate_all("rows => rows.map(row => row.className)")
    assert verdicts[0] == "against"
    assert "against" not in verdicts[verdicts.count("against") :]
    keep(page, "link-en")
    assert not serious(page)
    boat.get_by_role("button", name="Same boat").click()
    send = boat.get_by_role("button", name=f"Link {number} to B-0001")
    assert "%" not in send.inner_text()
    send.click()  # without a reason nothing is done
    assert night.send("GET", f"/api/reports/{number}")["links"] == {}
    boat.get_by_label("Why?").fill("same telephone")
    page.keyboard.press("Enter")
    row.wait_for(state="detached")
    assert "B-0001" in night.send("GET", f"/api/reports/{number}")["links"]


def test_nothing_is_set_aside_without_its_reason(night: Serving, sitting: Sitting) -> None:
    number = taken(night)
    page = opened(night, sitting)
    row = page.locator(f".queue [data-row={number}]")
    row.get_by_role("button", name="Read").focus()
    page.keyboard.press("s")
    page.get_by_role("dialog").get_by_text("This is a CALL FOR HELP").wait_for()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").count() == 1
    page.keyboard.type("a test of the relay")
    page.keyboard.press("Enter")
    row.wait_for(state="detached")
    assert night.send("GET", f"/api/reports/{number}")["set_aside"] == "a test of the relay"


def test_a_report_is_read_with_its_text_and_opens_a_case(night: Serving, sitting: Sitting) -> None:
    number = taken(night)
    page = opened(night, sitting)
    row = page.locator(f".queue [data-row={number}]")
    row.get_by_role("button", name="Read").click()
    page.get_by_role("dialog").get_by_text("Water comes in").wait_for()
    assert not serious(page)
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Read").focus()
    page.keyboard.press("o")
    page.wait_for_url("**#/case/C-*")
    row.wait_for(state="detached")


def test_the_other_centre_is_told_by_telephone_and_the_alarm_ends(
    night: Serving, sitting: Sitting
) -> None:
    number = taken(night)
    page = opened(night, sitting)
    row = page.locator(f".queue [data-row={number}]")
    told = row.get_by_role("button", name="Gris-Nez told by telephone")
    told.click()
    told.wait_for(state="detached")
    assert "Gris-Nez" in night.send("GET", f"/api/reports/{number}")["told"]


def test_a_missed_call_waits_until_somebody_is_reached(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.get_by_role("button", name="+ missed call").click()
    page.keyboard.type("+33 6 11 22 33 44")
    page.keyboard.press("Enter")
    row = page.locator(".queue .missed").first
    row.get_by_text("not called back yet").wait_for()
    row.get_by_role("button", name="no answer").click()
    row.get_by_text("called back 1 time, no answer").wait_for()
    row.get_by_role("button", name="reached").click()
    page.wait_for_url("**#/report")
    assert night.send("GET", "/api/queue")["missed_calls"] == []


def test_the_watch_is_unknown_until_somebody_states_it(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.get_by_role("button", name="State the watch…").click()
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    page.get_by_text("Whole numbers").wait_for()
    page.get_by_label("Qualified persons on watch").fill("2")
    page.keyboard.press("Enter")
    page.locator(".watch").get_by_text("2 qualified on watch, 0 in training").wait_for()
    page.get_by_role("button", name="State air surveillance…").click()
    page.get_by_role("button", name="DEGRADED").click()
    page.get_by_label("Why?").fill("fog")
    page.get_by_label("What stands in for it").fill("semaphore, patrol boat")
    page.keyboard.press("Enter")
    page.locator(".watch").get_by_text("instead: semaphore, patrol boat").wait_for()
