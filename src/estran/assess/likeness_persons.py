"""Persons said of two reports: how well they fit one boat, given how counts of one boat differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, fsum, log, pi, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.assess.amounts_text import persons_reported
from estran.assess.likeness_evidence import bounded, unknown_part, weighed
from estran.errors import QuantityError
from estran.language.catalogue import say
from estran.quantities.instants import parse_instant
from estran.sources.sourced import Sourced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.assess.answer import Persons
    from estran.assess.likeness_answer import LikenessPart, ReportSeen
    from estran.sources.assumptions import AssumptionBook

SOURCE = "home_office_small_boats_2026"
_COUNTED = re.compile(r"^\d+(\s*(-|\u2013|to|à)\s*\d+)?$")


def _mean(year: int, value: float) -> Sourced:
    page = f"daily sheet, {year}: people over boats"
    return Sourced(
        value=value, unit="person", low=None, high=None, source=SOURCE, page=page, confidence="high"
    )


PERSONS_PER_BOAT: Mapping[int, Sourced] = MappingProxyType(
    {
        2018: _mean(2018, 7.0),
        2019: _mean(2019, 11.2),
        2020: _mean(2020, 13.2),
        2021: _mean(2021, 27.6),
        2022: _mean(2022, 41.2),
        2023: _mean(2023, 48.9),
        2024: _mean(2024, 53.0),
        2025: _mean(2025, 61.7),
        2026: _mean(2026, 67.9),
    }
)
"""Mean of people per boat that arrived, by year; other years take the nearest."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as said, in its logarithm: middle and variance of what was meant."""

    low: float
    high: float
    middle: float
    variance: float


def persons_part(
    new: ReportSeen, known: Sequence[ReportSeen], *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the numbers of people say.

    Parameters
    ----------
    new : ReportSeen
        The new report.
    known : sequence of ReportSeen
        Those of the craft; every number ever said of it stands.
    book : AssumptionBook
        Notes what is assumed.
    language : str
        Of the text.
    """
    said, others = _persons(new), [one for one in map(_persons, known) if one is not None]
    if said is None or not others:
        return unknown_part("persons", say(language, "likeness.persons_unknown"))
    count, of_craft = _count(said, book), [_count(one, book) for one in others]
    mean = PERSONS_PER_BOAT[_nearest_year(parse_instant(new.at).year)].value
    ratio = persons_ratio(count, of_craft, mean=mean, book=book)
    apart = all(count.low > one.high or count.high < one.low for one in of_craft)
    values = {"new": _shown(language, [said]), "known": _shown(language, others)}
    text = (
        say(language, "likeness.persons_apart", **values)
        if apart
        else say(language, "likeness.persons_meet", **values)
    )
    return weighed("persons", ratio, text, book=book, contradicts=apart)


def persons_ratio(
    count: Count, of_craft: Sequence[Count], *, mean: float, book: AssumptionBook
) -> float:
    r"""Return the probability of a count if of the same boat, over that if of another.

    Parameters
    ----------
    count : Count
        Of the new report.
    of_craft : sequence of Count
        Those said of the craft, at least one; each may be the one that holds.
    mean : float
        People per boat in that year.
    book : AssumptionBook
        Notes what is assumed.

    Notes
    -----
    Normal in the logarithm. A boat holds :math:`\ln N \sim N(\mu, \sigma^2)`; each count adds its
    variance :math:`w^2`. Then the counts of another boat have the variance
    :math:`\sigma^2 + w^2` about :math:`\mu`, those of the same boat :math:`v + w^2` about the
    posterior mean, whose variance is v. Source: home_office_small_boats_2026, daily sheet.
    """
    boats = book.value("likeness_persons_boat_spread") ** 2
    centre = log(mean)
    other = _normal(count.middle - centre, boats + count.variance)
    same = []
    for one in of_craft:
        weight = boats / (boats + one.variance)
        middle = centre + weight * (one.middle - centre)
        same.append(_normal(count.middle - middle, weight * one.variance + count.variance))
    ratio = fsum(same) / len(same) / other
    return bounded(ratio, wrong=book.value("likeness_persons_wrong"))


def _persons(seen: ReportSeen) -> Persons | None:
    """Return the number said, or None; what cannot be read is unknown here, not refused."""
    said = seen.persons if seen.persons is not None or seen.report is None else seen.report.persons
    try:
        return persons_reported(said)
    except QuantityError:
        return None


def _count(said: Persons, book: AssumptionBook) -> Count:
    loose = 0.0 if _COUNTED.match(said.said.strip()) else book.value("likeness_persons_about")
    low, high = max(said.low * (1.0 - loose), 1.0), max(said.high * (1.0 + loose), 1.0)
    width = log(high) - log(low)
    spread = book.value("likeness_persons_spread")
    middle = 0.5 * (log(low) + log(high))
    # a range is uniform: its variance is a twelfth of its width squared
    return Count(low, high, middle, width**2 / 12.0 + spread**2)


def _normal(offset: float, variance: float) -> float:
    return exp(-0.5 * offset**2 / variance) / sqrt(2.0 * pi * variance)


def _nearest_year(year: int) -> int:
    return min(max(year, min(PERSONS_PER_BOAT)), max(PERSONS_PER_BOAT))


def _shown(language: str, counts: Sequence[Persons]) -> str:
    words = {(one.low, one.high): _in_words(language, one) for one in counts}
    return say(language, "likeness.list").join(words[key] for key in sorted(words))


def _in_words(language: str, one: Persons) -> str:
    if one.low == one.high:
        return str(one.low)
    return say(language, "likeness.range", low=one.low, high=one.high)
