"""A volunteer's telephone in a room: call first, four fields, a bad line, and who has read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import SHOTS, keep, serious
from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Sitting

PHONE = {"width": 390, "height": 844}
WHERE, INLAND = "51-02.5N 001-50E", "50-43.5N 002-03.0E"


class Seats:
    """A room with accounts, and their passwords."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.passwords = room.read_seats()


@pytest.fixture(scope="module")
def seats(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    assert room_built.is_file()
    arguments = ["--mode", "room", "--exercise", "2022-12-14"]
    room = Room(tmp_path_factory.mktemp("seats"), arguments)
    room.start()
    try:
        yield Seats(room)
    finally:
        room.clear()


def inside(seats: Seats, sitting: Sitting, login: str, **how: object) -> Page:
    language = str(how.pop("locale", "en"))
    page = sitting.context(locale=language, **how).new_page()  # type: ignore[arg-type]
    page.goto(seats.room.origin)
    page.locator("input[autocomplete=username]").fill(login)
    page.locator("input[autocomplete=current-password]").fill(seats.passwords[login])
    page.keyboard.press("Enter")
    return page


def volunteer(seats: Seats, sitting: Sitting, **how: object) -> Page:
    page = inside(seats, sitting, "volunteer-1", **PHONE, **how)
    page.locator(".intake form").wait_for()
    return page


def filled(page: Page, *, where: str = WHERE) -> None:
    page.get_by_label("1. Where are they?").fill(where)
    page.get_by_label("2. How many people?").fill("about 40")
    page.get_by_label("3. What is happening?").fill("They say that water comes in.")
    page.get_by_label("4. How can we reach you?").fill("+33 6 12 34 56 78")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send the report").click()


def numbers(page: Page) -> list[str]:
    """Numbers of one's own reports, as the server holds them."""
    rows = page.evaluate("fetch('/api/own-reports').then(one => one.json())")
    return [row["report"] for row in rows]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_first_words_are_to_call(
    seats: Seats, sitting: Sitting, language: str, size: str
) -> None:
    page = volunteer(seats, sitting, locale=language)
    if size == "desk":
        page.set_viewport_size({"width": 1280, "height": 800})
    first = page.locator(".first-words")
    calls = first.locator("a").evaluate_all("rows => rows.map(row => row.getAttribute('href'))")
    assert calls == ["tel:112", "tel:196", "tel:999"]
    assert calls_stand_above(page)
    mark = {"en": "EXERCISE 2022-12-14", "fr": "EXERCICE 2022-12-14"}[language]
    page.get_by_text(mark, exact=True).wait_for()
    assert page.locator(".queue").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.screenshot(path=keep_path(page, f"intake-{size}-{language}"), full_page=True)
    for palette in page.locator(".switches [role=group] button").all():
        palette.click()
        assert not serious(page)
    keep(page, f"intake-night-{size}-{language}")


def keep_path(page: Page, name: str) -> Path:
    keep(page, name)
    return SHOTS / f"{name}-whole.png"


def calls_stand_above(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.querySelector('.first-words').getBoundingClientRect().bottom"
            " <= document.querySelector('.intake form').getBoundingClientRect().top"
        )
    )


def test_in_airplane_mode_it_reads_not_received_and_goes_once_when_the_line_is_back(
    seats: Seats, sitting: Sitting
) -> None:
    page = volunteer(seats, sitting)
    before = len(numbers(page))
    page.context.set_offline(True)
    filled(page)
    send(page)
    large = page.locator(".intake .not-received .large")
    large.get_by_text("NOT RECEIVED").wait_for()
    size = large.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24
    top = large.evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < PHONE["height"] - 100  # whoever has sent sees it, and need not look for it
    keep(page, "intake-not-received")
    assert not serious(page)
    page.wait_for_timeout(5000)  # it tries again meanwhile, in vain
    page.context.set_offline(False)
    page.locator(".intake .own .large").get_by_text("RECEIVED, NOT READ").wait_for(timeout=20_000)
    assert page.locator(".intake .not-received").count() == 0
    assert len(numbers(page)) == before + 1
    assert numbers(page)[0] in page.locator(".intake .own").inner_text()
    keep(page, "intake-received")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "water comes in" not in kept  # once received, the telephone keeps nothing of it


def test_whoever_reported_sees_who_has_read_it_and_when(seats: Seats, sitting: Sitting) -> None:
    page = volunteer(seats, sitting)
    filled(page)
    send(page)
    page.locator(".intake .own").wait_for()
    page.wait_for_function("document.querySelector('.own .large')?.innerText.includes('NOT READ')")
    number = numbers(page)[0]
    watch = inside(seats, sitting, "dover-watch-1")
    row = watch.locator(f".queue [data-row={number}]")
    row.get_by_text("NOT READ").wait_for()
    row.get_by_role("button", name="Read", exact=True).click()
    dialog = watch.get_by_role("dialog")
    dialog.get_by_text("Reach me: +33 6 12 34 56 78").wait_for()
    page.locator(".intake .own").get_by_text(
        re.compile(r"Read by Dover at \d\d:\d\dZ")
    ).first.wait_for(timeout=20_000)
    assert "RECEIVED, READ" in page.locator(".intake .own .large").inner_text()
    keep(page, "intake-read")


def test_a_pasted_place_is_read_back_in_minutes_and_a_doubtful_one_is_chosen(
    seats: Seats, sitting: Sitting
) -> None:
    page = volunteer(seats, sitting)
    where = page.get_by_label("1. Where are they?")
    where.fill("51 02 30 N 001 50 00 E")
    page.get_by_text("51-02.500N 001-50.000E").wait_for()
    where.fill("50.95 1.85")
    page.get_by_text("This can be several places. Which?").wait_for()
    assert not serious(page)
    page.get_by_role("button", name="50.95 N 1.85 E").click()
    page.get_by_text("50-57.000N 001-51.000E").wait_for()
    where.fill("near the big rock")
    page.get_by_text("Not understood as a position. It is sent as it is written.").wait_for()


def test_the_telephone_gives_its_own_place_with_its_error(seats: Seats, sitting: Sitting) -> None:
    place = {"latitude": 51.0416667, "longitude": 1.8333333, "accuracy": 12}
    page = volunteer(seats, sitting, geolocation=place, permissions=["geolocation"])
    page.get_by_role("button", name="Use this telephone's position").click()
    page.get_by_text("51-02.500N 001-50.000E").wait_for()
    page.get_by_text("(within 12 m)").wait_for()


def test_a_place_on_land_is_refused_only_where_nobody_needs_help(
    seats: Seats, sitting: Sitting
) -> None:
    page = volunteer(seats, sitting)
    before = len(numbers(page))
    page.get_by_label("1. Where are they?").fill(INLAND)
    page.get_by_label("2. How many people?").fill("20")
    page.get_by_label("No", exact=True).check()
    send(page)
    page.locator(".standing .detail").get_by_text("nothing of it is stored").wait_for()
    assert len(numbers(page)) == before
    keep(page, "intake-on-land")
    page.get_by_role("button", name="Change it").click()
    assert page.get_by_label("1. Where are they?").input_value() == INLAND
    page.get_by_label("I do not know").check()
    send(page)
    page.wait_for_function(
        "before => fetch('/api/own-reports').then(one => one.json())"
        ".then(own => own.length > before)",
        arg=before,
    )


def test_an_empty_report_is_not_sent(seats: Seats, sitting: Sitting) -> None:
    page = volunteer(seats, sitting)
    send(page)
    page.get_by_text("Fill in at least one of the first three.").wait_for()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_door_explains_each_way_in(seats: Seats, sitting: Sitting, language: str) -> None:
    page = sitting.context(locale=language, **PHONE).new_page()
    page.goto(seats.room.origin)
    page.locator(".login summary").click()
    page.locator(".login details form").wait_for()
    keep(page, f"door-{language}")
    assert not serious(page)


def test_whoever_goes_leaves_the_room(seats: Seats, sitting: Sitting) -> None:
    page = volunteer(seats, sitting)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Enter the room").wait_for()
    assert page.evaluate("fetch('/api/me').then(one => one.status)") == 401
