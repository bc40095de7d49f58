"""A thread that takes one step after another of what waits, until it is stopped."""

from __future__ import annotations

import logging
import traceback
from threading import Event, Thread
from typing import TYPE_CHECKING

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
        self._stop = Event()
        self._thread = Thread(target=self._run, name="estran-background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Take no further step; one under way goes on."""
        self._stop.set()

    def join(self, *, patience: float = 10.0) -> None:
        """Wait for the step under way, but not for ever."""
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._stop.wait(self._stepped())

    def _stepped(self) -> float:
        """Take a step and return how long to rest after it; what fails is logged, tried later."""
        try:
            return 0.0 if self._step() else self._rest
        except Exception as error:  # whatever it was, the watch goes on
            if not self._stop.is_set():
                where = "".join(traceback.format_tb(error.__traceback__))
                LOG.error("%s %s\n%s", type(error).__name__, getattr(error, "code", ""), where)
            return AFTER_TROUBLE_S
