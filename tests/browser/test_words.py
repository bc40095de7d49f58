"""Words to send: previewed, copied by one key, logged to whom, read by whom; told, relayed."""

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
SAID = {
    "en": ("SAR SITREP NUMBER", "Nothing is sent from here", "NOT ACKNOWLEDGED"),
    "fr": ("SITREP SAR NUMÉRO", "Rien n'est envoyé d'ici", "SANS ACCUSÉ DE RÉCEPTION"),
}


@pytest.fixture(scope="module")
def night(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The night of 14 December 2022 as an exercise: one case is open, Gris-Nez was told."""
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("night"), "--exercise", "2022-12-14") as found:
        yield found


def opened(night: Serving, sitting: Sitting, *, size: str = "desk", language: str = "en") -> Page:
    width, height = SIZES[size]
    found = sitting.context(width=width, height=height, locale=language)
    found.grant_permissions(["clipboard-read", "clipboard-write"], origin=night.origin)
    page = found.new_page()
    page.goto(night.address)
    page.evaluate("location.hash = '#/case/C-0001'")
    page.locator(".case .coordinator").wait_for()
    page.keyboard.press("w")
    page.locator(".words pre.message").get_by_text("C-0001").wait_for()
    return page


def text_of(page: Page, wanted: str | re.Pattern[str]) -> str:
    found = page.locator(".words pre.message").filter(has_text=wanted)
    found.wait_for()
    return found.inner_text()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", SAID)
def test_the_page_reads_in_both_languages(
    night: Serving, sitting: Sitting, language: str, size: str
) -> None:
    page = opened(night, sitting, size=size, language=language)
    text_of(page, SAID[language][0])
    words = page.locator(".words").inner_text()
    for said in SAID[language]:
        assert said in words
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    keep(page, f"words-{size}-{language}")
    assert not serious(page)


def test_the_text_is_read_again_as_its_options_change(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    assert "DISTRESS" in text_of(page, "TRANSMISSION PRIORITY")
    page.get_by_label("Priority").select_option("urgency")
    text_of(page, "TRANSMISSION PRIORITY: URGENCY")
    page.get_by_label("Short form").check()
    page.get_by_label("Language").select_option("fr")
    text_of(page, "SITREP SAR NUMÉRO")
    page.get_by_label("Telex: capitals, no accents").check()
    assert "É" not in text_of(page, "SITREP SAR NUMERO")
    page.get_by_role("button", name="Mayday relay", exact=True).first.click()
    page.get_by_label("Language").select_option("en")
    page.get_by_label("Digits as spoken on the radio").check()
    assert "five zero degrees, five nine decimal" in text_of(page, "zero")
    assert not page.get_by_label("Priority").count()
    keep(page, "words-spoken")


def test_a_message_is_logged_and_copied_as_it_is_kept(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    before = len(night.send("GET", "/api/cases/C-0001")["messages"])
    page.get_by_role("button", name="Log as sent to Gris-Nez").click()
    page.locator(".toast").get_by_text("sent to Gris-Nez").wait_for()
    kept = page.get_by_role("heading", name=re.compile(r"P-0001-\d+, as it is kept"))
    message = kept.inner_text().split(",")[0]
    page.keyboard.press("y")
    page.locator(".toast").get_by_text("Message copied.").wait_for()
    copied = clipboard(page)
    after = night.send("GET", "/api/cases/C-0001")["messages"]
    assert len(after) == before + 1
    assert after[-1]["to"] == ["Gris-Nez"]
    found = page.request.get(f"{night.origin}/api/cases/C-0001/messages/{message}")
    assert copied == found.text()
    line = page.locator(".written li", has_text=message)
    line.get_by_text("Gris-Nez: NOT READ").wait_for()
    line.get_by_role("button", name=f"Gris-Nez has read it: {message}").click()
    line.get_by_text(re.compile("read by Gris-Nez")).wait_for()
    keep(page, "words-logged")


def test_an_email_is_a_persons_own_and_survives_a_reload(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.get_by_text("Why this text cannot be changed here").click()
    page.get_by_role("button", name=re.compile("Take it over into an e-mail")).click()
    box = page.get_by_label(re.compile("^Text of the e-mail"))
    box.wait_for()
    taken = box.input_value()
    assert "SAR SITREP NUMBER" in taken
    assert "***" not in taken
    log = page.get_by_role("button", name=re.compile("^Log as sent"))
    assert log.is_disabled()
    box.fill("The lifeboat is two miles off.\n")
    page.get_by_role("button", name="Dover", exact=True).click()
    text_of(page, "The lifeboat is two miles off.")
    assert "EXERCISE" in text_of(page, "The lifeboat")
    page.reload()
    page.locator(".line.open").wait_for()
    page.get_by_role("button", name="C-0001", exact=True).click()
    page.get_by_role("button", name="E-mail", exact=True).click()
    assert "two miles off" in box.input_value()
    page.get_by_role("button", name="Dover", exact=True).click()
    page.get_by_role("button", name="Log as sent to Dover").click()
    page.locator(".written").get_by_text(re.compile("E-mail 1")).wait_for()


def test_told_acknowledged_relayed_answered(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    told = page.locator(".told li", has_text="Gris-Nez")
    told.get_by_role("button", name="Gris-Nez has acknowledged").click()
    told.get_by_label("Reference of Gris-Nez").fill("2022/0412")
    told.get_by_role("button", name="Enter", exact=True).click()
    told.get_by_text(re.compile("^acknowledged")).wait_for()
    relays = page.locator(".relays")
    relays.get_by_text("Record that the relay went out").click()
    relays.get_by_label("Ships near").fill("Arcturus, Nikolaj")
    relays.get_by_label(re.compile("^Within")).fill("ten")
    assert relays.get_by_role("button", name="The relay went out now").is_disabled()
    relays.get_by_label(re.compile("^Within")).fill("10")
    relays.get_by_role("button", name="The relay went out now").click()
    ship = relays.get_by_role("group", name="Arcturus")
    ship.get_by_text("NO ANSWER YET").wait_for()
    ship.get_by_role("button", name="Arcturus: proceeding").click()
    ship.get_by_text("NO ANSWER YET").wait_for(state="detached")
    assert relays.get_by_role("group", name="Nikolaj").get_by_text("NO ANSWER YET").is_visible()
    sheet = night.send("GET", "/api/cases/C-0001")
    assert sheet["told"]["Gris-Nez"]["acknowledged"]
    assert sheet["references"]["Gris-Nez"] == "2022/0412"
    assert sheet["relays"][-1]["answers"]["Arcturus"]["answer"] == "proceeding"
    keep(page, "words-relay")
    assert not serious(page)
