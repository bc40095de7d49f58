"""Hypothetical doctrines written as differences from another: base, set, drop, add.

A variant can be studied and is never in force. It may leave out a rule of law, which nothing in
force can do, but never a duty or a permit of rescue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from estran.doctrine.doctrine_text import HYPOTHETICAL, as_many, sources_of, units_of
from estran.doctrine.expression import Vocabulary
from estran.doctrine.facts import facts
from estran.doctrine.options import RESCUE
from estran.doctrine.place import refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.rule import (
    UPPER_LAYERS,
    Citation,
    Difference,
    Doctrine,
    Replacement,
)
from estran.doctrine.rule_text import (
    Ground,
    cited,
    different_ids,
    one_of,
    read_number,
    read_parameters,
    read_rules,
    reviewer,
)
from estran.doctrine.tree import parameters_in
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.rule import DatedParameter, Rule
    from estran.errors import DoctrineError

_VARIANT = (
    *("id", "title", "title_fr", "layer", "base", "set", "drop", "add", "parameters", "sources"),
    *("confidence", "summary", "summary_fr", "unknown", "unknown_fr", "reviewed", "retired"),
)
ASSUMED = "assumed"
_AUTHORITY = "Nobody. Written to be studied"
_AUTHORITY_FR = "Personne. Texte écrit pour être étudié"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one variant, and the table it holds."""

    text: str
    table: Table


def is_variant(table: Table) -> bool:
    """Say whether a file varies another doctrine rather than standing by itself."""
    return "base" in table.values


def read_variants(
    texts: Mapping[str, str], *, known: Mapping[str, Doctrine]
) -> Mapping[str, Doctrine]:
    """Read variants of doctrines, and of each other.

    Parameters
    ----------
    texts : mapping
        Text by name of the file.
    known : mapping
        Doctrines by id, those of the layers law and physics among them.

    Returns
    -------
    mapping
        The variants by id, in the order of the files.

    Raises
    ------
    DoctrineError
        Where a base, a rule or a parameter is not there, or a variant varies itself in the end;
        and for all that is refused in any doctrine.
    """
    pages: dict[str, Page] = {}
    for file, text in texts.items():
        table = read_table(text, file=file)
        name = table.need("id", str)
        if name in pages or name in known:
            raise refuse("rule.doubled", table.at("id"), f"the id {name!r} is taken in {file}.")
        pages[name] = Page(text, table.named(name))
    reader = _Reader(pages, dict(known))
    found = {name: reader.doctrine(name, ()) for name in pages}
    _apart([*known.values(), *found.values()])
    return MappingProxyType(found)


def _apart(held: Iterable[Doctrine]) -> None:
    """Refuse an id of a rule that stands in two files, or is retired in another."""
    doctrines = tuple(held)
    retired = {name: one.place.file for one in doctrines for name in one.retired}
    taken: dict[str, str] = {}
    for one in doctrines:
        for rule in one.rules:
            file = taken.setdefault(rule.id, rule.place.file)
            if file != rule.place.file or retired.get(rule.id, file) != file:
                place = rule.place
                raise refuse("rule.doubled", place, f"the id {rule.id!r} is taken in {file}.")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads each variant once, its base first."""

    pages: Mapping[str, Page]
    read: dict[str, Doctrine]

    def doctrine(self, name: str, path: tuple[str, ...]) -> Doctrine:
        """Return a doctrine; `path` are the variants that wait for it."""
        if name not in self.read:
            self.read[name] = self._variant(self.pages[name], (*path, name))
        return self.read[name]

    def _other(self, name: str, row: Table, key: str, path: tuple[str, ...]) -> Doctrine:
        """Return a doctrine that a variant stands on."""
        if name in path:
            circle = " varies ".join([*path[path.index(name) :], name])
            raise refuse("rule.circle", row.at(key), f"{circle}: a circle stands on nothing.")
        if name not in self.read and name not in self.pages:
            names = [*self.read, *self.pages]
            raise refuse(
                "rule.no_base",
                row.at(key),
                f"there is no doctrine {name!r} to start from.{_meant(name, names)}",
            )
        return self.doctrine(name, path)

    def _variant(self, page: Page, path: tuple[str, ...]) -> Doctrine:
        table = page.table
        table.only(_VARIANT)
        _hypothetical(table)
        base = self._other(table.need("base", str), table, "base", path)
        above = [one for one in self.read.values() if one.layer in UPPER_LAYERS]
        dropped = table.texts("drop")
        kept = _kept(table, base, above, dropped)
        taken = tuple(self._taken(row, path) for row in _takers(table))
        parameters = {**_changed(table, base), **_borrowed(table, base, taken)}
        added = (*_written(table, parameters), *(rule for rule, _ in taken))
        rules = (*kept, *added)
        said = _said(table, base)
        different_ids(rules, retired=(*base.retired, *said.retired))
        return replace(
            said,
            parameters=MappingProxyType(parameters),
            rules=rules,
            difference=Difference(
                base=base.id,
                set=tuple(table.get("set", Table, _nothing(table)).values),
                dropped=dropped,
                added=tuple(rule.id for rule in added),
                lifted=(*base.difference.lifted, *_lifted(dropped, base)),
            ),
            digest=sha256((page.text + base.digest).encode()).hexdigest(),
        )

    def _taken(self, row: Table, path: tuple[str, ...]) -> tuple[Rule, Doctrine]:
        """Return a rule that stands in another doctrine, with that doctrine."""
        row.only(("take", "of"))
        owner = self._other(row.need("of", str), row, "of", path)
        name = row.need("take", str)
        for rule in owner.rules:
            if rule.id == name:
                return rule, owner
        raise _no_rule(row, "take", name, owner, [rule.id for rule in owner.rules])


def _hypothetical(table: Table) -> None:
    if table.need("layer", str) != HYPOTHETICAL:
        raise refuse(
            "rule.hypothetical",
            table.at("layer"),
            "what varies another doctrine has the layer hypothetical, and is never in force.",
        )


def _nothing(table: Table) -> Table:
    return Table(table.place, {}, {})


def _meant(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def _no_rule(row: Table, key: str, name: str, owner: Doctrine, names: list[str]) -> DoctrineError:
    return refuse(
        "rule.no_rule",
        row.at(key),
        f"there is no rule {name!r} in {owner.id}.{_meant(name, names)}",
    )


def _kept(
    table: Table, base: Doctrine, above: Iterable[Doctrine], dropped: tuple[str, ...]
) -> tuple[Rule, ...]:
    """Return the rules of the base that stay; refuse to drop what is not there, or is rescue."""
    upper = {rule.id: rule for one in above for rule in one.rules}
    own = {rule.id: rule for rule in base.rules}
    for name in dropped:
        if name in own:
            continue
        if name not in upper:
            raise _no_rule(table, "drop", name, base, [*own, *upper])
        if upper[name].effect == "require" or set(upper[name].options) & set(RESCUE):
            raise refuse(
                "rule.forbids_rescue",
                table.at("drop"),
                f"{name!r} is about rescue, and no doctrine may drop it, not even to be studied.",
            )
    return tuple(rule for rule in base.rules if rule.id not in dropped)


def _lifted(dropped: Iterable[str], base: Doctrine) -> tuple[str, ...]:
    own = {rule.id for rule in base.rules}
    return tuple(name for name in dropped if name not in own)


def _changed(table: Table, base: Doctrine) -> dict[str, DatedParameter]:
    """Return the parameters of the base, with the values that are set."""
    rows = table.get("set", Table, _nothing(table))
    found = dict(base.parameters)
    for name in rows.values:
        if name not in found:
            raise refuse(
                "rule.no_parameter",
                rows.at(name),
                f"{base.id} has no parameter {name!r} to set.{_meant(name, found)}",
            )
        found[name] = _reset(found[name], rows.need(name, Table).named(name))
    return found


def _reset(old: DatedParameter, row: Table) -> DatedParameter:
    row.only(("value", "source", "confidence", "note", "note_fr"))
    said = "confidence" in row.values
    confidence = one_of(row, "confidence", get_args(Confidence)) if said else "low"
    return replace(
        old,
        values=MappingProxyType({min(old.values, default=date.min): read_number(row, "value")}),
        citation=Citation(
            source=cited(row, "source", row.get("source", str, ASSUMED)),
            article="",
            confidence=cast("Confidence", confidence),
            note=row.get("note", str, ""),
            note_fr=row.get("note_fr", str, ""),
        ),
    )


def _takers(table: Table) -> list[Table]:
    return [row for row in table.tables("add") if "take" in row.values]


def _written(table: Table, parameters: dict[str, DatedParameter]) -> tuple[Rule, ...]:
    """Return the rules that the variant itself writes."""
    rows = [row for row in table.tables("add") if "take" not in row.values]
    return read_rules(
        rows, Ground(Vocabulary(facts(), units_of(parameters)), HYPOTHETICAL, "public")
    )


def _borrowed(
    table: Table, base: Doctrine, taken: Iterable[tuple[Rule, Doctrine]]
) -> dict[str, DatedParameter]:
    """Return the parameters that the variant brings, and those that rules taken over ask for."""
    found = read_parameters(table)
    for rule, owner in taken:
        conditions = (rule.when, *(one.when for one in rule.unless))
        names = frozenset().union(*map(parameters_in, conditions))
        found.update({name: owner.parameters[name] for name in sorted(names - set(found))})
    shared = set(found) & set(base.parameters)
    if clash := sorted(name for name in shared if found[name] != base.parameters[name]):
        rows = table.get("parameters", Table, table)
        raise refuse(
            "rule.shadow",
            rows.at(clash[0]),
            f"{base.id} has a parameter {clash[0]!r}; change it under `set`, or choose a name.",
        )
    return found


def _said(table: Table, base: Doctrine) -> Doctrine:
    """Return the base with what a variant says of itself, and nothing of the base's history."""
    return replace(
        base,
        id=table.need("id", str),
        title=table.need("title", str),
        title_fr=table.get("title_fr", str, ""),
        authority=_AUTHORITY,
        authority_fr=_AUTHORITY_FR,
        layer=HYPOTHETICAL,
        status=HYPOTHETICAL,
        valid_from=base.first_day,
        valid_until=None,
        doubtful_from=None,
        doubt="",
        doubt_fr="",
        doubt_known_from=None,
        replaces=Replacement(ids=(), unknown=""),
        access="public",
        confidence=cast("Confidence", one_of(table, "confidence", get_args(Confidence))),
        sources=sources_of(table),
        summary=table.need("summary", str),
        summary_fr=table.get("summary_fr", str, ""),
        unknown=table.texts("unknown"),
        unknown_fr=as_many(table, "unknown_fr", "unknown"),
        silent=(),
        practice=(),
        reviewed=reviewer(table),
        retired=table.texts("retired"),
        place=table.place,
    )
