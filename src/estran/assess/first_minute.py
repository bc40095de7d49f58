"""The first minute: who has the case, who knows of it, what phase the facts indicate, what is due.

A guard-rail lives here: both centres are told at intake, and the centre that has a case keeps it
until another accepts. A clock here reminds; none closes anything.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from estran.assess.answer_people import CentrePhase, CentreTold, Coordination, NextAction
from estran.assess.assets_answer import suitable
from estran.assess.coordination import TWO, centres_of, knows
from estran.language.catalogue import name_in, say
from estran.quantities.instants import format_instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from estran.assess.answer_people import AssetAnswer
    from estran.assess.answer_words import Phase
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.doctrine.kleene import Truth
    from estran.sources.assumptions import AssumptionBook

Indicated = Literal["distress", "distress_not_excluded", "not_indicated"]
NEAREST = 3  # units named in the first minute
NOT_SENT = frozenset({"no", "non"})


def phase_indicated(*, distress: Truth, persons_in_water: Truth) -> Indicated:
    """Return what the facts indicate of the emergency phase, whatever phase was declared.

    Parameters
    ----------
    distress, persons_in_water : str
        ``met``, ``not_met`` or ``unknown``. What is not known excludes nothing.
    """
    both = (distress, persons_in_water)
    if "met" in both:
        return "distress"
    return "distress_not_excluded" if "unknown" in both else "not_indicated"


def phase_mismatch(*, phases: Iterable[Phase], indicated: Indicated) -> bool:
    """Say whether centres declared different phases, or one below what the facts indicate."""
    declared = set(phases)
    return len(declared) > 1 or (indicated == "distress" and bool(declared - {"distress"}))


def first_minute(
    situation: Situation,
    *,
    indicated: Indicated,
    sentence: str,
    assets: Sequence[AssetAnswer],
    book: AssumptionBook,
    language: str,
) -> Coordination:
    """Return the first minute.

    Parameters
    ----------
    situation : Situation
        Its report tells who was told, has acknowledged, coordinates, and has declared a phase.
    indicated : str
        By `phase_indicated`.
    sentence : str
        The coordinator sentence.
    assets : sequence of AssetAnswer
        By time to the people, soonest first.
    book : AssumptionBook
        Gives the minutes after which a reminder falls due.
    language : str
        Of the sentences.
    """
    report = situation.report
    both = centres_of(situation.area).told
    named = list(dict.fromkeys([*both, *knows(report), *report.phases]))
    phases = [CentrePhase(centre=one, phase=report.phases.get(one)) for one in named]
    mayday, at = _mayday(report)
    nearest = nearest_units(assets)
    return Coordination(
        coordinator=report.coordinator,
        until=[one for one in both if one != report.coordinator],
        sentence=sentence,
        phases=phases,
        phase_indicated=indicated,
        phase_mismatch=phase_mismatch(phases=report.phases.values(), indicated=indicated),
        centres=[_told(one, report) for one in named],
        mayday_relay=mayday,
        mayday_relay_at=at,
        nearest_units=nearest,
        actions=_actions(situation, indicated, nearest, book, language),
    )


def nearest_units(assets: Iterable[AssetAnswer]) -> list[str]:
    """Return the units to name first; ships heard stand in the table: nobody has checked them."""
    return [one.name for one in assets if suitable(one) and not one.ais][:NEAREST]


def _told(centre: str, report: Report) -> CentreTold:
    return CentreTold(
        centre=centre,
        told=_time(knows(report).get(centre)),
        acknowledged=_time(report.acknowledged.get(centre)),
    )


def _time(said: str | None) -> str | None:
    return None if said is None else format_instant(parse_instant(said))


def _mayday(report: Report) -> tuple[Literal["sent", "not_sent", "unknown"], str | None]:
    said = report.mayday_relay
    if said is None:
        return "unknown", None
    if said.strip().casefold() in NOT_SENT:
        return "not_sent", None
    return "sent", _time(said)


def relayed(report: Report) -> bool:
    """Say whether a Mayday relay was broadcast."""
    return _mayday(report)[0] == "sent"


def _actions(
    situation: Situation,
    indicated: Indicated,
    nearest: Sequence[str],
    book: AssumptionBook,
    language: str,
) -> list[NextAction]:
    """Return what is due, by time and then in the order of doing; what is done is left out."""
    report, now = situation.report, situation.time
    both = centres_of(situation.area).told
    distress = indicated != "not_indicated"
    due: list[tuple[str, datetime, dict[str, str]]] = [
        ("tell", now, {"centre": name_in(language, "centre", one)})
        for one in both
        if one not in knows(report)
    ]
    if report.coordinator is None:
        due.append(("coordinator", now, {}))
    if indicated == "distress" and any(report.phases.get(one) != "distress" for one in both):
        due.append(("phase" if len(both) == TWO else "phase_all", now, {}))
    if distress and _mayday(report)[0] != "sent":
        due.append(("mayday", now, {}))
    if distress:
        find = "find" if situation.waters == "sea" else "find_inland"
        due.append(("task", now, {"units": ", ".join(nearest)}) if nearest else (find, now, {}))
    wait = timedelta(minutes=book.value("due_acknowledgement"))
    due += [
        ("acknowledge", parse_instant(at) + wait, {"centre": name_in(language, "centre", one)})
        for one, at in report.told.items()
        if one not in report.acknowledged and one != report.coordinator
    ]
    again = timedelta(minutes=book.value("due_fresh_fix"))
    due.append(("fix", now + again, {}))
    return [
        NextAction(
            action=action.removesuffix("_all"),
            text=say(language, f"action.{action}", **values),
            due=format_instant(at.replace(second=0, microsecond=0)),
        )
        for action, at, values in sorted(due, key=lambda one: one[1])
    ]
