"""How often something may be tried: a window that slides over the last minutes. No clock here."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class SlidingWindow:
    """Counts tries by key over a span of time, in memory, for a bounded number of keys.

    Parameters
    ----------
    most : int
        Tries within the span.
    span : timedelta
        How long a try counts.
    keys : int
        How many keys are kept in mind; the one longest unused is forgotten first.
    """

    def __init__(self, *, most: int, span: timedelta, keys: int = 10_000) -> None:
        self._most, self._span, self._keys = most, span, keys
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def enter(self, key: str, *, now: datetime) -> timedelta | None:
        """Count a try; return None where it is within bounds, or how long to wait.

        A try beyond the bounds is not counted, so that waiting helps.
        """
        with self._lock:
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and tries[0] <= now - self._span:
                tries.popleft()
            if len(tries) >= self._most:
                return tries[0] + self._span - now
            tries.append(now)
            if len(self._tries) > self._keys:
                self._tries.popitem(last=False)
            return None

    def forget(self, key: str) -> None:
        """Forget every try of a key."""
        with self._lock:
            self._tries.pop(key, None)
