"""Colour, engine, phone and time of two reports: what each says for or against one boat."""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum
from typing import TYPE_CHECKING

from estran.assess.likeness_evidence import bounded, unknown_part, weighed
from estran.environment.area import load_area
from estran.environment.light import light
from estran.environment.tide import Box
from estran.language.catalogue import say
from estran.language.colours import colours_of
from estran.quantities.instants import epoch_seconds, parse_instant
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.likeness_answer import CraftSeen, EngineSaid, LikenessPart, ReportSeen
    from estran.sources.assumptions import AssumptionBook

_OWN_PHONE = (None, "caller")
"""From anybody else a telephone is that of a relay, which speaks for many boats."""


def colour_part(
    new: ReportSeen, known: Sequence[ReportSeen], *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the colours of the hull say: little in the dark, little if most boats have it.

    Parameters
    ----------
    new, known, book, language
        As for :func:`estran.assess.likeness_persons.persons_part`.
    """
    coloured = [one for one in known if colours_of(one.colour)]
    if not colours_of(new.colour) or not coloured:
        return unknown_part("colour", say(language, "likeness.colour_unknown"))
    ratios = [_colour_ratio(new, one, book) for one in coloured]
    values = {"new": new.colour, "known": _joined(language, [one.colour for one in coloured])}
    apart = all(not colours_of(one.colour) & colours_of(new.colour) for one in coloured)
    text = (
        say(language, "likeness.colour_differs", **values)
        if apart
        else say(language, "likeness.colour_shared", **values)
    )
    return weighed("colour", fsum(ratios) / len(ratios), text, book=book)


def colour_ratio(*, share: float | None, right: float) -> float:
    """Return the ratio for two colours said of two boats.

    Parameters
    ----------
    share : float or None
        Of all boats that have this colour, where both say the same; None where they differ.
    right : float
        Probability that both saw the true colour, 0 to 1; a wrong one is drawn from all boats.
    """
    return 1.0 - right + (0.0 if share is None else right / share)


def _colour_ratio(new: ReportSeen, one: ReportSeen, book: AssumptionBook) -> float:
    shares = book.weights("likeness_colours")
    mine, theirs = colours_of(new.colour), colours_of(one.colour)
    right = _right(new, book) * _right(one, book)
    if not mine & theirs:
        return colour_ratio(share=None, right=right)
    if mine != theirs:  # some of it agrees: nothing is made of that
        return 1.0
    share = max(shares.get(colour, shares["other"]) for colour in mine)
    return colour_ratio(share=share, right=right)


def _right(seen: ReportSeen, book: AssumptionBook) -> float:
    key = "likeness_colour_right_day" if _is_day(seen.at) else "likeness_colour_right_dark"
    return book.value(key)


@lru_cache(maxsize=1024)
def _is_day(at: str) -> bool:
    area = load_area()
    middle = Box(west=area.west, south=area.south, east=area.east, north=area.north).middle
    return light(position=middle, time=parse_instant(at)).phase == "day"


def engine_part(
    new: ReportSeen, known: Sequence[ReportSeen], *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the engine says: it stops easily, starts again seldom.

    Parameters
    ----------
    new, known, book, language
        As for :func:`estran.assess.likeness_persons.persons_part`; the report nearest in time
        counts.
    """
    told = [one for one in known if _engine(one) != "unknown"]
    if _engine(new) == "unknown" or not told:
        return unknown_part("engine", say(language, "likeness.engine_unknown"))
    near = min(told, key=lambda one: (abs(_seconds(one) - _seconds(new)), _engine(one), one.id))
    earlier, later = sorted((near, new), key=lambda one: (_seconds(one), one is new))
    gap = _seconds(later) - _seconds(earlier)
    ratio = engine_ratio(_engine(earlier), _engine(later), gap=gap, book=book)
    values = {"earlier": _engine_said(language, earlier), "later": _engine_said(language, later)}
    return weighed("engine", ratio, say(language, "likeness.engine", **values), book=book)


def engine_ratio(
    earlier: EngineSaid, later: EngineSaid, *, gap: float, book: AssumptionBook
) -> float:
    """Return the ratio for the engine said at two times, `gap` seconds apart."""
    usual, right = book.value("likeness_engine_runs"), book.value("likeness_engine_right")
    if earlier == "running":
        runs = exp(-book.value("way_failure_rate") * gap / HOUR)
    else:
        runs = book.value("likeness_engine_restart") if earlier == "stopped" else 0.0
    same, other = (runs, usual) if later == "running" else (1.0 - runs, 1.0 - usual)
    return bounded(same / other, wrong=1.0 - right)


def _engine(seen: ReportSeen) -> EngineSaid:
    """Return the engine as said, or as the state of the boat tells it."""
    if seen.engine != "unknown" or seen.state in (None, "boarding"):
        return seen.engine
    return "running" if seen.state == "under_way" else "stopped"


def _engine_said(language: str, seen: ReportSeen) -> str:
    return say(language, f"likeness_engine.{_engine(seen)}")


def phone_part(
    new: ReportSeen, known: Sequence[ReportSeen], *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the telephones say: the same one is strong; another is nothing, many are aboard.

    Parameters
    ----------
    new, known, book, language
        As for :func:`estran.assess.likeness_persons.persons_part`.
    """
    theirs = {phone for one in known for phone in one.phones}
    if not new.phones or not theirs:
        return unknown_part("phone", say(language, "likeness.phone_unknown"))
    if not theirs & set(new.phones):
        return weighed("phone", 1.0, say(language, "likeness.phone_other"), book=book)
    aboard = {phone for one in known if _own_phone(one) for phone in one.phones}
    if not (_own_phone(new) and aboard & set(new.phones)):
        return weighed("phone", 1.0, say(language, "likeness.phone_relayed"), book=book)
    ratio = book.value("likeness_phone_same")
    return weighed("phone", ratio, say(language, "likeness.phone_same"), book=book)


def _own_phone(seen: ReportSeen) -> bool:
    source = seen.source or (None if seen.report is None else seen.report.source)
    return source in _OWN_PHONE


def time_part(
    new: ReportSeen, craft: CraftSeen, *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the time says: nothing, but of a boat that was recovered before.

    Parameters
    ----------
    new : ReportSeen
        The new report.
    craft : CraftSeen
        Recovered or not.
    book, language
        As for :func:`estran.assess.likeness_persons.persons_part`.
    """
    if not craft.recovered:
        return weighed("time", 1.0, say(language, "likeness.time_none"), book=book)
    if craft.recovered_at is None:
        return unknown_part("time", say(language, "likeness.time_recovered"))
    if _seconds(new) <= epoch_seconds(parse_instant(craft.recovered_at)):
        return weighed("time", 1.0, say(language, "likeness.time_before"), book=book)
    ratio = book.value("likeness_after_recovery")
    return weighed("time", ratio, say(language, "likeness.time_after"), book=book)


def _seconds(seen: ReportSeen) -> float:
    return epoch_seconds(parse_instant(seen.at))


def _joined(language: str, said: Sequence[str]) -> str:
    return say(language, "likeness.list").join(sorted(set(said)))
