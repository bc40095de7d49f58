"""A page as plain text, at most 100 characters wide: for a screen, a printer, or to be read out."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from estran.exchange.page import Grid, Pairs, Points
from estran.language.french import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.exchange.page import Block, Page, Part

WIDTH = 100
GAP = 2
WIDEST_LABEL = 30
NARROWEST_LAST = 36


def to_page_text(page: Page) -> str:
    """Return a page as text, ending in a newline."""
    frame = _wrapped(page.watermark, "") if page.watermark else []
    lines = [*frame, *_wrapped(page.title.upper(), ""), *_marks(page)]
    for one in page.parts:
        lines += ["", *_part(one)]
    if page.notes:
        lines.append("")
    for note in page.notes:
        lines += _wrapped(note, "")
    lines += frame
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return unbound(text)


def _marks(page: Page) -> Iterator[str]:
    for mark in page.marks:
        yield from _wrapped(f"*** {mark} ***", "")


def _part(one: Part) -> Iterator[str]:
    lead = " " * GAP
    if one.heading:
        yield from _wrapped(one.heading.upper() if one.level == 2 else one.heading, "")
    for block in one.blocks:
        yield from (lead + line for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from _grid(block)
    elif isinstance(block, Pairs):
        width = min(WIDEST_LABEL, max(len(label) for label, _ in block.rows))
        for label, text in block.rows:
            yield from _labelled(label, text, width)
    else:
        for text in block.texts:
            yield from _wrapped(text, "- " if isinstance(block, Points) else "")


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    if len(label) > width:
        yield label
        label = ""
    lines = wrap(bound(text), WIDTH - GAP - width - GAP, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        yield f"{label if number == 0 else '':<{width}}{' ' * GAP}{line}"


def _wrapped(text: str, first: str) -> list[str]:
    after = " " * (len(first) or GAP)
    return wrap(
        bound(text),
        WIDTH - GAP,
        initial_indent=first,
        subsequent_indent=after,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [""]


def _grid(grid: Grid) -> Iterator[str]:
    widths = _widths(grid)
    yield _row(grid.head, widths)
    yield _row(["-" * width for width in widths], widths)
    for row in grid.rows:
        cells = [
            wrap(bound(cell), width, break_on_hyphens=False) or [""]
            for cell, width in zip(row, widths, strict=True)
        ]
        for number in range(max(map(len, cells))):
            yield _row([one[number] if number < len(one) else "" for one in cells], widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (
        (" " * GAP)
        .join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        .rstrip()
    )


def _widths(grid: Grid) -> list[int]:
    """Return widths of columns: as wide as their cells, and narrower from the widest on."""
    columns = zip(grid.head, *grid.rows, strict=True)
    widths = [max(map(len, column)) for column in columns]
    room = WIDTH - GAP - GAP * (len(widths) - 1)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        others = sum(widths) - widths[widest]
        second = max((one for place, one in enumerate(widths) if place != widest), default=0)
        least = max(room - others, second - 1, NARROWEST_LAST if len(widths) < 3 else 12)
        if least >= widths[widest]:
            return [max(8, one * room // sum(widths)) for one in widths]
        widths[widest] = least
    return widths
