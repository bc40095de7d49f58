"""The engine at its usual work: the ensemble of one replay, from its wind to the last snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from estran.assess.forecast import run_ensemble
from estran.assess.settings import RunSettings
from estran.assess.situation import Situation, understand
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.exchange.replay import replay
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from estran.environment.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineCosts:
    """Seconds of one run, and its size."""

    run: float
    particles: int
    steps: int

    @property
    def nanoseconds(self) -> float:
        """Per particle and step; hull and people of a particle count once."""
        return self.run / (self.particles * self.steps) * 1e9


def engine_costs(case: str, *, tries: int) -> EngineCosts:
    """The quickest of several runs of one replay's ensemble, the sea being open already."""
    settings = RunSettings()
    situation = understand(replay(case).report)
    window = _window(situation, settings)
    return EngineCosts(
        run=min(_timed(situation, window, settings) for _ in range(tries)),
        particles=settings.particles,
        steps=int(settings.hours * 3600 / settings.step),
    )


def _window(situation: Situation, settings: RunSettings) -> Window:
    return open_window(
        fields=load_sea_fields(situation.area.key),
        start=epoch_seconds(situation.time),
        hours=settings.hours,
        origin=situation.seed_position,
    )


def _timed(situation: Situation, window: Window, settings: RunSettings) -> float:
    book = AssumptionBook()
    start = perf_counter()
    run_ensemble(situation, window, settings, book=book)
    return perf_counter() - start
