"""A study cut into chunks: each one doctrine and a run of lanes, under an address of its content.

A chunk holds all that decides its numbers, so that whoever has the same code computes the same
bytes. How it is computed, and where it is kept, is not known here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.drawn import digest_of_values
from estran.lab.lanes import Lanes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.lab.design import Design
    from estran.lab.drawn import Draws
    from estran.quantities.arrays import Floats

MOST_LANES = 512
"""In one chunk: at most a minute of one core, and memory that does not grow with the study."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """One doctrine on some lanes, ready to be computed anywhere.

    Attributes
    ----------
    place : int
        Of the chunk in its study; not part of its address.
    address : str
        SHA-256 of the code and of all that follows.
    doctrine : str
        Id.
    doctrine_digest : str
        Of the rules in force with it: law and physics too.
    seed, year : int
        As in `Design`.
    first, stop : int
        Lane numbers, from `first` up to but not including `stop`.
    seasons_per_draw : int
        As in `Design`.
    parameters : mapping
        By key, of the draws to which the lanes belong, shape (draws in the chunk,).
    """

    place: int
    address: str
    doctrine: str
    doctrine_digest: str
    seed: int
    year: int
    first: int
    stop: int
    seasons_per_draw: int
    parameters: Mapping[str, Floats]

    @property
    def count(self) -> int:
        """How many lanes."""
        return self.stop - self.first

    @property
    def lanes(self) -> Lanes:
        """The seasons to simulate."""
        numbers = np.arange(self.first, self.stop, dtype=np.int64)
        drawn = numbers // self.seasons_per_draw - self.first // self.seasons_per_draw
        return Lanes(
            seed=self.seed,
            numbers=numbers,
            parameters={key: column[drawn] for key, column in self.parameters.items()},
            year=self.year,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What stands beside a design in every address, and how it is cut.

    Attributes
    ----------
    code : str
        Digest of the code that decides the numbers.
    rules : mapping
        Digest of the rules in force with each doctrine, by its id.
    ranges : int or None
        Into how many runs of lanes each doctrine is cut; so that none holds more than
        `MOST_LANES` where None. The results are the same however it is.
    """

    code: str
    rules: Mapping[str, str]
    ranges: int | None = None


def runs_of(design: Design, cut: Cut) -> tuple[tuple[int, int], ...]:
    """Return the runs of lanes into which every doctrine is cut: first, and first no longer."""
    ranges = cut.ranges or -(-design.lanes // MOST_LANES)
    edges = [design.lanes * number // ranges for number in range(ranges + 1)]
    return tuple(run for run in pairwise(edges) if run[0] < run[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All chunks of a study, made anew at each walk: their number costs no memory."""

    design: Design
    draws: Draws
    cut: Cut

    def __len__(self) -> int:
        return len(runs_of(self.design, self.cut)) * len(self.design.doctrines)

    def __iter__(self) -> Iterator[Chunk]:
        """Yield all doctrines on the first lanes, then all on the next."""
        names = self.design.doctrines
        pairs = ((run, name) for run in runs_of(self.design, self.cut) for name in names)
        for place, (run, name) in enumerate(pairs):
            yield _chunk(self, place=place, run=run, doctrine=name)


def _chunk(plan: Plan, *, place: int, run: tuple[int, int], doctrine: str) -> Chunk:
    design, each = plan.design, plan.design.seasons_per_draw
    drawn = slice(run[0] // each, (run[1] - 1) // each + 1)
    values = {key: column[drawn] for key, column in plan.draws.values.items()}
    rules = plan.cut.rules[doctrine]
    own = (design.seed, design.year, *run, each, digest_of_values(values))
    decides = (plan.cut.code, doctrine, rules, *own)
    return Chunk(
        place=place,
        address=hashlib.sha256("\n".join(map(str, decides)).encode()).hexdigest(),
        doctrine=doctrine,
        doctrine_digest=rules,
        seed=design.seed,
        year=design.year,
        first=run[0],
        stop=run[1],
        seasons_per_draw=each,
        parameters=values,
    )
