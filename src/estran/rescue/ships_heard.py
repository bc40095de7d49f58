"""What was heard of ships by AIS: the last plausible position of each, and no history.

What cannot be is left out by reason. A ship is somebody who may help; nothing here suspects one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.quantities.geodesy import distance_and_bearing
from estran.quantities.units import KNOT
from estran.rescue.ais_codes import codes, is_state_vessel, ship_type, station_kind
from estran.rescue.distress_devices import MOST_CALLS, called
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.geodesy import Position
    from estran.rescue.distress_devices import DistressCall, Sighting

MOST_SHIPS = 5000
"""Ships that are kept apart at one time; then those not heard of for long are forgotten."""
SHIPS = ("ship", "craft_of_ship")
WORLDS = 2
"""Places at which one number may be followed at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where a ship was.

    Attributes
    ----------
    at : datetime
        When it was heard.
    speed : float or None
        Over the ground [m/s].
    course_deg : float or None
        Over the ground, true.
    status : int or None
        Navigational.
    """

    at: datetime
    position: Position
    speed: float | None
    course_deg: float | None
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a ship says of herself; None and nothing are unknown.

    Attributes
    ----------
    kind : str
        Type of ship.
    length, draught : float or None
        [m]
    """

    name: str = ""
    kind: str = "unknown"
    length: float | None = None
    draught: float | None = None

    @property
    def is_state(self) -> bool:
        """Whether she gives herself as one of armed forces, police, customs or border guard."""
        return is_state_vessel(kind=self.kind, name=self.name)


@dataclass(slots=True)
class Track:
    """The last position on one track of a number, and how many led to it."""

    fix: Fix
    count: int = 1


@dataclass(slots=True, kw_only=True)
class ShipsHeard:
    """All that is kept of what was heard.

    Attributes
    ----------
    until : datetime or None
        What was heard later is not known yet; None keeps everything.
    calls : dict of int to DistressCall
        Devices that call, by number, the one heard longest ago first; no limit of time applies to
        them.
    left_out : Counter
        Messages that told a position which does not count, by reason.
    """

    until: datetime | None = None
    calls: dict[int, DistressCall] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    tracks: dict[int, list[Track]] = field(default_factory=dict)
    particulars: dict[int, Particulars] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None

    def take(self, one: Sighting) -> None:
        """Take in one message."""
        self._alarm(one)
        self._time(one.at)
        if station_kind(one.mmsi) not in SHIPS:
            self.left_out["not_a_ship"] += one.places
            return
        self._describe(one)
        if one.places:
            reason = self._place(one)
            if reason:
                self.left_out[reason] += 1

    def said_of(self, mmsi: int) -> Particulars:
        """Return what a ship says of herself."""
        return self.particulars.get(mmsi, Particulars())

    def _alarm(self, one: Sighting) -> None:
        before = self.calls.get(one.mmsi)
        call = called(before, one)
        if call is None:
            return
        self.calls.pop(one.mmsi, None)  # in the order of hearing, whatever clocks say
        if len(self.calls) >= MOST_CALLS:
            self.left_out["too_many_calls"] += 1
            given_up = next((key for key, known in self.calls.items() if known.test), None)
            if given_up is None and call.test:
                return  # a test takes the place of no call
            del self.calls[next(iter(self.calls)) if given_up is None else given_up]
        self.calls[one.mmsi] = call

    def _time(self, at: datetime | None) -> None:
        if at is not None and not self._is_ahead(at):
            self.first = at if self.first is None else min(self.first, at)
            self.last = at if self.last is None else max(self.last, at)

    def _describe(self, one: Sighting) -> None:
        if not (one.name or one.type_number or one.length or one.draught):
            return
        known = self.said_of(one.mmsi)
        self.particulars[one.mmsi] = replace(
            known,
            name=one.name or known.name,
            kind=ship_type(one.type_number) if one.type_number else known.kind,
            length=one.length or known.length,
            draught=one.draught or known.draught,
        )
        if len(self.particulars) > 2 * MOST_SHIPS:  # of ships that never told a position
            self.particulars = {key: self.said_of(key) for key in self.tracks}

    def _place(self, one: Sighting) -> str:
        """Keep a position, or return why it does not count."""
        fix = fix_of(one)
        if one.at is None:
            return "untimed"
        if self._is_ahead(one.at):
            return "ahead"
        if fix is None:
            return "no_position"
        if fix.speed is not None and fix.speed > _fastest():
            return "too_fast"
        return self._follow(one.mmsi, fix)

    def _follow(self, mmsi: int, fix: Fix) -> str:
        """Set a position on the track that it goes on with; a second track is a contradiction."""
        tracks = self.tracks.get(mmsi)
        if tracks is None:
            self._make_room()
            self.tracks[mmsi] = [Track(fix)]
            return ""
        for track in tracks:
            if not can_follow(track.fix, fix):
                continue
            if fix.at < track.fix.at:
                return "older"
            track.fix, track.count = fix, track.count + 1
            return ""
        if len(tracks) >= WORLDS:
            tracks.remove(min(tracks, key=lambda one: (one.count, one.fix.at)))
        tracks.append(Track(fix))
        return "jump"

    def _is_ahead(self, at: datetime) -> bool:
        margin = timedelta(minutes=assumption("ais_clock_ahead").value)
        return self.until is not None and at > self.until + margin

    def _make_room(self) -> None:
        if len(self.tracks) < MOST_SHIPS:
            return
        newest = {key: max(one.fix.at for one in rows) for key, rows in self.tracks.items()}
        for key in sorted(newest, key=newest.__getitem__)[: MOST_SHIPS // 2]:
            del self.tracks[key]
            self.particulars.pop(key, None)


def fix_of(one: Sighting) -> Fix | None:
    """Return where a message says that its ship is; None where it does not say."""
    position = one.position
    if position is None or one.at is None:
        return None
    speed, course = one.speed_kn, one.course_deg
    known = speed is not None and 0.0 <= speed < codes().no_speed_kn
    turned = course is not None and 0.0 <= course < codes().no_course
    return Fix(
        at=one.at,
        position=position,
        speed=speed * KNOT if known and speed is not None else None,
        course_deg=course if turned else None,
        status=one.status,
    )


def can_follow(before: Fix, after: Fix) -> bool:
    """Say whether one ship can have been at both places, at the speed that no ship exceeds."""
    apart, _ = distance_and_bearing(start=before.position, end=after.position)
    seconds = abs((after.at - before.at).total_seconds())
    return apart <= 2.0 * assumption("ais_position_error").high + seconds * _fastest()


def _fastest() -> float:
    return assumption("ais_fastest").value * KNOT
