"""Combinations of facts that cannot be, so that a witness makes sense; no proof rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from estran.doctrine.expression import Vocabulary, parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.kleene import Evaluator
from estran.doctrine.read import Table, read_table
from estran.doctrine.states import one_situation
from estran.doctrine.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.tree import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A combination that cannot be, and why."""

    id: str
    when: Condition
    why: str
    why_fr: str

    def why_in(self, language: str) -> str:
        """Return the reason in a language, or else in English."""
        return worded(language, english=self.why, french=self.why_fr)


@cache
def impossible() -> tuple[Impossible, ...]:
    """Return every declared combination, in the order of the file.

    Raises
    ------
    DoctrineError
        Where the file is malformed.
    """
    text = files("estran.doctrine").joinpath("impossible.yaml").read_text("utf-8")
    table = read_table(text, file="impossible.yaml")
    table.only(("combinations",))
    return tuple(_combination(row) for row in table.tables("combinations"))


def impossible_in(situation: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of the combinations that hold in a situation; an unknown fact holds none."""
    evaluator = Evaluator(one_situation(situation))
    return tuple(one.id for one in impossible() if evaluator.truth(one.when) == "met")


def _combination(row: Table) -> Impossible:
    row = row.named(row.need("id", str))
    row.only(("id", "when", "why", "why_fr"))
    when = row.need("when", str)
    return Impossible(
        id=row.need("id", str),
        when=parse_condition(when, vocabulary=Vocabulary(facts(), {}), place=row.at("when")),
        why=row.need("why", str),
        why_fr=row.need("why_fr", str),
    )
