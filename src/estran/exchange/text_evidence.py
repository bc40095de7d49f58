"""What a forecast was re-based on, as lines: the outcome, each fix with its odds, each search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.text_forecast import forecast_lines
from estran.exchange.text_layout import percent
from estran.exchange.text_manifest import manifest_lines
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.evidence_said import EvidenceUsed, FixHeld, SearchHeld
    from estran.assess.rebasing import RebasedForecast


def rebased_parts(found: RebasedForecast) -> list[list[str]]:
    """Return the parts of a page about a re-based forecast, line by line."""
    language = found.language
    title = [say(language, "rebasing.heading", time=found.manifest.as_of)]
    if found.exercise:
        title.append(say(language, "title.exercise"))
    return [
        [*title, say(language, "title.caution")],
        evidence_lines(found.evidence, language=language),
        forecast_lines(found.forecast, found.manifest, language=language),
        [
            *manifest_lines(found.manifest, language=language),
            *(f"  {one}" for one in found.kept_said or ()),
        ],
    ]


def evidence_lines(evidence: EvidenceUsed, *, language: str) -> list[str]:
    """Return the lines of the part that says what an earlier forecast was held against."""
    return [
        say(language, "rebasing.evidence_heading"),
        f"  {evidence.text}",
        *("  " + _fix(one, language) for one in evidence.fixes),
        *("  " + _search(one, language) for one in evidence.searches),
    ]


def _fix(one: FixHeld, language: str) -> str:
    told = {"time": one.time, "position": one.position, "sd": f"{one.sd_m:.0f}"}
    if one.as_unlikely is None:
        return say(language, "rebasing.fix_not_held", **told)
    if one.as_unlikely == 0.0:
        return say(language, "rebasing.fix_rare", **told)
    return say(language, "rebasing.fix", share=percent(one.as_unlikely), **told)


def _search(one: SearchHeld, language: str) -> str:
    key = "search_partly" if one.unknown_because else "search"
    return say(
        language,
        f"rebasing.{key if one.counted else 'search_not'}",
        unit=one.unit,
        start=one.start,
        end=one.end,
        because="; ".join(one.unknown_because),
    )
