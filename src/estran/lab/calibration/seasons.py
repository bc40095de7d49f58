"""The laboratory's own seasons as a simulator for history matching: in batches, on any runner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from estran.lab.lanes import Lanes
from estran.lab.simulate import Schedule, simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from estran.quantities.arrays import Floats, Ints

LANES_IN_A_BATCH = 128


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Batch:
    """Lanes of one year, ready to be simulated anywhere.

    Attributes
    ----------
    place : int
        Among all batches.
    schedule : Schedule, str or None
        None for what history had.
    """

    place: int
    lanes: Lanes
    schedule: Schedule | str | None


class Runner(Protocol):
    """Whoever computes batches, in any order: a runner of `lab.runner` or of the adapters."""

    def map_chunks(
        self, work: Callable[[Any], Mapping[str, Floats]], chunks: Iterable[Any]
    ) -> Iterator[tuple[Any, Mapping[str, Floats]]]:
        """Yield each batch with its columns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons:
    """Simulates lanes of some years under what held at sea by date, or under a schedule.

    Attributes
    ----------
    seed : int
        Of every season.
    runner : Runner
        Who computes.
    schedule : Schedule, str or None
        None for what history had.
    """

    seed: int
    runner: Runner
    schedule: Schedule | str | None = None

    def __call__(
        self, *, parameters: Mapping[str, Floats], numbers: Mapping[int, Ints]
    ) -> Mapping[int, Mapping[str, Floats]]:
        """Return columns by name, shape (lanes,), by year; the same however they are cut."""
        done = self.runner.map_chunks(simulated, self._batches(parameters, numbers))
        ordered = sorted(
            ((one.place, one.lanes.year, columns) for one, columns in done), key=_first
        )
        return {
            year: _joined([columns for _, of, columns in ordered if of == year]) for year in numbers
        }

    def _batches(
        self, parameters: Mapping[str, Floats], numbers: Mapping[int, Ints]
    ) -> Iterator[Batch]:
        place = 0
        for year, lanes in numbers.items():
            for first in range(0, len(lanes), LANES_IN_A_BATCH):
                some = slice(first, first + LANES_IN_A_BATCH)
                given = {key: column[some] for key, column in parameters.items()}
                held = Lanes(seed=self.seed, numbers=lanes[some], parameters=given, year=year)
                yield Batch(place=place, lanes=held, schedule=self.schedule)
                place += 1


def simulated(batch: Batch) -> Mapping[str, Floats]:
    """Return the columns of a batch."""
    return simulate(batch.lanes, doctrine=batch.schedule)


def _first(row: tuple[int, int, Mapping[str, Floats]]) -> int:
    return row[0]


def _joined(parts: list[Mapping[str, Floats]]) -> Mapping[str, Floats]:
    """Return the columns of batches as one; a count that a batch never met is 0 there."""
    names = sorted({name for one in parts for name in one})
    sizes = [len(next(iter(one.values()))) for one in parts]
    return {
        name: np.concatenate(
            [one.get(name, np.zeros(size)) for one, size in zip(parts, sizes, strict=True)]
        )
        for name in names
    }
