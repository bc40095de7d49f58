"""A file of facts as YAML text, `fact: value` line by line; faults named by file, line, fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.facts import fact
from estran.doctrine.read import Table, read_table
from estran.doctrine.states import one_situation
from estran.errors import DoctrineError, InputError, ReportFileError
from estran.exchange.fact_values import read_value, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.exchange.fact_values import FactValue

LONGEST = 20_000  # characters; every fact with every word fits many times


def parse_facts_file(text: str, *, name: str) -> Mapping[str, FactValue]:
    """Return the facts that a YAML text gives, by name; a fact that is left out is unknown.

    Parameters
    ----------
    text : str
        The whole file: yes, no, a number in the fact's unit, a range `[2, 5]` or `2-5`, a
        category, or unknown.
    name : str
        What to call it in a message.

    Raises
    ------
    ReportFileError
        Naming file, line and fact.
    """
    if len(text) > LONGEST:
        raise _refuse(name, 1, "text", f"is longer than {LONGEST} characters")
    try:
        table = read_table(text, file=name)
    except DoctrineError as error:
        line = error.details["line"]
        raise _refuse(name, int(str(line)), "text", str(error.details["problem"])) from error
    return {key: _value(table, key, name) for key in table.values}


def _value(table: Table, key: str, name: str) -> FactValue:
    try:
        value = _read(key, table.values[key])
        one_situation({key: value})
    except InputError as error:
        raise _refuse(name, table.at(key).line, key, error.message) from error
    return value


def _read(key: str, value: object) -> FactValue:
    declared = fact(key)
    if value is None or (isinstance(value, bool) and declared.kind == "yes_no"):
        return value
    if declared.kind == "yes_no" and isinstance(value, int | float):
        raise unreadable(declared, str(value), "yes, no or unknown")
    if isinstance(value, tuple):
        return read_value(declared, "-".join(str(one) for one in value))
    return read_value(declared, str(value))


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "facts.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )
