"""The port through which a watch reads the time. Only adapters read the wall clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...
