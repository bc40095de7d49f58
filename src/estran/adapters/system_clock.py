"""The wall clock of this machine, as a clock port."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The operating system's time."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(tz=UTC)  # noqa: TID251 -- the one place that reads the wall clock
