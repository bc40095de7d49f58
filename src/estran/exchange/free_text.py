"""What a pasted text says of a boat: each field with the very words, and nothing that is not said.

English and French patterns, no more. A question says nothing; words that deny or disagree are shown
with every reading, and a person chooses. Pure; nothing is kept.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from estran.errors import InputError
from estran.exchange.free_text_figures import Found, counts, masked, phones, places, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

LONGEST = 5_000
ASKED = (
    "position", "at", "persons_in_water", "persons", "taking_water", "engine", "tubes_damaged",
    "injured_or_ill", "children_seen", "life_jackets",
)  # fmt: skip
"""What a watch asks first; of these it is said which the text leaves unknown."""
BOTH = ("yes", "no")
UNSURE = "?"
APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
_DENIES = re.compile(
    r"\b(no|not|never|without|nobody|none|isn't|aren't|don't|didn't|pas|plus|aucune?|sans|jamais|"
    r"ni|peut-etre|maybe|perhaps|if|si)[ '-]+(?:\w+[ '-]+){0,2}$"
)
_QUESTION = re.compile(r"[^.!?\n]*\?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which words can be read.

    Attributes
    ----------
    value : str
        As a form takes it.
    words : str
        As they stand in the text, from `start` to `end`.
    why : str
        Why it is in doubt, where something is to be said of it; else empty.
    """

    value: str
    words: str
    start: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class FieldRead:
    """What a text says of one field: understood, or ambiguous with every reading."""

    field: str
    standing: Literal["understood", "ambiguous"]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """All that a text says, and which of the first questions it leaves open."""

    found: tuple[FieldRead, ...]
    unknown: tuple[str, ...]


def read_free_text(text: str, *, now: datetime) -> TextRead:
    """Read what somebody pasted.

    Parameters
    ----------
    text : str
        As it came, up to 5,000 characters.
    now : datetime
        By which the day of a clock time is told: the last such time that is not ahead of it.

    Raises
    ------
    InputError
        Where there is nothing in it, or it is too long.
    """
    if not text.strip():
        raise InputError("preview.empty", "The text is empty: there is nothing to read in it.")
    if len(text) > LONGEST:
        raise InputError(
            "preview.too_long",
            f"The text has {len(text)} characters; {LONGEST} are read. Paste what speaks of the "
            "boat.",
            length=len(text),
            longest=LONGEST,
        )
    plain = levelled(text)
    found: list[Found] = [*places(text), *phones(text)]
    rest = masked(plain, found)
    clock = [*times(rest, now=now)]
    rest = masked(_without_questions(rest), clock)
    said = [*_said(rest)]
    spoken = [*found, *clock, *counts(rest), *said]
    fields = tuple(_field(text, name, rows) for name, rows in _by_field(spoken).items())
    known = {one.field for one in fields}
    return TextRead(found=fields, unknown=tuple(one for one in ASKED if one not in known))


def levelled(text: str) -> str:
    """Return a text in lower case without accents, as long as it was, so that places agree."""
    return "".join(_plain(one) for one in text)


def _plain(one: str) -> str:
    if one in APOSTROPHES:
        return "'"
    bare = unicodedata.normalize("NFKD", one.lower())
    return bare[0] if bare else one


def _without_questions(text: str) -> str:
    """Return a text with its questions blanked: whoever asks does not say."""
    return _QUESTION.sub(lambda found: " " * len(found[0]), text)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = tomllib.loads(files(__package__).joinpath("free_text.toml").read_text("utf-8"))
    return tuple(
        (row["field"], row["value"], re.compile("|".join(row["words"]).replace("{n}", r"\d{1,3}")))
        for row in table["says"]
    )


def _said(text: str) -> Iterator[Found]:
    """Yield what the patterns hold; words that a row has taken no later row of its field takes."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for field, value, pattern in _patterns():
        spans = taken.setdefault(field, [])
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and end > other for other, other_end in spans):
                continue
            spans.append((start, end))
            if value == UNSURE:
                yield from (Found(field, one, start, end, "two meanings") for one in BOTH)
            elif value != "no" and field != "danger" and _DENIES.search(text[:start]):
                opposite = "no" if value == "yes" else ""
                yield Found(field, value, start, end, "may be denied")
                yield Found(field, opposite, start, end, "may be denied")
            else:
                yield Found(field, value, start, end)


def _by_field(found: Iterable[Found]) -> dict[str, list[Found]]:
    by: dict[str, list[Found]] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        by.setdefault(one.field, []).append(one)
    return by


def _field(text: str, name: str, rows: list[Found]) -> FieldRead:
    values = {one.value for one in rows}
    doubtful = any(one.why for one in rows) or len(values) > 1
    readings = tuple(
        Reading(one.value, text[one.start : one.end], one.start, one.end, one.why) for one in rows
    )
    return FieldRead(name, "ambiguous" if doubtful else "understood", readings)
