"""A new report by the watch: pasted, understood, chosen, sent once, in less than 20 seconds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import keep, serious

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

    from tests.browser.conftest import Serving, Sitting

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
TEXT = (
    "on est 47 dont 6 enfants, moteur en panne, l'eau rentre 51-02.5N 001-50E, "
    "personne à l'eau, appelez +33 6 12 34 56 78, on coule"
)
MOST_SECONDS = 20.0
REPORTS = "**/api/reports"


def opened(server: Serving, sitting: Sitting, *, size: str = "desk", language: str = "en") -> Page:
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(server.address)
    page.locator(".counts").first.wait_for(state="attached")
    return page


def begun(server: Serving, sitting: Sitting, *, size: str = "desk", language: str = "en") -> Page:
    """A page with the form open and the text understood."""
    page = opened(server, sitting, size=size, language=language)
    page.goto(f"{server.origin}/#/report")
    page.locator(".entry textarea").fill(TEXT)
    page.locator(".entry .layer mark").first.wait_for()
    return page


def reports(server: Serving) -> list[dict[str, Any]]:
    return list(server.send("GET", "/api/queue")["unplaced"])


def test_a_report_is_entered_by_keyboard_alone_in_less_than_twenty_seconds(
    server: Serving, sitting: Sitting
) -> None:
    page = opened(server, sitting)
    before = len(reports(server))
    start = time.monotonic()
    page.keyboard.press("n")
    page.locator(".entry textarea:focus").wait_for()
    page.keyboard.type(TEXT, delay=20)
    page.keyboard.press("Alt+2")
    page.locator(".entry .row.understood[data-field=position]").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".after .received").wait_for()
    took = time.monotonic() - start
    assert took < MOST_SECONDS
    found = reports(server)
    assert len(found) == before + 1
    newest = found[-1]
    assert (newest["source"], newest["persons"]["said"]) == ("ngo", "47")
    assert newest["report"] in page.locator(".after .received").inner_text()
    keep(page, "entry-received")
    page.keyboard.press("o")  # the focus stands on what is next
    page.wait_for_url("**#/case/C-*")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_understood_stands_beside_its_words_and_the_rest_is_unknown(
    server: Serving, sitting: Sitting, language: str, size: str
) -> None:
    page = begun(server, sitting, size=size, language=language)
    entry = page.locator(".entry")
    assert "on est 47" in entry.locator("[data-field=persons]").inner_text()
    danger = {"en": "DANGER WORDS “coule”", "fr": "MOTS DE DANGER «\u202fcoule\u202f»"}[language]
    assert danger in entry.inner_text()
    unknown = {"en": "UNKNOWN, ask: ", "fr": "INCONNU, à demander : "}[language]
    assert unknown in entry.locator(".sums").inner_text().replace("\n", " ")
    waits = {"en": "NOT RECEIVED yet", "fr": "PAS ENCORE REÇU"}[language]
    assert waits in entry.inner_text()
    keep(page, f"entry-{size}-{language}")
    entry.locator(".readings").first.scroll_into_view_if_needed()
    keep(page, f"entry-choose-{size}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for palette in page.locator(".switches [role=group] button").all():
        palette.click()
        assert not serious(page)
    keep(page, f"entry-night-{size}-{language}")


def test_words_with_two_meanings_fill_in_nothing_until_a_person_chooses(
    server: Serving, sitting: Sitting
) -> None:
    page = begun(server, sitting)
    sent: list[Any] = []

    def look(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/reports"):
            sent.append(request.post_data_json)

    page.on("request", look)
    row = page.locator(".entry [data-field=persons_in_water]")
    assert row.locator("select").input_value() == ""
    row.get_by_role("button", name="yes", exact=True).click()
    assert row.locator("select").input_value() == "yes"
    page.locator(".entry [data-field=persons] input").fill("about 50")
    page.locator(".entry textarea").focus()
    page.keyboard.press("Control+Enter")
    page.locator(".after .received").wait_for()
    assert sent[-1]["facts"]["persons_in_water"] == "yes"
    assert sent[-1]["persons"] == "about 50"
    assert "+33" not in sent[-1]["text"]  # the number has a field of its own
    assert sent[-1]["phone"] == "+33 6 12 34 56 78"


def test_without_a_line_it_reads_not_received_and_goes_once_when_the_line_is_back(
    server: Serving, sitting: Sitting
) -> None:
    page = begun(server, sitting)
    before = len(reports(server))
    page.context.set_offline(True)
    page.locator(".entry textarea").focus()
    page.keyboard.press("Control+Enter")
    page.locator(".after .not-received").get_by_text("NOT RECEIVED").wait_for()
    keep(page, "entry-not-received")
    assert page.locator(".entry textarea").input_value() == ""  # free for the next one
    page.context.set_offline(False)
    page.locator(".after .received").wait_for(timeout=15_000)
    assert len(reports(server)) == before + 1


def test_an_answer_that_is_lost_on_the_way_back_enters_nothing_twice(
    server: Serving, sitting: Sitting
) -> None:
    page = begun(server, sitting)
    before = len(reports(server))
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.request.headers["idempotency-key"])
        route.fetch()  # the server has it
        route.abort()  # and nobody here learns of it

    page.route(REPORTS, lose)
    page.locator(".entry textarea").focus()
    page.keyboard.press("Control+Enter")
    page.locator(".after .not-received").wait_for()
    page.locator(".after .received").wait_for(timeout=15_000)
    assert lost
    assert len(reports(server)) == before + 1


def test_a_draft_and_an_unsent_report_outlive_the_page(server: Serving, sitting: Sitting) -> None:
    page = begun(server, sitting)
    before = len(reports(server))
    page.reload()
    assert page.locator(".entry textarea").input_value() == TEXT
    page.locator(".entry .layer mark").first.wait_for()
    page.route(REPORTS, lambda route: route.abort())
    page.locator(".entry textarea").focus()
    page.keyboard.press("Control+Enter")
    page.locator(".after .not-received").wait_for()
    page.unroute(REPORTS)
    page.reload()
    page.locator(".after .received").wait_for(timeout=15_000)
    assert len(reports(server)) == before + 1


def test_what_the_room_refuses_comes_back_to_be_mended(server: Serving, sitting: Sitting) -> None:
    page = begun(server, sitting)
    page.locator(".entry [data-field=phone] input").fill("0" * 61)
    page.locator(".entry textarea").focus()
    page.keyboard.press("Control+Enter")
    refused = page.locator(".after .not-received")
    refused.get_by_text("The room has refused it").wait_for()
    page.locator(".after").get_by_role("button", name="Change it").click()
    assert page.locator(".entry [data-field=phone] input").input_value() == "0" * 61
    assert "on est 47" in page.locator(".entry textarea").input_value()
    assert page.locator(".entry [data-field=persons] input").input_value() == "47"
