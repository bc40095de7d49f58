"""The pages on data: assumptions, sources, and craft with their leeway classes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from estran.assess.manifest import CLASSES_ONLY
from estran.drift.craft import crafts
from estran.drift.leeway_classes import leeway_classes
from estran.lab.parameters import parameters
from estran.lab.settled import settled_numbers
from estran.sources.assumptions import Assumption, assumptions
from estran.sources.library import library
from tools.reference_layout import number, page, sentence, table, text

if TYPE_CHECKING:
    from estran.drift.craft import Craft
    from estran.drift.leeway import LeewayClass, LeewayLine

PACKAGE = Path(__file__).parents[1] / "src" / "estran"


def assumptions_page() -> str:
    """Return the page on assumed numbers."""
    rows, weights = [], []
    for key, found in assumptions().items():
        if isinstance(found, Assumption):
            span = _span(found.low, found.high)
            numbers = (number(found.value), found.unit, span)
            if key.startswith(CLASSES_ONLY):
                numbers = ("class only", found.unit, "class only")
            rows.append((f"`{key}`", *numbers, _cited(found.source), sentence(found.why)))
        else:
            shares = ", ".join(f"{name} {number(share)}" for name, share in found.weights.items())
            weights.append((f"`{key}`", shares, sentence(found.why)))
    return page(
        "Assumptions",
        "src/estran/sources/assumptions.toml",
        text("data_assumptions"),
        table(("key", "value", "unit", "range", "source", "why"), rows),
        "## States at the start\n\n" + text("data_weights"),
        table(("key", "weights", "why"), weights),
    )


def study_parameters_page() -> str:
    """Return the page on the numbers of the laboratory."""
    varied = [
        (
            *(f"`{key}`", sentence(one.label), one.unit),
            "class only" if one.class_only else _span(one.low, one.high),
            *(one.prior.replace("_", " "), one.kind, _cited(one.source), sentence(one.why)),
        )
        for key, one in parameters().items()
    ]
    held = [
        (f"`{key}`", number(one.value), one.unit, _span(one.low, one.high), sentence(one.why))
        for key, one in settled_numbers().items()
    ]
    return page(
        "Numbers of the laboratory",
        "src/estran/lab/parameters.toml and src/estran/lab/settled.toml",
        text("data_study"),
        table(("key", "what", "unit", "range", "prior", "kind", "source", "why"), varied),
        "## Held at one value\n\n" + text("data_study_held"),
        table(("key", "value", "unit", "range", "why"), held),
    )


def _span(low: float, high: float) -> str:
    return f"{number(low)} to {number(high)}"


def sources_page() -> str:
    """Return the page on the library of sources."""
    parts = []
    for key, found in library().items():
        head = (
            f"## {key}\n\n{', '.join(found.authors)} ({found.year or 'undated'}). *{found.title}*."
        )
        cited = ", ".join(f"`{name}`" for name in _citing(key)) or "nothing yet"
        parts.append(
            f"{head} {sentence(found.where)}\n\nTerms: {sentence(found.licence)} Cited in {cited}."
        )
    return page("Sources", "src/estran/sources/library.toml", text("data_sources"), *parts)


def craft_page() -> str:
    """Return the page on craft and leeway classes."""
    known = [_craft_part(one) for one in crafts().values()]
    rows = [_class_row(one) for one in leeway_classes().values()]
    head = ("key", "object", "downwind", "right", "left", "source")
    return page(
        "Craft and leeway classes",
        "src/estran/drift/craft.toml and leeway_classes.toml",
        text("data_craft"),
        *known,
        "## Leeway classes\n\n" + text("data_classes"),
        "Each line is written slope % + offset ± spread (offset and spread in cm/s).",
        table(head, rows),
    )


def _craft_part(one: Craft) -> str:
    rows = [
        (f"`{kind.key}`", kind.label, number(weight))
        for kind, weight in zip(one.mixture.classes, one.mixture.weights, strict=True)
    ]
    aliases = ", ".join(one.aliases)
    said = f"{sentence(one.label)} Also: {aliases}.\n\nWhy this mixture: {sentence(one.why)}"
    return f"## {one.key}\n\n{said}\n\n" + table(("class", "object", "weight"), rows)


def _class_row(one: LeewayClass) -> tuple[str, ...]:
    lines = [_line(line) for line in (one.downwind, one.right, one.left)]
    return (f"`{one.key}`", one.label, *lines, _cited(one.source))


def _line(line: LeewayLine) -> str:
    slope, offset, spread = 100 * line.slope, 100 * line.offset, 100 * line.residual_sd
    sign = "-" if offset < 0 else "+"
    return f"{slope:.2f} % {sign} {abs(offset):.1f} ± {spread:.1f}"


def _cited(key: str) -> str:
    return f"[{key}](sources.md#{key})"


def _citing(key: str) -> list[str]:
    """Return the files of the package that cite a source, apart from the library itself."""
    name = re.escape(key)
    cited = re.compile(rf'"{name}"|ources?\b.*\b{name}\b')
    return [file for file, content in _contents().items() if cited.search(content)]


@cache
def _contents() -> dict[str, str]:
    files = sorted(
        file
        for file in PACKAGE.rglob("*")
        if file.suffix in {".py", ".toml", ".yaml", ".json"} and file.name != "library.toml"
    )
    return {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in files}
