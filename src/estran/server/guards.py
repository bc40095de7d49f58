"""What stands around every request and answer: host names, headers, and no traceback outside.

Plain ASGI, so that a stream of events passes through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from estran.errors import RequestError
from estran.server.accept_language import language_of
from estran.server.problems import failure, problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from estran.server.ports import ServerPorts

POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
POLICY_HEADER = "Content-Security-Policy"
PERMISSIONS_HEADER = "Permissions-Policy"
ALWAYS = {
    POLICY_HEADER: POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    PERMISSIONS_HEADER: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGE_HEADERS = {
    POLICY_HEADER: f"{POLICY}; img-src 'self' data: blob:",
    PERMISSIONS_HEADER: ALWAYS[PERMISSIONS_HEADER].replace("geolocation=()", "geolocation=(self)"),
}
"""What the room's own page may besides: draw pictures, and ask a phone where it is."""

BY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


class SecurityHeaders:
    """Puts the headers of safety on every answer, a refusal too; nothing is cached unless said."""

    def __init__(self, app: ASGIApp, *, ports: ServerPorts) -> None:
        self.app = app
        self._headers = {**ALWAYS, **(BY_HTTPS if ports.secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = {name: headers[name] for name in PAGE_HEADERS if name in headers}
                headers.update({**self._headers, **own})  # our own pages say what they need
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, sending)


class OwnHosts:
    """Refuses a request for another host's name: somebody may have pointed their name here."""

    def __init__(self, app: ASGIApp, *, ports: ServerPorts) -> None:
        self.app = app
        self._hosts = frozenset(name.lower() for name in ports.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if it is for us."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if _name(headers.get("Host", "")) in self._hosts:
            await self.app(scope, receive, send)
            return
        error = RequestError(
            "request.host",
            "This server does not answer to that name. Use the address printed at its start.",
        )
        language = language_of(headers.get("Accept-Language", ""))
        await problem(error, language=language)(scope, receive, send)


class LastResort:
    """Answers where something failed that nobody foresaw; the traceback stays in the log."""

    def __init__(self, app: ASGIApp, *, ports: ServerPorts) -> None:
        self.app, self._ports = app, ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where it fails before it is answered, say so."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            language = language_of(Headers(scope=scope).get("Accept-Language", ""))
            incident = self._ports.tokens.fresh()[:10]
            answer = failure(error, incident=incident, language=language)
            await answer(scope, receive, send)


def _name(host: str) -> str:
    """Return a host's name without its port; of an IPv6 address what stands in the brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
