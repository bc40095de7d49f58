"""A server that dies and comes back on its port and casebook, and what the page does meanwhile.

Nothing that was entered is lost, nothing is entered twice, the news go on where they stopped.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from estran import wiring
from estran.room.account_office import Guest, accept, invite
from estran.room.principal import OPERATOR
from tests.browser.conftest import keep, serious
from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Request

    from tests.browser.conftest import Sitting

LOGIN, PASSWORD = "dover-watch-1", "quatre mots pour ouvrir"
PASTED = "about 40 people, black boat, engine stopped, 51-02.5N 001-50E"
CALL = {"channel": "patrol", "source": "patrol", "positions": ["51-01.0N 001-50.0E"]}
LONG_MS = 40_000


@pytest.fixture
def alone(room_built: Path, tmp_path: Path) -> Iterator[Room]:
    """One person's server: its secret is new at each start."""
    assert room_built.is_file()
    room = Room(tmp_path, ["--casebook", "casebook.sqlite", "--watermark", "EXERCISE"])
    room.start()
    yield room
    room.clear()


@pytest.fixture
def shared(room_built: Path, tmp_path: Path) -> Iterator[Room]:
    """A room with accounts: its sessions outlive the server."""
    assert room_built.is_file()
    now = datetime.now(UTC)
    with wiring.open_accounts(tmp_path / "accounts.sqlite") as accounts:
        guest = Guest(login=LOGIN, role="watch_officer", centre="Dover")
        token, _ = invite(accounts, wiring.tokens(), by=OPERATOR, guest=guest, now=now)
        accept(accounts, token=token, password=PASSWORD, now=now)
    files = ["--casebook", "casebook.sqlite", "--accounts", "accounts.sqlite"]
    room = Room(tmp_path, ["--mode", "room", "--watermark", "EXERCISE", *files])
    room.start()
    yield room
    room.clear()


def inside(page: Page, room: Room) -> None:
    """Log in, and wait until the line is open."""
    page.goto(room.origin)
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Password", exact=True).first.fill(PASSWORD)
    page.get_by_role("button", name="Enter", exact=True).click()
    page.locator(".line.open").wait_for()


def enter_by_hand(page: Page, text: str) -> None:
    page.keyboard.press("n")
    page.locator(".entry textarea").fill(text)
    page.keyboard.press("Control+Enter")


def numbers(page: Page) -> list[str]:
    """Return the reports that wait in the queue, as they stand on the screen."""
    return page.locator(".queue [data-row^=R-] .head strong").all_inner_texts()


def queued(page: Page, count: int) -> None:
    page.wait_for_function(
        "count => document.querySelectorAll('.queue [data-row^=R-]').length === count",
        arg=count,
        timeout=LONG_MS,
    )


def last_seen(asked: Request) -> str:
    """Return the number after which a page asked for news; empty where it named none."""
    return asked.all_headers().get("last-event-id", "") or asked.url.partition("after=")[2]


def test_a_room_comes_back_with_its_sessions_and_nothing_is_lost_or_doubled(
    shared: Room, sitting: Sitting
) -> None:
    page = sitting.context(locale="en-GB").new_page()
    inside(page, shared)
    enter_by_hand(page, PASTED)
    page.locator(".after .received").wait_for()
    queued(page, 1)

    shared.kill()
    page.locator(".offline").get_by_text("line to the server is down").wait_for(timeout=LONG_MS)
    enter_by_hand(page, f"second boat, {PASTED}")
    page.locator(".standing.not-received").wait_for()
    page.locator(".entry textarea").fill("third boat, still being typed")
    keep(page, "line-down")
    assert not serious(page)
    assert numbers(page) == ["R-0001"]

    shared.start()
    page.locator(".line.open").wait_for(timeout=LONG_MS)
    page.locator(".offline").wait_for(state="detached", timeout=LONG_MS)
    queued(page, 2)
    page.locator(".standing.not-received").wait_for(state="detached")
    assert page.locator(".entry textarea").input_value() == "third boat, still being typed"
    page.reload()
    assert page.locator(".entry textarea").input_value() == "third boat, still being typed"
    queued(page, 2)
    assert sorted(numbers(page)) == ["R-0001", "R-0002"]


def test_the_stream_goes_on_after_the_last_news_seen(shared: Room, sitting: Sitting) -> None:
    page = sitting.context(locale="en-GB").new_page()
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if "/api/stream" in one.url else None)
    inside(page, shared)
    enter_by_hand(page, PASTED)
    queued(page, 1)
    page.wait_for_timeout(3000)  # the stream looks once a second
    shared.kill()
    page.locator(".offline").wait_for(timeout=LONG_MS)
    asked.clear()
    shared.start()
    page.locator(".line.open").wait_for(timeout=LONG_MS)
    resumed = [int(found) for one in asked if (found := last_seen(one))]
    assert resumed, [one.url for one in asked]
    assert min(resumed) >= 1


def test_a_page_that_had_no_news_yet_is_fresh_again(shared: Room, sitting: Sitting) -> None:
    page, other = (sitting.context(locale="en-GB").new_page() for _ in range(2))
    inside(page, shared)
    queued(page, 0)
    shared.kill()
    page.locator(".offline").wait_for(timeout=LONG_MS)
    shared.start()
    inside(other, shared)  # often before the first page asks again
    enter_by_hand(other, PASTED)
    other.locator(".after .received").wait_for()
    queued(page, 1)
    page.locator(".line.open").wait_for(timeout=LONG_MS)
    assert page.locator(".offline").count() == 0


def test_on_ones_own_machine_the_page_says_how_to_come_in_again(
    alone: Room, sitting: Sitting
) -> None:
    context = sitting.context(locale="en-GB")
    page = context.new_page()
    page.goto(alone.address)
    page.locator(".line.open").wait_for()
    old = alone.token
    alone.kill()
    page.locator(".offline").wait_for(timeout=LONG_MS)
    enter_by_hand(page, PASTED)
    page.locator(".standing.not-received").wait_for()
    page.locator(".entry textarea").fill("still being typed")

    alone.start()
    assert alone.token != old
    words = page.locator(".shut-out")
    words.get_by_text("it has printed a new address").wait_for(timeout=LONG_MS)
    assert "kept in this browser" in words.inner_text()
    assert "1 report is NOT RECEIVED" in page.inner_text("main")
    keep(page, "line-shut-out")
    assert not serious(page)

    fresh = context.new_page()  # the same browser, as the words ask
    fresh.goto(alone.address)
    queued(fresh, 1)
    queued(page, 1)  # the first window comes in with it
    fresh.keyboard.press("n")
    for one in (page, fresh):
        assert one.locator(".entry textarea").input_value() == "still being typed"
    page.wait_for_timeout(5000)  # longer than the beat at which a report is tried again
    assert [one["report"] for one in alone.send("GET", "/api/queue")["unplaced"]] == ["R-0001"]
