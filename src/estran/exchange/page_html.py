"""A page as one HTML file that needs nothing else: no script, no picture, no address to fetch.

It prints on white paper. Colour carries no meaning, and nothing is green.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from estran.exchange.page import Grid, Pairs, Points
from estran.language.french import bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.exchange.page import Block, Page, Part

STYLE = """
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.15rem; border-bottom: 1px solid #111; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 0.3rem; }
.mark { border: 2px solid #111; padding: 0.4rem 0.7rem; margin: 0.4rem 0; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { border: 1px solid #666; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: 0.15rem 1rem; margin: 0; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; border-top: 1px solid #111; font-size: 0.85rem; }
.watermark { border: 3px solid #111; padding: 0.4rem 0.7rem; font-weight: bold;
  text-align: center; }
.across { display: none; }
@page { margin: 18mm; }
@media print {
  .across { display: block; position: fixed; top: 42%; left: 0; width: 100%; text-align: center;
    font: bold 30pt Georgia, serif; color: rgba(17, 17, 17, 0.14); transform: rotate(-32deg);
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  thead { display: table-header-group; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  h2, h3 { break-after: avoid; }
  tr, dl, .mark { break-inside: avoid; }
}
"""


def to_page_html(page: Page) -> bytes:
    """Return a page as one self-contained HTML file, UTF-8."""
    marks = "".join(f'<p class="mark">{_said(one)}</p>\n' for one in page.marks)
    body = "".join(line for one in page.parts for line in _part(one))
    notes = "".join(f"<p>{_said(one)}</p>\n" for one in page.notes)
    band, across = _watermark(page)
    text = (
        f'<!DOCTYPE html>\n<html lang="{page.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{_said(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{across}{band}<h1>{_said(page.title)}</h1>\n{marks}{body}<footer>{notes}</footer>\n"
        f"{band}</body>\n</html>\n"
    )
    return text.encode()


def _watermark(page: Page) -> tuple[str, str]:
    """Return the band at head and foot, and what a printer sets across every sheet."""
    if not page.watermark:
        return "", ""
    said = _said(page.watermark)
    across = f'<p class="across" aria-hidden="true">{said}</p>\n'
    return f'<p class="watermark">{said}</p>\n', across


def _said(text: str) -> str:
    """Return a text for HTML, with the spaces that French binds."""
    return escape(bound(text))


def _part(one: Part) -> Iterator[str]:
    yield f"<section>\n<h{one.level}>{_said(one.heading)}</h{one.level}>\n" if one.heading else ""
    for block in one.blocks:
        yield _block(block)
    yield "</section>\n" if one.heading else ""


def _block(block: Block) -> str:
    if isinstance(block, Grid):
        head = "".join(f"<th>{_said(cell)}</th>" for cell in block.head)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_said(cell)}</td>" for cell in row) + "</tr>\n"
            for row in block.rows
        )
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    if isinstance(block, Pairs):
        rows = "".join(
            f"<dt>{_said(label)}</dt><dd>{_said(text)}</dd>\n" for label, text in block.rows
        )
        return f"<dl>\n{rows}</dl>\n"
    if isinstance(block, Points):
        return "<ul>\n" + "".join(f"<li>{_said(one)}</li>\n" for one in block.texts) + "</ul>\n"
    return "".join(f"<p>{_said(one)}</p>\n" for one in block.texts)
