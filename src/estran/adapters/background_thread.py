"""A thread that takes one step after another of what waits, until it is stopped.

It looks now and then, and soon after somebody rings.
"""

from __future__ import annotations

import logging
import traceback
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from estran.room.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

REST_S = 1.0
"""Between two looks where nothing waits."""
AFTER_TROUBLE_S = 15.0
LOG = logging.getLogger("estran.background")


class BackgroundThread:
    """Takes steps until `stop`.

    Parameters
    ----------
    step : callable
        Does one thing, and says whether there was any.
    rest : float
        Seconds between two looks where there was none.
    """

    def __init__(self, step: Callable[[], bool], *, rest: float = REST_S) -> None:
        self._step, self._rest = step, rest
        self._stop, self._bell, self._pace = Event(), Event(), Pace(every=rest)
        self._thread = Thread(target=self._run, name="estran-background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ring(self) -> None:
        """Look soon: there may be something that waits. Anybody may ring, from any thread."""
        self._bell.set()

    def ask_to_stop(self) -> None:
        """Take no further step; one under way goes on."""
        self._stop.set()
        self._bell.set()

    def join(self, *, patience: float = 10.0) -> None:
        """Wait for the step under way, but not for ever."""
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._bell.clear()  # whoever rings during the step is heard after it
            if not self._stepped() and self._bell.wait(self._rest):
                self._stop.wait(self._pace.wait(monotonic()))

    def _stepped(self) -> bool:
        """Take a step and say whether there was any; what fails is logged, and tried later."""
        try:
            return self._step()
        except Exception as error:  # whatever it was, the watch goes on
            if not self._stop.is_set():
                where = "".join(traceback.format_tb(error.__traceback__))
                LOG.error("%s %s\n%s", type(error).__name__, getattr(error, "code", ""), where)
            self._stop.wait(AFTER_TROUBLE_S)
            return True
