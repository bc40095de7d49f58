"""The page on the command line, from the commands of cli, their dataclasses and docstrings."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from estran.cli import assess as module
from estran.cli.ais_look import look
from estran.cli.area_add import add as add_area
from estran.cli.area_list import list_areas
from estran.cli.casebook_commands import CASEBOOK
from estran.cli.casebook_seat import Seat
from estran.cli.commitments import list_commitments
from estran.cli.doctrine_ask import Question, ask
from estran.cli.doctrine_check import check
from estran.cli.doctrine_diff import diff
from estran.cli.doctrine_history import history
from estran.cli.doctrine_list import list_doctrines
from estran.cli.doctrine_prove import prove
from estran.cli.doctrine_show import show
from estran.cli.engine_build import build
from estran.cli.engine_status import status
from estran.cli.rebase import rebase_forecast
from estran.cli.sea_add import add
from estran.cli.sea_at import sea_at_place
from estran.cli.sea_fetch import fetch
from estran.cli.sea_status import status as sea_status
from estran.cli.sensitivity import sensitivity
from estran.cli.skill import skill_of_drifters
from estran.cli.study_commands import STUDY
from tools.reference_layout import number, page, sentence, table, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COMMANDS: dict[str, Callable[..., None]] = {
    "doctrine list": list_doctrines,
    "doctrine show": show,
    "doctrine ask": ask,
    "doctrine check": check,
    "doctrine diff": diff,
    "doctrine prove": prove,
    "doctrine history": history,
    "commitments": list_commitments,
}

SEA: dict[str, Callable[..., None]] = {
    "sea status": sea_status,
    "sea fetch": fetch,
    "sea at": sea_at_place,
    "sea add": add,
}


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
        "src/estran/cli",
        text("cli_introduction"),
        "## estran assess\n\n" + text("cli_assess"),
        general,
        *parts,
        text("cli_notes"),
        "## estran replay list\n\n" + text("cli_replays"),
        "## estran sensitivity\n\n" + text("cli_sensitivity"),
        table(("option", "value", "default", "meaning"), _own_rows(sensitivity)),
        "## estran skill\n\n" + text("cli_skill"),
        table(("option", "value", "default", "meaning"), _own_rows(skill_of_drifters)),
        "## estran area list\n\n" + text("cli_area"),
        _parameters(list_areas),
        "## estran area add\n\n" + text("cli_area_add"),
        _parameters(add_area),
        "## estran sea\n\n" + text("cli_sea"),
        *_sea_commands(),
        "## estran ais\n\n" + text("cli_ais"),
        "### estran ais look\n\n"
        + table(("option", "value", "default", "meaning"), _own_rows(look)),
        "## estran rebase\n\n" + text("cli_rebase"),
        table(("option", "value", "default", "meaning"), _own_rows(rebase_forecast)),
        "## estran engine\n\n" + text("cli_engine"),
        f"### estran engine build\n\n{_parameters(build)}",
        f"### estran engine status\n\n{_parameters(status)}",
        "## estran doctrine, estran commitments\n\n" + text("cli_doctrine"),
        *_doctrine_commands(),
        "## estran casebook\n\n" + text("cli_casebook"),
        "### Options of every command\n\n" + _options(Seat),
        *_commands("casebook", CASEBOOK),
        "## estran study\n\n" + text("cli_study"),
        *_commands("study", STUDY),
        "## Exit codes\n\n" + text("cli_codes"),
    )


def _sea_commands() -> list[str]:
    """Return a table of options for each command about where the sea comes from."""
    head = ("option", "value", "default", "meaning")
    return [f"### estran {name}\n\n{table(head, _own_rows(one))}" for name, one in SEA.items()]


def _doctrine_commands() -> list[str]:
    """Return a table of options for each command about doctrines."""
    return [f"### estran {name}\n\n{_parameters(command)}" for name, command in COMMANDS.items()]


def _commands(group: str, commands: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return what each command of a group does, and a table of its own options."""
    parts = []
    for name, (where, _) in commands.items():
        place, _, function = where.partition(":")
        command = getattr(import_module(f"estran.cli.{group}_{place}"), function)
        summary = " ".join((inspect.getdoc(command) or "").split("\n\nParameters")[0].split())
        rows = _own_rows(command)
        shown = table(("option", "value", "default", "meaning"), rows) if rows else ""
        parts.append("\n\n".join(one for one in (f"### {group} {name}", summary, shown) if one))
    return parts


def _own_rows(command: Callable[..., None]) -> list[tuple[str, ...]]:
    """Return the options of a command, without those that every one of its group has."""
    said = _documented(command)
    rows: list[tuple[str, ...]] = []
    for given in inspect.signature(command).parameters.values():
        group = getattr(import_module(command.__module__), str(given.annotation), None)
        if given.name == "seat":
            continue
        if is_dataclass(group):
            rows += _rows(group)
            continue
        bare = given.kind in (given.POSITIONAL_ONLY, given.VAR_POSITIONAL)
        name = given.name.replace("_", "-")
        shown = f"`{name.upper()}`" if bare else f"`--{name}`"
        rows.append(
            (shown, _kind(str(given.annotation)), _needed(given), sentence(said[given.name]))
        )
    return rows


def _needed(given: Any) -> str:  # noqa: ANN401 (a parameter)
    """Return the default of a parameter, or that it must be given."""
    if given.default is inspect.Parameter.empty:
        return "none" if given.kind is given.VAR_POSITIONAL else "must be given"
    return "none" if given.default in (None, "") else _default(given)


def _parameters(command: Callable[..., None]) -> str:
    said = _documented(command)
    signature = inspect.signature(command).parameters
    rows: list[tuple[str, ...]] = []
    for name, meaning in said.items():
        given = signature[name]
        annotation = str(given.annotation)
        bare = given.kind in (given.POSITIONAL_ONLY, given.VAR_POSITIONAL)
        shown = f"`{name.upper()}`" if bare else f"`--{name.replace('_', '-')}`"
        default = "none" if given.default in (None, given.empty) else _default(given)
        rows.append((shown, _kind(annotation), default, sentence(meaning)))
    if "question" in signature:
        rows = [*_rows(Question), *rows]
    return table(("option", "value", "default", "meaning"), rows)


def _options(group: Any) -> str:  # noqa: ANN401 (any dataclass of options)
    return table(("option", "value", "default", "meaning"), _rows(group))


def _rows(group: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 (any dataclass of options)
    said = _documented(group)
    return [
        (
            f"`--{one.name.replace('_', '-')}`",
            _kind(str(one.type)),
            _default(one),
            sentence(said[one.name]),
        )
        for one in fields(group)
    ]


def _documented(thing: Any) -> dict[str, str]:  # noqa: ANN401 (a function or a class)
    """Return what the docstring says of each parameter or attribute."""
    docstring = inspect.getdoc(thing) or ""
    found = re.findall(r"^(\w+) : .+\n((?:    .+\n?)+)", docstring, flags=re.MULTILINE)
    return {name: " ".join(body.split()) for name, body in found}


def _kind(annotation: str) -> str:
    kinds = (
        ("bool", ""),
        ("Flag", ""),
        ("Texts", "text, repeatable"),
        ("Corners", "text, repeatable"),
        ("Files", "file, repeatable"),
        ("Path", "file"),
        ("list", "text, repeatable"),
        ("Pairs", "text, repeatable"),
        ("float", "number"),
        ("int", "whole number"),
    )
    return next((word for part, word in kinds if part in annotation), "text")


def _default(one: Any) -> str:  # noqa: ANN401 (a dataclass field)
    if one.default is MISSING or one.default in (None, ""):
        return "none"
    if isinstance(one.default, bool):
        return "off"
    return one.default if isinstance(one.default, str) else number(one.default)


def _with_link(said: str) -> str:
    return sentence(
        said.replace("`estran replay list`", "[`estran replay list`](#estran-replay-list)")
    )
