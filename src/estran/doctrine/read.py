"""YAML of rules as tables that know their lines; the only file of this room that knows YAML.

Plain values only: no tags, no anchors, no doubled keys, nothing that could run, grow or loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

import yaml

from estran.doctrine.place import Place, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_TEXT = 200_000
LONGEST_VALUE = 2_000
DEEPEST = 12
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, and the line of each key.

    Attributes
    ----------
    place : Place
        Where the table begins.
    values : mapping
        Text, numbers, dates, True, False, None, tuples of these, or tables.
    lines : mapping
        Line of each key.
    """

    place: Place
    values: Mapping[str, object]
    lines: Mapping[str, int]

    def at(self, key: str) -> Place:
        """Return where a key stands, or the table where it is absent."""
        return Place(self.place.file, self.lines.get(key, self.place.line), self.place.name)

    def named(self, name: str) -> Table:
        """Return the same table, named in every message."""
        return Table(Place(self.place.file, self.place.line, name), self.values, self.lines)

    def get(self, key: str, kind: type[Kind], default: Kind) -> Kind:
        """Return the value of a key that may be absent."""
        if key not in self.values:
            return default
        return self.need(key, kind)

    def need(self, key: str, kind: type[Kind]) -> Kind:
        """Return the value of a key that must be there, of the kind asked for."""
        if key not in self.values:
            raise refuse("rule.incomplete", self.place, f"{key!r} is missing.")
        value = self.values[key]
        wrong_bool = isinstance(value, bool) and kind is not bool
        if not isinstance(value, kind) or wrong_bool or value == "":
            raise refuse(
                "rule.kind",
                self.at(key),
                f"{key!r} must be {_KIND_NAMES.get(kind, 'a number')}, not {value!r}.",
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is absent."""
        found = self.get(key, tuple, ())
        if wrong := [one for one in found if not isinstance(one, str) or not one]:
            raise refuse("rule.kind", self.at(key), f"{key!r} lists texts; {wrong[0]!r} is none.")
        return found

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables; empty where the key is absent."""
        found = self.get(key, tuple, ())
        if wrong := [one for one in found if not isinstance(one, Table)]:
            raise refuse("rule.kind", self.at(key), f"{key!r} lists tables; {wrong[0]!r} is none.")
        return found

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that is not among the known ones, with the nearest.

        Raises
        ------
        DoctrineError
            Naming file, line and key.
        """
        allowed = tuple(known)
        for key in self.values:
            if key not in allowed:
                near = get_close_matches(key, allowed, n=1, cutoff=0.6)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise refuse(
                    "rule.unknown_key", self.at(key), f"there is no key {key!r} here.{hint}"
                )


_KIND_NAMES: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    tuple: "a list",
    Table: "a table",
    date: "a date",
}


def read_table(text: str, *, file: str) -> Table:
    """Return the table that a YAML text holds.

    Raises
    ------
    DoctrineError
        Where it is no YAML, no table, too long, too deep, or holds tags, anchors or doubled keys.
    """
    if len(text) > LONGEST_TEXT:
        raise refuse("rule.too_long", Place(file, 1), f"more than {LONGEST_TEXT} characters.")
    root = _composed(text, file)
    found = _value(root, file) if root is not None else None
    if not isinstance(found, Table):
        raise refuse("rule.unreadable", Place(file, 1), "a file of rules is a table of keys.")
    return found


def _composed(text: str, file: str) -> yaml.Node | None:
    try:
        _bounded(text, file)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        line = mark.line + 1 if mark else 1
        raise refuse("rule.unreadable", Place(file, line), f"{problem}.") from error
    except (RecursionError, ValueError) as error:
        raise refuse("rule.unreadable", Place(file, 1), "this is not YAML.") from error


def _bounded(text: str, file: str) -> None:
    """Refuse depth and anchors while the text is still being scanned, before they cost anything."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        mark = event.start_mark
        place = Place(file, mark.line + 1 if mark else 1)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise refuse("rule.too_deep", place, f"nested more than {DEEPEST} levels deep.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refuse("rule.anchor", place, "anchors (& and *) are not allowed.")


def _value(node: yaml.Node, file: str) -> object:
    place = Place(file, node.start_mark.line + 1)
    if node.tag not in _PLAIN_TAGS:
        raise refuse("rule.tag", place, f"the tag {node.tag!r} is not allowed.")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(one, file) for one in node.value)
    return _scalar(node, place)


def _mapping(node: yaml.MappingNode, place: Place) -> Table:
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in values:
            raise refuse(
                "rule.doubled_key",
                Place(place.file, line),
                f"{key!r} stands here a second time; the first is in line {lines[key]}.",
            )
        values[key] = _value(value_node, place.file)
        lines[key] = line
    return Table(place, values, lines)


def _scalar(node: yaml.Node, place: Place) -> object:
    if len(node.value) > LONGEST_VALUE:
        raise refuse("rule.too_long", place, f"a value has at most {LONGEST_VALUE} characters.")
    try:
        node.value.encode()
        found = yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise refuse("rule.unreadable", place, f"{node.value!a} cannot be read.") from error
    if isinstance(found, datetime):
        raise refuse("rule.kind", place, f"{node.value!r}: write a date without a time.")
    return found
