"""A page as plain values, for a screen that sets it in its own type. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.exchange.page import Grid, Pairs, Paragraphs, Points

if TYPE_CHECKING:
    from estran.exchange.page import Block, Page, Part

KINDS: dict[type, str] = {Paragraphs: "paragraphs", Points: "points", Pairs: "pairs", Grid: "grid"}

Json = dict[str, Any]


def page_json(page: Page) -> Json:
    """Return a page: its title, the marks that no reader may miss, its parts and small print."""
    return {
        "title": page.title,
        "language": page.language,
        "watermark": page.watermark,
        "marks": list(page.marks),
        "parts": [part_json(one) for one in page.parts],
        "notes": list(page.notes),
    }


def part_json(part: Part) -> Json:
    """Return a part of a page."""
    blocks = [_block(one) for one in part.blocks]
    return {"heading": part.heading, "level": part.level, "blocks": blocks}


def _block(block: Block) -> Json:
    kind = {"kind": KINDS[type(block)]}
    if isinstance(block, Paragraphs | Points):
        return {**kind, "texts": list(block.texts)}
    rows = [list(row) for row in block.rows]
    return {**kind, "head": list(block.head), "rows": rows} if isinstance(block, Grid) else {
        **kind, "rows": rows,
    }  # fmt: skip
