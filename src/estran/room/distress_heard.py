"""A device that calls for help by AIS becomes a report in the queue, by itself and once in a while.

Nothing else that AIS gives enters the record: no ship, no track, no place of a vessel. Nobody is
placed or linked by it; that is a person's to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm
from estran.rescue.distress_devices import called
from estran.room.take_in import MACHINE, Said, take_in

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal

    from estran.casebook.book import Book
    from estran.casebook.records import ReportRecord
    from estran.rescue.distress_devices import DistressCall, Sighting
    from estran.room.desk import Desk

AGAIN = timedelta(minutes=30)
"""A device that goes on calling is reported anew after this time; a change of its state at once."""
LONG_AGO = timedelta(hours=24)
"""What was heard before is no alarm now: it is in an old file."""
MOST_REMEMBERED = 500
CHANNEL: Literal["sart"] = "sart"
TEST = "TEST"


@dataclass(slots=True, kw_only=True)
class DistressWatch:
    """Files what calls.

    Attributes
    ----------
    desk : Desk
        Of which casebook.
    shared : tuple of str
        Centres that read this room, its own first.
    language : str
        Of the words of a report.
    """

    desk: Desk
    shared: tuple[str, ...] = ()
    language: Literal["en", "fr"] = "en"
    _calls: dict[int, DistressCall] = field(default_factory=dict)

    def hear(self, one: Sighting) -> str | None:
        """Take in one message, and return the number of the report that it made, if any.

        Raises
        ------
        EstranError
            Where the record cannot be used; the next message of the device tries again.
        """
        now = self.desk.now()
        if one.at is not None and now - one.at > LONG_AGO:
            return None
        before = self._calls.get(one.mmsi)
        call = called(before, one)
        if call is None or call is before:
            return None
        number = self._filed(call, now=now) if self._is_news(call, now=now) else None
        self._remember(call)
        return number

    def _remember(self, call: DistressCall) -> None:
        self._calls.pop(call.mmsi, None)
        self._calls[call.mmsi] = call
        if len(self._calls) > MOST_REMEMBERED:  # the one not heard of for longest
            del self._calls[next(iter(self._calls))]

    def _is_news(self, call: DistressCall, *, now: datetime) -> bool:
        """Say whether the record lacks this: no report of it lately, or none of this state."""
        book = self.desk.book()
        placed, heard = call.position is not None, min(call.last or now, now)
        return not any(
            abs(heard - report.stamp.at) < AGAIN
            for report in _reports_of(book, reference_of(call))
            if report.said.positions or not placed
        )

    def _filed(self, call: DistressCall, *, now: datetime) -> str:
        said = Said(
            channel=CHANNEL,
            at=format_instant(min(call.last or now, now)),
            positions=() if call.position is None else (format_dmm(call.position),),
            facts={"persons_in_water": "yes"} if call.device == "mob" and not call.test else {},
            reference=reference_of(call),
            text=say(
                self.language,
                "ais.filed_test" if call.test else "ais.filed",
                device=say(self.language, f"ais_device.{call.device}"),
                number=f"{call.mmsi:09d}",
            ),
            language=self.language,
        )
        return take_in(self.desk, MACHINE, said, shared=self.shared, read=False).number


def reference_of(call: DistressCall) -> str:
    """Return how the record names a device: TEST stands in it where all that was heard says so."""
    name = f"AIS {call.device.upper()} {call.mmsi:09d}"
    return f"{name} {TEST}" if call.test else name


def _reports_of(book: Book, reference: str) -> list[ReportRecord]:
    return [
        one
        for one in book.reports.values()
        if one.said.channel == CHANNEL and one.said.reference == reference
    ]
