"""How soon to look again after news: at once where it was quiet, by and by in a burst.

Pure: it knows no clock. Who waits, and for whom, is not its affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Pace:
    """Counts looks, so that whoever looks at every piece of news is not buried in a storm of them.

    Attributes
    ----------
    at_once : int
        Looks that need not wait after a while of quiet.
    every : float
        After those, seconds from one look to the next; so long a quiet also earns one look more.
    """

    at_once: int = 3
    every: float = 1.0
    _left: float = field(init=False)
    _last: float | None = None

    def __post_init__(self) -> None:
        """Begin with every look at hand."""
        self._left = float(self.at_once)

    def wait(self, now: float) -> float:
        """Count one look, and return how long it has to wait [s].

        Parameters
        ----------
        now : float
            Of a clock that only goes on [s].
        """
        if self._last is not None and self.every:
            self._left = min(self.at_once, self._left + (now - self._last) / self.every)
        self._last = now
        self._left -= 1.0
        return max(0.0, -self._left * self.every)
