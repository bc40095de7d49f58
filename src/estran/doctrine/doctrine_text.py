"""A doctrine as YAML text, read strictly: what cannot be meant is refused with file and line."""

from __future__ import annotations

from datetime import date
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from estran.doctrine.expression import Vocabulary, parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.options import CONTROL, MEANS, OPTIONS, RESCUE, option_name
from estran.doctrine.place import Place, refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.rule import (
    Access,
    Citation,
    DatedParameter,
    Doctrine,
    Effect,
    ExceptionTo,
    Layer,
    Practice,
    Replacement,
    Rule,
    Silence,
    Status,
)
from estran.doctrine.tree import ALWAYS
from estran.errors import SourceError
from estran.sources.library import source
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.tree import Condition

UNKNOWN = "unknown"
_CITED = ("source", "article", "confidence", "note")
_RULE = (
    *("id", "effect", "options", "when", "always", "unless", "label", "label_fr", "text"),
    *_CITED,
)
_DOCTRINE = (
    *("id", "title", "title_fr", "authority", "layer", "status", "valid_from", "valid_until"),
    *("doubtful_from", "doubt", "doubt_fr", "known_from", "replaces", "text", "confidence"),
    *("sources", "summary", "unknown", "unknown_fr", "silent", "practice", "reviewed"),
    *("parameters", "rules"),
)
_IN_FORCE_ONCE = ("suspended", "withdrawn")


def read_doctrine(text: str, *, file: str) -> Doctrine:
    """Read one doctrine.

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
    parameters = _parameters(table)
    vocabulary = Vocabulary(facts(), {name: one.unit for name, one in parameters.items()})
    layer = cast("Layer", _choice(table, "layer", get_args(Layer)))
    rules = tuple(_rule(row, vocabulary, table, layer) for row in table.tables("rules"))
    _different_ids(rules)
    return Doctrine(
        id=table.need("id", str),
        title=table.need("title", str),
        title_fr=table.get("title_fr", str, ""),
        authority=table.need("authority", str),
        layer=layer,
        status=_status(table),
        valid_from=_day(table, "valid_from"),
        valid_until=_day(table, "valid_until"),
        doubtful_from=_day(table, "doubtful_from"),
        doubt=table.need("doubt", str) if "doubtful_from" in table.values else "",
        doubt_fr=table.get("doubt_fr", str, ""),
        known_from=_day(table, "known_from"),
        replaces=_replacement(table),
        access=cast("Access", _choice(table, "text", get_args(Access))),
        confidence=cast("Confidence", _choice(table, "confidence", get_args(Confidence))),
        sources=tuple(_source(table, "sources", key) for key in table.texts("sources")),
        summary=table.need("summary", str),
        unknown=table.texts("unknown"),
        unknown_fr=_as_many(table, "unknown_fr", "unknown"),
        silent=tuple(_silence(row) for row in table.tables("silent")),
        practice=tuple(_practice(row) for row in table.tables("practice")),
        reviewed=table.get("reviewed", str, ""),
        parameters=MappingProxyType(parameters),
        rules=rules,
        place=table.place,
    )


def _status(table: Table) -> Status:
    status = _choice(table, "status", get_args(Status))
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
    row.only(("ids", "unknown"))
    return Replacement(ids=row.texts("ids"), unknown=row.get("unknown", str, ""))


def _as_many(table: Table, key: str, of: str) -> tuple[str, ...]:
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
    row.only(("source", "article", "why"))
    return Silence(
        source=_source(row, "source", row.need("source", str)),
        article=row.need("article", str),
        why=row.need("why", str),
    )


def _practice(row: Table) -> Practice:
    row.only(("since", "report", "report_fr", "source", "contradicts"))
    return Practice(
        since=str(row.need("since", str | date)),  # type: ignore[arg-type]
        text=row.need("report", str),
        text_fr=row.get("report_fr", str, ""),
        source=_source(row, "source", row.need("source", str)),
        contradicts=row.texts("contradicts"),
    )


def _parameters(table: Table) -> dict[str, DatedParameter]:
    rows = table.get("parameters", Table, Table(table.place, {}, {}))
    found = {name: _parameter(name, rows.need(name, Table)) for name in rows.values}
    if shadowed := sorted(set(found) & set(facts())):
        raise refuse(
            "rule.shadow", rows.at(shadowed[0]), f"{shadowed[0]!r} is a fact; choose another name."
        )
    return found


def _parameter(name: str, row: Table) -> DatedParameter:
    row = row.named(name)
    row.only(("unit", "values", *_CITED))
    return DatedParameter(
        name=name,
        unit=row.need("unit", str),
        citation=_citation(row),
        values=MappingProxyType(dict(_dated(row.need("values", Table)))),
    )


def _dated(values: Table) -> Mapping[date, float]:
    found: dict[date, float] = {}
    for key in values.values:
        value = values.need(key, int | float)  # type: ignore[arg-type]
        try:
            day = date.fromisoformat(key)
        except ValueError as error:
            problem = f"{key!r} is no date, such as 2023-03-10."
            raise refuse("rule.kind", values.at(key), problem) from error
        if not isfinite(value):
            raise refuse("rule.kind", values.at(key), f"{value!r} is no number.")
        found[day] = float(value)
    return found


def _rule(row: Table, vocabulary: Vocabulary, doctrine: Table, layer: Layer) -> Rule:
    row.only(_RULE)
    row = row.named(row.need("id", str))
    effect = cast("Effect", _choice(row, "effect", get_args(Effect)))
    options = _options(row)
    _may_say(row, effect, options, layer)
    access = row if "text" in row.values else doctrine
    return Rule(
        id=row.need("id", str),
        effect=effect,
        options=options,
        when=_when(row, vocabulary),
        always="always" in row.values,
        unless=tuple(_exception(one, vocabulary) for one in row.tables("unless")),
        label=row.need("label", str),
        label_fr=row.get("label_fr", str, ""),
        citation=_citation(row),
        access=cast("Access", _choice(access, "text", get_args(Access))),
        place=row.place,
    )


def _options(row: Table) -> tuple[str, ...]:
    options = row.texts("options")
    if unknown := [one for one in options if one not in OPTIONS] or not options:
        name = unknown[0] if isinstance(unknown, list) else "none"
        raise refuse(
            "rule.option",
            row.at("options"),
            f"there is no option {name!r}; there are {', '.join(OPTIONS)}.",
        )
    return options


def _may_say(row: Table, effect: Effect, options: tuple[str, ...], layer: Layer) -> None:
    """Refuse what no rule may say, whoever writes it: rescue overrides everything."""
    place = row.at("effect")
    untouchable = set(RESCUE) - (set(MEANS) if layer == "physics" else set())
    if effect == "forbid" and (barred := [one for one in options if one in untouchable]):
        raise refuse(
            "rule.forbids_rescue",
            place,
            f"no rule may forbid {barred[0]} ({option_name(barred[0])}). Only the layer physics "
            f"may forbid a means ({', '.join(MEANS)}).",
        )
    if effect == "needs" and "I6" in options:
        raise refuse("rule.forbids_rescue", place, "I6, rescue, has no preconditions.")
    if effect == "require" and (duty := [one for one in options if one in CONTROL]):
        raise refuse("rule.duty", place, f"{duty[0]} is control; a rule may permit it, not demand.")


def _when(row: Table, vocabulary: Vocabulary) -> Condition:
    if "always" in row.values:
        if row.need("always", bool) is not True or "when" in row.values:
            raise refuse("rule.always", row.at("always"), "write either `always: true` or `when`.")
        return ALWAYS
    return parse_condition(row.need("when", str), vocabulary=vocabulary, place=row.at("when"))


def _exception(row: Table, vocabulary: Vocabulary) -> ExceptionTo:
    row.only(("id", "when", *_CITED))
    row = row.named(row.need("id", str))
    condition = parse_condition(row.need("when", str), vocabulary=vocabulary, place=row.at("when"))
    return ExceptionTo(id=row.need("id", str), when=condition, citation=_citation(row))


def _citation(row: Table) -> Citation:
    return Citation(
        source=_source(row, "source", row.need("source", str)),
        article=row.get("article", str, ""),
        confidence=cast("Confidence", _choice(row, "confidence", get_args(Confidence))),
        note=row.get("note", str, ""),
    )


def _source(row: Table, key: str, name: str) -> str:
    try:
        return source(name).key
    except SourceError as error:
        raise refuse("rule.source", row.at(key), error.message) from error


def _choice(row: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = row.need(key, str)
    if value not in allowed:
        raise refuse(
            "rule.kind", row.at(key), f"{key!r} is one of {', '.join(allowed)}; not {value!r}."
        )
    return value


def _different_ids(rules: tuple[Rule, ...]) -> None:
    seen: dict[str, Place] = {}
    for rule in rules:
        named = [(rule.id, rule.place), *((one.id, rule.place) for one in rule.unless)]
        for name, place in named:
            if name in seen:
                raise refuse(
                    "rule.doubled", place, f"the id {name!r} is taken in line {seen[name].line}."
                )
            seen[name] = place
