"""YAML of rules as tables that know their lines; the only file of this room that knows YAML.

Plain values only: no tags, no anchors, no doubled keys, nothing that could run, grow or loop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from estran.doctrine.place import Place, refuse
from estran.errors import DoctrineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LONGEST_TEXT = 200_000
LONGEST_VALUE = 2_000
DEEPEST = 12
_QUOTED = re.compile(r'(?<=[:,-] )"[^"\\\n]*"')
_USUAL = re.compile(r"""(?:[\n A-Za-z\u00c0-\u017f0-9_.,:;#()'"\[\]{}<=+/-]|(?<=: )>-(?=\n))*""")
"""What rules are written with, quoted text apart; the two readers of YAML read it alike."""
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}
_FAULTS = (
    ("<stream end>", "the text ends, and a bracket, a brace or a quote is still open."),
    ("end of stream", "the text ends, and a bracket, a brace or a quote is still open."),
    ("mapping values", "a colon stands where none can; put a text that holds one in quotes."),
    (r"'\t'", "a tab stands here; indent with spaces."),
    ("cannot start any token", "a value cannot begin with this character; put it in quotes."),
    ("expected ':'", "a key has no colon after it."),
    ("expected ',' or", "a comma is missing, or a bracket or a brace is not closed."),
    ("<block end>", "this line is not indented as those before it."),
    ("<document start>", "this line is not indented as those before it."),
)
"""What the YAML reader complains of, and our words for it; the first that fits is said."""

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
                f"{key!r} must be {_KIND_NAMES.get(kind, 'a number')}, not {_said(value)}.",
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is absent."""
        found = self.get(key, tuple, ())
        if wrong := [one for one in found if not isinstance(one, str) or not one]:
            raise refuse(
                "rule.kind", self.at(key), f"{key!r} lists texts; {_said(wrong[0])} is none."
            )
        return found

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables; empty where the key is absent."""
        found = self.get(key, tuple, ())
        if wrong := [one for one in found if not isinstance(one, Table)]:
            raise refuse(
                "rule.kind", self.at(key), f"{key!r} lists tables; {_said(wrong[0])} is none."
            )
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


def _said(value: object) -> str:
    """Return what a value is called in a message: as a file has it, never as Python has it."""
    if isinstance(value, Table):
        return "a table"
    if isinstance(value, tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, str) else str(value)


def read_table(text: str, *, file: str) -> Table:
    """Return the table that a YAML text holds.

    Raises
    ------
    DoctrineError
        Where it is no YAML, no table, too long, too deep, or holds tags, anchors or doubled keys.
    """
    if len(text) > LONGEST_TEXT:
        raise refuse("rule.too_long", Place(file, 1), f"more than {LONGEST_TEXT} characters.")
    found = _root(text, file)
    if not isinstance(found, Table):
        raise refuse("rule.unreadable", Place(file, 1), "a file of rules is a table of keys.")
    return found


def _root(text: str, file: str) -> object:
    """Return what a text holds: by the quick reader where it is installed and finds no fault.

    What it refuses, and what is written in an unusual way, is read by the other one, so that the
    same texts are refused everywhere, with the same words and lines.
    """
    quick = getattr(yaml, "CSafeLoader", None)
    if quick is not None and _USUAL.fullmatch(_QUOTED.sub('""', text)):
        try:
            return _Reader(yaml.parse(text, Loader=quick), file).document()
        except (yaml.YAMLError, DoctrineError, ValueError):
            pass
    return _read_plainly(text, file)


def _read_plainly(text: str, file: str) -> object:
    try:
        return _Reader(yaml.parse(text, Loader=yaml.SafeLoader), file).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise refuse("rule.unreadable", Place(file, line), _fault(error)) from error
    except (RecursionError, ValueError) as error:
        raise refuse("rule.unreadable", Place(file, 1), "this is not YAML.") from error


def _fault(error: yaml.YAMLError) -> str:
    """Return in words of our own what the YAML reader could not read."""
    problem = str(getattr(error, "problem", None) or "")
    return next((said for sign, said in _FAULTS if sign in problem), "this is not YAML.")


class _Reader:
    """Turns the events of a YAML text into values, once, and refuses as it goes."""

    def __init__(self, events: Iterator[yaml.Event], file: str) -> None:
        self._events = events
        self._file = file
        self._resolved: Callable[..., str] = Resolver().resolve

    def document(self) -> object:
        """Return the value of the one document; None where there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        found = self._value(next(self._events), 1)
        next(self._events)
        if not isinstance(further := next(self._events), yaml.StreamEndEvent):
            raise refuse(
                "rule.unreadable",
                self._place(further),
                "a file holds one document, and another begins here.",
            )
        return found

    def _value(self, event: yaml.Event, depth: int) -> object:
        place = self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if depth > DEEPEST:
            raise refuse("rule.too_deep", place, f"nested more than {DEEPEST} levels deep.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        return tuple(self._items(depth))

    def _items(self, depth: int) -> Iterator[object]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Table:
        values: dict[str, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, here = self._key(event, depth), self._place(event)
            if key in values:
                raise refuse(
                    "rule.doubled_key",
                    here,
                    f"{key!r} stands here a second time; the first is in line {lines[key]}.",
                )
            values[key] = self._value(next(self._events), depth + 1)
            lines[key] = here.line
        return Table(place, values, lines)

    def _key(self, event: yaml.Event, depth: int) -> str:
        """Return a key as it is written."""
        place = self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        self._value(event, depth + 1)
        raise refuse("rule.unreadable", place, "a key is a word.")

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> object:
        text = event.value
        if len(text) > LONGEST_VALUE:
            raise refuse("rule.too_long", place, f"a value has at most {LONGEST_VALUE} characters.")
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._resolved(yaml.ScalarNode, text, event.implicit)
        try:
            text.encode()
            return text if tag == _TEXT else _constructed(tag, text, place)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise refuse("rule.unreadable", place, f"{text!a} cannot be read.") from error

    def _plain(self, event: yaml.Event) -> Place:
        """Return where something stands that has no anchor and no strange tag."""
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refuse("rule.anchor", place, "anchors (& and *) are not allowed.")
        tag = getattr(event, "tag", None)
        if tag not in _PLAIN_TAGS and tag not in (None, "!"):
            raise refuse("rule.tag", place, f"the tag {tag!r} is not allowed.")
        return place

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1 if mark else 1)


def _constructed(tag: str, text: str, place: Place) -> object:
    if tag not in _PLAIN_TAGS:
        raise refuse("rule.tag", place, f"the tag {tag!r} is not allowed.")
    found = SafeConstructor().construct_object(yaml.ScalarNode(tag, text), deep=True)
    if isinstance(found, datetime):
        raise refuse("rule.kind", place, f"{text!r}: write a date without a time.")
    return found
