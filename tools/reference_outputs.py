"""Real output in the pages: runs the commands that stand in them and pastes what they print.

A page marks a block by a comment on the line before it: `<!-- output: * -->` keeps everything;
`<!-- output: Title; WHERE:9 -->` keeps the parts of the answer whose headings begin so (`Title` is
what stands before the first), here nine lines of the second. A YAML block after
`<!-- file: NAME -->` is a file that the commands of the page may read. Every command has a folder
of its own; on a page that says `<!-- one folder -->` they share one, in the order of the page.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from estran.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK = re.compile(
    r"<!-- output: (?P<wanted>[^>]+) -->\n```console\n"
    r"\$ (?P<command>estran (?:[^\n]*\\\n)*[^\n]*)\n(?P<output>.*?)```",
    re.DOTALL,
)
FILE = re.compile(r"<!-- file: (?P<name>[\w.-]+) -->\n```yaml\n(?P<text>.*?)```", re.DOTALL)
HEADING = re.compile(r"[A-Z]{3,}[A-Z ·,0-9]*")
LEFT_OUT = "[…]"
ONE_FOLDER = "<!-- one folder -->"


def pages_with_outputs(root: Path) -> list[Path]:
    """Return the pages of the repository that show real output."""
    pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    return [page for page in pages if page.is_file() and "<!-- output: " in page.read_text("utf-8")]


def filled(text: str) -> str:
    """Return a page with every marked block holding what its command prints now."""
    files = tuple((match["name"], match["text"]) for match in FILE.finditer(text))
    if ONE_FOLDER not in text:
        return _filled(text, lambda command: printed(command, files))
    with tempfile.TemporaryDirectory() as folder:
        _lay_out(Path(folder), files)
        return _filled(text, lambda command: _run_in(folder, command))


def _filled(text: str, answer: Callable[[str], str]) -> str:
    def block(match: re.Match[str]) -> str:
        shown = kept(answer(match["command"].replace("\\\n", " ")), match["wanted"])
        head = f"<!-- output: {match['wanted']} -->\n```console\n$ {match['command']}\n"
        return f"{head}{shown}\n```"

    return BLOCK.sub(block, text)


@cache
def printed(command: str, files: tuple[tuple[str, str], ...]) -> str:
    """Return what a command prints, on both streams, run inside a folder that holds the files."""
    with tempfile.TemporaryDirectory() as folder:
        _lay_out(Path(folder), files)
        return _run_in(folder, command)


def _lay_out(folder: Path, files: tuple[tuple[str, str], ...]) -> None:
    for name, content in files:
        (folder / name).write_text(content, "utf-8")


def _run_in(folder: str, command: str) -> str:
    """Run a command inside a folder. A map is not drawn: it takes seconds."""
    arguments = shlex.split(command)[1:]
    if "--map" in arguments:
        place = arguments.index("--map")
        del arguments[place : place + 2]
    out = io.StringIO()
    held = (contextlib.redirect_stdout(out), contextlib.redirect_stderr(out))
    with contextlib.chdir(folder), held[0], held[1]:
        run(arguments)
    return out.getvalue().strip("\n")


def kept(output: str, wanted: str) -> str:
    """Return the wanted parts of an output, with a mark where something is left out."""
    if wanted.strip() == "*":
        return output
    wishes = [_wish(part) for part in wanted.split(";")]
    shown: list[str] = []
    for title, lines in _parts(output):
        limit = next((count for name, count in wishes if title.startswith(name)), 0)
        if limit:
            shown.append("\n".join(lines[:limit] + [f"  {LEFT_OUT}"] * (len(lines) > limit)))
        elif shown[-1:] != [LEFT_OUT]:
            shown.append(LEFT_OUT)
    return "\n\n".join(shown)


def _wish(part: str) -> tuple[str, int]:
    name, _, count = part.strip().partition(":")
    return name, int(count) if count else 10_000


def _parts(output: str) -> list[tuple[str, list[str]]]:
    parts: list[tuple[str, list[str]]] = [("Title", [])]
    for line in output.split("\n"):
        if HEADING.match(line) and not line.startswith("ESTRAN"):
            parts.append((line, []))
        parts[-1][1].append(line)
    return [(title, "\n".join(lines).rstrip("\n").split("\n")) for title, lines in parts]
