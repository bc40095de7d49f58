"""The case sheet: what stands first, what never shows, and that what is entered is recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import keep, serious, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Serving, Sitting

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
CASE = "C-0001"
WITHHELD = {
    "en": "No control options are shown: this report is a call for help.",
    "fr": "Aucune option de contrôle n'est montrée : ce signalement est un appel à l'aide.",
}
URGENT = {
    "en": ("Urgent: be there by", "unknown: keep searching"),
    "fr": ("Urgent : être sur place avant", "inconnu : poursuivre les recherches"),
}
GREEN = """() => [...document.querySelectorAll('.panel.case, .panel.case *')].flatMap((one) => {
  const style = getComputedStyle(one);
  const used = ['color', 'backgroundColor', 'borderTopColor'].map((name) => style[name]);
  return used.filter((text) => {
    const [r, g, b] = (text.match(/[\\d.]+/g) ?? []).map(Number);
    return g > r + 20 && g > b + 20;
  });
})"""


@pytest.fixture(scope="module")
def night(room_built: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Serve an exercise with the boat of 14 December 2022; the tests of this file share it."""
    assert room_built
    with serving(tmp_path_factory.mktemp("night"), "--exercise", "2022-12-14") as found:
        yield found


def opened(night: Serving, sitting: Sitting, language: str = "en", size: str = "desk") -> Page:
    """Open the sheet, with the answer of its newest assessment there."""
    width, height = SIZES[size]
    page = sitting.context(width=width, height=height, locale=language).new_page()
    page.goto(night.address)
    page.evaluate(f"location.hash = '#/case/{CASE}'")
    page.locator("#case-card").wait_for(timeout=30_000)
    return page


def entered(night: Serving) -> dict[str, object]:
    """Return the case as the server tells it."""
    found = night.send("GET", f"/api/cases/{CASE}")
    assert isinstance(found, dict)
    return found


def part(page: Page, name: str) -> Locator:
    """Return a folded part of the sheet, open."""
    found = page.locator(f"#case-{name}")
    found.wait_for(timeout=15_000)
    found.evaluate("one => { one.open = true; }")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", WITHHELD)
def test_what_matters_first_stands_first(
    night: Serving, sitting: Sitting, language: str, size: str
) -> None:
    page = opened(night, sitting, language, size)
    urgent, searching = URGENT[language]
    page.locator(".panel.case").get_by_text(urgent, exact=True).wait_for()
    assert page.locator(".panel.case .not-before").get_by_text(searching, exact=True).count() == 1
    tops = [
        page.locator(f".panel.case {one}").first.evaluate("one => one.getBoundingClientRect().top")
        for one in (".coordinator", "#case-first-minute", ".two", "#case-questions", "#case-card")
    ]
    assert tops == sorted(tops)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"{overflow} px beyond the edge"
    keep(page, f"case-{size}-{language}")
    page.locator("#case-card").scroll_into_view_if_needed()
    keep(page, f"case-card-{size}-{language}")
    assert not serious(page)


@pytest.mark.parametrize("language", WITHHELD)
def test_a_call_for_help_has_no_control_card(
    night: Serving, sitting: Sitting, language: str
) -> None:
    page = opened(night, sitting, language)
    card = part(page, "card")
    card.get_by_text(WITHHELD[language]).wait_for()
    options = card.locator(".option .id").all_inner_texts()
    assert sorted(options) == [f"I{number}" for number in range(7)]
    assert "I6" in card.locator(".option.required").first.inner_text()
    assert not re.search(r"\bI(7|8|9|1[0-4])[ab]?\b", page.locator(".panel.case").inner_text())


@pytest.mark.parametrize("palette", range(3))
def test_nothing_is_green_and_nothing_says_go(
    night: Serving, sitting: Sitting, palette: int
) -> None:
    page = opened(night, sitting)
    page.locator(".switches [role=group] button").nth(palette).click()
    page.evaluate(
        "document.querySelectorAll('.panel.case details').forEach(one => { one.open = true; })"
    )
    assert page.evaluate(GREEN) == []
    words = page.locator(".panel.case").inner_text().lower()
    assert not re.search(r"\b(go|green|safe to|all clear|not ours)\b", words)
    assert not serious(page)


ENGLISH = re.compile(
    r"\b(?:the|and|with|from|says?|nobody|since|was|were|is|are|to|by|at|who|what|unknown|alert"
    r"|distress|uncertainty|assessment|running|stopped|recovered|requested|declined|released"
    r"|under way|on scene|chosen|refused|not met|water|boat|report|call|people|colour|lifeboat"
    r"|adrift|swamped|surface|rescue|person in water|yes|inflatable|watch officer|supervisor)\b",
    re.IGNORECASE,
)
"""Words that no French sentence of the sheet holds."""


def test_a_french_officer_reads_no_english(sitting: Sitting, tmp_path: Path) -> None:
    with serving(tmp_path, "--exercise", "2022-12-14") as room:
        a_busy_night(room)
        page = opened(room, sitting, "fr")
        page.locator(".fresh, .none").first.wait_for()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.wait_for_timeout(1000)
        links = "a[href*='#/sources'], [lang=en]"  # titles of sources stand in their own language
        page.evaluate(f'document.querySelectorAll("{links}").forEach(one => one.remove())')
        left: dict[str, list[str]] = {}
        for part in (".queue", ".map", ".panel.case", ".replay"):
            for line in page.locator(part).first.inner_text().splitlines():
                said = NAMES.sub("", line)
                if found := ENGLISH.findall(said):
                    left[line] = found
        assert not left
        keep(page, "case-busy-fr")


NAMES = re.compile(
    r"Maritime and Coastguard Agency|© OpenStreetMap contributors|[Qq]u'est-ce|\b[Pp]eut-être\b"
)
"""What stays as its owner writes it."""


def a_busy_night(room: Serving) -> None:
    """Enter something of each kind whose words the server or the catalogue has to give."""

    def enter(kind: str, body: Mapping[str, object]) -> None:
        room.send("POST", f"/api/cases/{CASE}/events/{kind}", dict(body))

    said: dict[str, object] = {
        "channel": "vhf",
        "source": "ship",
        "persons": "80",
        "engine": "running",
    }
    said |= {"positions": ["50-59.3N 001-21.0E"]}
    number = room.send("POST", "/api/reports", said)["number"]
    enter("link.decided", {"report": number, "craft": "B-0001", "decision": "same", "why": "vue"})
    low = {"centre": "Gris-Nez", "phase": "alert", "why": "vue de loin", "heard": "téléphone"}
    enter("phase.declared", low)
    enter("task.requested", {"unit": "Flamant", "medium": "surface", "purpose": "sauvetage"})
    enter("recovery.reported", {"unit": "Flamant", "alive": 20})
    search = {
        "unit": "Flamant",
        "searcher": "helicopter",
        "target": "person_in_water",
        "corners": ["51-02.0N 001-20.0E", "51-02.0N 001-28.0E", "51-06.0N 001-24.0E"],
        "start": "2022-12-14T01:55Z",
        "end": "2022-12-14T02:12Z",
    }
    enter("search.done", search)
    room.send("POST", f"/api/cases/{CASE}/searches/value", {})


def test_two_alarms_stand_and_the_rest_opens_by_keyboard(sitting: Sitting, tmp_path: Path) -> None:
    with serving(tmp_path, "--exercise", "2022-12-14") as room:
        page = opened(room, sitting)
        alarms = page.locator(".case .alarms")
        assert alarms.locator("li:visible").count() == 2
        more = alarms.locator("summary")
        assert re.fullmatch(r"2 more alarms", more.inner_text())
        more.focus()
        page.keyboard.press("Enter")
        assert alarms.locator("li:visible").count() == 4


def test_a_count_that_was_wrong_is_taken_back_by_its_words(
    sitting: Sitting, tmp_path: Path
) -> None:
    with serving(tmp_path, "--exercise", "2022-12-14") as room:
        for count in (2, 5):
            ashore = {"count": count, "how": "ashore", "by": "police", "why": "seen"}
            body = {"craft": "B-0001", **ashore}
            room.send("POST", f"/api/cases/{CASE}/events/persons.accounted", body)
        page = opened(room, sitting)
        people = page.locator("#case-people")
        people.get_by_role("button", name="Take back the last: 5, ashore (by police)").click()
        form = people.get_by_role("form")
        assert form.get_by_label("Which entry").count() == 0, "no number is asked for"
        form.get_by_label("Why").fill("another boat's")
        form.get_by_role("button", name="Enter in the record").click()
        people.get_by_role("button", name="Take back the last: 2, ashore (by police)").wait_for()
        (boat,) = room.send("GET", f"/api/cases/{CASE}")["boats"]
        assert [one["count"] for one in boat["accounted"]] == [2]


def test_an_answer_is_recorded_and_the_sheet_changes(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    asked = page.get_by_role(
        "group", name="Are the sides of the boat hard, or have they gone soft?"
    )
    page.get_by_label("The answers come from").select_option("caller")
    asked.get_by_role("button", name="Soft or torn").click()
    page.locator(".fresh").wait_for(timeout=10_000)
    facts = entered(night)["facts"]
    assert isinstance(facts, dict)
    assert (facts["tubes_damaged"]["value"], facts["tubes_damaged"]["by"]) == ("yes", "caller")
    page.get_by_role("button", name="Assess again").click()
    changes = page.locator("#case-changes")
    changes.wait_for(timeout=30_000)
    changes.get_by_text("No longer asked: Are the sides of the boat hard").wait_for()
    assert page.locator(".fresh").count() == 0
    changes.scroll_into_view_if_needed()
    keep(page, "case-changes-en")


def test_an_answer_says_the_fact_and_not_the_question(night: Serving, sitting: Sitting) -> None:
    """`engine_stopped` asks "Is the engine running?": a bare yes would record the opposite."""
    page = opened(night, sitting)
    for question in page.locator(".questions li").all():
        words = question.locator("button").all_inner_texts()
        if question.locator(".question").inner_text().startswith(("Is the engine", "Are your")):
            assert "Yes" not in words, words
        assert "Unknown" in words


def test_a_refusal_stands_beside_the_form_and_keeps_what_was_typed(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    ending = part(page, "endings")
    ending.get_by_role("button", name="Suspend the search, case kept").click()
    form = ending.get_by_role("form", name="Suspend the search, case kept")
    form.get_by_role("button", name="Enter in the record").click()
    form.get_by_text("Still empty").wait_for()
    form.get_by_label("Looked at again (within a day)").fill("2022-12-19T04:40Z")
    form.get_by_label("What resumes it").fill("daylight")
    form.get_by_label("Why").fill("fog until dawn")
    form.get_by_role("button", name="Enter in the record").click()
    form.get_by_text("within 24 hours").wait_for()
    assert form.get_by_label("Why").input_value() == "fog until dawn"
    assert entered(night)["state"] == "open"
    form.scroll_into_view_if_needed()
    keep(page, "case-refusal-en")
    assert not serious(page)


def test_no_ground_of_closing_is_offered_while_a_gate_is_not_met(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    ending = part(page, "endings")
    ending.locator(".ground").first.wait_for()
    assert ending.locator(".ground").count() == 3
    assert ending.get_by_role("button", name="Close the case").count() == 0


def test_against_the_card_is_said_before_it_is_entered(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    option = page.locator(".option.required").first
    option.get_by_role("button", name="Record: I6 not chosen").click()
    option.get_by_text("This goes against the card").wait_for()
    option.get_by_role("button", name="Not now").click()
    option.get_by_role("button", name="Record: I6 chosen").click()
    form = option.get_by_role("form")
    assert form.get_by_text("against the card").count() == 0
    form.get_by_label("Why").fill("people in the water")
    form.get_by_role("button", name="Enter in the record").click()
    option.locator("summary .brief").get_by_text("chosen").wait_for()
    decisions = entered(night)["decisions"]
    assert isinstance(decisions, list)
    assert decisions[-1]["choice"] == "chosen"


def test_the_text_of_a_rule_shows_to_who_comes_by_keyboard(
    night: Serving, sitting: Sitting
) -> None:
    page = opened(night, sitting)
    rule = page.locator(".option.required .rule").first
    tip = rule.locator(".tip")
    assert not tip.is_visible()
    rule.locator(".text > a").focus()
    assert tip.is_visible()
    assert rule.locator(".text > a").get_attribute("href") == "#/doctrine/LAW-SAR-2.1.10"
    keep(page, "case-rule-en")


def test_on_paper_every_part_is_open(night: Serving, sitting: Sitting) -> None:
    page = opened(night, sitting)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".panel.case details:not([open])").count() == 0
    assert page.locator(".option.required .rule .tip").first.is_visible()
    assert page.locator(".panel.case form:visible").count() == 0
    assert not page.locator(".queue").is_visible()
    assert page.pdf(format="A4")[:4] == b"%PDF"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".panel.case details:not([open])").count() > 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_hand_over_waits_and_the_owner_acts(
    night: Serving, sitting: Sitting, language: str
) -> None:
    if not entered(night)["hand_over"]:
        body = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
        night.send("POST", f"/api/cases/{CASE}/events/handover.offered", body)
    page = opened(night, sitting, language)
    handing = part(page, "hand-over")
    said = {"en": "not accepted yet: Dover acts", "fr": "pas encore acceptée : MRCC Douvres agit"}
    handing.get_by_text(said[language]).wait_for()
    below = page.locator("#case-card").evaluate("one => one.getBoundingClientRect().top")
    assert handing.evaluate("one => one.getBoundingClientRect().top") < below
    handing.scroll_into_view_if_needed()
    keep(page, f"case-hand-over-{language}")
    assert entered(night)["owner"] == "Dover"
