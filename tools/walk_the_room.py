"""Walk the 14 December 2022 exercise as a watch officer would, from the first message to hand-over.

Each step looks at the page and keeps a picture for the tutorial. Nothing here asks the server
behind the page's back; what a person cannot do, the walk does not do either.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-3d-apis", "--disable-background-networking"]
EXERCISE = ["--exercise", "2022-12-14", "--untouched", "--embedded"]
WIDTH, HEIGHT = 1280, 800
COLOURS = 128
LARGEST_BYTES = 150_000
LONG_MS = 60_000
MESSAGE = (
    "NGO by message: inflatable, about 47 people, water comes in, help us please. "
    "Position 50-59.294N 001-21.087E at 0153Z"
)
STEPS = ("message", "received", "case", "first-minute", "later", "answer", "words", "hand-over")


@dataclass(frozen=True)
class Walk:
    """A page of the room, and what is done with it at each step.

    Attributes
    ----------
    page : Page
        In English; logged in, nothing entered yet.
    look : callable
        Called with the page and the name of each step, one of `STEPS`.
    """

    page: Page
    look: Callable[[Page, str], None]

    def all(self) -> None:
        """From the first message to hand-over."""
        self.take_in()
        self.open_case()
        self.first_minute()
        self.look_ahead()
        self.ask()
        self.write()
        self.hand_over()

    def take_in(self) -> None:
        """Paste the message, see what was understood, choose where it is in doubt, enter it."""
        page = self.page
        page.locator(".counts").wait_for()
        page.keyboard.press("n")
        page.locator(".entry textarea").first.fill(MESSAGE)
        page.keyboard.press("Alt+2")
        page.get_by_text(re.compile(r"^\d fields known")).wait_for()
        page.wait_for_timeout(600)
        self.look(page, "message")
        page.keyboard.press("Control+Enter")
        page.locator(".after .received").wait_for()
        page.locator(".queue [data-row=R-0001]").wait_for()
        self.look(page, "received")

    def open_case(self) -> None:
        """Open a case on it; the first assessment comes by itself."""
        page = self.page
        page.locator(".after [data-do=open]").click()
        page.get_by_role("heading", name="Case C-0001").wait_for()
        self.drawn("A-0001-1")
        page.locator("#case-first-minute").wait_for(timeout=LONG_MS)
        self.look(page, "case")

    def first_minute(self) -> None:
        """Record what was done: the other side told, distress declared, a unit asked."""
        minute = self.page.locator("#case-first-minute")
        self.record(minute, "centre was told", {})
        self.record(minute, "Gris-Nez declared distress", {})
        self.record(minute, "unit was asked", {"Unit": "Dover lifeboat"})
        minute.scroll_into_view_if_needed()
        self.look(self.page, "first-minute")

    def look_ahead(self) -> None:
        """Step the chart an hour on, with the percentages."""
        page = self.page
        for _ in range(6):
            page.get_by_role("button", name="10 minutes later").click()
        page.locator(".time-bar .moment").get_by_text("forecast").wait_for()
        page.wait_for_timeout(800)
        self.look(page, "later")
        page.locator(".time-keys").get_by_role("button", name="Now").click()

    def ask(self) -> None:
        """Record what the caller answers; the sheet says that the assessment does not know it."""
        questions = self.page.locator("#case-questions")
        water = questions.locator("li", has_text="Is anyone in the water").first
        water.get_by_role("button", name=re.compile("Yes")).first.click()
        questions.get_by_role("button", name="Assess again").first.click()
        self.drawn("A-0001-2")
        changes = self.page.locator("summary", has_text="What changed")
        changes.evaluate("one => one.scrollIntoView()")
        self.look(self.page, "answer")

    def write(self) -> None:
        """Read the SITREP over, and log it as sent."""
        page = self.page
        page.get_by_role("link", name="Words to send").first.click()
        page.locator(".words pre.message").get_by_text("SITREP").wait_for()
        self.look(page, "words")
        page.get_by_role("button", name=re.compile("Log as sent to")).click()
        page.locator(".words").get_by_text(re.compile("SITREP 1")).first.wait_for()

    def hand_over(self) -> None:
        """Offer the case to the other side; Dover acts until its acceptance is heard."""
        page = self.page
        page.locator(".queue [data-row=C-0001] a.head").click()
        offers = page.locator("#case-hand-over")
        offers.locator("summary").first.click()
        answers = {"To": "Gris-Nez", "Why": "The boat drifts to their side."}
        self.record(offers, "[Oo]ffer", answers)
        offers.locator(".offer").wait_for()
        self.record(offers, "Gris-Nez accepts", {})
        page.locator(".case .coordinator").get_by_text("Coordinator: Gris-Nez").wait_for()
        page.locator(".map .coordinator").get_by_text("Coordinator: Gris-Nez").wait_for()
        page.locator(".right").evaluate("one => one.scrollTo(0, 0)")
        self.look(page, "hand-over")

    def record(self, place: Locator, button: str, answers: dict[str, str]) -> None:
        """Press a button of the sheet, fill in its small form where it has one, and enter it."""
        place.get_by_role("button", name=re.compile(button)).first.click()
        slip = place.locator("form.slip")
        for _ in range(20):
            if slip.count():
                break
            self.page.wait_for_timeout(50)
        else:
            return
        for label, answer in answers.items():
            field = slip.get_by_label(label, exact=True).first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(label=answer)
            else:
                field.fill(answer)
        slip.get_by_role("button", name="Enter in the record").click()
        slip.wait_for(state="detached")

    def drawn(self, assessment: str) -> None:
        """Wait until the chart shows this forecast."""
        said = self.page.locator(".map .made")
        said.get_by_text(assessment).wait_for(timeout=LONG_MS)
        self.page.locator(".time-bar").wait_for(timeout=LONG_MS)
        self.page.wait_for_timeout(1000)


def kept(folder: Path) -> Callable[[Page, str], None]:
    """Return what keeps a picture of each step, small enough for a page of documentation.

    Parameters
    ----------
    folder : Path
        Where ``room-STEP.png`` goes.
    """

    def look(page: Page, step: str) -> None:
        file = folder / f"room-{step}.png"
        page.locator("main").hover(position={"x": 5, "y": 5})
        page.locator(".toast").last.wait_for(state="detached")
        page.screenshot(path=file, animations="disabled")
        shrink(file)

    return look


def shrink(file: Path) -> None:
    """Write a picture anew with fewer colours, where Pillow is there."""
    try:
        from PIL import Image  # noqa: PLC0415 -- of matplotlib, and not everywhere
    except ImportError:
        return
    with Image.open(file) as found:
        small = found.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main() -> None:
    """Walk, and leave the pictures of the tutorial."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- a test needs no second one

    path = os.environ.get("ESTRAN_TEST_BROWSER") or shutil.which("chromium")
    if path is None:
        sys.exit(
            "There is no Chromium here: apt install chromium, or name one in ESTRAN_TEST_BROWSER."
        )
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        room = Room(Path(folder), EXERCISE)
        room.start()
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            page = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB"
            ).new_page()
            page.goto(room.address)
            Walk(page, kept(IMAGES)).all()
            browser.close()
        finally:
            room.clear()
    for step in STEPS:
        file = IMAGES / f"room-{step}.png"
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
