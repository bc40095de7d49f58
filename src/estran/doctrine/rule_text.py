"""Rules, parameters and citations as YAML tables, read strictly; no whole doctrine is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from estran.doctrine.expression import parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.options import CONTROL, MEANS, OPTIONS, RESCUE, option_name
from estran.doctrine.place import Place, refuse
from estran.doctrine.read import Table
from estran.doctrine.rule import Access, Citation, DatedParameter, Effect, ExceptionTo, Layer, Rule
from estran.doctrine.tree import ALWAYS
from estran.errors import SourceError
from estran.sources.library import source
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.expression import Vocabulary
    from estran.doctrine.tree import Condition

CITED = ("source", "article", "confidence", "note", "note_fr")
_RULE = (
    *("id", "effect", "options", "when", "always", "unless", "label", "label_fr", "text"),
    *("reviewed", *CITED),
)
LARGEST = 1e12
"""No number of a doctrine is larger; a longer one is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules of a file stand on: names they may use, their layer, who can read the text."""

    vocabulary: Vocabulary
    layer: Layer
    access: Access


def read_parameters(table: Table) -> dict[str, DatedParameter]:
    """Return the dated numbers of a doctrine by name.

    Raises
    ------
    DoctrineError
        Where one has the name of a fact, no source, no unit, or no date.
    """
    rows = table.get("parameters", Table, Table(table.place, {}, {}))
    found = {name: _parameter(name, rows.need(name, Table)) for name in rows.values}
    if shadowed := sorted(set(found) & set(facts())):
        raise refuse(
            "rule.shadow", rows.at(shadowed[0]), f"{shadowed[0]!r} is a fact; choose another name."
        )
    return found


def _parameter(name: str, row: Table) -> DatedParameter:
    row = row.named(name)
    row.only(("unit", "values", *CITED))
    return DatedParameter(
        name=name,
        unit=row.need("unit", str),
        citation=_citation(row),
        values=MappingProxyType(dict(_dated(row.need("values", Table)))),
    )


def _dated(values: Table) -> Mapping[date, float]:
    found: dict[date, float] = {}
    for key in values.values:
        try:
            day = date.fromisoformat(key)
        except ValueError as error:
            problem = f"{key!r} is no date, such as 2023-03-10."
            raise refuse("rule.kind", values.at(key), problem) from error
        found[day] = read_number(values, key)
    return found


def read_number(row: Table, key: str) -> float:
    """Return the number under a key.

    Raises
    ------
    DoctrineError
        Where there is none, or it is not finite, or beyond `LARGEST`.
    """
    value: float = row.need(key, int | float)  # type: ignore[arg-type]
    if not -LARGEST <= value <= LARGEST:
        raise refuse("rule.kind", row.at(key), f"{str(value)[:20]!r} is no number.")
    return float(value)


def read_rules(rows: Iterable[Table], ground: Ground) -> tuple[Rule, ...]:
    """Return rules in the order of the file.

    Raises
    ------
    DoctrineError
        Where one cannot be meant, or says what no rule may; the message names file, line and rule.
    """
    return tuple(_rule(row, ground) for row in rows)


def _rule(row: Table, ground: Ground) -> Rule:
    row = row.named(row.need("id", str))
    row.only(_RULE)
    effect = cast("Effect", one_of(row, "effect", get_args(Effect)))
    options = _options(row)
    _may_say(row, effect, options, ground.layer)
    access = one_of(row, "text", get_args(Access)) if "text" in row.values else ground.access
    return Rule(
        id=row.need("id", str),
        effect=effect,
        options=options,
        when=_when(row, ground.vocabulary),
        always="always" in row.values,
        unless=tuple(_exception(one, ground.vocabulary) for one in row.tables("unless")),
        label=row.need("label", str),
        label_fr=row.get("label_fr", str, ""),
        citation=_citation(row),
        access=cast("Access", access),
        reviewed=reviewer(row),
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
    row.only(("id", "when", *CITED))
    row = row.named(row.need("id", str))
    condition = parse_condition(row.need("when", str), vocabulary=vocabulary, place=row.at("when"))
    return ExceptionTo(id=row.need("id", str), when=condition, citation=_citation(row))


def _citation(row: Table) -> Citation:
    return Citation(
        source=cited(row, "source", row.need("source", str)),
        article=row.get("article", str, ""),
        confidence=cast("Confidence", one_of(row, "confidence", get_args(Confidence))),
        note=row.get("note", str, ""),
        note_fr=row.get("note_fr", str, ""),
    )


def reviewer(row: Table) -> str:
    """Return role and date of who reviewed a rule or a doctrine; empty where nobody did."""
    if "reviewed" not in row.values:
        return ""
    found = row.need("reviewed", Table)
    found.only(("role", "date"))
    return f"{found.need('role', str)}, {found.need('date', date).isoformat()}"


def cited(row: Table, key: str, name: str) -> str:
    """Return the key of a source that the library holds.

    Raises
    ------
    DoctrineError
        Where it does not; the message names the nearest.
    """
    try:
        return source(name).key
    except SourceError as error:
        raise refuse("rule.source", row.at(key), error.message) from error


def one_of(row: Table, key: str, allowed: tuple[str, ...]) -> str:
    """Return the value of a key that is one of a few words.

    Raises
    ------
    DoctrineError
        Where it is another; the message gives all of them.
    """
    value = row.need(key, str)
    if value not in allowed:
        raise refuse(
            "rule.kind", row.at(key), f"{key!r} is one of {', '.join(allowed)}; not {value!r}."
        )
    return value


def different_ids(rules: Iterable[Rule], *, retired: tuple[str, ...]) -> None:
    """Refuse an id that two rules or exceptions have, or that once stood for another rule."""
    seen: dict[str, Place] = {}
    for rule in rules:
        named = [(rule.id, rule.place), *((one.id, rule.place) for one in rule.unless)]
        for name, place in named:
            if name in retired:
                raise refuse(
                    "rule.retired",
                    place,
                    f"the id {name!r} once stood for another rule, and is never used again.",
                )
            if name in seen:
                first = seen[name]
                where = f"line {first.line}" if first.file == place.file else first.file
                raise refuse("rule.doubled", place, f"the id {name!r} is taken in {where}.")
            seen[name] = place
