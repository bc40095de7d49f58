"""When the nights end within which telephone numbers can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = timedelta(hours=12)


def end_of(night: str) -> datetime:
    """Return the noon at which a night ends."""
    began = datetime.fromisoformat(night).replace(tzinfo=UTC)
    return began + NOON + timedelta(days=1)
