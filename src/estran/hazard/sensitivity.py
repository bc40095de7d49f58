"""Which input decides a hazard class: the ranges are walked through and the turns counted.

Pure, and blind to what a class is about. What of it may be printed is for the caller to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.classes import HazardClass
from estran.hazard.spans import exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from estran.hazard.spans import Span
    from estran.quantities.arrays import Floats

    Verdict = Callable[[Mapping[str, Span | None]], HazardClass]

MOST_STATES = 4096  # of one hazard: sixty-four steps for two inputs, four for six
STEPS_ALONE = 33
DECIDES, MATTERS = 1.0 / 4.0, 1.0 / 20.0


class Rank(StrEnum):
    """How much of the turning of a class is due to one input: a quarter, a twentieth, less."""

    DECIDES = "decides"
    MATTERS = "matters"
    HARDLY = "hardly matters"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedInput:
    """What one input, or several taken together, does to a class.

    Attributes
    ----------
    turns : float
        How often the class changes when this input alone is drawn anew, 0 to 1.
    share : float
        Of the turns of all inputs together, 0 to 1; nought where nothing turns the class.
    alone : tuple of HazardClass
        Every class met while it moves over its range, the others in the middle of theirs.
    needed : bool
        Whether the class is unknown when nobody knows it.
    """

    name: str
    turns: float
    share: float
    rank: Rank
    alone: tuple[HazardClass, ...]
    needed: bool


def ranked_inputs(
    verdict: Verdict,
    *,
    spans: Mapping[str, Span],
    together: Mapping[str, Sequence[str]] | None = None,
) -> tuple[RankedInput, ...]:
    """Rank the inputs of a class, the weightiest first.

    Parameters
    ----------
    verdict : callable
        Takes a range, or None, for each input by name, and answers the class.
    spans : mapping of name to Span
        The range over which each input is drawn, evenly and without regard to the others. One to
        twelve of them.
    together : mapping of name to names of inputs, optional
        Inputs that are moved, drawn and ranked as one, under one name.

    Returns
    -------
    tuple of RankedInput
        One for each name of `together`, and one for each input that is in none of them.

    Notes
    -----
    Source: assumed. Every state of a grid over all ranges gets its class as if it were known
    exactly. An input's turns are the chance that two draws of it, all else kept, differ in class.
    """
    groups = _groups(spans, together or {})
    table = _classes_on_grid(verdict, spans)
    order = list(spans)
    turns = {
        name: _turns(table, axes=tuple(order.index(one) for one in members))
        for name, members in groups.items()
    }
    total = sum(turns.values())
    ranked = [
        RankedInput(
            name=name,
            turns=turns[name],
            share=turns[name] / total if total > 0.0 else 0.0,
            rank=_rank(turns[name] / total if total > 0.0 else 0.0),
            alone=_alone(verdict, spans=spans, members=members),
            needed=_needed(verdict, spans=spans, members=members),
        )
        for name, members in groups.items()
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.share, one.name)))


def _groups(
    spans: Mapping[str, Span], together: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    grouped = {member for members in together.values() for member in members}
    single = {name: (name,) for name in spans if name not in grouped}
    return single | {name: tuple(members) for name, members in together.items()}


def _classes_on_grid(verdict: Verdict, spans: Mapping[str, Span]) -> Floats:
    """Return the class of every state: one axis an input, the last one the three classes."""
    steps = max(int(round(MOST_STATES ** (1.0 / len(spans)), 6)), 2)
    middles = (np.arange(steps) + 0.5) / steps
    axes = [span.low + middles * (span.high - span.low) for span in spans.values()]
    words = list(HazardClass)
    found = [words.index(verdict(_state(spans, values=state))) for state in product(*axes)]
    return np.eye(len(words))[np.array(found)].reshape(*[steps] * len(spans), len(words))


def _state(names: Iterable[str], *, values: Iterable[float]) -> dict[str, Span | None]:
    return {name: exactly(float(value)) for name, value in zip(names, values, strict=True)}


def _turns(table: Floats, *, axes: tuple[int, ...]) -> float:
    chances = table.mean(axis=axes)
    return float(np.mean(1.0 - np.square(chances).sum(axis=-1)))


def _rank(share: float) -> Rank:
    if share >= DECIDES:
        return Rank.DECIDES
    return Rank.MATTERS if share >= MATTERS else Rank.HARDLY


def _alone(
    verdict: Verdict, *, spans: Mapping[str, Span], members: tuple[str, ...]
) -> tuple[HazardClass, ...]:
    """Walk one input in small steps; several by their ends and middles."""
    steps = STEPS_ALONE if len(members) == 1 else 3
    middle = {name: (span.low + span.high) / 2.0 for name, span in spans.items()}
    walks = product(*(np.linspace(spans[one].low, spans[one].high, steps) for one in members))
    states = (middle | dict(zip(members, walk, strict=True)) for walk in walks)
    met = {verdict(_state(spans, values=state.values())) for state in states}
    return tuple(word for word in HazardClass if word in met)


def _needed(verdict: Verdict, *, spans: Mapping[str, Span], members: tuple[str, ...]) -> bool:
    """Whether each of the members, missing by itself, leaves the class unknown."""
    return all(verdict({**spans, one: None}) is HazardClass.UNKNOWN for one in members)
