"""A browser without WebGL at a real server, and a guard that nothing leaves this machine.

`ESTRAN_TEST_BROWSER` names the browser; where it is set and there is none, the tests fail.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.support.house import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = ["--no-sandbox", "--disable-3d-apis", "--disable-background-networking"]
BUILT = ROOT / "src" / "estran" / "server" / "static" / "index.html"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\?token=(\S+)")
SHOTS = ROOT / "out" / "browser"

LONG = ("test_doctrine", "test_line", "test_replay", "test_without_a_line", "test_words")
"""Pages besides the watch's own, and lines that break: their tests run with the slow ones."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the first and the last of many languages, sizes and palettes to the quick tests.

    A browser on two processors takes minutes. All of the rest runs with the slow tests.
    """
    here = [one for one in items if one.path.parent == ROOT / "tests" / "browser"]
    alike: dict[str, list[pytest.Item]] = {}
    for one in here:
        alike.setdefault(one.nodeid.partition("[")[0], []).append(one)
    for group in alike.values():
        for one in group if group[0].path.stem in LONG else group[1:-1]:
            one.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Serving:
    """A running `estran serve`."""

    origin: str
    token: str
    casebook: Path

    @property
    def address(self) -> str:
        return f"{self.origin}/?token={self.token}"

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Ask as a program does, with the token."""
        request = urllib.request.Request(  # noqa: S310 -- our own server
            self.origin + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 -- our own
            return json.loads(answer.read() or b"null")


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Serving]:
    """Run `estran serve` on a free port with a casebook of its own."""
    casebook = folder / "casebook.sqlite"
    program = "from estran.cli.main import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", "0", "--casebook", str(casebook)]
    with subprocess.Popen(
        [*command, *more],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            printed = ""
            while not (found := ADDRESS.search(printed)):
                line = process.stdout.readline()
                assert line, f"estran serve ended before it printed its address: {printed}"
                printed += line
            yield Serving(found.group(1), found.group(2), casebook)
        finally:
            process.terminate()
            process.stdout.read()
            process.wait(20)


@pytest.fixture(scope="session")
def room_built() -> Path:
    """The page of the built room."""
    if not BUILT.is_file():
        if "ESTRAN_TEST_BROWSER" in os.environ:
            pytest.fail("The web room is not built: make web")
        pytest.skip("the web room is not built (make web)")
    return BUILT


@pytest.fixture(scope="session")
def server(room_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """An exercise that all tests of a worker share; they only add to it."""
    assert room_built.is_file()
    with serving(tmp_path_factory.mktemp("room"), "--watermark", "EXERCISE") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("ESTRAN_TEST_BROWSER")
    path = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here (apt install chromium, or name one in ESTRAN_TEST_BROWSER)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@dataclass
class Sitting:
    """Somebody's browser windows, and every request that left this machine."""

    browser: Browser
    left: list[str]
    broken: list[str]

    def context(self, *, width: int = 1280, height: int = 800, **how: Any) -> BrowserContext:
        """Open a browser of its own: another cookie jar, another person."""
        found = self.browser.new_context(viewport={"width": width, "height": height}, **how)
        found.on("request", lambda one: self._look(one.url))
        found.on("page", self._follow)
        return found

    def _look(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.left.append(url)

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.broken.append(str(error)))


@pytest.fixture
def sitting(browser: Browser) -> Iterator[Sitting]:
    """Browser windows; the test fails where a request leaves 127.0.0.1 or a script breaks."""
    found = Sitting(browser, [], [])
    yield found
    for context in browser.contexts:
        context.close()
    assert not found.left, f"left this machine: {found.left}"
    assert not found.broken, f"a script broke: {found.broken}"


def serious(page: Page) -> list[str]:
    """Return what axe finds serious on a page, one line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:5]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def keep(page: Page, name: str) -> None:
    """Keep a picture for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")
