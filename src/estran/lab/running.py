"""A study run: what is not there yet is computed, in any order, and kept chunk by chunk.

Whoever keeps chunks, and whoever computes them, are ports; a study that was stopped goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estran.lab.chunks import Chunk
    from estran.lab.runner import Runner, Work
    from estran.quantities.arrays import Floats


class Keeper(Protocol):
    """Where chunks are kept; several processes may use one place at once."""

    def holds(self, chunk: Chunk) -> bool:
        """Say whether a chunk is there, whole."""
        ...

    def keep(self, chunk: Chunk, columns: Mapping[str, Floats]) -> None:
        """Keep a chunk, whole or not at all."""
        ...


@dataclass(slots=True)
class Step:
    """How far a study is.

    Attributes
    ----------
    found : int
        Chunks that were there already.
    computed : int
        Chunks computed now.
    """

    found: int = 0
    computed: int = 0

    @property
    def done(self) -> int:
        """Chunks that are there."""
        return self.found + self.computed


def run_study(
    chunks: Iterable[Chunk], *, work: Work, runner: Runner, keeper: Keeper
) -> Iterator[Step]:
    """Compute the chunks that are not there, and yield after each how far it is.

    Parameters
    ----------
    chunks : iterable of Chunk
        All of the study.
    work : callable
        `lab.runner.simulated`, or a stand-in.
    runner : Runner
        Who computes.
    keeper : Keeper
        Where chunks are kept; asked for each just before it would be computed.
    """
    step = Step()

    def missing() -> Iterator[Chunk]:
        for chunk in chunks:
            if keeper.holds(chunk):
                step.found += 1
            else:
                yield chunk

    for chunk, columns in runner.map_chunks(work, missing()):
        keeper.keep(chunk, columns)
        step.computed += 1
        yield step
    yield step
