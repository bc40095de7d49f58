"""From lines off the air to messages: checksums, parts, tag blocks, times. Every line is counted.

Garbage costs no answer and raises nothing. Who sends the lines is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from estran.adapters.ais_decoding import decoded
from estran.errors import EstranError
from estran.quantities.instants import from_epoch_seconds, parse_instant

if TYPE_CHECKING:
    from datetime import datetime

    from estran.rescue.distress_devices import Sighting

LONGEST_LINE = 1024
"""Bytes; a sentence has up to 82, and tag blocks before it a few hundred more."""
MOST_OPEN = 64
"""Messages of several parts that may wait for the rest at one time."""
PATIENCE = 2000
"""Lines after which a part that came alone is given up."""
AHEAD = timedelta(minutes=2)
"""Of what arrives: a clock further ahead is wrong, for nothing is heard after it has arrived."""
BEHIND = timedelta(minutes=10)
"""Of what arrives: networks hold a line for seconds, a hub for minutes; what is older than this has
a wrong clock, and its call would be taken for one of long ago."""
SENTENCE = re.compile(
    rb"!(?P<body>(?P<who>[A-Z0-9]{2})VD[MO],(?P<total>[1-9]),(?P<part>[1-9]),(?P<seq>[0-9]?),"
    rb"(?P<channel>[0-9A-Za-z]?),[0-W`-w]+,[0-5])\*(?P<sum>[0-9A-Fa-f]{2})"
)
LOOKS_LIKE_AIS = re.compile(rb"![A-Z0-9]{2}VD[MO],")
OTHER = re.compile(rb"[!$][A-Z0-9]{3,}[,*]")
TAG = re.compile(rb"\\(?P<body>[^\\*]*)\*(?P<sum>[0-9A-Fa-f]{2})\\")
TAG_TIME = re.compile(rb"(?:^|,)c:(?P<time>\d{9,13})(?:,|$)")
STAMP_AFTER = re.compile(rb",(?P<time>\d{10}(?:\.\d+)?)\s*$")
STAMP_BEFORE = re.compile(rb"^\W*(?P<time>\d{10}(?:\d{3})?(?:\.\d+)?)\W*$")
MILLISECONDS = 1e11  # epoch numbers above it count thousandths


@dataclass(slots=True)
class Waiting:
    """A message of several parts, some of which have come."""

    parts: list[bytes | None]
    at: datetime | None
    line: int


@dataclass(slots=True)
class SentenceReader:
    """Reads lines one by one.

    Attributes
    ----------
    untimed : datetime or None
        Time of lines that hold none; None leaves them without.
    counts : Counter
        Of lines by what became of them: ``lines``, ``messages``, ``other_sentence``,
        ``not_a_sentence``, ``too_long``, ``bad_checksum``, ``bad_tag``, ``part_missing``,
        ``undecodable``, ``of_no_use``, and ``clock_wrong``, of those whose time is not believed.
    """

    untimed: datetime | None = None
    counts: Counter[str] = field(default_factory=Counter)
    _waiting: dict[tuple[bytes, ...], Waiting] = field(default_factory=dict)

    def read(self, line: bytes, *, received: datetime | None = None) -> Sighting | None:
        """Return what a line says; None where nothing, or where the rest of it has not come.

        Parameters
        ----------
        line : bytes
            Without its end, or with it.
        received : datetime or None
            When it arrived, where it comes from a receiver.
        """
        line = line.strip()
        if not line:
            return None
        self.counts["lines"] += 1
        if len(line) > LONGEST_LINE:
            self.counts["too_long"] += 1
            return None
        found = SENTENCE.search(line)
        if found is None:
            self.counts[_what_else(line)] += 1
            return None
        if int(found["sum"], 16) != checksum(found["body"]):
            self.counts["bad_checksum"] += 1
            return None
        at = self._time(line[: found.start()], line[found.end() :], received)
        return self._whole(found, at)

    def close(self) -> None:
        """Count what still waits for its other parts."""
        self.counts["part_missing"] += len(self._waiting)
        self._waiting.clear()

    def _whole(self, found: re.Match[bytes], at: datetime | None) -> Sighting | None:
        total, part = int(found["total"]), int(found["part"])
        if part > total:
            self.counts["not_a_sentence"] += 1
            return None
        if total == 1:
            return self._decoded([found[0]], at)
        key = (found["who"], found["seq"], found["channel"], found["total"])
        waiting = self._waiting.get(key)
        if waiting is None or waiting.parts[part - 1] is not None:
            self.counts["part_missing"] += waiting is not None  # a new one under the same number
            self._give_up()
            waiting = Waiting([None] * total, at, self.counts["lines"])
            self._waiting[key] = waiting
        waiting.parts[part - 1] = found[0]
        waiting.at = waiting.at or at
        whole = [one for one in waiting.parts if one is not None]
        if len(whole) < total:
            return None
        del self._waiting[key]
        return self._decoded(whole, waiting.at)

    def _give_up(self) -> None:
        """Let go of parts whose rest has not come, the oldest first."""
        oldest = self.counts["lines"] - PATIENCE
        for key, one in list(self._waiting.items()):
            if one.line < oldest or len(self._waiting) >= MOST_OPEN:
                del self._waiting[key]
                self.counts["part_missing"] += 1

    def _decoded(self, parts: list[bytes], at: datetime | None) -> Sighting | None:
        try:
            found = decoded(parts, at=at)
        except ValueError:
            self.counts["undecodable"] += 1
            return None
        self.counts["of_no_use" if found is None else "messages"] += 1
        return found

    def _time(self, before: bytes, after: bytes, received: datetime | None) -> datetime | None:
        """Return when a sentence was heard: as its line says, where that is near its arrival."""
        said = self._tagged(before) or _stamped(before, after)
        if received is None:
            return said or self.untimed
        if said is None:
            return received
        if not received - BEHIND <= said <= received + AHEAD:
            self.counts["clock_wrong"] += 1
            return received
        return min(said, received)

    def _tagged(self, before: bytes) -> datetime | None:
        for tag in TAG.finditer(before):
            if int(tag["sum"], 16) != checksum(tag["body"]):
                self.counts["bad_tag"] += 1
                continue
            time = TAG_TIME.search(tag["body"])
            if time is not None:
                return _from_epoch(time["time"])
        return None


def checksum(body: bytes) -> int:
    """Return the exclusive or of all bytes, as NMEA 0183 asks for."""
    return reduce(xor, body, 0)


def _what_else(line: bytes) -> str:
    """Return what a line is that holds no sentence of AIS."""
    if LOOKS_LIKE_AIS.search(line):
        return "not_a_sentence"
    return "other_sentence" if OTHER.match(line) else "not_a_sentence"


def _stamped(before: bytes, after: bytes) -> datetime | None:
    """Return the time that a logger wrote beside a sentence: of 1970, or ISO with its zone."""
    number = STAMP_BEFORE.match(before) or STAMP_AFTER.search(after)
    if number is not None:
        return _from_epoch(number["time"])
    text = before.split(b"\\")[0].decode("ascii", errors="replace").strip(" \t,;[]")
    if not text or len(text) > 40:
        return None
    try:
        return parse_instant(text)
    except EstranError:
        return None


def _from_epoch(number: bytes) -> datetime | None:
    seconds = float(number)
    try:
        return from_epoch_seconds(seconds / 1000.0 if seconds > MILLISECONDS else seconds)
    except (EstranError, ValueError, OverflowError):
        return None
