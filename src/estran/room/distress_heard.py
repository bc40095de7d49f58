"""A device that calls for help by AIS becomes a report in the queue, by itself and once in a while.

Nothing else that AIS gives enters the record: no ship, no track, no place of a vessel. Nobody is
placed or linked by it; that is a person's to do. A flood of numbers becomes few reports.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.casebook.alarms import MANY
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm
from estran.rescue.distress_devices import called
from estran.room.devices_filed import CHANNEL, DevicesFiled
from estran.room.take_in import MACHINE, Said, take_in

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal

    from estran.rescue.distress_devices import DistressCall, Sighting
    from estran.room.desk import Desk

LOG = logging.getLogger("estran.ais")
AGAIN = timedelta(minutes=30)
"""A device that goes on calling is reported anew after this time; a change of its state at once."""
LONG_AGO = timedelta(hours=24)
"""What was heard before is no alarm now: it is in an old file."""
MOST_REMEMBERED = 500
MOST_SINGLY, LATELY = 20, timedelta(minutes=10)
"""Devices reported one by one within a time: more than a ship's rafts and crew carry, and more than
a watch can answer singly. What calls beyond them is named in one report of all."""
GATHERED = timedelta(minutes=2)
"""Until those that come after the first report of many are named in the next one."""
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
    old : int
        Messages left out because they were heard long ago.
    """

    desk: Desk
    shared: tuple[str, ...] = ()
    language: Literal["en", "fr"] = "en"
    old: int = 0
    _calls: dict[int, DistressCall] = field(default_factory=dict)
    _filed_yet: DevicesFiled = field(default_factory=DevicesFiled)
    _waiting: dict[int, DistressCall] = field(default_factory=dict)  # to be named among many
    _named: dict[int, tuple[DistressCall, datetime]] = field(default_factory=dict)
    _named_at: datetime | None = None

    def __post_init__(self) -> None:
        """Note that AIS is followed from now on: from then nothing heard is to be seen."""
        self.desk.ais_heard = self.desk.now()

    def hear(self, one: Sighting) -> str | None:
        """Take in one message, and return the number of the report that it made, if any.

        Raises
        ------
        EstranError
            Where the record cannot be used; the next message of the device tries again.
        """
        now = self.desk.ais_heard = self.desk.now()
        if one.at is not None and now - one.at > LONG_AGO:
            self._leave_out()
            return self.tell_waiting()
        before = self._calls.get(one.mmsi)
        call = called(before, one)
        if call is None or call is before:
            return self.tell_waiting()
        number = self._take(call, now=now)
        self._remember(call)
        return number or self.tell_waiting()

    def tell_waiting(self) -> str | None:
        """File the devices that wait to be named among many, where it is time; any message does.

        Raises
        ------
        EstranError
            Where the record cannot be used; they go on waiting.
        """
        now = self.desk.now()
        early = self._named_at is not None and now - self._named_at < GATHERED
        if not self._waiting or early:
            return None
        calls = sorted(self._waiting.values(), key=lambda one: (one.test, one.mmsi))
        number = self._filed_many(calls, now=now)
        self._named = {key: row for key, row in self._named.items() if now - row[1] < AGAIN}
        self._named |= {one.mmsi: (one, now) for one in calls}
        self._waiting.clear()
        self._named_at = now
        return number

    def _leave_out(self) -> None:
        """Count what is too old, and log the count each time that it has grown tenfold."""
        self.old += 1
        if str(self.old).strip("0") == "1":
            hours = LONG_AGO / timedelta(hours=1)
            LOG.warning("%d messages heard more than %.0f h ago were left out", self.old, hours)

    def _remember(self, call: DistressCall) -> None:
        self._calls.pop(call.mmsi, None)
        self._calls[call.mmsi] = call
        if len(self._calls) > MOST_REMEMBERED:  # the one not heard of for longest
            del self._calls[next(iter(self._calls))]

    def _take(self, call: DistressCall, *, now: datetime) -> str | None:
        """File a call that is news, or let it wait where more call than can be believed singly."""
        self._filed_yet.follow(self.desk.book().reports)
        if call.mmsi in self._waiting:
            self._waiting[call.mmsi] = _both(self._waiting[call.mmsi], call)
            return None
        if self._was_named(call, now=now) or not self._is_news(call, now=now):
            return None
        if self._are_many(call, now=now):
            self._waiting[call.mmsi] = call
            return None
        return self._filed(call, now=now)

    def _is_news(self, call: DistressCall, *, now: datetime) -> bool:
        """Say whether the record lacks this: no report of it lately, or none of this state."""
        return not self._filed_yet.holds(
            reference_of(call),
            heard=min(call.last or now, now),
            within=AGAIN,
            placed=call.position is not None,
        )

    def _was_named(self, call: DistressCall, *, now: datetime) -> bool:
        """Say whether a device was named among many lately, in this state."""
        if call.mmsi not in self._named:
            return False
        before, at = self._named[call.mmsi]
        graver = before.test and not call.test
        placed = before.position is None and call.position is not None
        return not graver and not placed and now - at < AGAIN

    def _are_many(self, call: DistressCall, *, now: datetime) -> bool:
        """Say whether so many devices were reported lately that one more is one of many.

        Tests never crowd out a call: each are counted for themselves.
        """
        lately = self._filed_yet.entered_since(now - LATELY)
        name = reference_of(call).removesuffix(f" {TEST}")
        if any(one.removesuffix(f" {TEST}") == name for one in lately):
            return False  # one of the few; its new state is told as theirs is
        named = {key: row for key, (row, at) in self._named.items() if now - at < LATELY}
        alike = sum(one.endswith(TEST) == call.test for one in lately if not one.startswith(MANY))
        alike += sum(one.test == call.test for one in named.values())
        return call.mmsi in named or alike >= MOST_SINGLY

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

    def _filed_many(self, calls: list[DistressCall], *, now: datetime) -> str:
        """File one report that names each of many devices, and gives no place as its own."""
        tests = sum(one.test for one in calls)
        words = say(self.language, "ais_held.many", count=len(calls), tests=tests, most=MOST_SINGLY)
        reference = f"{MANY} {len(calls)}" + (f" {TEST}" if tests == len(calls) else "")
        said = Said(
            channel=CHANNEL,
            at=format_instant(now),
            reference=reference,
            text="\n".join([words, *(_line(one) for one in calls)]),
            language=self.language,
        )
        return take_in(self.desk, MACHINE, said, shared=self.shared, read=False).number


def reference_of(call: DistressCall) -> str:
    """Return how the record names a device: TEST stands in it where all that was heard says so."""
    name = f"AIS {call.device.upper()} {call.mmsi:09d}"
    return f"{name} {TEST}" if call.test else name


def _both(before: DistressCall, after: DistressCall) -> DistressCall:
    """Return the later of two states of a device; a call stays one, and a place is kept."""
    place = before.position if after.position is None else after.position
    return replace(after, test=before.test and after.test, position=place)


def _line(call: DistressCall) -> str:
    """Return a device as a line: its name, its number, and its last position where it sent one."""
    place = "" if call.position is None else f" · {format_dmm(call.position)}"
    return f"{reference_of(call)}{place}"
