"""A page as data: a title, marks that no reader may miss, and parts of paragraphs, lists, tables.

It holds sentences in one language. How it looks as text or HTML is in page_text and page_html.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Sentences, one paragraph each."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A label with its text, row by row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a head, and rows with as many cells; the last column may be long."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Paragraphs | Points | Pairs | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page, with its heading.

    Attributes
    ----------
    level : int
        2 for a part of the page, 3 for a part of a part.
    """

    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language.

    Attributes
    ----------
    marks : tuple of str
        What stands on top and no reader may miss: hypothetical, breaches, not reviewed.
    notes : tuple of str
        Small print at the end.
    watermark : str
        First and last line of a text, and across every printed sheet; empty on what is live.
    """

    title: str
    language: str
    marks: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    watermark: str = ""


def pairs(*rows: tuple[str, str]) -> Pairs:
    """Return labelled rows without those that have no text."""
    return Pairs(tuple((label, text) for label, text in rows if text))


def part(heading: str, *blocks: Block, level: int = 2) -> Part:
    """Return a part without its empty blocks."""
    return Part(heading, tuple(one for one in blocks if filled(one)), level)


def filled(block: Block) -> bool:
    """Say whether a block holds anything."""
    return bool(block.texts if isinstance(block, Paragraphs | Points) else block.rows)
