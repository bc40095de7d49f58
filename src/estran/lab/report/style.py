"""How the report looks: ink on white paper, readable on a telephone and on A4, nothing green.

Colour never says anything that words or hatching do not say too.
"""

from __future__ import annotations

STYLE = """
:root { --ink: #1a1a1a; --grey: #5f5f5f; --pale: #d5d5d5; --warn: #c65100; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { font: 17px/1.5 Georgia, "Times New Roman", serif; color: var(--ink); background: #fff;
  max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 0.75rem; padding-top: 0.5rem;
  border-top: 3px solid var(--ink); }
h3 { font-size: 1.08rem; line-height: 1.3; margin: 1.75rem 0 0.4rem; }
p, ul, dl, table, figure, details { margin: 0.6rem 0; }
ul { padding-left: 1.2rem; }
li { margin: 0.2rem 0; }
a { color: #1f5fa8; }
.kicker { text-transform: uppercase; letter-spacing: 0.06em; font: 600 0.78rem/1.4 system-ui,
  "Segoe UI", Roboto, Arial, sans-serif; color: var(--grey); margin: 0 0 0.4rem; }
.size { color: var(--grey); }
.mark { border: 2px solid var(--ink); border-left-width: 10px; padding: 0.4rem 0.75rem;
  font-weight: bold; }
.frame { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }
.frame h3, .use h3 { margin-top: 1rem; }
.use { border: 2px solid var(--ink); padding: 0 1rem 0.5rem; margin-top: 1.25rem; }
.frame p, .frame ul { font-size: 0.93rem; line-height: 1.42; }
.legend { list-style: none; padding: 0; font-size: 0.9rem; }
.legend li { display: flex; gap: 0.6rem; align-items: flex-start; }
.legend svg { flex: none; width: 60px; height: 24px; }
.flat { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
.flat svg { width: 24px; height: 16px; margin-top: 0.25rem; }
nav ul { columns: 2; list-style: none; padding: 0; font-size: 0.95rem; }
figure { border-top: 1px solid var(--pale); padding-top: 0.75rem; margin: 1.5rem 0 0.75rem; }
figure > svg { display: block; width: 100%; max-width: 37rem; height: auto; }
figcaption { font-size: 0.88rem; color: var(--grey); margin-top: 0.35rem; max-width: 37rem; }
svg text { font: 11px system-ui, "Segoe UI", Roboto, Arial, sans-serif; fill: var(--ink); }
svg .tick { font-size: 10px; fill: var(--grey); }
svg .label { font-weight: 600; }
svg .title { font-size: 12.5px; font-weight: 700; }
svg .label, svg .note { paint-order: stroke; stroke: #fff; stroke-width: 3px; }
svg .note { font-size: 10.5px; font-style: italic; fill: var(--ink); }
svg .cell { font-weight: 600; }
svg .inverse { font-weight: 600; fill: #fff; }
table { border-collapse: collapse; width: 100%; font: 0.82rem/1.35 system-ui, "Segoe UI", Roboto,
  Arial, sans-serif; }
caption { text-align: left; font-weight: 600; padding: 0.6rem 0 0.3rem; }
th, td { border-bottom: 1px solid var(--pale); padding: 0.3rem 0.6rem 0.3rem 0; text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
dl { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: 0.2rem 1rem;
  font-size: 0.85rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; font: 600 0.85rem/1.6 system-ui, "Segoe UI", Roboto, Arial, sans-serif;
  min-height: 1.9rem; color: #1f5fa8; }
footer { margin-top: 3rem; border-top: 1px solid var(--ink); font-size: 0.85rem; }
@media (max-width: 44rem) {
  body { font-size: 16px; padding: 1rem 0.9rem 3rem; }
  .frame, nav ul, dl { display: block; columns: 1; }
  dt { margin-top: 0.5rem; }
  table, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-bottom: 1px solid var(--ink); padding: 0.45rem 0; }
  th, td { border: 0; padding: 0.1rem 0; }
  tbody th { font-size: 0.95rem; }
  td[data-head]::before { content: attr(data-head); color: var(--grey); margin-right: 0.5em; }
}
@page { size: A4; margin: 16mm 15mm 20mm; }
@media print {
  body { font-size: 10pt; max-width: none; padding: 0; }
  h1 { font-size: 16pt; }
  h2 { font-size: 13pt; margin-top: 8mm; }
  h3 { font-size: 10.5pt; }
  #front { break-after: page; }
  #front .frame p, #front .frame ul, #front p, #front .legend { font-size: 8.6pt; line-height: 1.3;
    margin: 1mm 0; }
  #front h3 { margin: 2mm 0 0.5mm; font-size: 9.5pt; }
  #front li { margin: 0; }
  h2, h3, caption, summary { break-after: avoid; }
  figure, tr, .mark, li { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 7.6pt; }
  figure > svg { max-width: 125mm; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; color: var(--ink); }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  svg, .mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def running(text: str) -> str:
    """Return the rule that prints a text and the number of the page at the foot of every sheet."""
    held = "".join(one if one.isalnum() or one in " .,;" else f"\\{ord(one):x} " for one in text)
    face = 'font: 7.5pt system-ui, "Segoe UI", Arial, sans-serif; vertical-align: top;'
    return (
        f'@page {{ @bottom-left {{ content: "{held}"; {face} width: 88%; }} '
        f"@bottom-right {{ content: counter(page); {face} }} }}\n"
    )
