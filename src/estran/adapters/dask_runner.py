"""Chunks of a study on a cluster, through a Dask scheduler. The home of dask.distributed.

A worker that dies loses nothing: the scheduler hands its chunks to others. Without the extra
`dask` this file cannot be imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import distributed

from estran.errors import InputError
from estran.lab.deciding_code import code_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estran.lab.chunks import Chunk
    from estran.lab.runner import Columns, Work

WAITING = 4
"""Chunks handed out for each thread of the cluster."""
PATIENCE = 20.0
"""How long to wait for the scheduler, and for its first worker [s]."""


@dataclass(frozen=True, slots=True)
class SameCode:
    """Work that a worker does only where its code is that of the study."""

    work: Work
    code: str

    def __call__(self, chunk: Chunk) -> Columns:
        """Return the columns of a chunk.

        Raises
        ------
        InputError
            Where this worker has other code.
        """
        if self.code != (here := code_digest()):
            raise InputError(
                "study.other_code",
                f"A worker of the cluster has other code ({here[:12]}) than this study "
                f"({self.code[:12]}). Install the same version of Estran and of its libraries on "
                "every worker.",
                here=here[:12],
                wanted=self.code[:12],
            )
        return self.work(chunk)


class DaskRunner:
    """A `Runner` over a cluster.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def map_chunks(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Columns]]:
        """Yield each chunk with its columns as soon as it is done.

        Raises
        ------
        InputError
            Where no scheduler or no worker answers, or a worker has other code.
        """
        checked, rest = SameCode(work, code_digest()), iter(chunks)
        with self._client() as client:
            room = WAITING * sum(client.nthreads().values())
            flight: dict[str, Chunk] = {}
            done = distributed.as_completed([], loop=client.loop, with_results=True)
            while True:
                for chunk in islice(rest, room - len(flight)):
                    flight[chunk.address] = chunk
                    done.add(client.submit(checked, chunk, key=chunk.address, pure=False))
                if not flight:
                    return
                future, columns = next(done)
                yield flight.pop(future.key), columns

    def _client(self) -> distributed.Client:
        client = None
        try:
            client = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            if client is not None:
                client.close()
            raise InputError(
                "study.no_cluster",
                f"No Dask scheduler with a worker answers at {self.address}: {error}. Give the "
                "address that it printed when it started, such as tcp://10.0.0.5:8786.",
                address=self.address,
                reason=str(error),
            ) from error
        return client
