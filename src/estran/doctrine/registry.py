"""The doctrines that ship, and which of them hold at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from estran.doctrine.doctrine_text import read_doctrine
from estran.doctrine.place import refuse
from estran.doctrine.rule import Layer
from estran.errors import UnknownNameError
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from estran.doctrine.rule import Doctrine


@dataclass(frozen=True, slots=True)
class Standing:
    """A doctrine on a day: whether its permits count, and which of its rules are set aside."""

    doctrine: Doctrine
    certain: bool
    set_aside: frozenset[str]


@cache
def doctrines() -> Mapping[str, Doctrine]:
    """Return every doctrine that ships, by id.

    Raises
    ------
    DoctrineError
        Where a file is malformed, or two of them share an id of a doctrine or a rule.
    """
    folder = files("estran.doctrine").joinpath("rules")
    texts = {one.name: one for one in folder.iterdir() if one.name.endswith(".yaml")}
    rules = sorted(name for name in texts if not name.endswith("_cases.yaml"))
    return by_id(read_doctrine(texts[name].read_text("utf-8"), file=name) for name in rules)


def doctrine(name: str) -> Doctrine:
    """Return one doctrine.

    Raises
    ------
    UnknownNameError
        Where there is none of that id; the message gives the nearest.
    """
    try:
        return doctrines()[name]
    except KeyError:
        near = get_close_matches(name, doctrines(), n=1, cutoff=0.0)[0]
        raise UnknownNameError(
            "doctrine.unknown",
            f"No doctrine is called {name!r}. Did you mean {near!r}? "
            f"There are {', '.join(doctrines())}.",
            name=name,
            nearest=near,
            known=tuple(doctrines()),
        ) from None


def by_id(found: Iterable[Doctrine]) -> Mapping[str, Doctrine]:
    """Return doctrines by id.

    Raises
    ------
    DoctrineError
        Where two doctrines, or two rules of different doctrines, share an id.
    """
    held: dict[str, Doctrine] = {}
    taken: dict[str, str] = {}
    for one in found:
        for name, place in [(one.id, one.place), *((rule.id, rule.place) for rule in one.rules)]:
            if name in taken:
                raise refuse("rule.doubled", place, f"the id {name!r} is taken in {taken[name]}.")
            taken[name] = place.file
        held[one.id] = one
    return MappingProxyType(held)


def in_force(at: datetime, held: Mapping[str, Doctrine] | None = None) -> tuple[Standing, ...]:
    """Return the doctrines that hold at an instant: physics, law, then directives by date.

    Parameters
    ----------
    at : datetime
        With a zone. A date of a doctrine means 00:00 UTC of that day: no source gives an hour.
        Before the first day of the law base it stands all the same, in doubt: what it requires and
        bars counts, what it permits does not.
    held : mapping, optional
        Doctrines by id; those that ship where absent.

    Raises
    ------
    TimeError
        Where the instant has no zone.
    """
    day = in_utc(at).date()
    known = (held or doctrines()).values()
    standing = [one for one in known if holds_on(one, day)]
    early = () if _lawful(standing) else tuple(one for one in known if one.layer == "law")
    standing += early
    standing.sort(key=lambda one: (get_args(Layer).index(one.layer), one.valid_from or day))
    aside = frozenset(name for one in standing for name in one.replaces.ids)
    return tuple(
        Standing(one, one not in early and not _in_doubt(one, day), aside)
        for one in standing
        if one.id not in aside
    )


def holds_on(one: Doctrine, day: date) -> bool:
    """Say whether a doctrine holds on a day; what was only announced never does, physics always.

    Of a doctrine whose first day is not known nobody can say so: it does not hold.
    """
    if one.status == "announced" or one.layer == "hypothetical":
        return False
    if one.valid_from is None:
        return one.layer == "physics"
    if one.status in ("suspended", "withdrawn") and one.valid_until is None:
        return False
    return one.valid_from <= day and (one.valid_until is None or day < one.valid_until)


def _lawful(standing: Iterable[Doctrine]) -> bool:
    return any(one.layer == "law" for one in standing)


def _in_doubt(one: Doctrine, day: date) -> bool:
    return one.doubtful_from is not None and one.doubtful_from <= day
