"""`estran doctrine ask`: what a doctrine says of one situation, or of a table of a million."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.tally import Tally
    from estran.exchange.doctrine_card import Asked
    from estran.exchange.fact_values import FactValue


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Question:
    """What is asked of which doctrine.

    Attributes
    ----------
    doctrine : str
        Id of the doctrine: see `estran doctrine list`.
    facts : Path
        The situation as YAML, `fact: value` line by line; what is left out is unknown.
    table : Path
        Many situations, CSV or Parquet: one column a fact, one row a situation.
    option : str
        One option, such as I7. Absent: all, or those of rescue where help is asked for or distress
        indicated. Rescue, I6, is always told.
    at : str
        The day on which it is asked; the doctrine's first day where absent. On a day on which it
        does not hold, it opens nothing.
    """

    doctrine: str
    facts: Path | None = None
    table: Path | None = None
    option: str | None = None
    at: str | None = None


def ask(
    *,
    question: Question,
    out: Path | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Ask a doctrine about a situation, with every rule's part in the verdict; or about many.

    Parameters
    ----------
    out : Path
        With --table: write the verdict codes into this file, CSV or Parquet.
    lang : str
        Language of the answer: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_page
    from estran.exchange.doctrine_card import card_data, card_page, tally_data, tally_page

    _require_one(question, out)
    asked = _asked(question)
    if question.table is None:
        if json:
            print_json(card_data(asked, language=lang))
        else:
            print_page(card_page(asked, language=lang))
        return
    tallies = _judged(asked, question.table, out, lang)
    if json:
        print_json(tally_data(asked, tallies, language=lang))
    else:
        print_page(tally_page(asked, tallies, language=lang))


def facts_of(path: Path) -> Mapping[str, FactValue]:
    """Return the facts of a user's file."""
    from estran.exchange.facts_text import parse_facts_file
    from estran.wiring import read_user_text

    return parse_facts_file(read_user_text(path), name=str(path))


def option_asked(name: str) -> str:
    """Return the id of an option, however its letters are written.

    Raises
    ------
    UnknownNameError
        Where there is none.
    """
    from estran.doctrine.options import OPTIONS
    from estran.errors import UnknownNameError

    known = {one.casefold(): one for one in OPTIONS}
    if name.casefold() not in known:
        raise UnknownNameError(
            "option.unknown",
            f"There is no option {name!r}; there are {', '.join(OPTIONS)}.",
            name=name,
            known=", ".join(OPTIONS),
        )
    return known[name.casefold()]


def _require_one(question: Question, out: Path | None) -> None:
    from estran.errors import InputError

    if (question.facts is None) == (question.table is None):
        raise InputError(
            "ask.one_of", "Give the facts of one situation (--facts) or a table of many (--table)."
        )
    if out is not None and question.table is None:
        raise InputError("ask.out", "--out takes the verdicts on a table: give --table with it.")


def _asked(question: Question) -> Asked:
    from estran.doctrine.registry import doctrine
    from estran.doctrine.ruleset import first_instant, rules_under
    from estran.exchange.day_text import noon, parse_day
    from estran.exchange.doctrine_card import Asked, options_shown

    found = doctrine(question.doctrine)
    at = first_instant(found) if question.at is None else noon(parse_day(question.at))
    return Asked(
        doctrine=found,
        rules=rules_under(found.id, at=at),
        options=options_shown(question.option and option_asked(question.option)),
        facts={} if question.facts is None else facts_of(question.facts),
        day=at.date(),
    )


def _judged(asked: Asked, table: Path, out: Path | None, lang: str) -> Mapping[str, Tally]:
    """Judge a table chunk by chunk, and write the codes where they are wanted."""
    from estran.language.catalogue import say
    from estran.wiring import judge_table

    tallies, count = judge_table(asked.rules, asked.options, table, out=out)
    if out is not None:
        print(say(lang, "doctrine_ask.written", path=out, count=count), file=sys.stderr)
    return tallies
