"""Who stands at the door: read from cookie or header, and checked against forged requests.

What they may do is decided in `room.roles`; which route needs what, in `routes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from estran.errors import NotAllowedError, NotSignedInError
from estran.room.principal import NOBODY, Principal
from estran.room.roles import may
from estran.room.sign_in import by_key, by_session
from estran.room.tokens import csrf_of, digest_of, same
from estran.server.local_sessions import local_principal
from estran.server.ports import LocalMode

if TYPE_CHECKING:
    from datetime import datetime

    from fastapi import Request

    from estran.casebook.event import Author
    from estran.room.roles import Action
    from estran.server.ports import ServerPorts

READING = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "X-CSRF-Token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody at the door.

    Attributes
    ----------
    principal : Principal
        Who it is.
    by : str
        How they showed it.
    session : str
        Token of the cookie; empty for the others.
    refused : NotSignedInError or None
        Why what they showed was not taken; they are nobody then.
    """

    principal: Principal
    by: Literal["nothing", "cookie", "bearer"] = "nothing"
    session: str = ""
    refused: NotSignedInError | None = None


def caller_of(request: Request, ports: ServerPorts, *, now: datetime) -> Caller:
    """Return who asks.

    Raises
    ------
    TooOftenError
        Where an API key called too often.
    """
    try:
        return _shown(request, ports, now)
    except NotSignedInError as error:
        return Caller(principal=NOBODY, refused=error)


def admitted(request: Request, caller: Caller, action: Action) -> Author:
    """Return who acts, or refuse: a forged request, nobody where an account is needed, a role.

    Raises
    ------
    NotAllowedError, NotSignedInError
        Naming what is missing.
    """
    if request.method not in READING and caller.by != "bearer":
        _require_same_origin(request)
    try:
        author = caller.principal.acting(action)
    except NotSignedInError as error:
        raise caller.refused or error from None
    if request.method not in READING and caller.by == "cookie" and not may("public", action):
        _require_csrf(request, caller)
    return author


def token_opens(token: str, mode: LocalMode) -> bool:
    """Say whether this is the token that was printed at the start."""
    return same(digest_of(token), mode.token_digest)


def _shown(request: Request, ports: ServerPorts, now: datetime) -> Caller:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        return Caller(principal=_by_bearer(scheme, secret.strip(), ports, now), by="bearer")
    token = request.cookies.get(ports.cookie_name(), "")
    if not token:
        return Caller(principal=NOBODY)
    if isinstance(ports.mode, LocalMode):
        ports.mode.sessions.require(token, now=now)
        principal = local_principal(ports.mode.centre)
    else:
        principal = by_session(ports.mode.accounts, token, now=now)
    return Caller(principal=principal, by="cookie", session=token)


def _by_bearer(scheme: str, secret: str, ports: ServerPorts, now: datetime) -> Principal:
    if scheme.lower() != "bearer":
        raise NotSignedInError(
            "session.scheme",
            "Send the header as: Authorization: Bearer, then the start-up token or an API key.",
        )
    if not isinstance(ports.mode, LocalMode):
        return by_key(ports.mode.accounts, ports.mode.limits, secret, now=now)
    if not token_opens(secret, ports.mode):
        raise wrong_token()
    return local_principal(ports.mode.centre)


def wrong_token() -> NotSignedInError:
    """Return the refusal of a start-up token that is not this server's."""
    return NotSignedInError(
        "session.token",
        "This is not the token of this server. Each start prints a new one: take it from there.",
    )


def _require_csrf(request: Request, caller: Caller) -> None:
    if not same(request.headers.get(CSRF_HEADER, ""), csrf_of(caller.session)):
        raise NotAllowedError(
            "request.csrf",
            f"The header {CSRF_HEADER} is missing or wrong. Its value is `csrf` of GET /api/me.",
            header=CSRF_HEADER,
        )


def _require_same_origin(request: Request) -> None:
    """Refuse what another site's page makes a browser send."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    host = request.headers.get("Host", "")
    strange = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if strange or site not in {"same-origin", "none"}:
        raise NotAllowedError(
            "request.other_site", "This request comes from a page of another site. It is refused."
        )
