"""Who computes a study, as was asked: this process, processes of this machine, or a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.process_runner import ProcessRunner, cores
from estran.errors import InputError, MissingExtraError
from estran.lab.runner import Here

if TYPE_CHECKING:
    from estran.lab.runner import Runner


def chosen_runner(*, workers: int | None, dask: str | None) -> Runner:
    """Return who computes.

    Parameters
    ----------
    workers : int or None
        Processes; as many as there are processors where None. With one it is this process.
    dask : str or None
        Address of a Dask scheduler.

    Raises
    ------
    InputError
        Where the number of processes is below 1, or both are given.
    MissingExtraError
        Where a cluster is asked for without the extra `dask`.
    """
    if dask is not None and workers is not None:
        raise InputError(
            "study.two_runners", "Give --workers for this machine, or --dask for a cluster: one."
        )
    if dask is not None:
        return _cluster(dask)
    wanted = cores() if workers is None else workers
    if wanted < 1:
        raise InputError(
            "study.size",
            f"--workers is {wanted}; a study needs at least 1.",
            option="--workers",
            value=wanted,
        )
    return Here() if wanted == 1 else ProcessRunner(wanted)


def _cluster(address: str) -> Runner:
    try:
        from estran.adapters.dask_runner import DaskRunner  # noqa: PLC0415 -- only where used
    except ImportError as error:
        raise MissingExtraError(
            "study.dask_missing",
            "A cluster needs the extra `dask`: pip install 'estran[dask]'. --workers needs "
            "nothing.",
            extra="dask",
        ) from error
    return DaskRunner(address)
