"""The record looked back on over HTTP: the moments of it, and the queue as it was known at one."""

from typing import Any

from estran.quantities.instants import parse_instant
from estran.room.as_of import queue_as_of
from estran.room.moments import moments
from estran.server.asking import Asking
from estran.server.looking import looking
from estran.server.route import Route


def read_moments(asked: Asking, case: str = "") -> dict[str, Any]:
    """Return when something was entered, and what, in one sentence each."""
    return moments(looking(asked), case=case)


def read_queue_as_of(asked: Asking, at: str) -> dict[str, Any]:
    """Return the queue as it was known at a moment, its clocks as they stood."""
    return queue_as_of(looking(asked), at=parse_instant(at))


ROUTES = (
    Route(
        method="GET",
        path="/api/moments",
        action="read_queue",
        operation="read_moments",
        tag="record",
        summary="The moments of the record, or of a case, for a slider",
        handler=read_moments,
    ),
    Route(
        method="GET",
        path="/api/queue/as-of",
        action="read_queue",
        operation="read_queue_as_of",
        tag="reports",
        summary="The queue as it was known at a moment",
        handler=read_queue_as_of,
    ),
)
