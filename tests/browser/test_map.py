"""The chart of an open case: drawn without WebGL, in words too, moved by keys and by the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import keep, serious, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serving, Sitting

INKED = """() => {
  const canvas = document.querySelector(".cloud-canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]) count += 1;
  return count;
}"""


@pytest.fixture(scope="module")
def exercise(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("chart"), "--exercise", "2022-12-14") as found:
        yield found


def drawn(page: Page) -> None:
    """Wait until the particles are on the chart."""
    page.wait_for_selector(".time-bar", timeout=30_000)
    for _ in range(100):
        if page.evaluate(INKED) > 100:
            return
        page.wait_for_timeout(100)
    pytest.fail("no particle is drawn")


def opened(sitting: Sitting, exercise: Serving, **how: Any) -> Page:
    page = sitting.context(permissions=["clipboard-read", "clipboard-write"], **how).new_page()
    page.goto(exercise.address)
    page.goto(f"{exercise.origin}/#/case/C-0001")
    drawn(page)
    return page


def test_the_chart_shows_where_people_may_be_and_who_coordinates(
    sitting: Sitting, exercise: Serving
) -> None:
    page = opened(sitting, exercise, locale="en-GB")
    says = page.inner_text(".sayings")
    assert "Coordinator: Dover until Gris-Nez accepts" in says
    assert re.search(r"holds 95 in 100 of the runs, [\d.,]+ NM²\. They may be outside it", says)
    assert "%" not in page.inner_text(".map"), "percentages stand there only on demand"
    page.click(".legend summary")
    page.keyboard.press("p")
    assert "% in a NM²" in page.inner_text(".legend")
    assert "Not for navigation" in page.inner_text(".legend")
    assert "OpenStreetMap" in page.inner_text(".legend")
    assert serious(page) == []
    keep(page, "map-en-day")


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_the_chart_has_room_and_says_of_which_hour_its_areas_are(
    sitting: Sitting, exercise: Serving, language: str
) -> None:
    page = opened(sitting, exercise, locale=language)
    height = page.locator(".chart-frame").bounding_box()
    assert height is not None
    assert height["height"] >= 0.45 * 800, "at 1280 by 800 the chart is what a watch looks at"
    assert re.search(r"01:53 (to|à) 02:53 (UTC|TU)", page.inner_text(".areas-of"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.locator(".areas-of").get_by_text("02:53").first.wait_for()
    assert re.search(r"02:53 (to|à) 03:53 (UTC|TU)", page.inner_text(".areas-of"))


def test_landfalls_are_signs_and_rows_and_never_advice(sitting: Sitting, exercise: Serving) -> None:
    page = opened(sitting, exercise, locale="en-GB")
    page.click(".legend summary")
    assert "never a plan" in page.inner_text(".legend")
    page.click(".in-numbers summary")
    table = page.locator(".in-numbers table", has_text="may first come ashore")
    assert "it is never a plan" in table.inner_text()
    assert re.search(r"Hythe\s+18%\s+\d\d:\d\dZ", table.inner_text())
    keep(page, "map-landfalls-en")


def test_keys_move_the_moment_and_the_area_grows(sitting: Sitting, exercise: Serving) -> None:
    page = opened(sitting, exercise, locale="en-GB")
    area = re.compile(r"the runs, ([\d.,]+) NM²")

    def size() -> float:
        found = area.search(page.inner_text(".areas"))
        assert found
        return float(found.group(1).replace(",", ""))

    before, moment = size(), page.inner_text(".moment time")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert page.inner_text(".moment time") != moment
    assert "ahead: forecast" in page.inner_text(".moment")
    assert size() > before
    page.keyboard.press("t")
    assert "now" in page.inner_text(".moment")


def test_it_plays_and_stops(sitting: Sitting, exercise: Serving) -> None:
    page = opened(sitting, exercise, locale="en-GB")
    moment = page.inner_text(".moment time")
    page.keyboard.press(" ")
    page.wait_for_timeout(1500)
    assert page.inner_text(".moment time") != moment
    page.keyboard.press(" ")
    still = page.inner_text(".moment time")
    page.wait_for_timeout(400)
    assert page.inner_text(".moment time") == still


def test_the_position_under_the_cursor_is_copied_by_a_key(
    sitting: Sitting, exercise: Serving
) -> None:
    page = opened(sitting, exercise, locale="en-GB")
    box = page.locator(".chart").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.press("c")
    page.wait_for_selector(".toast")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"5[01]-\d\d\.\d{3}N 00[12]-\d\d\.\d{3}E", copied)


def test_the_measure_says_miles_and_degrees_true(sitting: Sitting, exercise: Serving) -> None:
    page = opened(sitting, exercise, locale="fr-FR")
    page.keyboard.press("m")
    box = page.locator(".chart").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.click(box["x"] + 60, middle)
    page.wait_for_timeout(350)  # two quick clicks would zoom
    page.mouse.click(box["x"] + 260, middle)
    page.wait_for_timeout(300)
    assert re.search(r"\d,\d NM 0?(89|90|91)°T", page.inner_text(".tools"))


def test_a_forecast_is_asked_for_once(sitting: Sitting, exercise: Serving) -> None:
    page = opened(sitting, exercise)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/assessments/" in one.url else None)
    page.wait_for_timeout(3_000)
    assert asked == []


@pytest.mark.parametrize("palette", ["day", "dusk", "night"])
def test_every_palette_and_a_phone(sitting: Sitting, exercise: Serving, palette: str) -> None:
    page = opened(sitting, exercise, locale="fr-FR")
    page.evaluate(f"localStorage.setItem('estran.palette', '{palette}')")
    page.reload()
    drawn(page)
    assert "Coordination : MRCC Douvres" in page.inner_text(".sayings")
    assert serious(page) == []
    keep(page, f"map-fr-{palette}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{exercise.origin}/#/map")
    drawn(page)
    keep(page, f"map-phone-{palette}")
