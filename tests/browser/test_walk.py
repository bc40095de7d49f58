"""The walk of the tutorial, from the first message to hand-over: what a person reads on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import keep, serious
from tests.support.a_room import Room
from tools.walk_the_room import EXERCISE, LARGEST_BYTES, STEPS, Walk, shrink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Sitting

SAID = {
    "message": ("NOT RECEIVED yet", "about 47", "UNKNOWN, ask:"),
    "received": ("RECEIVED", "R-0001", "Gris-Nez has not been told", "CALL FOR HELP"),
    "case": ("Coordinator: Dover until Gris-Nez accepts", "First minute", "May be on either side"),
    "first-minute": ("recorded", "The buttons record what was done"),
    "later": ("ahead: forecast", "They may be outside it"),
    "answer": ("Forecast A-0001-2", "What changed", "treat as now"),
    "words": ("SAR SITREP NUMBER: 1, CASE C-0001", "Nothing is sent from here"),
    "hand-over": ("Coordinator: Gris-Nez",),
}
"""What stands on the page at each step, in the eyes of a tired person."""
NEVER = ("safe to", "Go ahead", "not ours", "undefined", "NaN", "[object")


@pytest.fixture(scope="module")
def exercise(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    assert room_built.is_file()
    room = Room(tmp_path_factory.mktemp("walk"), EXERCISE)
    room.start()
    yield room
    room.clear()


def test_a_watch_officer_walks_from_the_first_message_to_hand_over(
    exercise: Room, sitting: Sitting, tmp_path: Path
) -> None:
    seen: list[str] = []

    def look(page: Page, step: str) -> None:
        seen.append(step)
        words = page.inner_text("body")
        assert "EXERCISE 2022-12-14" in words
        for said in SAID[step]:
            assert said in words, f"{step}: {said!r} is not on the page"
        for never in NEVER:
            assert never not in words, f"{step}: {never!r} is on the page"
        keep(page, f"walk-{step}")

    page = sitting.context(locale="en-GB").new_page()
    page.goto(exercise.address)
    Walk(page, look).all()
    assert tuple(seen) == STEPS
    assert not serious(page)
    file = tmp_path / "last.png"
    page.screenshot(path=file)
    shrink(file)
    assert file.stat().st_size <= LARGEST_BYTES
    case = exercise.send("GET", "/api/cases/C-0001")
    assert case["owner"] == "Gris-Nez"
    assert [one["centre"] for one in case["owners"]] == ["Dover", "Gris-Nez"]
    assert exercise.send("GET", "/api/verification")["holds"]
