"""A whole watch for tests: desks on one record, and short ways to enter and to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from estran.casebook import numbers
from estran.casebook.alarms import case_alarms
from estran.casebook.bodies.operations import AssessmentMade, SearchesValued, SearchWorth
from estran.casebook.closing import gates, open_gates
from estran.casebook.fold import fold
from estran.errors import EstranError
from estran.quantities.instants import parse_instant
from estran.room.desk import Desk, Happening, Ports
from estran.room.enter import enter
from estran.room.limits import assumed_limits
from estran.room.take_in import MACHINE
from tests.support.desks import DOVER, case_of, desk_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.casebook.alarms import Alarm
    from estran.casebook.book import Book
    from estran.casebook.closing import Gate, Ground
    from estran.casebook.event import Author, Entry
    from estran.casebook.kinds import Body
    from estran.casebook.records import CaseRecord, CraftRecord

CORNERS = ("51-02.0N 001-40.0E", "51-02.0N 001-48.0E", "51-06.0N 001-44.0E")
DIGEST = "ab" * 32


class Watch:
    """One desk with its clock, and what a test asks of it."""

    def __init__(self, at: str = "2026-11-20T02:00Z", *, watermark: str = "") -> None:
        self.desk, self.clock = desk_at(at, watermark=watermark)

    @property
    def book(self) -> Book:
        """The state as it is now."""
        return self.desk.book()

    def open(self, **said: object) -> tuple[str, str, str]:
        """Take in a call, open a case; return report, case and boat."""
        return case_of(self.desk, **said)  # type: ignore[arg-type]

    def case(self, key: str = "C-0001") -> CaseRecord:
        """A case."""
        return self.book.case(key)

    def craft(self, key: str = "B-0001") -> CraftRecord:
        """A boat."""
        return self.book.craft(key)

    def enter(
        self,
        kind: str,
        fields: Mapping[str, Any],
        *,
        case: str = "",
        by: Author = DOVER,
        key: str | None = None,
    ) -> tuple[Entry, ...]:
        """Enter one event."""
        return enter(self.desk, by, kind, fields, case=case, key=key)

    def refused(
        self, kind: str, fields: Mapping[str, Any], *, case: str = "", by: Author = DOVER
    ) -> str:
        """Try to enter one event, and return why it was refused; nothing may have changed."""
        head = self.desk.ports.store.head()
        with pytest.raises(EstranError) as caught:
            self.enter(kind, fields, case=case, by=by)
        assert self.desk.ports.store.head() == head
        assert self.book == fold(self.desk.ports.store.read())
        return caught.value.code

    def compute(self, body: Body, *, case: str = "") -> None:
        """Enter what only the program itself enters."""
        self.desk.write(
            MACHINE, lambda _, composed: composed.happenings.append(Happening(body=body, case=case))
        )

    def assess(
        self, craft: str = "B-0001", *, not_before: str | None = None, **more: object
    ) -> AssessmentMade:
        """Keep an assessment that says before when no search may end."""
        boat = self.craft(craft)
        case = self.case(boat.case)
        said: dict[str, object] = {
            "assessment": numbers.next_of_case(case, "A"),
            "craft": craft,
            "report": next(iter(self.book.reports)),
            "artifact": DIGEST,
            "inputs": DIGEST,
            "inputs_sha256": DIGEST,
            "as_of": self.clock.now(),
            "indicated": "distress",
            "urgent_by": None,
            "not_before": parse_instant(not_before) if not_before else None,
            "next_daylight": None,
            "crossings": (),
            "places": (),
            "version": "0",
            **more,
        }
        made = AssessmentMade(**said)  # type: ignore[arg-type]
        self.compute(made, case=case.case)
        return made

    def search(self, case: str = "C-0001", **more: object) -> str:
        """Enter a search that has just ended; return its number."""
        end = self.clock.now()
        fields: dict[str, object] = {
            "unit": "Helicopter",
            "searcher": "helicopter",
            "target": "person_in_water",
            "corners": list(CORNERS),
            "start": end.replace(hour=0, minute=0),
            "end": end,
            **more,
        }
        (entry,) = self.enter("search.done", fields, case=case)
        return str(entry.draft.body["search"])

    def value(self, pos: float | None, craft: str = "B-0001", **more: object) -> None:
        """Keep what all searches of the boat's case are worth."""
        case = self.case(self.craft(craft).case)
        said: dict[str, object] = {
            "craft": craft,
            "searches": tuple(
                SearchWorth(search=key, pod_low=pos, pod_high=pos, pos_low=pos, pos_high=pos)
                for key in case.searches
            ),
            "pos_low": pos,
            "pos_high": pos,
            "model": "test",
            "inputs_sha256": DIGEST,
            **more,
        }
        self.compute(SearchesValued(**said), case=case.case)  # type: ignore[arg-type]

    def recover(
        self, alive: int, *, craft: str = "B-0001", evidence: tuple[str, ...] = (), **more: object
    ) -> str:
        """Report people recovered, and match them where there is evidence; return the number."""
        case = self.craft(craft).case
        fields = {"unit": "Ship", "alive": alive, **more}
        (entry,) = self.enter("recovery.reported", fields, case=case)
        number = str(entry.draft.body["recovery"])
        if evidence:
            match = {
                "recovery": number,
                "craft": craft,
                "evidence": list(evidence),
                "why": "they say so",
            }
            self.enter("recovery.matched", match)
        return number

    def alarms(self, case: str = "C-0001") -> dict[str, Alarm]:
        """The alarms of a case that stand now, by key."""
        found = case_alarms(
            self.book, self.case(case), now=self.clock.now(), limits=self.desk.limits
        )
        return {one.key: one for one in found}

    def kinds(self, case: str = "C-0001") -> set[str]:
        """The kinds of alarms of a case that stand now."""
        return {one.kind for one in self.alarms(case).values()}

    def gates(self, ground: Ground, case: str = "C-0001") -> dict[str, str]:
        """How each gate of a ground stands now, by its name."""
        found = gates(
            self.book,
            self.case(case),
            ground=ground,
            now=self.clock.now(),
            limits=self.desk.limits,
        )
        return {one.name: one.standing for one in found}

    def in_the_way(self, ground: Ground, case: str = "C-0001") -> set[str]:
        """The names of the gates that are not met now."""
        found: tuple[Gate, ...] = open_gates(
            self.book,
            self.case(case),
            ground=ground,
            now=self.clock.now(),
            limits=self.desk.limits,
        )
        return {one.name for one in found}


def beside(watch: Watch) -> Desk:
    """Another desk on the same record, with the same clock and keys."""
    ports = watch.desk.ports
    return Desk(
        Ports(
            store=ports.store,
            vault=ports.vault,
            signer=ports.signer,
            clock=ports.clock,
            tokens=ports.tokens,
        ),
        limits=assumed_limits(),
    )


def minute(watch: Watch, count: float) -> datetime:
    """Let the clock go on by minutes, and return its time."""
    watch.clock.go_on(minutes=count)
    return watch.clock.now()
