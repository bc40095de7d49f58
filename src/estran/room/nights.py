"""Nights, from noon to noon UTC: the span within which telephone numbers can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = timedelta(hours=12)


def night_of(moment: datetime) -> str:
    """Return the night of a moment, by the day on which it began, such as ``2021-11-23``."""
    return (moment.astimezone(UTC) - NOON).date().isoformat()


def end_of(night: str) -> datetime:
    """Return the noon at which a night ends."""
    began = datetime.fromisoformat(night).replace(tzinfo=UTC)
    return began + NOON + timedelta(days=1)
