"""Part 0 of the text answer, above everything: who has the case, who knows of it, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.text_layout import clock_after, joined, labelled
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from estran.assess.answer_people import CentrePhase, CentreTold, Coordination


def first_minute_lines(coordination: Coordination, *, start: str, language: str) -> list[str]:
    """Return the lines of part 0; the coordinator sentence leads.

    Parameters
    ----------
    coordination : Coordination
        Who has the case, and what is due.
    start : str
        Time of the report; a time on another day says so.
    language : str
        Of the sentences.
    """

    def word(key: str, /, **values: object) -> str:
        return say(language, f"first_minute.{key}", **values)

    sent = _clock(coordination.mayday_relay_at, start)
    relay = word(f"mayday_{coordination.mayday_relay}", time=sent)
    return [
        word("heading"),
        f"  {coordination.sentence}",
        *labelled(word("phase"), _phases(coordination, language)),
        *labelled(word("told"), [_told(one, start, language) for one in coordination.centres]),
        *labelled(word("mayday"), [relay]),
        *labelled(word("units"), [", ".join(coordination.nearest_units) or word("units_none")]),
        *labelled(
            word("due"),
            [
                word("due_row", time=_clock(one.due, start), text=one.text)
                for one in coordination.actions
            ],
        ),
    ]


def _phases(coordination: Coordination, language: str) -> list[str]:
    declared = ", ".join(_phase(one, language) for one in coordination.phases)
    indicated = say(language, f"indicated.{coordination.phase_indicated}")
    lines = [joined((declared, indicated), language=language)]
    if coordination.phase_mismatch:
        lines.append(say(language, "first_minute.phase_mismatch"))
    return lines


def _phase(one: CentrePhase, language: str) -> str:
    key = "first_minute.phase_unsaid" if one.phase is None else f"phase_name.{one.phase}"
    centre = name_in(language, "centre", one.centre)
    return say(language, "first_minute.phase_centre", centre=centre, phase=say(language, key))


def _told(one: CentreTold, start: str, language: str) -> str:
    key = "told_not" if one.told is None else "told_row"
    if one.acknowledged:
        key = "told_both"
    return say(
        language,
        f"first_minute.{key}",
        centre=name_in(language, "centre", one.centre),
        told=_clock(one.told, start),
        acknowledged=_clock(one.acknowledged, start),
    )


def _clock(time: str | None, start: str) -> str:
    return clock_after(time, start=start) if time else "--:--"
