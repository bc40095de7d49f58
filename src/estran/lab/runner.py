"""Who computes chunks: the port, and the plain way, one after another in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from estran.lab.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from estran.lab.chunks import Chunk
    from estran.quantities.arrays import Floats

    Columns = Mapping[str, Floats]
    Work = Callable[[Chunk], Columns]


class Runner(Protocol):
    """Computes chunks, in any order, on any number of processes or machines."""

    def map_chunks(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Columns]]:
        """Yield each chunk with its columns as soon as it is done.

        Parameters
        ----------
        work : callable
            Takes a chunk and returns its columns; it can be found by its name elsewhere.
        chunks : iterable of Chunk
            Taken one by one as there is room, so that memory does not grow with their number.
        """
        ...


class Here:
    """The `Runner` of this process."""

    def map_chunks(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Columns]]:
        """Yield each chunk with its columns, in order."""
        for chunk in chunks:
            yield chunk, work(chunk)


def simulated(chunk: Chunk) -> Columns:
    """Return the columns of a chunk: the work of every study."""
    return simulate(chunk.lanes, doctrine=chunk.doctrine)
