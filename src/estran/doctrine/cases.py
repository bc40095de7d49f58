"""Cases beside a doctrine: facts and the verdicts expected, such as a lawyer can write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING

from estran.doctrine.doctrine_text import HYPOTHETICAL
from estran.doctrine.facts import fact
from estran.doctrine.judge import Verdict, judge
from estran.doctrine.options import OPTIONS
from estran.doctrine.place import Place, refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.registry import Standing, doctrine, in_force
from estran.doctrine.ruleset import rules_with, ruleset
from estran.doctrine.states import one_situation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.judge import Judgement
    from estran.doctrine.ruleset import Ruleset

_CASE = ("name", "at", "facts", "expect", "rows", "unknown", "because")
_STATUS = ("met", "not_met", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation at one instant, and what is to come out.

    Attributes
    ----------
    doctrine : str
        Judged with the law and what else is in force then; one that is only announced is added,
        and one that is hypothetical is judged with physics and law alone.
    expect : mapping
        Verdict word by option.
    rows : mapping
        Status by rule, wherever the rule speaks.
    unknown : mapping
        Facts that must be named as decisive, by option.
    """

    doctrine: str
    name: str
    at: datetime
    facts: Mapping[str, object]
    expect: Mapping[str, str]
    rows: Mapping[str, str]
    unknown: Mapping[str, tuple[str, ...]]
    place: Place


def shipped_cases() -> tuple[Case, ...]:
    """Return the cases that ship beside the doctrines."""
    folder = files("estran.doctrine").joinpath("rules")
    found = sorted(one.name for one in folder.iterdir() if one.name.endswith("_cases.yaml"))
    texts = ((name, folder.joinpath(name).read_text("utf-8")) for name in found)
    return tuple(case for name, text in texts for case in read_cases(text, file=name))


def read_cases(text: str, *, file: str) -> tuple[Case, ...]:
    """Read a file of cases; `common` facts hold in each, unless the case says otherwise.

    Raises
    ------
    DoctrineError
        Naming file, line and case.
    UnknownNameError
        Where a fact or the doctrine is unknown.
    """
    table = read_table(text, file=file)
    table.only(("doctrine", "common", "cases"))
    name = doctrine(table.need("doctrine", str)).id
    common = table.get("common", Table, Table(table.place, {}, {})).values
    return tuple(_case(row, name, common) for row in table.tables("cases"))


def mismatches(case: Case) -> tuple[str, ...]:
    """Return what came out otherwise than a case expects, in words; empty where all is well."""
    judged = judge(_rules(case), one_situation(case.facts))
    return (*_verdicts(case, judged), *_rows(case, judged), *_unknowns(case, judged))


def _rules(case: Case) -> Ruleset:
    """Return what a case is judged by: the law and all in force, or what is hypothetical alone."""
    asked = doctrine(case.doctrine)
    if asked.layer == HYPOTHETICAL:
        return rules_with(asked, at=case.at)
    standing = in_force(case.at)
    if asked.status == "announced":
        standing += (Standing(asked, certain=True, set_aside=frozenset()),)
    return ruleset(standing, at=case.at)


def _verdicts(case: Case, judged: Mapping[str, Judgement]) -> tuple[str, ...]:
    return tuple(
        f"{case.place}: {option} is {judged[option].verdict.word}, expected {wanted}."
        for option, wanted in case.expect.items()
        if judged[option].verdict.word != wanted
    )


def _rows(case: Case, judged: Mapping[str, Judgement]) -> tuple[str, ...]:
    found = {row.rule: row.status for one in judged.values() for row in one.trace}
    return tuple(
        f"{case.place}: {rule} is {found.get(rule, 'not in force')}, expected {wanted}."
        for rule, wanted in case.rows.items()
        if found.get(rule) != wanted
    )


def _unknowns(case: Case, judged: Mapping[str, Judgement]) -> tuple[str, ...]:
    return tuple(
        f"{case.place}: {option} does not name {name} as unknown."
        for option, names in case.unknown.items()
        for name in names
        if name not in judged[option].unknown
    )


def _case(row: Table, name: str, common: Mapping[str, object]) -> Case:
    row = row.named(row.need("name", str))
    row.only(_CASE)
    empty = Table(row.place, {}, {})
    facts = {**common, **row.need("facts", Table).values}
    for one in facts:
        fact(one)
    expect = row.need("expect", Table)
    _known(expect, row, tuple(one.word for one in Verdict))
    rows = row.get("rows", Table, empty)
    _known(rows, row, _STATUS, options=False)
    unknown = row.get("unknown", Table, empty)
    noon = datetime.combine(row.need("at", date), time(12), tzinfo=UTC)
    return Case(
        doctrine=name,
        name=row.place.name,
        at=noon,
        facts=facts,
        expect={key: str(value) for key, value in expect.values.items()},
        rows={key: str(value) for key, value in rows.values.items()},
        unknown={key: unknown.texts(key) for key in unknown.values},
        place=row.place,
    )


def _known(table: Table, row: Table, allowed: tuple[str, ...], *, options: bool = True) -> None:
    for key, value in table.values.items():
        if options and key not in OPTIONS:
            raise refuse("rule.option", table.at(key), f"there is no option {key!r}.")
        if value not in allowed:
            where = Place(table.place.file, table.lines[key], row.place.name)
            raise refuse("rule.kind", where, f"{value!r} is none of {', '.join(allowed)}.")
