"""Who coordinates and who has been told: no region share is ever shown without this sentence.

A guard-rail. It never says that a case is not ours: the centre that has it keeps it until another
accepts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.environment.area_facts import Centres
from estran.errors import TimeError
from estran.language.catalogue import name_in, say
from estran.quantities.instants import parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.report import Report
    from estran.environment.area import Area

BOTH = ("Gris-Nez", "Dover")  # told at intake, whichever side of the line a position is on
CENTRES = (*BOTH, "Oostende")
STRAIT = Centres(told=BOTH, known=CENTRES)
TWO = 2  # centres that stand on either side; fewer or more are spoken of otherwise


def centres_of(area: Area) -> Centres:
    """Return the centres of an area: its own, or those of the strait."""
    return area.centres or STRAIT


def coordinator_sentence(
    *,
    coordinator: str | None,
    told: Mapping[str, str | None],
    language: str = "en",
    centres: Centres = STRAIT,
) -> str:
    """Return who coordinates until whom, that it may be on either side, and who has been told when.

    Parameters
    ----------
    coordinator : str or None
        The centre that has the case; None where this is not recorded.
    told : mapping of str to str or None
        Centre to the time, as hh:mm, at which it was told; None where it has the case anyway.
    language : str
        Language of the sentence.
    centres : Centres
        Of the area; those to be told at intake are named until they have been.
    """
    two = len(centres.told) == TWO
    either = say(language, "coordinator.either_side" if two else "coordinator.any_side")
    known = say(language, "mark.then").join([either, _told(told, centres, language)])
    return f"{_owner(coordinator, centres, language)} {known}"


def knows(report: Report) -> dict[str, str | None]:
    """Return the centres that know of the case, with the time of being told where it was said.

    One that acknowledged knows at the latest then; one that coordinates knows.
    """
    known: dict[str, str | None] = {**report.acknowledged, **report.told}
    if report.coordinator is not None:
        known.setdefault(report.coordinator, None)
    return known


def require_order(report: Report) -> None:
    """Refuse an acknowledgement that came before the telling.

    Raises
    ------
    TimeError
        Naming the centre and both times.
    """
    for centre, at in report.acknowledged.items():
        told = report.told.get(centre)
        if told is not None and parse_instant(at) < parse_instant(told):
            raise TimeError(
                "time.acknowledged_early",
                f"{centre} acknowledged at {at}, before it was told at {told}. Check both times.",
                centre=centre,
                acknowledged=at,
                told=told,
            )


def _owner(coordinator: str | None, centres: Centres, language: str) -> str:
    if coordinator is None:
        return say(language, "coordinator.unknown")
    others = [_centre(centre, language) for centre in centres.told if centre != coordinator]
    other = say(language, "coordinator.or").join(others) or say(language, "coordinator.another")
    return say(language, "coordinator.known", owner=_centre(coordinator, language), other=other)


def _told(told: Mapping[str, str | None], centres: Centres, language: str) -> str:
    names = {centre: _centre(centre, language) for centre in centres.known}
    missing = [names[centre] for centre in centres.told if centre not in told]
    if not missing:
        has_it = say(language, "coordinator.has_it")
        times = ", ".join(
            f"{name} {told[one] or has_it}" for one, name in names.items() if one in told
        )
        told_to = "both_told" if len(centres.told) == TWO else "all_told"
        return say(language, f"coordinator.{told_to}", times=times)
    known = [
        say(language, "coordinator.told_one", centre=names[centre], time=told[centre])
        for centre in centres.known
        if told.get(centre)
    ]
    both = say(language, "coordinator.and").join(missing)
    return " ".join([*known, say(language, "coordinator.tell", missing=both)])


def _centre(centre: str, language: str) -> str:
    return name_in(language, "centre", centre)
