"""Watermarks of replays and of exercises on them, and the key of the historic case."""

from __future__ import annotations

REPLAY = "REPLAY "
EXERCISE = "EXERCISE "


def watermark_of(key: str) -> str:
    """Return the mark of a replay, such as ``REPLAY 2021-11-24``."""
    return f"{REPLAY}{key}"


def exercise_of(key: str) -> str:
    """Return the mark of an exercise on a historic case, such as ``EXERCISE 2022-12-14``."""
    return f"{EXERCISE}{key}"


def replay_of(watermark: str) -> str | None:
    """Return the key of a replay; None where the mark is another or none."""
    return watermark.removeprefix(REPLAY) if watermark.startswith(REPLAY) else None
