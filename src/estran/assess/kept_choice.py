"""Which kept fields count for a report, and for a drift that goes on from an earlier one.

What is chosen can be written down and given again; nothing is read here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from estran.assess.kept_drift import asked_of
from estran.assess.kept_said import COMPARED, SHOWN
from estran.assess.settings import HOURS
from estran.assess.situation import understand
from estran.environment.kept_sea import CURRENTS, DEPTH, LEVEL, NOTHING_KEPT, WIND, KeptSea, chosen
from estran.environment.sea import load_sea_fields
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estran.assess.evidence_said import History
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.environment.kept_sea import Asked, OfferedFields
    from estran.environment.sea import SeaFields

DRIFTED = (CURRENTS, WIND, LEVEL, DEPTH)
"""Layers that move or strand who drifts."""


@dataclass(frozen=True, slots=True, eq=False)
class SeaChosen:
    """What counts at a report, and what counts where its drift goes on from an earlier one."""

    now: KeptSea = NOTHING_KEPT
    since: KeptSea = NOTHING_KEPT


EMBEDDED_SEA = SeaChosen()
Offer: TypeAlias = "Callable[[float, int], OfferedFields]"
"""Gives the fields that are kept for the hours [h] after a start [s since 1970, UTC]."""


def sea_chosen(
    report: Report, history: History | None, settings: RunSettings, offer: Offer | None
) -> SeaChosen:
    """Return what counts of what is offered: by the report's time, and by that of its history.

    Parameters
    ----------
    report : Report
        Whose position is the newest.
    history : History or None
        What a forecast is re-based on.
    settings : RunSettings
        Hours count from the newest position.
    offer : callable or None
        Gives the fields for some hours; the embedded sea alone where None.

    Raises
    ------
    InputError
        Where a report cannot be used.
    """
    if offer is None:
        return EMBEDDED_SEA
    situation = understand(report)
    now = _chosen(offer, asked_of(situation, settings), SHOWN)
    if history is None:
        return SeaChosen(now)
    first, hours = _run(situation, history, settings)
    if hours > HOURS[1]:  # no drift goes on for so long
        return SeaChosen(now)
    asked = asked_of(first, replace(settings, hours=hours))
    return SeaChosen(now, _chosen(offer, asked, DRIFTED))


def environment_of(situation: Situation, sea: SeaChosen) -> SeaFields:
    """Return the sea of a situation's area with what was chosen before it."""
    held = load_sea_fields(situation.area.key)
    return replace(held, kept=sea.now, since=sea.since)


def fields_there(situation: Situation, settings: RunSettings, offered: OfferedFields) -> SeaFields:
    """Return the sea of a situation's area with what counts of what is offered before it."""
    now = _chosen(lambda *_: offered, asked_of(situation, settings), SHOWN)
    return environment_of(situation, SeaChosen(now))


def _run(
    situation: Situation, history: History | None, settings: RunSettings
) -> tuple[Situation, int]:
    """Return where the drift begins, and its hours to the forecast's end."""
    if history is None or history.earlier is None:
        return situation, settings.hours
    first = understand(history.earlier)
    gap = (situation.time - first.time).total_seconds()
    return first, ceil(max(gap, 0.0) / HOUR) + settings.hours


def _chosen(offer: Offer, asked: Asked, layers: Iterable[str]) -> KeptSea:
    """Return what an answer looks at: of each layer the first, or two where two are compared.

    Of depths all: each place has the first grid that holds it.
    """
    kept, wanted = chosen(offer(asked.start, asked.hours), asked), tuple(layers)
    most = {**dict.fromkeys(wanted, 1), **dict.fromkeys(COMPARED, 2), DEPTH: None}
    fields = [one for layer in wanted for one in kept.of(layer)[: most[layer]]]
    return KeptSea(tuple(fields), tuple(one for one in kept.passed if one.layer in wanted))
