"""The pages on the casebook: what may follow what, drawn from tables, and every kind of event."""

from __future__ import annotations

import inspect
import re
import types
from collections import defaultdict
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Literal, Union, get_args, get_origin, get_type_hints

from estran.casebook.bodies import boats, cases, keeping, operations, parts, reports
from estran.casebook.bodies.parts import Private
from estran.casebook.kinds import KINDS
from estran.casebook.transitions import CASE, NONE, TABLES
from estran.room.entries import ENTRIES
from estran.room.roles import ALLOWED, ROLES
from tools.reference_layout import page, sentence, table, text, words

if TYPE_CHECKING:
    from types import ModuleType

    from estran.casebook.transitions import Table

GROUPS: tuple[tuple[str, ModuleType], ...] = (
    ("Reports and calls", reports),
    ("Boats and people", boats),
    ("Cases", cases),
    ("What is done", operations),
    ("The record itself", keeping),
)
NAMES = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def states_page() -> str:
    """Return the page on states: a diagram and a table for each subject."""
    return page(
        "States of a casebook",
        "src/estran/casebook/transitions.py",
        text("casebook_states"),
        *(_subject(one) for one in TABLES),
    )


def _subject(one: Table) -> str:
    said = text(f"casebook_states_{re.sub('[^a-z]', '_', one.subject)}")
    head = ("in the state", "after", "is then")
    return (
        f"## {one.subject.capitalize()}\n\n{said}\n\n{_diagram(one)}\n\n{table(head, _rows(one))}"
    )


def _diagram(one: Table) -> str:
    """Return the changes of state as Mermaid draws them; what leaves the state is in the table."""
    edges: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (state, event), to in one.rows.items():
        if state != to:
            edges[_node(state), _node(to)].append(event)
    drawn = [f"    {state} --> {to}: {', '.join(which)}" for (state, to), which in edges.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])


def _node(state: str) -> str:
    return "[*]" if state == NONE else state


def _rows(one: Table) -> list[tuple[str, str, str]]:
    """Return the rows of a table; events that go from the same states to the same one together."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for event in dict.fromkeys(event for _, event in one.rows):
        ways: dict[str, list[str]] = defaultdict(list)
        for state in one.states():
            if (state, event) in one.rows:
                to = one.rows[state, event]
                ways["as before" if to == state else to].append(state)
        for to, states in ways.items():
            groups[tuple(states), to].append(event)
    return [
        (
            ", ".join("nothing yet" if state == NONE else state for state in states),
            ", ".join(f"`{event}`" for event in events),
            "nothing" if to == NONE else to,
        )
        for (states, to), events in groups.items()
    ]


def events_page() -> str:
    """Return the page on events: every kind, who may enter it, and its fields."""
    return page(
        "Events of a casebook",
        "src/estran/casebook/bodies/ and src/estran/room/entries.py",
        text("casebook_events"),
        *(_group(title, module) for title, module in GROUPS),
        _parts(),
    )


def _group(title: str, module: ModuleType) -> str:
    kinds = [kind for kind, cls in KINDS.items() if cls.__module__ == module.__name__]
    return "\n\n".join([f"## {title}", *(_kind(kind) for kind in kinds)])


def _kind(kind: str) -> str:
    said = sentence(_documented(KINDS[kind])[0])
    return f"### {kind}\n\n{said} {_who(kind)}{_where(kind)}\n\n" + _fields(KINDS[kind], kind)


def _who(kind: str) -> str:
    entering = ENTRIES.get(kind)
    if entering is None:
        return str(words("casebook_written")[kind])
    roles = [one.replace("_", " ") for one in ROLES if one in ALLOWED[entering.action]]
    return f"Who may enter it: {', '.join(roles)} (`{entering.action}`)."


def _where(kind: str) -> str:
    return "" if any(event == kind for _, event in CASE.rows) else " It belongs to no case."


def _parts() -> str:
    known = [
        one
        for module in (parts, boats, operations)
        for one in vars(module).values()
        if isinstance(one, type) and is_dataclass(one) and one.__module__ == module.__name__
    ]
    shown = [
        f"### {one.__name__}\n\n{sentence(_documented(one)[0])}\n\n{_fields(one)}"
        for one in known
        if "kind" not in vars(one)
    ]
    return "\n\n".join(["## Parts of bodies", *shown])


def _fields(cls: type, kind: str = "") -> str:
    hints, notes = get_type_hints(cls), _documented(cls)[1]
    entering = ENTRIES.get(kind)
    given = {*entering.derived, entering.numbered} if entering else set()
    rows = []
    for one in fields(cls):
        if one.name in given:
            needed = "the room gives it"
        elif one.name == "centre" and entering and entering.own_centre:
            needed = "no: one's own"
        else:
            has_default = one.default is not MISSING or one.default_factory is not MISSING
            needed = "no" if has_default else "yes"
        rows.append((f"`{one.name}`", _typed(hints[one.name]), needed, notes.get(one.name, "")))
    return table(("field", "what", "needed", "meaning"), rows)


def _typed(hint: object) -> str:
    """Return a type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        known = [one for one in inner if one is not type(None)]
        return f"{_typed(known[0])}, or unknown"
    if origin is Literal:
        return " / ".join(f"`{one}`" for one in inner)
    if origin is tuple:
        return f"list: {_typed(inner[0])}"
    if origin is not None:
        return f"by name: {_typed(inner[1])}"
    if hint is Private:
        return "private text, sealed"
    if isinstance(hint, type):
        return NAMES.get(hint) or (f"part: {hint.__name__}" if is_dataclass(hint) else "time")
    raise TypeError(f"{hint!r} is no type of a field")


def _documented(cls: type) -> tuple[str, dict[str, str]]:
    """Return what a class says of itself, and of its attributes."""
    said, _, attributes = (inspect.getdoc(cls) or "").partition("\n\nAttributes\n----------\n")
    notes: dict[str, str] = {}
    names: list[str] = []
    for line in attributes.splitlines():
        if line.strip() and not line.startswith(" "):
            names = [one.strip() for one in line.partition(" : ")[0].split(",")]
        for name in names if line.startswith(" ") else ():
            notes[name] = f"{notes.get(name, '')} {line.strip()}".strip().replace("``", "`")
    return " ".join(said.split()), notes
