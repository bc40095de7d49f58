"""Alarms, contradictions and gates as sentences, in English and French. Nothing is judged here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estran.exchange.case_view import fact_label
from estran.language.catalogue import catalogue, name_in, say
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.casebook.alarms import Alarm
    from estran.casebook.closing import Gate
    from estran.casebook.contradictions import Contradiction

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:\+00:00|Z)")
_SPACES = re.compile(r" {2,}")
_ALL_RECOVERED = re.compile(r"recovered-\d+")
HOLES = ("keys", "time", "pos", "left", "open")


def alarm_sentence(
    alarm: Alarm, *, language: str, contradictions: Iterable[Contradiction] = ()
) -> str:
    """Return what somebody must do about an alarm.

    Parameters
    ----------
    alarm : Alarm
        Which.
    language : str
        Of the sentence.
    contradictions : iterable of Contradiction
        Of its case: an alarm names one by its key, a person reads who says what.
    """
    values = {name: _worded(name, value, language) for name, value in alarm.values}
    if alarm.kind == "contradiction":
        values["what"] = _contradicted(dict(alarm.values)["what"], contradictions, language)
    values = {"case": alarm.case, "since": _clock(format_instant(alarm.since)), **values}
    return say(language, f"alarm.{alarm.kind}", **values)


def contradiction_sentence(one: Contradiction, *, language: str) -> str:
    """Return who says what against whom, and why it is none where somebody has settled it."""
    text = say(
        language,
        f"contradiction.{one.what}",
        one=_stated_by(one.one, language),
        other=_stated_by(one.other, language),
        says=_said(one, one.says, language),
        against=_said(one, one.against, language),
    )
    return (
        say(language, "contradiction.settled", text=text, why=one.settled) if one.settled else text
    )


def gate_sentence(
    gate: Gate, *, language: str, contradictions: Iterable[Contradiction] = ()
) -> str:
    """Return one thing that must be so before a case is closed, and whether it is.

    Parameters
    ----------
    gate : Gate
        Which.
    language : str
        Of the sentence.
    contradictions : iterable of Contradiction
        Of its case: a gate names them by their keys, a person reads who says what.
    """
    values = dict.fromkeys(HOLES, "") | {
        name: _of_gate(name, value, language) for name, value in gate.values
    }
    if values["keys"]:
        known = tuple(contradictions)
        each = (_contradicted(one, known, language) for one in values["keys"].split(", "))
        values["keys"] = " ".join(each)
    standing = say(language, f"standing.{gate.standing}")
    text = say(language, f"gate.{gate.name}", about=gate.about, standing=standing, **values)
    return _SPACES.sub(" ", text).strip()


def _contradicted(key: str, known: Iterable[Contradiction], language: str) -> str:
    """Return the sentence of a contradiction by its key; the key itself where nobody holds it."""
    found = next((one for one in known if one.key == key), None)
    return f"{key}." if found is None else contradiction_sentence(found, language=language)


def _stated_by(who: str, language: str) -> str:
    return say(language, "contradiction.all_recovered") if _ALL_RECOVERED.fullmatch(who) else who


def _said(one: Contradiction, value: str, language: str) -> str:
    """Return what was said: the state of an engine by its name, the rest as somebody said it."""
    return name_in(language, "engine_state", value) if one.what == "engine" else value


def _of_gate(name: str, value: str, language: str) -> str:
    """Return a value of a gate; whoever is left may be several centres."""
    if name == "open" and value == "unknown":
        return say(language, "standing.unknown")
    if name == "left":
        return ", ".join(_spoken(one, language) for one in value.split(", "))
    return _clock(value)


def _worded(name: str, value: str, language: str) -> str:
    """Return a value of an alarm by its kind: a phase, a sign of distress, what centres declare."""
    if name == "phase":
        return say(language, f"phase_name.{value}")
    if name == "sign":
        known = f"alarm_sign.{value}"
        return say(language, known) if known in catalogue(language) else fact_label(value, language)
    if name == "phases":
        return ", ".join(_declared(one, language) for one in value.split(", "))
    return _spoken(value, language)


def _declared(said: str, language: str) -> str:
    """Return what one centre declares: `Dover: distress` in the words of a language."""
    centre, _, phase = said.rpartition(": ")
    name = name_in(language, "centre", centre)
    return say(
        language,
        "first_minute.phase_centre",
        centre=name,
        phase=say(language, f"phase_name.{phase}"),
    )


def _spoken(value: str, language: str) -> str:
    """Return a value as people say it: times as hours and minutes, centres and lines by name."""
    for table in ("centre", "line"):
        if f"{table}.{'_'.join(re.findall(r'[a-z0-9]+', value.lower()))}" in catalogue(language):
            return name_in(language, table, value)
    return _clock(value)


def _clock(value: str) -> str:
    return _INSTANT.sub(lambda found: f"{found[1]}Z", value)
