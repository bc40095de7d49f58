"""Asking a server over HTTP: bounded in time, size and tries, and never sent elsewhere.

Every way in which a server fails ends in a `SeaSourceError` with its own code. What an answer
means is not known here; a message names the host and never the whole address.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from estran.errors import SeaSourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse

PIECE = 1 << 16
TOO_OFTEN = 429
AGAIN = frozenset({"live.timeout", "live.unreachable", "live.cut_short", "live.trouble"})
"""After these it is worth trying once more; after any other the server means what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long, how much and how often.

    Attributes
    ----------
    silence : float
        Longest wait for a connection or the next bytes [s].
    whole : float
        Longest time for one answer [s], however it trickles.
    tries : int
        At most, each after twice the pause of the last.
    pause : float
        Before the second try [s].
    most_bytes : int
        Of an answer.
    longest_wait : float
        A server that asks for more patience than this [s] is left alone.
    program : float
        Longest time for one download by a provider's own program [s].
    """

    silence: float = 15.0
    whole: float = 60.0
    tries: int = 3
    pause: float = 1.0
    most_bytes: int = 32 << 20
    longest_wait: float = 20.0
    program: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: its bytes, its host, and its own time [s since 1970] where it told."""

    content: bytes
    host: str
    told: float | None


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks servers, with manners; `sleep` waits between tries."""

    manners: Manners = field(default_factory=Manners)
    sleep: Callable[[float], None] = time.sleep

    def ask(self, address: str) -> Answer:
        """Return what a server answers.

        Raises
        ------
        SeaSourceError
            Where it does not, after the last try: ``live.unreachable``, ``live.timeout``,
            ``live.trouble`` (status 5xx), ``live.status`` (4xx), ``live.too_often``,
            ``live.elsewhere``, ``live.page``, ``live.too_large`` or ``live.cut_short``.
        """
        pause = self.manners.pause
        for left in reversed(range(self.manners.tries)):
            try:
                return self._once(address)
            except SeaSourceError as error:
                wait = pause if error.code in AGAIN else self._asked_patience(error)
                if not left or wait is None:
                    raise
            self.sleep(wait)
            pause *= 2.0
        raise AssertionError("at least one try")

    def _asked_patience(self, error: SeaSourceError) -> float | None:
        """Return how long a server asks to wait; None where too long, or where it does not."""
        wait = error.details.get("wait")
        short = isinstance(wait, float) and wait <= self.manners.longest_wait
        return wait if isinstance(wait, float) and short else None

    def _once(self, address: str) -> Answer:
        host = urlsplit(address).hostname or ""
        try:
            return self._read(address, host)
        except HTTPError as error:
            with error:
                raise _status(error, host) from error
        except (TimeoutError, URLError) as error:
            late = isinstance(getattr(error, "reason", error), TimeoutError)
            raise (_late(host) if late else _unreachable(host)) from error
        except IncompleteRead as error:
            raise _cut_short(host) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _unreachable(host) from error

    def _read(self, address: str, host: str) -> Answer:
        request = Request(  # noqa: S310 -- the address is checked to be http where it is read
            address, headers={"User-Agent": "estran", "Accept-Encoding": "identity"}
        )
        end = time.monotonic() + self.manners.whole
        with _opener().open(request, timeout=self.manners.silence) as response:
            content = self._content(response, host, end)
            if _is_page(response, content):
                raise SeaSourceError(
                    "live.page",
                    f"{host} sent a page for people instead of data: is a log-in to this network,"
                    f" or a proxy, in between?",
                    host=host,
                )
            return Answer(content=content, host=host, told=_told(response))

    def _content(self, response: HTTPResponse, host: str, end: float) -> bytes:
        pieces, size = [], 0
        while piece := response.read1(PIECE):
            size += len(piece)
            if size > self.manners.most_bytes:
                raise SeaSourceError(
                    "live.too_large",
                    f"{host} sent more than {self.manners.most_bytes} bytes; nothing was kept.",
                    host=host,
                    most=self.manners.most_bytes,
                )
            if time.monotonic() > end:
                raise _late(host)
            pieces.append(piece)
        told = response.headers.get("Content-Length")
        if told is not None and told.isdecimal() and size < int(told):
            raise _cut_short(host)
        return b"".join(pieces)


class _AtHome(HTTPRedirectHandler):
    """Follows a server to another page of its own, and to nobody else."""

    def redirect_request(self, req: Request, *rest: Any) -> Request | None:  # noqa: ANN401
        """Return the next request, where it stays with the same host and no less private."""
        there, here = urlsplit(str(rest[-1])), urlsplit(req.full_url)
        weaker = here.scheme == "https" and there.scheme != "https"
        if there.hostname != here.hostname or weaker:
            raise SeaSourceError(
                "live.elsewhere",
                f"{here.hostname} sends to another address: is a log-in to this network in"
                f" between?",
                host=here.hostname,
            )
        return super().redirect_request(req, *rest)


def _opener() -> OpenerDirector:
    return build_opener(_AtHome)


def _status(error: HTTPError, host: str) -> SeaSourceError:
    status = error.code
    if status == TOO_OFTEN:
        asked = str(error.headers.get("Retry-After") or "") if error.headers else ""
        wait = float(asked) if asked.isdecimal() else None
        return SeaSourceError(
            "live.too_often",
            f"{host} was asked too often. Its free service has limits: fetch less often.",
            host=host,
            wait=wait,
        )
    if status >= 500:
        return SeaSourceError(
            "live.trouble", f"{host} is in trouble (status {status}).", host=host, status=status
        )
    return SeaSourceError(
        "live.status",
        f"{host} refuses what was asked (status {status}). Has its service changed?",
        host=host,
        status=status,
    )


def _late(host: str) -> SeaSourceError:
    return SeaSourceError("live.timeout", f"{host} did not answer in time.", host=host)


def _unreachable(host: str) -> SeaSourceError:
    return SeaSourceError(
        "live.unreachable", f"{host} cannot be reached from this machine.", host=host
    )


def _cut_short(host: str) -> SeaSourceError:
    return SeaSourceError("live.cut_short", f"What {host} sent was cut short.", host=host)


def _is_page(response: HTTPResponse, content: bytes) -> bool:
    """Return whether it is a page; one that is called so and begins as JSON does is none.

    Shom sends its readings as text/html.
    """
    begun = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    called = "html" in str(response.headers.get("Content-Type") or "").lower()
    return begun.startswith(b"<") or (called and not begun.startswith((b"{", b"[")))


def _told(response: HTTPResponse) -> float | None:
    """Return the server's own time; None where it does not tell, or not so that one can read it."""
    try:
        return parsedate_to_datetime(str(response.headers["Date"])).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
