"""Facts as a report gives them: read, checked against the one list of facts, or refused by name.

What a fact follows from the rest of the report stands in facts_known.py; nothing is judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.assess.report import FactGiven
from estran.doctrine.facts import fact, facts
from estran.doctrine.states import one_situation
from estran.errors import QuantityError, TimeError
from estran.quantities.instants import format_instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.assess.report import Report
    from estran.doctrine.facts import Fact

FactValue = bool | float | str | tuple[float, float] | None
COMPUTED = "estran"
LATEST = timedelta(hours=1)
"""A fact may be so much younger than the position it is judged with."""
HAZARDS = "hazard_"  # facts that are computed from laws, and that nobody can report
_WORDS = {
    **dict.fromkeys(("yes", "y", "true", "oui", "o", "vrai"), True),
    **dict.fromkeys(("no", "n", "false", "non", "faux"), False),
}
_NOBODY_KNOWS = ("unknown", "inconnu", "?", "")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_RANGE = re.compile(
    rf"^(?:about|around|environ|~)?\s*{_NUMBER}(?:\s*(?:-|\u2013|to|à)\s*{_NUMBER})?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """A fact with who says so, and when; a value of None is unknown.

    Attributes
    ----------
    value : bool, float, str, (float, float) or None
        In the fact's unit; a pair is a range.
    by : str
        Kind of source that measured or saw it; `COMPUTED` where Estran did.
    follows : str
        The state of the boat from which it follows; empty where it was said as such.
    """

    value: FactValue
    by: str
    at: datetime | None
    follows: str = ""


def facts_said(report: Report) -> Mapping[str, KnownFact]:
    """Return the facts that a report names, by name.

    Parameters
    ----------
    report : Report
        As said; a fact without its own `by` and `at` is the reporter's, at the report's time.

    Raises
    ------
    UnknownNameError
        Where there is no such fact; the message gives the nearest.
    QuantityError
        Where a value cannot be read, is out of range, or the fact follows from others.
    """
    given = {name: _given(name, one, report) for name, one in report.facts.items()}
    one_situation({name: one.value for name, one in given.items()})  # the door: kinds and ranges
    return given


def _given(name: str, said: object, report: Report) -> KnownFact:
    declared = fact(name)
    if declared.any_of or name.startswith(HAZARDS):
        shown = ", ".join(one for one in facts() if not one.startswith(HAZARDS))
        raise QuantityError(
            "fact.computed",
            f"facts: {name} is worked out and cannot be given. Facts that can be: {shown}.",
            name=name,
            known=shown,
        )
    row = said if isinstance(said, FactGiven) else None
    value = row.value if row else said
    at = parse_instant(row.at if row and row.at else report.at)
    _require_not_later(name, at, report)
    by = (row.by if row else None) or report.source or "report"
    return KnownFact(value=_read(declared, value), by=by, at=at)


def _require_not_later(name: str, at: datetime, report: Report) -> None:
    if at <= parse_instant(report.at) + LATEST:
        return
    raise TimeError(
        "time.fact_later",
        f"facts: {name} is dated {format_instant(at)}, more than an hour after the report of "
        f"{report.at}. Give the report the time for which it is to be judged.",
        name=name,
        at=format_instant(at),
        report=report.at,
    )


def _read(declared: Fact, said: object) -> FactValue:
    text = str(said).strip().casefold()
    if said is None or text in _NOBODY_KNOWS:
        return None
    if declared.kind == "yes_no":
        return _yes_no(declared, said, text)
    if declared.kind == "category":
        return text.replace(" ", "_").replace("-", "_")
    if (found := _RANGE.match(text)) is None or isinstance(said, bool):
        raise _unreadable(declared, said, f"a number in {declared.unit}, or a range such as 2-5")
    low, high = (float(each.replace(",", ".")) for each in (found[1], found[2] or found[1]))
    if low > high:
        raise _unreadable(declared, said, "a range with the lower number first")
    return low if low == high else (low, high)


def _yes_no(declared: Fact, said: object, text: str) -> bool:
    if isinstance(said, bool):
        return said
    if text not in _WORDS:
        raise _unreadable(declared, said, "yes, no or unknown")
    return _WORDS[text]


def _unreadable(declared: Fact, said: object, wanted: str) -> QuantityError:
    return QuantityError(
        "fact.unreadable",
        f"facts: {declared.name} is {said!r}; it takes {wanted}.",
        name=declared.name,
        said=str(said),
        wanted=wanted,
    )
