"""News as server-sent events that resume: number, kind and case of what a role may know of.

What happened is read by the other routes; here is only that something did.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from estran.errors import EstranError, RequestError
from estran.room.following import news
from estran.room.pace import Pace
from estran.server.asking import Asking
from estran.server.door import admitted, caller_of
from estran.server.forms import LARGEST_INT
from estran.server.route import Asked, Route

REST_S = 1.0
BEATS_TO_SAY_ALIVE = 15
STREAM = {"content": {"text/event-stream": {"schema": {"type": "string"}}}}


def follow(asked: Asking, request: Request, after: int | None = None) -> StreamingResponse:
    """Follow the record from now on, or from the last event that a page has seen."""
    since = _last_seen(request, after)
    seq = asked.ports.desk.book().seq if since is None else min(since, LARGEST_INT)
    return StreamingResponse(
        _told(asked, request, seq),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _last_seen(request: Request, after: int | None) -> int | None:
    said = request.headers.get("Last-Event-ID", "").strip()
    if not said:
        return None if after is None else max(after, 0)
    if not (said.isascii() and said.isdecimal() and len(said) <= 16):
        raise RequestError(
            "request.last_event",
            "Last-Event-ID is the number of the last entry that was seen. Leave it out to follow "
            "from now on.",
        )
    return int(said)


async def _told(asked: Asked, request: Request, seq: int) -> AsyncIterator[str]:
    """Yield what is new, and a sign of life; end where the session or the server does."""
    yield f"retry: {int(REST_S * 3000)}\n\n"
    bell = _Bell()
    stop_listening = asked.ports.desk.listen(bell.ring)
    try:
        async for text in _told_at(bell, asked, request, seq):
            yield text
    finally:
        stop_listening()


async def _told_at(bell: "_Bell", asked: Asked, request: Request, seq: int) -> AsyncIterator[str]:
    beat = 0
    while not asked.ports.stopping():
        rows, seq = await run_in_threadpool(news, asked.ports.desk, asked.by, after=seq)
        for row in rows:
            yield _event(row)
        beat += 1
        if beat % BEATS_TO_SAY_ALIVE == 0:
            if not await run_in_threadpool(_still_in, asked, request):
                return
            yield ": alive\n\n"
        await bell.rest()


class _Bell:
    """Rung by whichever thread has written; whoever rests in the loop then looks at once.

    In a storm of news one look a second is enough: each page asks anew after every one.
    """

    def __init__(self) -> None:
        self._loop, self._rung = asyncio.get_running_loop(), asyncio.Event()
        self._pace = Pace(every=REST_S)

    def ring(self) -> None:
        """Let the next look come; of a loop that has ended nobody looks."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._rung.set)

    async def rest(self) -> None:
        """Wait until somebody rings, but not longer than between two looks: others write too."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), REST_S)
            await asyncio.sleep(self._pace.wait(self._loop.time()))
        self._rung.clear()


def _event(row: dict[str, Any]) -> str:
    return f"id: {row['seq']}\ndata: {json.dumps(row)}\n\n"


def _still_in(asked: Asked, request: Request) -> bool:
    """Say whether whoever follows may still do so; a page that asks for news is in use."""
    ports = asked.ports
    try:
        caller = caller_of(request, ports, now=ports.clock.now())
        return admitted(request, caller, "read_self") == asked.by
    except EstranError:
        return False


ROUTES = (
    Route(
        method="GET",
        path="/api/stream",
        action="read_self",
        operation="follow",
        tag="record",
        summary="News as server-sent events: number, kind, case; resumes by Last-Event-ID",
        handler=follow,
        answers={200: STREAM},
    ),
)
