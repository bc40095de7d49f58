"""Running a provider's own program, bounded: no terminal, no input, one group that can be ended.

What it writes is looked at and never shown, logged or kept: it may hold a name. Which program, and
what its answer means, is not known here.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PIECE = 1 << 12
LOOKED_AT = 1 << 16
"""Of what it writes, the last so many bytes are looked at."""
FAREWELL = 2.0
"""For so long the rest of its words are waited for after its end [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended.

    Attributes
    ----------
    status : int or None
        Its exit status; None where it was ended because it took too long.
    said : str
        The last that it wrote, in lower case. Only ever compared with known words.
    """

    status: int | None
    said: str


def run_bounded(
    command: Sequence[str], *, seconds: float, environment: Mapping[str, str]
) -> Ended | None:
    """Run a program to its end, or end it with all that it has started.

    Parameters
    ----------
    command : sequence of str
        Program and arguments; no shell reads them.
    seconds : float
        After which it is ended [s], above 0.
    environment : mapping
        All that it is told beside its arguments.

    Returns
    -------
    Ended or None
        None where it cannot be started.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 -- no shell; the program is the user's own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,  # without a terminal it can ask nobody for a password
        )
    except OSError:
        return None
    assert child.stdout is not None  # noqa: S101 -- as asked for above
    tail = bytearray()
    reader = threading.Thread(target=_listen, args=(child.stdout, tail), daemon=True)
    reader.start()
    status: int | None = None
    try:
        with suppress(subprocess.TimeoutExpired):
            status = child.wait(timeout=seconds)
    finally:
        if status is None:
            _end(child)
    reader.join(timeout=FAREWELL)
    return Ended(status=status, said=bytes(tail).decode("utf-8", "replace").lower())


def _listen(stream: IO[bytes], tail: bytearray) -> None:
    """Read to the end, so that the program never waits, and keep the last of it."""
    with stream, suppress(OSError, ValueError):
        while piece := stream.read1(PIECE):  # type: ignore[attr-defined]
            tail += piece
            del tail[:-LOOKED_AT]


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and its children."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
