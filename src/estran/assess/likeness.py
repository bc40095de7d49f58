"""How likely it is that a new report speaks of each open craft. Shown and logged, never acted on.

It merges nothing and decides nothing: a person links a report to a boat, with the parts in sight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum, log10
from typing import TYPE_CHECKING

from estran.assess.drifted_cloud import RecentClouds, data_key, digest_of
from estran.assess.likeness_answer import Likeness
from estran.assess.likeness_evidence import DECIMALS, in_order
from estran.assess.likeness_meeting import AREA, Drifting, meeting_of, position_part
from estran.assess.likeness_parts import colour_part, engine_part, phone_part, time_part
from estran.assess.likeness_persons import SOURCE as PERSONS_SOURCE
from estran.assess.likeness_persons import persons_part
from estran.assess.likeness_position import SOURCES as DRIFT_SOURCES
from estran.assess.published import share
from estran.assess.settings import RunSettings
from estran.environment.light import SOURCE as LIGHT_SOURCE
from estran.language.catalogue import say
from estran.sources.assumptions import AssumptionBook, assumption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_words import Language
    from estran.assess.drifted_cloud import CloudCache
    from estran.assess.likeness_answer import (
        CraftSeen,
        LikenessPart,
        LikenessWord,
        PartName,
        ReportSeen,
    )
    from estran.assess.likeness_meeting import Meeting

MODEL = "estran likeness 1"
WORD_ASSUMPTIONS = (
    *("likeness_new_boat", "likeness_strong_against"),
    *("likeness_word_leaning", "likeness_word_sure"),
)
_SOURCES: dict[PartName, tuple[str, ...]] = {
    "position": DRIFT_SOURCES,
    "persons": (PERSONS_SOURCE,),
    "colour": (LIGHT_SOURCE,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessSettings:
    """How the clouds behind a likeness are computed.

    Attributes
    ----------
    particles : int
        Per craft; few are enough, since a position says more than tens of boats could.
    seed : int
        Of every draw.
    step : float
        Length of a step [s]; a whole number of them makes an hour.
    """

    particles: int = 600
    seed: int = 1
    step: float = 1800.0


@dataclass(frozen=True, slots=True)
class _Judged:
    """A craft with its parts, before it is seen beside the others."""

    craft: CraftSeen
    parts: tuple[LikenessPart, ...]
    decades: float | None
    book: AssumptionBook = field(compare=False)


def likeness_of(
    new: ReportSeen,
    craft: Sequence[CraftSeen],
    *,
    settings: LikenessSettings = LikenessSettings(),
    clouds: CloudCache | None = None,
    language: Language = "en",
) -> tuple[Likeness, ...]:
    """Return how well a report fits each open craft, the best first.

    Parameters
    ----------
    new : ReportSeen
        The new report.
    craft : sequence of CraftSeen
        Every craft that is open, and those recovered; their order decides nothing.
    settings : LikenessSettings
        Size, step and seed.
    clouds : CloudCache or None
        Keeps clouds between reports: a second report against the same craft then costs next to
        nothing. It changes no answer.
    language : str
        Of the texts.

    Returns
    -------
    tuple of Likeness
        The same inputs give the same bytes. Ratios are of each craft alone; the words weigh it
        beside all others and beside a boat that nobody has opened yet.
    """
    runs = RunSettings(particles=settings.particles, seed=settings.seed, step=settings.step)
    drifting = Drifting(runs, RecentClouds() if clouds is None else clouds)
    meetings = [(meeting_of(new, one), one) for one in craft]
    meetings.sort(key=lambda pair: (drifting.order(pair[0]), pair[1].id))
    judged = [_judged(new, one, meeting, drifting, language) for meeting, one in meetings]
    decades = [one.decades for one in judged]
    chances = probabilities(decades)
    rows = [
        _likeness(
            one, chance, digest=digest_of(_inputs(new, one.craft, settings)), language=language
        )
        for one, chance in zip(judged, chances, strict=True)
    ]
    return tuple(sorted(rows, key=_best_first))


def probabilities(decades: Sequence[float | None]) -> list[float]:
    """Return the probability of each craft that the report speaks of it, 0 to 1.

    Parameters
    ----------
    decades : sequence of float or None
        Logarithm to base 10 of each craft's ratio; None, where nothing is known, counts as 0.

    Returns
    -------
    list of float
        They sum to less than one: the rest is a boat that nobody has opened yet. Before the
        evidence every craft is as probable as any other.
    """
    if not decades:
        return []
    another = assumption("likeness_new_boat").value
    prior = (1.0 - another) / len(decades)
    weights = [prior * 10.0 ** (one or 0.0) for one in decades]
    total = another + fsum(weights)
    return [share(weight / total) for weight in weights]


def word_for(chance: float, parts: Sequence[LikenessPart] = ()) -> LikenessWord:
    """Return the word for a probability; no word is certain.

    Parameters
    ----------
    chance : float
        That the report speaks of this craft, 0 to 1.
    parts : sequence of LikenessPart
        One that is strongly against leaves the rest undecided at best: in 2021 a boat with 98
        aboard was taken for one with 33. Source: cranston_evidence_2025, account in the press.
    """
    sure = assumption("likeness_word_sure").value
    leaning = assumption("likeness_word_leaning").value
    if chance <= 1.0 - leaning:
        return "very_unlikely" if chance <= 1.0 - sure else "unlikely"
    if chance < leaning or _strongly_against(parts):
        return "undecided"
    return "very_likely" if chance >= sure else "likely"


def _strongly_against(parts: Sequence[LikenessPart]) -> bool:
    strong = assumption("likeness_strong_against").value
    return any(part.log10_ratio is not None and part.log10_ratio <= -strong for part in parts)


def _judged(
    new: ReportSeen, one: CraftSeen, meeting: Meeting, drifting: Drifting, language: Language
) -> _Judged:
    book = AssumptionBook()
    known = one.reports
    parts = in_order(
        (
            position_part(meeting, drifting, book=book, language=language),
            persons_part(new, known, book=book, language=language),
            colour_part(new, known, book=book, language=language),
            engine_part(new, known, book=book, language=language),
            phone_part(new, known, book=book, language=language),
            time_part(new, one, book=book, language=language),
        )
    )
    # without a time that says something, the six parts know nothing of the boat
    told = [part for part in parts if part.name != "time" or part.verdict == "against"]
    known_ones = [part.log10_ratio for part in told if part.log10_ratio is not None]
    return _Judged(one, parts, fsum(known_ones) if known_ones else None, book)


def _likeness(one: _Judged, chance: float, *, digest: str, language: Language) -> Likeness:
    for key in WORD_ASSUMPTIONS:
        one.book.note(key)
    decades = None if one.decades is None else round(one.decades, DECIMALS) + 0.0
    word: LikenessWord = "unknown" if decades is None else word_for(chance, one.parts)
    told = {part.name for part in one.parts if part.log10_ratio is not None}
    sources = {key for name, keys in _SOURCES.items() if name in told for key in keys}
    return Likeness(
        craft=one.craft.id,
        label=one.craft.label,
        recovered=one.craft.recovered,
        likelihood_ratio=None if decades is None else _three_digits(10.0**decades),
        log10_ratio=decades,
        word=word,
        text=_sentence(word, one.craft, language),
        parts=one.parts,
        model=MODEL,
        inputs_sha256=digest,
        sources=tuple(sorted(sources | {row.source for row in one.book.used})),
        assumptions=tuple(row.key for row in one.book.used),
    )


def _sentence(word: LikenessWord, craft: CraftSeen, language: Language) -> str:
    said = say(language, f"likeness_word.{word}", name=craft.label or craft.id)
    if not craft.recovered:
        return said
    return f"{said} {say(language, 'likeness.recovered')}"


def _inputs(new: ReportSeen, craft: CraftSeen, settings: LikenessSettings) -> list[object]:
    return [MODEL, new, craft, settings, data_key(AREA)]


def _three_digits(ratio: float) -> float:
    return round(ratio, 2 - int(log10(ratio) // 1))


def _best_first(row: Likeness) -> tuple[bool, float, str]:
    return row.log10_ratio is None, -(row.log10_ratio or 0.0), row.craft
