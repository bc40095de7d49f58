"""What is heard by AIS at one place for a while: from a file at once, from a receiver by waiting.

Only the last position of each ship is kept, in memory, and nothing is written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING

from estran.adapters.ais_receiver import Receiver, lines_of_file
from estran.adapters.ais_sentences import SentenceReader
from estran.rescue.ships_heard import ShipsHeard

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

    from estran.adapters.ais_receiver import Patience, Place, Stop
    from estran.rescue.distress_devices import Sighting
    from estran.room.clock import Clock


@dataclass(slots=True)
class After:
    """A stop after a while.

    Parameters
    ----------
    seconds : float
        From now.
    """

    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = monotonic() + self.seconds

    def is_set(self) -> bool:
        """Say whether it is over."""
        return monotonic() >= self._end

    def wait(self, timeout: float) -> object:
        """Wait, and no longer than until it is over."""
        sleep(max(0.0, min(timeout, self._end - monotonic())))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardThere:
    """What was heard.

    Attributes
    ----------
    ships : ShipsHeard
        The last position of each, and what calls.
    counts : Counter
        Lines by what became of them, and what the receiver did.
    problem : str
        What stood in the way of a receiver at the end; empty where nothing did.
    """

    ships: ShipsHeard
    counts: Counter[str]
    problem: str = ""


def hear_file(place: Place, *, until: datetime | None, untimed: datetime | None) -> HeardThere:
    """Read a file of sentences to its end.

    Parameters
    ----------
    place : Place
        The file.
    until : datetime or None
        What was heard later does not count.
    untimed : datetime or None
        Time of lines that hold none.

    Raises
    ------
    InputError
        Where it cannot be read.
    """
    reader, ships = SentenceReader(untimed=untimed), ShipsHeard(until=until)
    for line in lines_of_file(place.path, reader.counts):
        sighting = reader.read(line)
        if sighting is not None:
            ships.take(sighting)
    reader.close()
    return HeardThere(ships=ships, counts=reader.counts)


def hear_receiver(
    place: Place,
    *,
    stop: Stop,
    clock: Clock,
    until: datetime | None = None,
    patience: Patience | None = None,
) -> HeardThere:
    """Listen to a receiver until somebody stops.

    Parameters
    ----------
    place : Place
        The receiver.
    stop : Stop
        Says when to end.
    clock : Clock
        Stamps what arrives.
    until : datetime or None
        What is heard of ships later does not count; a call does.
    patience : Patience or None
        How long is waited.
    """
    ships = ShipsHeard(until=until)
    following = Following(place, clock=clock, patience=patience)
    for sighting in following.sightings(stop):
        if sighting is not None:
            ships.take(sighting)
    return HeardThere(
        ships=ships,
        counts=following.reader.counts + following.receiver.counts,
        problem=following.receiver.problem,
    )


class Following:
    """A receiver, or a file that grows, and what its lines say.

    Parameters
    ----------
    place : Place
        Where from.
    clock : Clock
        Stamps what arrives from a receiver; a file's lines keep their own times.
    patience : Patience or None
        How long is waited.
    """

    def __init__(self, place: Place, *, clock: Clock, patience: Patience | None = None) -> None:
        self.reader = SentenceReader()
        self.receiver = Receiver(place) if patience is None else Receiver(place, patience)
        self._clock = clock
        self._is_live = place.kind != "file"

    def sightings(self, stop: Stop) -> Iterator[Sighting | None]:
        """Yield what is heard until somebody stops; None now and then where nothing is."""
        for line in self.receiver.lines(stop):
            received = self._clock.now() if self._is_live else None
            yield self.reader.read(line, received=received)
            if stop.is_set():
                return
