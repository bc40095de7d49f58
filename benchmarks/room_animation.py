"""The web room in a browser without WebGL: frames of an animated chart against an empty page's.

Both are taken in turn in one run, so that a busy machine slows both. Needs Chromium, Playwright
and the built room; says so where one is missing.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.conftest import BUILT, FLAGS, serving

PARTICLES = 20_000
COUNT_FRAMES = """(ms) => new Promise((done) => {
  let count = 0;
  const begin = performance.now();
  const beat = () => {
    const passed = performance.now() - begin;
    const rate = (of) => (1000 * of) / passed;
    if (passed >= ms) done({ frames: rate(count), paints: rate(window.paints ?? 0) });
    else { count += 1; requestAnimationFrame(beat); }
  };
  window.paints = 0;
  requestAnimationFrame(beat);
})"""
COUNT_PAINTS = """const put = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  if (this.canvas.className === "cloud-canvas") window.paints = (window.paints ?? 0) + 1;
  return put.apply(this, given);
};"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
EMPTY = "<!doctype html><html lang=en><title>empty</title><p>empty</p></html>"


@dataclass(frozen=True)
class Seen:
    """Medians over the rounds: frames and cloud paints a second, seconds to a first view."""

    empty: float
    room: float
    paints: float
    empty_view: float
    room_view: float


def browser_path() -> str | None:
    return os.environ.get("ESTRAN_TEST_BROWSER") or shutil.which("chromium")


def room_seen(*, rounds: int, milliseconds: int) -> Seen | str:
    """Measure, or say why not."""
    path = browser_path()
    if path is None:
        return "no Chromium here"
    if not BUILT.is_file():
        return "the room is not built (make web)"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return "no Playwright here"
    with (
        TemporaryDirectory() as folder,
        serving(Path(folder), "--exercise", "2022-12-14") as server,
        sync_playwright() as playwright,
    ):
        server.send("POST", "/api/cases/C-0001/assessments", {"particles": PARTICLES})
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, service_workers="block"
        )
        context.new_page().goto(server.address)
        found = _rounds(context, server.origin, rounds, milliseconds)
        browser.close()
    return found


def _rounds(context: Any, origin: str, rounds: int, milliseconds: int) -> Seen:
    empty, room, paints, views, firsts = [], [], [], [], []
    for _ in range(rounds):
        page, seconds = _opened(context, f"{origin}/empty", "p")
        views.append(seconds)
        empty.append(page.evaluate(COUNT_FRAMES, milliseconds)["frames"])
        page.close()
        page, seconds = _opened(context, f"{origin}/#/case/C-0001", "main .queue")
        firsts.append(seconds)
        page.wait_for_selector(".time-bar", timeout=60_000)
        page.click(".time-keys button:nth-of-type(2)")
        found = page.evaluate(COUNT_FRAMES, milliseconds)
        room.append(found["frames"])
        paints.append(found["paints"])
        page.close()
    return Seen(median(empty), median(room), median(paints), median(views), median(firsts))


def _opened(context: Any, address: str, wanted: str) -> tuple[Any, float]:
    """Open a page of its own; seconds from asking to the frame after it shows what is wanted."""
    page = context.new_page()
    page.add_init_script(COUNT_PAINTS)
    page.route("**/empty", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    page.goto(address, wait_until="commit")
    page.wait_for_selector(wanted)
    page.evaluate(PAINTED)
    return page, float(page.evaluate("performance.now()")) / 1000.0


def report(*, quick: bool) -> None:
    """Print the ratios."""
    found = room_seen(rounds=1 if quick else 5, milliseconds=2000 if quick else 4000)
    print(f"\nweb room, {PARTICLES:,} particles playing, no WebGL, against an empty page")
    if isinstance(found, str):
        print(f"  not measured: {found}")
        return
    print(
        f"  frames a second {found.room:.0f} against {found.empty:.0f}: "
        f"{found.room / found.empty:.2f}; the cloud is painted {found.paints:.0f} times a second"
    )
    print(
        f"  first view {found.room_view:.2f} s against {found.empty_view:.2f} s: "
        f"{found.room_view / found.empty_view:.1f} times"
    )


if __name__ == "__main__":
    report(quick=False)
