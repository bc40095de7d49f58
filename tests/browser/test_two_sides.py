"""Both sides of the Channel at one room: what one enters, the other sees, without a reload."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import keep
from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Sitting

CALL = {
    "channel": "call",
    "source": "caller",
    "positions": ["51-02.5N 001-40.0E"],
    "persons": "about 30",
    "facts": {"taking_water": "yes"},
}
FIX = {
    "channel": "message",
    "source": "ngo",
    "positions": ["50-59.9N 001-18.0E"],
    "position_accuracy_m": 100,
    "persons": "47",
    "facts": {"taking_water": "yes"},
}
LIVE_MS = 15_000
"""The stream looks once a second; the rest is a busy machine."""
FORECAST_MS = 60_000
"""A forecast takes seconds; how many forecasts' time it is, the benchmarks say."""
DOVER, GRIS_NEZ = "dover-watch-1", "gris-nez-watch-1"


@pytest.fixture(scope="module")
def room(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    assert room_built.is_file()
    folder = tmp_path_factory.mktemp("sides")
    found = Room(folder, ["--mode", "room", "--exercise", "2022-12-14"])
    found.start()
    yield found
    found.clear()


@pytest.fixture(scope="module")
def passwords(room: Room) -> dict[str, str]:
    return room.read_seats()


@pytest.fixture
def dover(room: Room, passwords: dict[str, str], sitting: Sitting) -> Page:
    return seated(room, sitting, DOVER, passwords[DOVER])


@pytest.fixture
def gris_nez(room: Room, passwords: dict[str, str], sitting: Sitting) -> Page:
    return seated(room, sitting, GRIS_NEZ, passwords[GRIS_NEZ])


def seated(room: Room, sitting: Sitting, login: str, password: str) -> Page:
    """Log somebody in, in a browser of their own, with the case open."""
    page = sitting.context(locale="en-GB", base_url=room.origin).new_page()
    page.goto("/#/case/C-0001")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password", exact=True).first.fill(password)
    page.get_by_role("button", name="Enter", exact=True).click()
    page.locator(".line.open").wait_for()
    page.locator(".case .coordinator").first.wait_for()
    return page


def entered(page: Page, path: str, body: dict[str, Any]) -> Any:
    """Enter something as the person who sits at this page."""
    csrf = page.request.get("/api/me").json()["csrf"]
    answer = page.request.post(path, data=json.dumps(body), headers=headers(csrf))
    assert answer.ok, answer.text()
    return answer.json()


def headers(csrf: str) -> dict[str, str]:
    return {"X-CSRF-Token": csrf, "Content-Type": "application/json"}


def exercise_time(page: Page) -> str:
    """Return the room's own time: an exercise has one of its own."""
    now: str = page.request.get("/api/queue").json()["now"]
    return now[:19] + "Z"


def test_what_one_side_enters_shows_on_the_other(dover: Page, gris_nez: Page) -> None:
    number = entered(gris_nez, "/api/reports", CALL | {"at": exercise_time(gris_nez)})["number"]
    for page in (dover, gris_nez):
        row = page.locator(f".queue [data-row={number}]")
        row.get_by_text("Persons: about 30").wait_for(timeout=LIVE_MS)
    entered(dover, "/api/events/report.set_aside", {"report": number, "why": "counted twice"})
    for page in (dover, gris_nez):
        row = page.locator(f".queue [data-row={number}]")
        row.wait_for(state="detached", timeout=LIVE_MS)


def test_a_new_fix_remakes_the_forecast_on_both_maps(dover: Page, gris_nez: Page) -> None:
    said = [page.locator(".map .made") for page in (dover, gris_nez)]
    for one in said:
        one.get_by_text("Forecast A-0001-1").wait_for(timeout=FORECAST_MS)
    fix = FIX | {"at": exercise_time(gris_nez)}
    number = entered(gris_nez, "/api/reports", fix)["number"]
    link = {"report": number, "craft": "B-0001", "decision": "same", "why": "same call sign"}
    entered(dover, "/api/cases/C-0001/events/link.decided", link)
    for one in said:
        one.get_by_text("Forecast A-0001-2").wait_for(timeout=FORECAST_MS)
        assert re.search(r"(from the report|re-based on the fix) of 02:\d\d", one.inner_text())
    for page in (dover, gris_nez):  # whether it goes on from the last one or not is said, and why
        evidence = page.locator(".map .evidence")
        assert re.match(r"The forecast (goes on|starts anew) from", evidence.inner_text())
    keep(gris_nez, "sides-fix")


def test_a_hand_over_changes_who_coordinates_on_both_screens(dover: Page, gris_nez: Page) -> None:
    both = (dover, gris_nez)
    for page in both:
        says(page, "Coordinator: Dover until Gris-Nez accepts")
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    entered(dover, "/api/cases/C-0001/events/handover.offered", offer)
    for page in both:
        page.locator(".case .offer").wait_for(timeout=LIVE_MS)
        says(page, "Coordinator: Dover until Gris-Nez accepts")
    gris_nez.get_by_role("button", name="Accept the case").first.click()
    slip = gris_nez.locator(".offer form.slip")
    if slip.count():  # a reference may be given with it, and need not
        slip.get_by_role("button", name=re.compile("^(Enter|Record)")).last.click()
    for page in both:
        says(page, "Coordinator: Gris-Nez")
    assert "Gris-Nez" in dover.locator(".queue [data-row=C-0001] .coordinator").inner_text()
    keep(dover, "sides-handed-over")


def says(page: Page, words: str) -> None:
    """Wait until the case sheet, the map and the queue all say who coordinates."""
    for place in (
        ".case .head .coordinator",
        ".map .coordinator",
        "[data-row=C-0001] .coordinator",
    ):
        page.locator(place).get_by_text(words).wait_for(timeout=LIVE_MS)
