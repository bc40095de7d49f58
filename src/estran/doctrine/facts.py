"""The facts that a rule may ask for, read from facts.yaml; no value of any fact lives here."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast, get_args

from estran.doctrine.place import refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.wording import worded
from estran.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["yes_no", "number", "category"]
Serves = Literal["rescue", "control"]
_KEYS = (
    *("kind", "unit", "range", "whole", "categories", "label", "label_fr"),
    *("question", "question_fr", "order", "only_if", "serves", "any_of", "computed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One named, typed quantity; its value may be unknown.

    Attributes
    ----------
    kind : str
        ``yes_no``, ``number`` or ``category``.
    unit : str
        Of a number; empty otherwise.
    low, high : float
        Range of a number, in `unit`; a value outside is refused.
    whole : bool
        Whether a number counts things.
    categories : tuple of str
        Values of a category.
    label, label_fr : str
        In a few words, for a card.
    question, question_fr : str
        To be read out; empty where the fact follows from others, or is computed.
    order : int
        Place in the fixed order of asking; 0 where it has none.
    only_if : str
        A yes-or-no fact; where that is known to be false, this one is not asked. Empty: always.
    serves : str
        ``rescue``, or ``control`` where nothing but control asks for it.
    any_of : tuple of str
        Indicators from which alone the fact follows; empty where it is given.
    computed : bool
        Whether a law works it out, so that nobody is asked for it.
    """

    name: str
    kind: Kind
    unit: str
    low: float
    high: float
    whole: bool
    categories: tuple[str, ...]
    label: str
    label_fr: str
    question: str
    question_fr: str
    order: int
    only_if: str
    serves: Serves
    any_of: tuple[str, ...]
    computed: bool

    def label_in(self, language: str) -> str:
        """Return the label in a language, or else in English."""
        return worded(language, english=self.label, french=self.label_fr)

    def question_in(self, language: str) -> str:
        """Return the question in a language, or else in English."""
        return worded(language, english=self.question, french=self.question_fr)


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact by its name, in the order of the file.

    Raises
    ------
    DoctrineError
        Where the file is malformed; the message names line and fact.
    """
    text = files("estran.doctrine").joinpath("facts.yaml").read_text("utf-8")
    return parse_facts(text, file="facts.yaml")


def fact(name: str) -> Fact:
    """Return one fact.

    Raises
    ------
    UnknownNameError
        Where there is none of that name; the message gives the nearest.
    """
    try:
        return facts()[name]
    except KeyError:
        near = get_close_matches(name, facts(), n=1, cutoff=0.0)[0]
        raise UnknownNameError(
            "fact.unknown",
            f"No fact is called {name!r}. Did you mean {near!r}? All are in doctrine/facts.yaml.",
            name=name,
            nearest=near,
        ) from None


def parse_facts(text: str, *, file: str) -> Mapping[str, Fact]:
    """Read a list of facts.

    Raises
    ------
    DoctrineError
        Where an entry is malformed, or follows from a fact that is no yes-or-no fact.
    """
    table = read_table(text, file=file)
    found = {name: _fact(name, table.need(name, Table).named(name)) for name in table.values}
    for one in found.values():
        for name in one.any_of:
            if name not in found or found[name].kind != "yes_no" or found[name].any_of:
                raise refuse(
                    "fact.indicator",
                    table.at(one.name),
                    f"{one.name!r} follows from {name!r}, which is no yes-or-no fact of the list.",
                )
    return MappingProxyType(found)


def _fact(name: str, row: Table) -> Fact:
    row.only(_KEYS)
    low, high = _range(row)
    return Fact(
        name=name,
        kind=cast("Kind", _one_of(row, "kind", get_args(Kind))),
        unit=row.get("unit", str, ""),
        low=low,
        high=high,
        whole=row.get("whole", bool, False),
        categories=row.texts("categories"),
        label=row.need("label", str),
        label_fr=row.need("label_fr", str),
        question=_question(row, "question"),
        question_fr=_question(row, "question_fr"),
        order=row.get("order", int, 0),
        only_if=row.get("only_if", str, ""),
        serves=cast("Serves", _one_of(row, "serves", get_args(Serves))),
        any_of=row.texts("any_of"),
        computed=row.get("computed", bool, False),
    )


def _question(row: Table, key: str) -> str:
    """Return what is asked; nothing of a fact that follows from others, or is computed."""
    worked_out = "any_of" in row.values or row.get("computed", bool, False)
    return row.get(key, str, "") if worked_out else row.need(key, str)


def _range(row: Table) -> tuple[float, float]:
    kind, bounds = row.need("kind", str), row.get("range", tuple, ())
    numbers = [one for one in bounds if isinstance(one, int | float)]
    if kind != "number" and not bounds:
        return 0.0, 0.0
    if len(numbers) != len(bounds) or len(bounds) != 2 or "unit" not in row.values:
        raise refuse("fact.range", row.place, "a number has a unit and a range [low, high].")
    return float(numbers[0]), float(numbers[1])


def _one_of(row: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = row.need(key, str)
    if value not in allowed:
        raise refuse("rule.kind", row.at(key), f"{key!r} is one of {', '.join(allowed)}.")
    return value
