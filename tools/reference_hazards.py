"""The page on what decides each hazard class: the inputs walked through and ranked, in words.

No number of persons, no number of a boat and no number of a law's answer is printed: see `kept`
in reference_hazards.toml. A test reads the page for that.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estran.assess.hazards_answer import SOURCES
from estran.hazard import classes, waves_aboard
from estran.hazard.boat import Boat, assumed_inflatable
from estran.hazard.sensitivity import Rank, ranked_inputs
from estran.hazard.spans import Span, span_of
from estran.hazard.wading import child, exhausted_adult, trained_officer
from estran.sources.assumptions import AssumptionBook, assumption
from tools.reference_layout import number, page, sentence, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.hazard.classes import HazardClass
    from estran.hazard.sensitivity import RankedInput, Verdict
    from estran.hazard.wading import Wader

SAID = Path(__file__).with_suffix(".toml")
BOOK = AssumptionBook()
PERSONS = "persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """One hazard of the page: its words, its verdict, the ranges and what came of them."""

    key: str
    said: dict[str, Any]
    verdict: Verdict
    spans: dict[str, Span]
    ranked: tuple[RankedInput, ...]

    @property
    def about_loading(self) -> bool:
        """Whether persons aboard come in: then even less is printed."""
        return PERSONS in self.spans

    def label(self, name: str) -> str:
        """Return what an input, or several together, are called."""
        return str(self.said["inputs"].get(name, {}).get("label", name))


def hazards_page() -> str:
    """Return the page."""
    text = _said()["text"]
    found = walked().values()
    return page(
        "What decides a hazard class",
        "tools/reference_hazards.toml and src/estran/hazard",
        text["introduction"].strip(),
        "## At a glance",
        table(("hazard", *(rank.value for rank in Rank)), [_glance(one) for one in found]),
        "## How it is found",
        text["method"].strip(),
        text["kept"].strip(),
        *(_part(one) for one in found),
    )


@cache
def walked() -> Mapping[str, Walked]:
    """Return every hazard of the answer, ranked, by its key."""
    return {key: _walk(key, _said()[key]) for key in SOURCES}


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(SAID.read_text("utf-8"))


def _walk(key: str, said: dict[str, Any]) -> Walked:
    spans = {name: _span(one) for name, one in said["inputs"].items()}
    together = said.get("together", {})
    verdict = verdicts()[key]
    ranked = ranked_inputs(verdict, spans=spans, together=together)
    return Walked(key=key, said=said, verdict=verdict, spans=spans, ranked=ranked)


def _span(one: dict[str, Any]) -> Span:
    if "assumed" in one:
        return span_of(assumption(one["assumed"]))
    if "boat" in one:
        found: Span = getattr(assumed_inflatable(BOOK), one["boat"])
        return found
    return Span(one["low"], one["high"])


def verdicts() -> Mapping[str, Verdict]:
    """Return how each class is found from ranges of its inputs by name."""
    return {
        "swamped_buoyancy": lambda inputs: classes.swamped_buoyancy(
            persons=inputs[PERSONS], boat=_boat(inputs)
        ),
        "waves_shipped": _waves_shipped,
        "crowding": lambda inputs: classes.crowded(persons=inputs[PERSONS], boat=_boat(inputs)),
        "surf": lambda inputs: classes.surf(**inputs),
        "breaker_abeam": lambda inputs: classes.breaker_abeam(
            breaker_height=inputs["breaker_height"], boat=_boat(inputs), book=BOOK
        ),
        "wading_officers": _wading(trained_officer()),
        "wading_exhausted_adults": _wading(exhausted_adult()),
        "wading_children": _wading(child()),
        "grounding": lambda inputs: classes.grounding(**inputs, book=BOOK),
        "cold_hands": lambda inputs: classes.cold_hands(**inputs),
    }


def _wading(wader: Wader) -> Verdict:
    return lambda inputs: classes.wading(wader=wader, **inputs, book=BOOK)


def _waves_shipped(inputs: Mapping[str, Span | None]) -> HazardClass:
    """Return the class with a period of its own: the class of the answer takes all that may be."""
    return classes.classify(
        law=waves_aboard.rayleigh_shipping,
        inputs=inputs,
        limit_value=BOOK.value("hazard_shipping_limit"),
    )


def _boat(inputs: Mapping[str, Span | None]) -> Boat:
    known = {one.name for one in fields(Boat)}
    given = {name: span for name, span in inputs.items() if name in known}
    return replace(assumed_inflatable(BOOK), **given)


def _glance(one: Walked) -> tuple[str, ...]:
    by_rank = (
        ", ".join(one.label(row.name) for row in one.ranked if row.rank is rank) for rank in Rank
    )
    anchor = one.said["title"].lower().replace(" ", "-")
    return f"[{one.said['title']}](#{anchor})", *by_rank


def _part(one: Walked) -> str:
    cited = ", ".join(f"[{key}](sources.md#{key})" for key in SOURCES[one.key])
    rows = [_row(one, row) for row in one.ranked]
    return "\n\n".join(
        (
            f"## {one.said['title']}",
            f"`{one.key}`: {one.said['asks']}.",
            f"Law: {sentence(one.said['law'])[:-1]} ({cited}).",
            table(("input", "range walked through", "the law holds", "alone", "rank"), rows),
            f"{_needed(one)} It is silent {one.said['silent']}.",
        )
    )


def _row(one: Walked, row: RankedInput) -> tuple[str, ...]:
    said = one.said["inputs"].get(row.name, {"kept": True})
    return one.label(row.name), _range(said), _valid(said), _alone(one, row), row.rank.value


def _range(said: dict[str, Any]) -> str:
    if said.get("kept"):
        return str(said.get("origin", "[assumed](assumptions.md), not printed"))
    span = _span(said)
    return f"{number(span.low)} to {number(span.high)} {said['unit']}"


def _valid(said: dict[str, Any]) -> str:
    if "valid" not in said:
        return "not printed" if said.get("kept") else "everywhere"
    low, high = said["valid"]
    beyond = f"; {said['beyond']}" if "beyond" in said else ""
    bottom = f"{number(low)}" if low else "up"
    return f"{bottom} to {number(high)} {said['unit']}{beyond}"


def _alone(one: Walked, row: RankedInput) -> str:
    if one.about_loading:
        return "not printed"
    met = ", ".join(word.value.replace("_", " ") for word in row.alone)
    return f"changes: {met}" if len(row.alone) > 1 else f"does not change: {met}"


def _needed(one: Walked) -> str:
    spare = [one.label(row.name) for row in one.ranked if not row.needed]
    if spare:
        return f"Unknown without any one of these but {', '.join(spare)}."
    return "Without any one of these it is *unknown*."
