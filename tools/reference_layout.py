"""How the generated pages look: first lines, tables, cells; and the words kept in a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


WORDS = Path(__file__).with_name("reference_words.toml")


def words(name: str) -> dict[str, Any]:
    """Return one table of the words, such as ``answer``."""
    return dict(tomllib.loads(WORDS.read_text("utf-8"))[name])


def text(key: str) -> str:
    """Return one of the texts that open a page or a part."""
    return str(words("text")[key]).strip()


def page(title: str, source: str, *parts: str) -> str:
    """Return a whole page: a note that it is generated, its title, its parts.

    Parameters
    ----------
    title : str
        Heading of the page.
    source : str
        The files it is written from, for those who want to change it.
    *parts : str
        Paragraphs and tables.
    """
    note = f"<!-- Written by `make reference` from {source}. Change that, not this page. -->"
    return "\n\n".join([note, f"# {title}", *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a head."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in row) + " |" for row in lines)


def cell(content: str) -> str:
    """Return a text that can stand in a table: one line, no bar."""
    return " ".join(content.split()).replace("|", "\\|")


def number(value: float) -> str:
    """Return a number without a tail of zeros, as people write it."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}".replace(",", " ") if abs(value) >= 10_000 else str(int(value))
    return f"{value:g}"


def sentence(said: str) -> str:
    """Return a text with a capital letter and a full stop; a list of words keeps its small one."""
    said = " ".join(said.split())
    if not said:
        return ""
    if said.split()[0].endswith(","):
        return said if said.endswith(".") else said + "."
    return said[0].upper() + said[1:] + ("" if said.endswith((".", "?", "!")) else ".")
