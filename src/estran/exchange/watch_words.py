"""Alarms, contradictions and gates as sentences, in English and French. Nothing is judged here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estran.language.catalogue import catalogue, name_in, say
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from estran.casebook.alarms import Alarm
    from estran.casebook.closing import Gate
    from estran.casebook.contradictions import Contradiction

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:\+00:00|Z)")
_SPACES = re.compile(r" {2,}")
HOLES = ("keys", "time", "pos", "left", "open")


def alarm_sentence(alarm: Alarm, *, language: str) -> str:
    """Return what somebody must do about an alarm."""
    values = {name: _spoken(value, language) for name, value in alarm.values}
    values = {"case": alarm.case, "since": _clock(format_instant(alarm.since)), **values}
    return say(language, f"alarm.{alarm.kind}", **values)


def contradiction_sentence(one: Contradiction, *, language: str) -> str:
    """Return who says what against whom, and why it is none where somebody has settled it."""
    text = say(
        language,
        f"contradiction.{one.what}",
        one=one.one,
        other=one.other,
        says=one.says,
        against=one.against,
    )
    return (
        say(language, "contradiction.settled", text=text, why=one.settled) if one.settled else text
    )


def gate_sentence(gate: Gate, *, language: str) -> str:
    """Return one thing that must be so before a case is closed, and whether it is."""
    values = dict.fromkeys(HOLES, "") | {name: _clock(value) for name, value in gate.values}
    standing = say(language, f"standing.{gate.standing}")
    text = say(language, f"gate.{gate.name}", about=gate.about, standing=standing, **values)
    return _SPACES.sub(" ", text).strip()


def _spoken(value: str, language: str) -> str:
    """Return a value as people say it: times as hours and minutes, centres and lines by name."""
    for table in ("centre", "line"):
        if f"{table}.{'_'.join(re.findall(r'[a-z0-9]+', value.lower()))}" in catalogue(language):
            return name_in(language, table, value)
    return _clock(value)


def _clock(value: str) -> str:
    return _INSTANT.sub(lambda found: f"{found[1]}Z", value)
