"""Commands by chance, mostly such as make sense: for walks through many nights."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from estran.casebook.alarms import alarms_of
from estran.casebook.contradictions import contradictions_of
from estran.casebook.event import Author
from estran.room.enter import form_of
from tests.support.desks import BOSS, DOVER, ENFORCEMENT, GRIS_NEZ, VOLUNTEER

if TYPE_CHECKING:
    from random import Random

    from tests.support.watch import Watch

CENTRES = ("Dover", "Gris-Nez")
NOBODY = Author(role="supervisor", account="a8")
AUTHORS = (*(DOVER, GRIS_NEZ, BOSS) * 4, VOLUNTEER, ENFORCEMENT, NOBODY)
WORDS = (*("said so", "seen by radar") * 8, "", " ", "+33612345678", "R-0001")
COUNTS = (0, 0, 1, 5, 33, 33, 98, -1)
HOURS = (-1.0, 0.5, 1.0, 20.0, 100.0)


class Guess:
    """What somebody might type now."""

    def __init__(self, chance: Random, watch: Watch) -> None:
        self.chance, self.watch = chance, watch
        self.pools = _pools(watch)

    def author(self) -> Author:
        """Somebody, mostly on watch."""
        return self.chance.choice(AUTHORS)

    def case(self) -> str:
        """A case, mostly one that exists."""
        known = list(self.watch.book.cases) or ["C-0001"]
        return self.chance.choice([*known * 6, "", "C-9999"])

    def fields(self, kind: str) -> dict[str, Any]:
        """The fields of a form, the optional ones now and then."""
        return {
            name: self.value(name, hint)
            for name, hint, needed in form_of(kind)
            if needed or self.chance.random() < 0.3
        }

    def value(self, name: str, hint: Any) -> Any:
        """One value, of its type, and mostly one that means something."""
        if pool := self.pools.get(name):
            one = self.chance.choice([*pool * 5, "zzz"])
            return [one] if get_origin(hint) is tuple else one
        return self._of_type(name, hint)

    def _of_type(self, name: str, hint: Any) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return None if self.chance.random() < 0.5 else self._of_type(name, inner[0])
        if origin is Literal:
            return self.chance.choice(inner)
        if origin is tuple:
            return [self._of_type(name, inner[0]) for _ in range(self.chance.choice((0, 1, 3)))]
        if origin is Mapping:
            return {}
        if is_dataclass(hint):
            hints = get_type_hints(hint)
            return {one.name: self._of_type(one.name, hints[one.name]) for one in fields(hint)}
        return self._simple(name, hint)

    def _simple(self, name: str, hint: Any) -> Any:
        if hint is datetime:
            return self.watch.clock.now() + timedelta(hours=self.chance.choice(HOURS))
        if hint is int:
            return self.chance.choice((0, 0, 1)) if name == "index" else self.chance.choice(COUNTS)
        if hint is bool:
            return self.chance.random() < 0.5
        if hint is float:
            return self.chance.choice((0.0, 0.5, -3.5, 0.99))
        return self.chance.choice(WORDS)


def _pools(watch: Watch) -> dict[str, list[str]]:
    """Texts that mean something now, by the field in which they do."""
    book, now, limits = watch.book, watch.clock.now(), watch.desk.limits
    cases, crafts, reports = list(book.cases.values()), list(book.crafts), list(book.reports)
    return {
        "report": reports,
        "reports": reports,
        "craft": crafts,
        "into": crafts,
        "other": crafts,
        "recovery": list(book.recoveries),
        "call": list(book.calls),
        "task": [key for case in cases for key in case.tasks],
        "relay": [key for case in cases for key in case.relays],
        "lead": [key for case in cases for key in case.leads],
        "hold": [key for case in cases for key in case.holds],
        "message": [key for case in cases for key in case.messages],
        "alarm": [one.key for one in alarms_of(book, now=now, limits=limits)],
        "contradiction": [
            one.key
            for craft in book.crafts.values()
            for one in contradictions_of(book, craft, limits=limits)
        ],
        "to": list(CENTRES),
        "centre": list(CENTRES),
        "fact": ["help_asked", "taking_water"],
        "value": ["yes", "no"],
        "option": ["I0", "I3", "I6", "I7", "I9", "I99"],
        "heard": ["telephone", ""],
        "evidence": ["phone_contact", "persons_agree"],
    }
