"""How soon both sides see a forecast from a new fix: `python -m benchmarks.room_two_screens`.

One room, one case, a screen each in Dover and in Gris-Nez. Each fix is followed, in the same run,
by a forecast alone: the same inputs in a process of the kind that the server has beside it.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks.room_animation import browser_path
from estran import wiring
from estran.adapters.assessing_process import AssessingProcess
from estran.quantities.instants import parse_instant
from estran.room.running import Inputs
from tests.browser.conftest import BUILT, FLAGS
from tests.support.a_room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator

BAR = 2.0
"""A fix is on both screens within the time of so many forecasts."""
SEATS = ("dover-watch-1", "gris-nez-watch-1")
CASE, CRAFT, CASEBOOK = "C-0001", "B-0001", "casebook.sqlite"
LONGEST_MS = 60_000
ALONE = 3
"""Forecasts alone after each fix: the median counts, for a machine that is busy for a moment."""
WATCH = """(name) => {
  window.told = window.drawn = window.cloud = null;
  const beat = () => {
    const made = document.querySelector(".map .made")?.textContent.includes(name);
    if (made && !window.told) window.told = Date.now();
    if (made && !window.drawn && document.querySelector(".map .areas")) window.drawn = Date.now();
    if (window.drawn && document.querySelector(".time-bar")) window.cloud = Date.now();
    else requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}"""
"""`told`: words name the forecast. `drawn`: its areas are there. `cloud`: its particles too."""


@dataclass(slots=True)
class Measured:
    """Seconds, one of each for each fix."""

    forecast: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    cloud: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)

    @property
    def seen(self) -> tuple[tuple[str, list[float]], ...]:
        """Return what is looked for on the screens, as `WATCH` names it, the earliest first."""
        return ("told", self.told), ("drawn", self.drawn), ("cloud", self.cloud)

    @property
    def ratios(self) -> list[float]:
        """Return how many forecasts each fix took until the later screen had drawn it."""
        return [one / alone for one, alone in zip(self.drawn, self.forecast, strict=True)]


def measured(*, fixes: int) -> Measured | str:
    """Measure, or say why not."""
    path = browser_path()
    if path is None:
        return "no Chromium here"
    if not BUILT.is_file():
        return "the room is not built (make web)"
    try:
        from playwright.sync_api import TimeoutError as Late
        from playwright.sync_api import sync_playwright
    except ImportError:
        return "no Playwright here"
    with TemporaryDirectory() as folder, _room(Path(folder)) as room, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        passwords = room.read_seats()
        pages = [_seated(browser, room, login, passwords[login]) for login in SEATS]
        try:
            return _each_fix(pages, Path(folder), fixes)
        except Late:
            return f"a fix was not on both screens after {LONGEST_MS / 1000:.0f} s: too busy here"
        finally:
            browser.close()


@contextmanager
def _room(folder: Path) -> Iterator[Room]:
    arguments = ["--mode", "room", "--exercise", "2022-12-14", "--casebook", CASEBOOK]
    room = Room(folder, arguments)
    room.start()
    try:
        yield room
        if room.process is not None:  # gently: what works beside it leaves nothing behind
            room.process.terminate()
            room.process.wait(20)
    finally:
        room.clear()


def _seated(browser: Any, room: Room, login: str, password: str) -> Any:
    """Log somebody in, and wait until their chart shows the first forecast."""
    context = browser.new_context(base_url=room.origin, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"/#/case/{CASE}")
    page.locator("input[autocomplete=username]").fill(login)
    page.locator("input[autocomplete=current-password]").fill(password)
    page.keyboard.press("Enter")
    page.locator(".map .areas").wait_for(timeout=LONGEST_MS)
    return page


def _each_fix(pages: list[Any], folder: Path, fixes: int) -> Measured:
    found = Measured()
    alone = AssessingProcess(prepare=wiring.offer_engine)
    try:
        alone.answer(_inputs(folder), {})  # the first one loads what the others find there
        for number in range(2, fixes + 2):
            begun = _fixed(pages, number)
            for page in pages:
                page.wait_for_function("() => window.cloud", timeout=LONGEST_MS)
            for name, seconds in found.seen:
                last = max(page.evaluate(f"() => window.{name}") for page in pages)
                seconds.append(last / 1000 - begun)
            inputs = _inputs(folder)
            found.forecast.append(median(_seconds(alone, inputs) for _ in range(ALONE)))
            evidence = json.loads(alone.answer(inputs, {}))["manifest"].get("evidence")
            found.outcomes.append(evidence["outcome"] if evidence else "from the fix alone")
    finally:
        alone.close()
    return found


def _fixed(pages: list[Any], number: int) -> float:
    """Enter a fix on one side, link it on the other; return when the first was begun."""
    dover, gris_nez = pages
    fix = _fix(gris_nez, number)
    for page in pages:
        page.evaluate(WATCH, f"A-0001-{number}")
    begun = time()
    report = _entered(gris_nez, "/api/reports", fix)["number"]
    link = {"report": report, "craft": CRAFT, "decision": "same", "why": "same call sign"}
    _entered(dover, f"/api/cases/{CASE}/events/link.decided", link)
    return begun


def _fix(page: Any, number: int) -> dict[str, Any]:
    """Return a fix of this moment in the thick of the last forecast."""
    answers = f"/api/cases/{CASE}/assessments/A-0001-{number - 1}"
    forecast = page.request.get(answers).json()["forecast"]
    now = page.request.get("/api/queue").json()["now"][:19] + "Z"
    first, then = (parse_instant(one) for one in forecast["times"][:2])
    share = min(1.0, (parse_instant(now) - first) / (then - first))
    one, other = forecast["mean_position"][:2]
    north, east = ((1 - share) * one[axis] + share * other[axis] for axis in ("lat", "lon"))
    return {
        "channel": "message",
        "source": "ngo",
        "at": now,
        "positions": [f"{north:.4f} N {east:.4f} E"],
        "position_accuracy_m": 300,
        "persons": "47",
        "facts": {"taking_water": "yes"},
    }


def _entered(page: Any, path: str, body: dict[str, Any]) -> Any:
    """Enter something as the person who sits at this page."""
    csrf = page.request.get("/api/me").json()["csrf"]
    headers = {"X-CSRF-Token": csrf, "Content-Type": "application/json"}
    answer = page.request.post(path, data=json.dumps(body), headers=headers)
    if not answer.ok:
        raise RuntimeError(f"{path}: {answer.status} {answer.text()[:300]}")
    return answer.json()


def _inputs(folder: Path) -> Inputs:
    """Return what the server's last forecast was made from, as its record keeps it."""
    with wiring.open_desk(str(folder / CASEBOOK), read_only=True) as desk:
        made = desk.book().case(CASE).assessments[-1][1]
        artifact = desk.ports.store.artifact(made.inputs)
    if artifact is None:
        raise RuntimeError(f"{made.assessment}: its inputs are not kept")
    return msgspec.json.decode(artifact.content, type=Inputs)


def _seconds(alone: AssessingProcess, inputs: Inputs) -> float:
    begun = perf_counter()
    alone.answer(inputs, {})
    return perf_counter() - begun


def report(*, quick: bool) -> None:
    """Print the ratio."""
    print("\na new fix on the screens of both sides, against a forecast alone")
    found = measured(fixes=2 if quick else 12)
    if isinstance(found, str):
        print(f"  not measured: {found}")
        return
    rows = (
        ("a forecast alone", found.forecast),
        ("both screens name the new one", found.told),
        ("both screens have its areas", found.drawn),
        ("both screens have its particles", found.cloud),
    )
    for name, seconds in rows:
        print(f"  {name:<34}{_spread(seconds)} s")
    print(f"  {len(found.drawn)} fixes; {', '.join(sorted(set(found.outcomes)))}")
    middle = median(found.ratios)
    print(
        f"  a fix takes {_spread(found.ratios)} forecasts "
        f"(bar {BAR:.0f}: {'held' if middle <= BAR else 'MISSED'} in the median)"
    )


def _spread(found: list[float]) -> str:
    return f"{median(found):6.2f} ({min(found):.2f} to {max(found):.2f})"


if __name__ == "__main__":
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    report(quick=False)
