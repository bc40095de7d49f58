"""The text answer on AIS: what calls, first on the page; what was heard, after the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer_ais import AisHeard
from estran.language.catalogue import say

if TYPE_CHECKING:
    from msgspec import UnsetType


def alarm_lines(heard: AisHeard | UnsetType) -> list[str]:
    """Return one line for each device that calls, or nothing."""
    return [one.text for one in heard.alarms] if isinstance(heard, AisHeard) else []


def heard_lines(heard: AisHeard | UnsetType, *, language: str) -> list[str]:
    """Return the part on what was heard, or nothing where no AIS was given."""
    if not isinstance(heard, AisHeard):
        return []
    counts = {key: count for key, count in heard.lines.items() if key not in ("lines", "messages")}
    rows = [heard.text]
    if counts:
        rows.append(say(language, "ais.look_lines", counts=counts_said(counts, language)))
    return [say(language, "ais.heading"), *(f"  {row}" for row in rows)]


def counts_said(counts: dict[str, int], language: str) -> str:
    """Return counts of lines in words, those that are nothing left out."""
    return ", ".join(
        f"{say(language, f'ais_line.{key}')} {count}" for key, count in counts.items() if count
    )
