"""A doctrine as YAML text, read strictly: what cannot be meant is refused with file and line."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast, get_args

from estran.doctrine.expression import Vocabulary
from estran.doctrine.facts import facts
from estran.doctrine.place import refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.rule import (
    Access,
    Difference,
    Doctrine,
    Layer,
    Practice,
    Replacement,
    Silence,
    Status,
)
from estran.doctrine.rule_text import (
    Ground,
    cited,
    different_ids,
    one_of,
    read_parameters,
    read_rules,
    reviewer,
)
from estran.sources.sourced import Confidence

UNKNOWN = "unknown"
HYPOTHETICAL: Final = "hypothetical"
_DOCTRINE = (
    *("id", "title", "title_fr", "authority", "authority_fr", "layer", "status", "valid_from"),
    *("valid_until", "doubtful_from", "doubt", "doubt_fr", "doubt_known_from", "known_from"),
    *("replaces", "text", "confidence", "sources", "summary", "summary_fr", "unknown"),
    *("unknown_fr", "silent", "practice", "reviewed", "retired", "parameters", "rules"),
)
_IN_FORCE_ONCE = ("suspended", "withdrawn")

if TYPE_CHECKING:
    from estran.doctrine.rule import DatedParameter


def read_doctrine(text: str, *, file: str) -> Doctrine:
    """Read one doctrine that stands by itself; what varies another is read by variant.py.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        What to call it in a message.

    Raises
    ------
    DoctrineError
        Naming file, line and rule.
    """
    table = read_table(text, file=file)
    table.only(_DOCTRINE)
    table = table.named(table.need("id", str))
    layer = cast("Layer", one_of(table, "layer", get_args(Layer)))
    access = cast("Access", one_of(table, "text", get_args(Access)))
    parameters = read_parameters(table)
    ground = Ground(Vocabulary(facts(), units_of(parameters)), layer, access)
    rules = read_rules(table.tables("rules"), ground)
    retired = table.texts("retired")
    different_ids(rules, retired=retired)
    return Doctrine(
        id=table.need("id", str),
        title=table.need("title", str),
        title_fr=table.get("title_fr", str, ""),
        authority=table.need("authority", str),
        authority_fr=table.get("authority_fr", str, ""),
        layer=layer,
        status=_status(table, layer),
        valid_from=_day(table, "valid_from"),
        valid_until=_day(table, "valid_until"),
        doubtful_from=_day(table, "doubtful_from"),
        doubt=table.need("doubt", str) if "doubtful_from" in table.values else "",
        doubt_fr=table.get("doubt_fr", str, ""),
        doubt_known_from=_day(table, "doubt_known_from") or _day(table, "doubtful_from"),
        known_from=_day(table, "known_from"),
        replaces=_replacement(table),
        access=access,
        confidence=cast("Confidence", one_of(table, "confidence", get_args(Confidence))),
        sources=sources_of(table),
        summary=table.need("summary", str),
        summary_fr=table.get("summary_fr", str, ""),
        unknown=table.texts("unknown"),
        unknown_fr=as_many(table, "unknown_fr", "unknown"),
        silent=tuple(_silence(row) for row in table.tables("silent")),
        practice=tuple(_practice(row) for row in table.tables("practice")),
        reviewed=reviewer(table),
        retired=retired,
        parameters=MappingProxyType(parameters),
        rules=rules,
        difference=Difference(),
        digest=sha256(text.encode()).hexdigest(),
        place=table.place,
    )


def units_of(parameters: dict[str, DatedParameter]) -> dict[str, str]:
    """Return the unit of each parameter, as a vocabulary wants them."""
    return {name: one.unit for name, one in parameters.items()}


def sources_of(table: Table) -> tuple[str, ...]:
    """Return the keys of the sources of a whole doctrine; each is in the library."""
    return tuple(cited(table, "sources", key) for key in table.texts("sources"))


def _status(table: Table, layer: Layer) -> Status:
    if layer == HYPOTHETICAL and "status" not in table.values:
        return HYPOTHETICAL
    status = one_of(table, "status", get_args(Status))
    if (status == HYPOTHETICAL) != (layer == HYPOTHETICAL):
        raise refuse(
            "rule.hypothetical",
            table.at("status"),
            "what is hypothetical is so in layer and status, and is never in force.",
        )
    if status in _IN_FORCE_ONCE and "valid_until" not in table.values:
        raise refuse(
            "rule.incomplete",
            table.at("status"),
            f"what is {status} needs valid_until: its date, or unknown.",
        )
    return cast("Status", status)


def _day(table: Table, key: str) -> date | None:
    """Return a date; None where it is absent or said to be unknown."""
    if table.values.get(key) in (None, UNKNOWN):
        return None
    return table.need(key, date)


def _replacement(table: Table) -> Replacement:
    if "replaces" not in table.values:
        return Replacement(ids=(), unknown="")
    row = table.need("replaces", Table)
    row.only(("ids", "unknown", "unknown_fr"))
    return Replacement(
        ids=row.texts("ids"),
        unknown=row.get("unknown", str, ""),
        unknown_fr=row.get("unknown_fr", str, ""),
    )


def as_many(table: Table, key: str, of: str) -> tuple[str, ...]:
    """Return a list of texts that says again what another says, item by item, or is not there."""
    found, original = table.texts(key), table.texts(of)
    if found and len(found) != len(original):
        raise refuse(
            "rule.kind",
            table.at(key),
            f"{key!r} has {len(found)} texts and {of!r} {len(original)}; each is said again once.",
        )
    return found


def _silence(row: Table) -> Silence:
    row.only(("source", "article", "why", "why_fr"))
    return Silence(
        source=cited(row, "source", row.need("source", str)),
        article=row.need("article", str),
        why=row.need("why", str),
        why_fr=row.get("why_fr", str, ""),
    )


def _practice(row: Table) -> Practice:
    row.only(("since", "report", "report_fr", "source", "contradicts"))
    return Practice(
        since=str(row.need("since", str | date)),  # type: ignore[arg-type]
        text=row.need("report", str),
        text_fr=row.get("report_fr", str, ""),
        source=cited(row, "source", row.need("source", str)),
        contradicts=row.texts("contradicts"),
    )
