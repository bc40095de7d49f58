"""A report as a plain-text form for e-mail over a poor link: one line a field, empty and filled in.

Whatever is not understood is given back as said. A form is never refused for what it says; only
an empty or an endless text is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING, get_args

from estran.assess.answer_words import StateName
from estran.assess.report import SourceKind
from estran.casebook.bodies.parts import Engine
from estran.doctrine.facts import fact
from estran.errors import InputError
from estran.exchange.fact_values import read_value
from estran.exchange.plain_ascii import to_ascii
from estran.exchange.spoken_names import plain_names
from estran.language.catalogue import LANGUAGES, catalogue, say
from estran.quantities.position_text import parse_position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 100_000  # characters; hundreds of times a long report
WIDTH = 72  # characters; mail programs break what is longer than 76
MOST_MARKS = 4  # colons among which the one after the label is looked for: a hint may hold one
SIGNATURE = "--"
_QUOTES = re.compile(r"^[\s>|]*")
_BRACKETS = re.compile(r"\([^()]*\)")

FIELDS = (
    "position", "at", "phone", "persons_in_water", "persons", "taking_water", "engine",
    "tubes_damaged", "injured_or_ill", "children_seen", "life_jackets", "entered_water",
    "state", "craft", "colour", "wind", "waves", "source", "reference", "text",
)  # fmt: skip
"""What a form asks, in the order of asking: position and call-back first, then the water."""
FACTS = (
    "persons_in_water", "taking_water", "tubes_damaged", "injured_or_ill", "children_seen",
    "life_jackets",
)  # fmt: skip
LOOSE = ("at", "persons", "entered_water", "craft", "wind", "waves")
"""Fields of a report that take any text; whoever reads the report reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRead:
    """What a filled-in form says.

    Attributes
    ----------
    report : mapping
        Fields as `report_fields` expects them, ``position`` and ``facts`` among them.
    positions : tuple of str
        Every position that was given; several compete.
    left_over : str
        All lines that were not understood, as said, and the free text.
    """

    report: Mapping[str, object]
    positions: tuple[str, ...] = ()
    channel: str = "email"
    source: str = ""
    reference: str = ""
    phone: str = ""
    colour: str = ""
    engine: str = "unknown"
    left_over: str = ""


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    fields: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    positions: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def report_form(language: str) -> str:
    """Return the empty form: first what to do in danger, then one line a field."""
    rows = (
        f"{say(language, f'mail_form.{key}')} ({say(language, f'mail_ask.{key}')}):"
        for key in FIELDS
    )
    return "\n".join([*_head(language), "", *rows]) + "\n"


def _head(language: str) -> list[str]:
    """Return the lines above the fields, short enough that no mail program breaks them."""
    said = (say(language, "mail_form.emergency"), say(language, "mail_form.how"))
    return [line for one in said for line in wrap(one, WIDTH)]


def read_report_form(text: str) -> FormRead:
    """Read a filled-in form.

    Keys in English or French, or as in a report file, with or without accents and hints, in any
    order, after ``:`` or ``=``; quoted or not. A line that holds nothing but a position is one.

    Parameters
    ----------
    text : str
        Body of the message.

    Raises
    ------
    InputError
        Where there is nothing in it, or it is longer than any report.
    """
    if not text.strip():
        raise InputError("mail_form.empty", "The message is empty: there is no report in it.")
    if len(text) > LONGEST:
        raise InputError(
            "mail_form.too_long",
            f"The message has {len(text)} characters; a report has at most {LONGEST}. "
            "Send the form without attachments and without the messages before it.",
            length=len(text),
            longest=LONGEST,
        )
    draft, signed = _Draft(), False
    for line in text.splitlines():
        plain = _QUOTES.sub("", line).strip()
        signed = signed or plain == SIGNATURE
        if signed:
            draft.left_over.append(line)
        elif plain and not _is_own_words(plain):
            _take(draft, plain, line)
    return _read(draft)


def _take(draft: _Draft, plain: str, line: str) -> None:
    """Take one line: a field, a position alone, or else left over as it was said."""
    key, value = _parted(plain)
    if key and not value:
        return
    if not (key and _taken(draft, key, value)):
        if not key and _is_position(plain):
            draft.positions.append(plain)
        else:
            draft.left_over.append(line)


def _taken(draft: _Draft, key: str, value: str) -> bool:
    """Say whether a value could be put under its key."""
    if key == "text":
        draft.left_over.append(value)
    elif key == "position":
        draft.positions.append(value)
    elif key in FACTS:
        return _fact_taken(draft, key, value)
    elif key in draft.fields:
        return draft.fields[key] == value
    else:
        word = _word(key, value)
        if not word:
            return False
        draft.fields[key] = word
    return True


def _fact_taken(draft: _Draft, key: str, value: str) -> bool:
    """Say whether a fact could be read; who says both yes and no is kept as said."""
    said = _choices().get(to_ascii(value).casefold(), value)
    try:
        read_value(fact(key), said)
    except InputError:
        return False
    if key in draft.facts:
        return draft.facts[key] == said
    draft.facts[key] = said
    return True


def _word(key: str, value: str) -> str:
    """Return a value under its data name; empty where the field takes words and this is none."""
    known: dict[str, tuple[str, ...]] = {
        "state": get_args(StateName),
        "source": get_args(SourceKind),
        "engine": get_args(Engine),
    }
    if key not in known:
        return value
    plain = to_ascii(value).strip().casefold()
    named = str(plain_names({key: _choices().get(plain, value)})[key])
    return named if named in known[key] else ""


@cache
def _choices() -> Mapping[str, str]:
    """Return the words of choices, in every language and without accents, by their data names."""
    tables = ("state", "by", "engine_state", "category")
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, said in catalogue(language).items():
            table, _, name = key.partition(".")
            if table in tables:
                found.setdefault(to_ascii(said).casefold(), name)
    return found


@cache
def _keys() -> Mapping[str, str]:
    """Return the labels of fields, in every language and without accents, and their data names."""
    said = {key: key for key in FIELDS}
    for language in LANGUAGES:
        said |= {_folded(say(language, f"mail_form.{key}")): key for key in FIELDS}
    return said


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "_", to_ascii(_BRACKETS.sub("", text)).casefold()).strip("_")


def _parted(plain: str) -> tuple[str, str]:
    """Return the field that a line begins with and its value; empty where it begins with none."""
    for found in islice(re.finditer(r"[:=]", plain), MOST_MARKS):
        key = _keys().get(_folded(plain[: found.start()]), "")
        if key:
            return key, plain[found.end() :].strip()
    return "", ""


def _is_own_words(plain: str) -> bool:
    """Say whether a line is of the form itself, above the fields."""
    return any(plain in _head(language) for language in LANGUAGES)


def _is_position(plain: str) -> bool:
    try:
        parse_position(plain)
    except InputError:
        return False
    return True


def _read(draft: _Draft) -> FormRead:
    given = draft.fields
    report: dict[str, object] = {key: given[key] for key in (*LOOSE, "state") if key in given}
    if draft.positions:
        report["position"] = draft.positions[0]
    if "source" in given:
        report["source"] = given["source"]
    stopped = {"stopped": "yes", "running": "no"}.get(given.get("engine", ""))
    if stopped:
        draft.facts["engine_stopped"] = stopped
    if draft.facts:
        report["facts"] = dict(draft.facts)
    return FormRead(
        report=report,
        positions=tuple(draft.positions),
        source=given.get("source", ""),
        reference=given.get("reference", ""),
        phone=given.get("phone", ""),
        colour=given.get("colour", ""),
        engine=given.get("engine", "unknown"),
        left_over="\n".join(_trimmed(draft.left_over)),
    )


def _trimmed(lines: list[str]) -> Iterator[str]:
    yield from (line for line in lines if line.strip())
