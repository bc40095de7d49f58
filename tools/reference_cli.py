"""The page on the command line, from the dataclasses of cli/assess.py and their docstrings."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, fields
from typing import Any

from estran.cli import assess as module
from tools.reference_layout import number, page, sentence, table, text


def cli_page() -> str:
    """Return the page."""
    given = _documented(module.assess)
    general = table(
        ("option", "value", "default", "meaning"),
        [
            ("`REPORT`", "file", "none", sentence(given["report"])),
            ("`--replay`", "key", "none", _with_link(given["replay"])),
        ],
    )
    groups = [
        ("The report", module.Said),
        ("The watch", module.Watch),
        ("The forecast", module.Computed),
        ("What comes out", module.Written),
    ]
    parts = [f"### {title}\n\n{_options(group)}" for title, group in groups]
    return page(
        "The command line",
        "src/estran/cli/assess.py",
        text("cli_introduction"),
        "## estran assess\n\n" + text("cli_assess"),
        general,
        *parts,
        text("cli_notes"),
        "## estran replay list\n\n" + text("cli_replays"),
        "## Exit codes\n\n" + text("cli_codes"),
    )


def _options(group: Any) -> str:  # noqa: ANN401 (any dataclass of options)
    said = _documented(group)
    rows = [
        (
            f"`--{one.name.replace('_', '-')}`",
            _kind(str(one.type)),
            _default(one),
            sentence(said[one.name]),
        )
        for one in fields(group)
    ]
    return table(("option", "value", "default", "meaning"), rows)


def _documented(thing: Any) -> dict[str, str]:  # noqa: ANN401 (a function or a class)
    """Return what the docstring says of each parameter or attribute."""
    docstring = inspect.getdoc(thing) or ""
    found = re.findall(r"^(\w+) : .+\n((?:    .+\n?)+)", docstring, flags=re.MULTILINE)
    return {name: " ".join(body.split()) for name, body in found}


def _kind(annotation: str) -> str:
    kinds = (
        ("bool", ""),
        ("Path", "file"),
        ("list", "text, repeatable"),
        ("Pairs", "text, repeatable"),
        ("float", "number"),
        ("int", "whole number"),
    )
    return next((word for part, word in kinds if part in annotation), "text")


def _default(one: Any) -> str:  # noqa: ANN401 (a dataclass field)
    if one.default is MISSING or one.default is None:
        return "none"
    if isinstance(one.default, bool):
        return "off"
    return one.default if isinstance(one.default, str) else number(one.default)


def _with_link(said: str) -> str:
    return sentence(
        said.replace("`estran replay list`", "[`estran replay list`](#estran-replay-list)")
    )
