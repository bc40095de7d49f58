"""The text answer on AIS: what calls, first on the page; what was heard, after the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer_ais import AisHeard
from estran.exchange.geojson import watermark
from estran.language.catalogue import say
from estran.rescue.distress_devices import MOST_CALLS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec import UnsetType

    from estran.assess.answer import Assessment


def alarm_lines(assessment: Assessment) -> list[str]:
    """Return one line for each device that calls, or nothing; a watermark stands before each."""
    heard = assessment.ais
    if not isinstance(heard, AisHeard):
        return []
    rows = [one.text for one in heard.alarms] + overflow(heard.left_out, assessment.language)
    mark = watermark(assessment)
    return [f"{mark} · {row}" if mark else row for row in rows]


def overflow(left_out: Mapping[str, int], language: str) -> list[str]:
    """Return the line that says that more devices call than are listed; nothing where none do."""
    if not left_out.get("too_many_calls"):
        return []
    return [say(language, "ais.too_many", most=MOST_CALLS)]


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
