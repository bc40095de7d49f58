"""Pieces of the report as HTML: paragraphs, lists, tables, figures. No sentence is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.report.svg import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def paragraphs(*texts: str, kind: str = "") -> str:
    """Return paragraphs; those without text are left out."""
    given = f' class="{kind}"' if kind else ""
    return "".join(f"<p{given}>{said(one)}</p>\n" for one in texts if one)


def points(texts: Iterable[str]) -> str:
    """Return a list of points; nothing where there is none."""
    rows = "".join(f"<li>{said(one)}</li>\n" for one in texts)
    return f"<ul>\n{rows}</ul>\n" if rows else ""


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Return labels with their texts; a row without text is left out."""
    held = "".join(f"<dt>{said(name)}</dt><dd>{said(text)}</dd>\n" for name, text in rows if text)
    return f"<dl>\n{held}</dl>\n" if held else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str) -> str:
    """Return a table with a caption; the first cell of each row names the row.

    On a narrow screen rows become blocks, each cell with the head of its column before it.
    """
    top = "".join(f'<th scope="col">{said(one)}</th>' for one in head)
    body = "".join(_row(head, one) for one in rows)
    return (
        f"<table>\n<caption>{said(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def figure(drawn: str, caption: str, *, legend: str = "") -> str:
    """Return a drawing with what it shows; the legend stands above it and is HTML already."""
    return f"<figure>\n{legend}{drawn}\n<figcaption>{said(caption)}</figcaption>\n</figure>\n"


def section(name: str, heading: str, *blocks: str, level: int = 2) -> str:
    """Return a section with its heading; `name` is what links lead to."""
    body = "".join(blocks)
    return f'<section id="{name}">\n<h{level}>{said(heading)}</h{level}>\n{body}</section>\n'


def marks(texts: Iterable[str]) -> str:
    """Return what no reader may miss, each in a frame."""
    return "".join(f'<p class="mark">{said(one)}</p>\n' for one in texts)


def behind(summary: str, body: str) -> str:
    """Return what is folded on a screen and printed whole."""
    return f"<details>\n<summary>{said(summary)}</summary>\n{body}</details>\n"


def _row(head: Sequence[str], cells: Sequence[str]) -> str:
    first = f'<th scope="row">{said(cells[0])}</th>'
    rest = "".join(
        f'<td data-head="{said(name)}">{said(cell)}</td>'
        for name, cell in zip(head[1:], cells[1:], strict=True)
    )
    return f"<tr>{first}{rest}</tr>\n"
