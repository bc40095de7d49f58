"""A thread that follows AIS and hands each message on, until it is stopped.

What fails is logged, and nothing ends it but whoever began it.
"""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from estran.adapters.ais_hearing import Following
from estran.errors import EstranError

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.adapters.ais_receiver import Patience, Place
    from estran.rescue.distress_devices import Sighting
    from estran.room.clock import Clock

LOG = logging.getLogger("estran.ais")


class AisThread:
    """Follows until `stop`.

    Parameters
    ----------
    place : Place
        Where from.
    hear : callable
        Takes each message.
    clock : Clock
        Stamps what arrives.
    patience : Patience or None
        How long is waited.
    rest : callable or None
        Called in between, where nothing was heard for a while.
    """

    def __init__(
        self,
        place: Place,
        hear: Callable[[Sighting], object],
        *,
        clock: Clock,
        patience: Patience | None = None,
        rest: Callable[[], object] | None = None,
    ) -> None:
        self.following = Following(place, clock=clock, patience=patience)
        self._hear, self._rest, self._said = hear, rest, ""
        self._stop = Event()
        self._thread = Thread(target=self._run, name="estran-ais", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, *, patience: float = 10.0) -> None:
        """End, and wait for the message at hand, but not for ever."""
        self._stop.set()
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except Exception as error:  # whatever it was, the next message may be a call for help
                LOG.exception("%s %s", type(error).__name__, getattr(error, "code", ""))
                self._stop.wait(1.0)

    def _follow(self) -> None:
        for one in self.following.sightings(self._stop):
            self._tell_trouble()
            try:
                if one is not None:
                    self._hear(one)
                elif self._rest is not None:
                    self._rest()
            except EstranError as error:
                LOG.error("%s %s", type(error).__name__, error.code)

    def _tell_trouble(self) -> None:
        """Log what stands in the way of the receiver, once."""
        problem = self.following.receiver.problem
        if problem != self._said:
            self._said = problem
            LOG.warning("the receiver: %s", problem or "heard again")
