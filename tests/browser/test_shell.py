"""The frame of the room: both languages, three palettes, three sizes; live, shut and cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import keep, serious

if TYPE_CHECKING:
    from tests.browser.conftest import Serving, Sitting

SIZES = {"wide": (1920, 1080), "desk": (1280, 800), "phone": (390, 844)}
PALETTES = {"day": 0, "dusk": 1, "night": 2}
SAID = {"en": ("Queue", "EXERCISE"), "fr": ("File d'attente", "EXERCICE")}
CALL = {"channel": "patrol", "source": "patrol", "positions": ["51-01.0N 001-50.0E"]}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", SAID)
def test_the_shell_opens(
    server: Serving, sitting: Sitting, language: str, size: str, palette: str
) -> None:
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(server.address)
    assert "token" not in page.url
    page.locator(".switches [role=group] button").nth(PALETTES[palette]).click()
    page.get_by_role("heading", name=SAID[language][0], exact=True).wait_for()
    page.get_by_text(SAID[language][1], exact=True).wait_for()
    page.locator(".counts").wait_for()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("data-palette") == palette
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"{overflow} px beyond the edge"
    keep(page, f"shell-{size}-{language}-{palette}")
    assert not serious(page)


def test_the_language_changes_without_reload(server: Serving, sitting: Sitting) -> None:
    page = sitting.context(locale="en").new_page()
    page.goto(server.address)
    page.locator(".counts").wait_for()
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Français").click()
    page.get_by_role("heading", name="File d'attente", exact=True).wait_for()
    assert page.evaluate("window.same")


def test_a_new_report_shows_without_reload(server: Serving, sitting: Sitting) -> None:
    page = sitting.context(locale="en").new_page()
    page.goto(server.address)
    page.locator(".line.open").wait_for()
    number = server.send("POST", "/api/reports", CALL)["number"]
    page.locator(".queue").get_by_text(number, exact=True).wait_for(timeout=10_000)


def test_whoever_has_no_session_meets_the_door(server: Serving, sitting: Sitting) -> None:
    page = sitting.context(locale="fr").new_page()
    page.goto(server.origin)
    page.get_by_role("heading", name="Entrer dans la salle").wait_for()
    page.get_by_text("Ceci n'est pas une ligne d'urgence").wait_for()
    keep(page, "door-fr")
    assert not serious(page)


def test_the_question_mark_lists_the_keys(server: Serving, sitting: Sitting) -> None:
    page = sitting.context(locale="en").new_page()
    page.goto(server.address)
    page.locator(".counts").wait_for()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    keep(page, "keys")
    assert not serious(page)
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("n")
    page.get_by_role("heading", name="New report").wait_for()


def test_a_line_that_is_cut_is_said_at_once(server: Serving, sitting: Sitting) -> None:
    context = sitting.context(locale="en")
    page = context.new_page()
    page.goto(server.address)
    page.locator(".line.open").wait_for()
    # Said again and again: a message that is on its way already may open the line once more.
    page.evaluate("setInterval(() => dispatchEvent(new Event('offline')), 100)")
    page.locator(".offline").wait_for()
    keep(page, "offline")


def test_the_page_refuses_script_of_others(server: Serving, sitting: Sitting) -> None:
    page = sitting.context().new_page()
    answer = page.goto(server.address)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    page.locator(".counts").wait_for()
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.bad = 1';"
        " document.body.append(one); }"
    )
    assert page.evaluate("window.bad") is None
