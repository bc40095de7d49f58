"""The depth of the water in the text answer, and where a layer of the sea came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from estran.exchange.text_layout import clock, labelled
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.answer import Sea
    from estran.assess.answer_sea import Depth, Layer


def depth_lines(sea: Sea, *, language: str) -> list[str]:
    """Return the lines of the depth: none where no grid of depths is kept."""
    if sea.depth is UNSET:
        return []
    depth = sea.depth
    said = [_now(depth, sea.tide.datum, language), *_ahead(depth, language)]
    lines = [*said, source_said(depth.layer, language)]
    return labelled(say(language, "sea.depth"), lines)


def source_said(layer: Layer, language: str) -> str:
    """Return where a layer came from: source, age, note."""
    age = (
        say(language, "sea.age_none")
        if layer.age_h is None
        else say(language, "sea.age_hours", hours=f"{layer.age_h:.1f}")
    )
    source = say(language, "sea.layer", source=layer.source_name, age=age)
    return say(language, "mark.then").join([source, layer.note] if layer.note else [source])


def _now(depth: Depth, datum: str, language: str) -> str:
    """Return the depth now, and at the low and the high water around."""
    if depth.depth_m is None:
        return say(language, "sea.depth_unknown")
    dry, dries = depth.depth_m < 0.0, depth.dries_m is not None
    text = say(
        language,
        "sea.depth_dry" if dry and dries else "sea.depth_dries" if dries else "sea.depth_value",
        depth=f"{abs(depth.depth_m) if dry and dries else depth.depth_m:.1f}",
        error=f"{depth.uncertainty_m or 0.0:.1f}",
        charted=f"{depth.charted_m or 0.0:.1f}",
        dries=f"{depth.dries_m or 0.0:.1f}",
        datum=datum,
    )
    if depth.low_water_m is None or depth.high_water_m is None:
        return text
    turns = say(
        language,
        "sea.depth_turns",
        low=_some(depth.low_water_m, language),
        high=_some(depth.high_water_m, language),
    )
    return say(language, "mark.then").join((text, turns))


def _ahead(depth: Depth, language: str) -> list[str]:
    """Return the least depth within the forecast, here and where the drift is likeliest."""
    here = [one for one in depth.hours if one.depth_m is not None]
    there = [one for one in depth.hours if one.drift_depth_m is not None]
    said = []
    if here:
        least = min(here, key=lambda one: one.depth_m or 0.0)
        said.append(
            say(
                language,
                "sea.depth_least",
                depth=_some(least.depth_m, language),
                time=clock(least.time, language=language),
            )
        )
    if there:
        least = min(there, key=lambda one: one.drift_depth_m or 0.0)
        said.append(
            say(
                language,
                "sea.depth_least_drift",
                depth=_some(least.drift_depth_m, language),
                error=f"{least.drift_uncertainty_m or 0.0:.1f}",
                time=clock(least.time, language=language),
            )
        )
    gap = len(depth.hours) - len(there)
    if gap:
        said.append(say(language, "sea.depth_gap", count=gap, hours=len(depth.hours)))
    return [say(language, "mark.then").join(said)] if said else []


def _some(value: float | None, language: str) -> str:
    """Return a depth, or by how much the bed is dry."""
    key = "sea.depth_dry_by" if (value or 0.0) < 0.0 else "sea.depth_some"
    return say(language, key, value=f"{abs(value or 0.0):.1f}")
