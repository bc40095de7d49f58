"""Bodies read with care: bounded in size, depth and time, and JSON as it is defined, no more."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NoReturn

from fastapi import Request

from estran.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_BYTES = 256 * 1024
MOST_DEPTH = 20
MOST_SECONDS = 10.0


class CarefulRequest(Request):
    """A request whose body has been read with care, and is not read again."""

    _json: Any
    _body: bytes

    async def read(self, *, most: int = MOST_BYTES) -> None:
        """Read the whole body, and its JSON.

        Raises
        ------
        RequestError
            Where it is too large, too slow, no JSON, or JSON that is ambiguous or too deep.
        """
        try:
            async with asyncio.timeout(MOST_SECONDS):
                self._body = await self._bounded(most)
        except TimeoutError:
            raise RequestError(
                "request.slow",
                f"The body did not come within {MOST_SECONDS:.0f} seconds. Send it again.",
                seconds=int(MOST_SECONDS),
            ) from None
        if self._body:
            self._require_json()
            self._json = read_json(self._body)

    async def _bounded(self, most: int) -> bytes:
        said = self.headers.get("Content-Length", "0")
        if said.isdecimal() and int(said) > most:
            raise _too_large(most)
        parts, size = [], 0
        async for part in self.stream():
            size += len(part)
            if size > most:
                raise _too_large(most)
            parts.append(part)
        return b"".join(parts)

    def _require_json(self) -> None:
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise RequestError(
                "request.media",
                "A body is JSON, and says so: Content-Type: application/json.",
                given=kind or "-",
            )


def read_json(body: bytes) -> Any:  # noqa: ANN401 -- any JSON
    """Return what a JSON text says.

    Raises
    ------
    RequestError
        Where it is not UTF-8 or not JSON, holds NaN, Infinity, half a character or a key twice,
        or is deeper than 20 levels.
    """
    try:
        value = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_once
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # fails on half a character
    except RecursionError:
        raise _unreadable() from None
    except ValueError:
        raise _unreadable() from None
    _require_shallow(value, MOST_DEPTH)
    return value


def _require_shallow(value: object, left: int) -> None:
    if left < 0:
        raise _unreadable()
    inner: Sequence[object] = ()
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    for one in inner:
        _require_shallow(one, left - 1)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _once(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _unreadable() -> RequestError:
    return RequestError(
        "request.json",
        f"The body is not JSON in UTF-8, or holds NaN, a key twice, or more than {MOST_DEPTH} "
        "levels. Write it anew.",
        most=MOST_DEPTH,
    )


def _too_large(most: int) -> RequestError:
    return RequestError(
        "request.too_large",
        f"The body is longer than {most // 1024} kB. Send less at once.",
        most=most // 1024,
    )
