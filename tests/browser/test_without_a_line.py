"""The page loaded without a line: it stands, says so, and what is typed then goes once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import keep, serious
from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Sitting

PHONE = {"width": 390, "height": 844}
WHERE = "51-02.5N 001-50E"
LONG_MS = 40_000
KEPT = """async () => {
  const names = (await caches.keys()).filter((one) => one.startsWith("estran-shell-"));
  const found = await Promise.all(names.map(async (one) => (await caches.open(one)).keys()));
  return found.flat().map((one) => new URL(one.url).pathname);
}"""


@pytest.fixture
def room(room_built: Path, tmp_path: Path) -> Iterator[Room]:
    assert room_built.is_file()
    files = ["--casebook", "casebook.sqlite"]
    found = Room(tmp_path, ["--mode", "room", "--exercise", "2022-12-14", *files])
    found.start()
    yield found
    found.clear()


def inside(room: Room, sitting: Sitting, login: str) -> Page:
    """Log in on a telephone, and wait until the browser keeps the page."""
    page = sitting.context(locale="en", **PHONE).new_page()
    page.goto(room.origin)
    page.locator("input[autocomplete=username]").fill(login)
    page.locator("input[autocomplete=current-password]").fill(room.read_seats()[login])
    page.keyboard.press("Enter")
    page.locator("main.door .intake form, main.room").wait_for()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def cut_off(page: Page) -> None:
    """Take the line away, and load the page anew."""
    page.context.set_offline(True)
    page.reload()
    page.locator(".offline").get_by_text("line to the server is down").wait_for(timeout=LONG_MS)
    page.locator(".intake form").wait_for()


def numbers(page: Page) -> list[str]:
    rows = page.evaluate("fetch('/api/own-reports').then(one => one.json())")
    return [row["report"] for row in rows]


def test_a_telephone_without_a_line_loads_the_form_and_sends_what_was_typed_once(
    room: Room, sitting: Sitting
) -> None:
    page = inside(room, sitting, "volunteer-1")
    before = len(numbers(page))
    page.get_by_label("3. What is happening?").fill("begun before the line went")
    cut_off(page)
    assert page.get_by_label("3. What is happening?").input_value() == "begun before the line went"
    assert page.locator(".first-words a[href='tel:112']").count() == 1
    assert not serious(page)
    keep(page, "no-line-loaded")
    page.get_by_label("1. Where are they?").fill(WHERE)
    page.get_by_role("button", name="Send the report").click()
    waiting = page.locator(".intake .not-received .large").get_by_text("NOT RECEIVED")
    waiting.wait_for()
    page.reload()
    waiting.wait_for(timeout=LONG_MS)  # over a second load too
    page.context.set_offline(False)
    page.locator(".intake .own .large").get_by_text("RECEIVED, NOT READ").wait_for(timeout=LONG_MS)
    page.locator(".offline").wait_for(state="detached", timeout=LONG_MS)
    assert page.locator(".intake .not-received").count() == 0
    page.wait_for_timeout(5000)  # longer than the beat at which a report is tried again
    assert len(numbers(page)) == before + 1


def test_the_browser_keeps_the_page_and_nothing_that_the_server_knows(
    room: Room, sitting: Sitting
) -> None:
    page = inside(room, sitting, "dover-watch-1")
    page.locator(".counts").wait_for()
    kept = page.evaluate(KEPT)
    assert "/" in kept
    assert any(one.endswith(".js") for one in kept)
    assert [one for one in kept if one != "/" and not one.startswith("/assets/")] == []
    seat = page.evaluate("() => JSON.parse(sessionStorage.getItem('estran.seat'))")
    assert set(seat) == {"account", "roles", "centre", "watermark", "ahead"}


def test_a_watch_without_a_line_sees_no_empty_queue_and_is_back_in_its_room_with_the_line(
    room: Room, sitting: Sitting
) -> None:
    page = inside(room, sitting, "dover-watch-1")
    cut_off(page)
    assert page.locator(".queue").count() == 0
    page.context.set_offline(False)
    page.locator(".queue .counts").wait_for(timeout=LONG_MS)
    page.locator(".offline").wait_for(state="detached", timeout=LONG_MS)


def test_whoever_logged_out_is_not_remembered(room: Room, sitting: Sitting) -> None:
    page = inside(room, sitting, "volunteer-1")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Enter the room").wait_for()
    assert page.evaluate("() => sessionStorage.getItem('estran.seat')") is None
