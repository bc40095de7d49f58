"""The doctrines that ship, and which of them hold at an instant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from estran.doctrine.doctrine_text import HYPOTHETICAL, read_doctrine
from estran.doctrine.place import refuse
from estran.doctrine.read import read_table
from estran.doctrine.rule import UPPER_LAYERS, Layer
from estran.doctrine.variant import is_variant, read_variants
from estran.errors import UnknownNameError
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from estran.doctrine.rule import Doctrine

_VARIANT_FILE = re.compile(r"d\d+\.yaml")
"""Hypothetical doctrines are told apart by file name, so that a watch need not read them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A doctrine on a day: whether its permits count, and which of its rules are set aside."""

    doctrine: Doctrine
    certain: bool
    set_aside: frozenset[str]


@cache
def doctrines() -> Mapping[str, Doctrine]:
    """Return every doctrine that ships and could stand, by id: in force, once in force, announced.

    Raises
    ------
    DoctrineError
        Where a file is malformed, or two of them share an id of a doctrine or a rule.
    """
    texts = _texts(variants=False)
    return by_id(read_doctrine(text, file=name) for name, text in texts.items())


@cache
def hypothetical() -> Mapping[str, Doctrine]:
    """Return every hypothetical doctrine that ships, by id. None of them is ever in force.

    Raises
    ------
    DoctrineError
        Where a file is malformed, or varies what is not there.
    """
    return read_variants(_texts(variants=True), known=doctrines())


def every_doctrine() -> Mapping[str, Doctrine]:
    """Return all that ships: what could stand, then what is hypothetical."""
    return MappingProxyType({**doctrines(), **hypothetical()})


def doctrine(name: str) -> Doctrine:
    """Return one doctrine; a hypothetical one too.

    Raises
    ------
    UnknownNameError
        Where there is none of that id; the message gives the nearest.
    """
    if name in doctrines():
        return doctrines()[name]
    try:
        return hypothetical()[name]
    except KeyError:
        names = tuple(every_doctrine())
        near = get_close_matches(name, names, n=1, cutoff=0.0)[0]
        raise UnknownNameError(
            "doctrine.unknown",
            f"No doctrine is called {name!r}. Did you mean {near!r}? There are {', '.join(names)}.",
            name=name,
            nearest=near,
            known=names,
        ) from None


def read_any(text: str, *, file: str) -> Doctrine:
    """Read a file of a user: a doctrine, or a variant of one that ships.

    Raises
    ------
    DoctrineError
        Naming file, line and rule.
    """
    table = read_table(text, file=file)
    if not is_variant(table):
        return read_doctrine(text, file=file)
    known = {name: one for name, one in every_doctrine().items() if name != table.values.get("id")}
    (found,) = read_variants({file: text}, known=known).values()
    return found


def _texts(*, variants: bool) -> dict[str, str]:
    """Return the files of rules, by name, in order."""
    folder = files("estran.doctrine").joinpath("rules")
    found = {one.name: one for one in folder.iterdir() if one.name.endswith(".yaml")}
    return {
        name: found[name].read_text("utf-8")
        for name in sorted(found)
        if not name.endswith("_cases.yaml") and bool(_VARIANT_FILE.fullmatch(name)) is variants
    }


def by_id(found: Iterable[Doctrine]) -> Mapping[str, Doctrine]:
    """Return doctrines by id.

    Raises
    ------
    DoctrineError
        Where two doctrines, or two rules of different doctrines, share an id; or a rule takes one
        that is retired.
    """
    held: dict[str, Doctrine] = {}
    every = tuple(found)
    taken = {name: one.place.file for one in every for name in one.retired}
    for one in every:
        for name, place in [(one.id, one.place), *((rule.id, rule.place) for rule in one.rules)]:
            if name in taken:
                raise refuse("rule.doubled", place, f"the id {name!r} is taken in {taken[name]}.")
            taken[name] = place.file
        held[one.id] = one
    return MappingProxyType(held)


def in_force(
    at: datetime,
    held: Mapping[str, Doctrine] | None = None,
    *,
    as_known_on: datetime | None = None,
) -> tuple[Standing, ...]:
    """Return the doctrines that hold at an instant: physics, law, then directives by date.

    Parameters
    ----------
    at : datetime
        With a zone. A date of a doctrine means 00:00 UTC of that day: no source gives an hour.
        Before the first day of the law base it stands all the same, in doubt: what it requires and
        bars counts, and what it permits of rescue.
    held : mapping, optional
        Doctrines by id; those that ship where absent.
    as_known_on : datetime, optional
        As it was then understood: without directives that had not become known, and without doubts
        that nobody could have yet. Physics and law are always known. Absent: as known today.

    Raises
    ------
    TimeError
        Where an instant has no zone.
    """
    day = in_utc(at).date()
    knowing = None if as_known_on is None else in_utc(as_known_on).date()
    known = [one for one in (held or doctrines()).values() if _known_by(one, knowing)]
    standing = [one for one in known if holds_on(one, day)]
    early = () if _lawful(standing) else tuple(one for one in known if one.layer == "law")
    standing += early
    standing.sort(key=lambda one: (get_args(Layer).index(one.layer), one.valid_from or day))
    aside = frozenset(name for one in standing for name in one.replaces.ids)
    return tuple(
        Standing(one, one not in early and not _in_doubt(one, day, knowing), aside)
        for one in standing
        if one.id not in aside
    )


def holds_on(one: Doctrine, day: date) -> bool:
    """Say whether a doctrine holds on a day; what was only announced never does, physics always.

    Of a doctrine whose first day is not known nobody can say so: it does not hold.
    """
    if one.status == "announced" or one.layer == HYPOTHETICAL:
        return False
    if one.valid_from is None:
        return one.layer == "physics"
    if one.status in ("suspended", "withdrawn") and one.valid_until is None:
        return False
    return one.valid_from <= day and (one.valid_until is None or day < one.valid_until)


def _lawful(standing: Iterable[Doctrine]) -> bool:
    return any(one.layer == "law" for one in standing)


def _known_by(one: Doctrine, knowing: date | None) -> bool:
    """Say whether a doctrine had become known by a day; where no day says when, it counts as so."""
    if knowing is None or one.known_from is None or one.layer in UPPER_LAYERS:
        return True
    return one.known_from <= knowing


def _in_doubt(one: Doctrine, day: date, knowing: date | None) -> bool:
    if one.doubtful_from is None or one.doubtful_from > day:
        return False
    known = one.doubt_known_from
    return knowing is None or known is None or known <= knowing
