"""Coming in and going out: health, the start-up token, log-in, log-out, and who one is."""

from http import HTTPStatus

from fastapi import Response
from fastapi.responses import RedirectResponse

from estran.errors import AccountError
from estran.quantities.instants import format_instant
from estran.room.accounts import LONGEST_SESSION
from estran.room.desk import Desk
from estran.room.principal import Principal
from estran.room.roles import ALLOWED, may
from estran.room.sign_in import Attempt, sign_in
from estran.room.tokens import csrf_of, digest_of
from estran.server.asking import Asking
from estran.server.bodies import Credentials, Health, Me
from estran.server.door import token_opens, wrong_token
from estran.server.page import page
from estran.server.ports import LocalMode, RoomMode, ServerPorts
from estran.server.route import Asked, Route


async def health() -> Health:
    """Say that the server runs."""
    return Health()


def enter(asked: Asking, token: str = "") -> Response:
    """Return the web room; a token printed at the start becomes a session, out of the address."""
    mode = asked.ports.mode
    if not token or not isinstance(mode, LocalMode):
        return page(asked.language)
    if not token_opens(token, mode):
        raise wrong_token()
    answer = RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    session = asked.ports.tokens.fresh()
    mode.sessions.open(session, now=asked.now)
    set_cookie(answer, asked.ports, session)
    return answer


def open_session(asked: Asking, given: Credentials, response: Response) -> Me:
    """Log in."""
    attempt = Attempt(login=given.login, password=given.password, address=asked.address)
    mode = room_of(asked)
    token, _, account = sign_in(
        mode.accounts, asked.ports.tokens, mode.limits, attempt=attempt, now=asked.now
    )
    set_cookie(response, asked.ports, token)
    principal = Principal(roles=(account.role,), centre=account.centre, account=account.id)
    return me_of(principal, asked.ports.desk, session=token)


def close_session(asked: Asking, response: Response) -> None:
    """Log out; the session is over on the server too."""
    token, mode = asked.caller.session, asked.ports.mode
    if token and isinstance(mode, LocalMode):
        mode.sessions.end(token)
    elif token and isinstance(mode, RoomMode):
        mode.accounts.end_session(digest_of(token))
    response.delete_cookie(
        asked.ports.cookie_name(),
        secure=asked.ports.secure,
        httponly=True,
        samesite="strict",
    )


async def read_me(asked: Asking) -> Me:
    """Say who asks and what they may do."""
    return me_of(asked.caller.principal, asked.ports.desk, session=asked.caller.session)


def me_of(principal: Principal, desk: Desk, *, session: str) -> Me:
    """Return who somebody is, what they may do, and the value of the header that writes need."""
    mine = [
        action
        for action in ALLOWED
        if any(may(role, action) for role in principal.roles)
        and (principal.scopes is None or action in principal.scopes)
    ]
    return Me(
        account=principal.account,
        roles=list(principal.roles),
        centre=principal.centre,
        actions=mine,
        csrf=csrf_of(session) if session else "",
        watermark=desk.watermark,
        now=format_instant(desk.now()),
    )


def room_of(asked: Asked) -> RoomMode:
    """Return the accounts of a room.

    Raises
    ------
    AccountError
        Where the server runs for one person, and knows none.
    """
    mode = asked.ports.mode
    if isinstance(mode, RoomMode):
        return mode
    raise AccountError(
        "account.local",
        "This server runs for one person on one machine and knows no accounts. Start it with "
        "--mode room for several.",
    )


def set_cookie(response: Response, ports: ServerPorts, token: str) -> None:
    """Give a browser its session: no script can read it, no other site can send it."""
    response.set_cookie(
        ports.cookie_name(),
        token,
        max_age=int(LONGEST_SESSION.total_seconds()),
        secure=ports.secure,
        httponly=True,
        samesite="strict",
    )


ROUTES = (
    Route(
        method="GET",
        path="/",
        action="sign_in",
        operation="enter",
        tag="session",
        summary="The web room; the token of the address printed at the start becomes a session",
        handler=enter,
        answers={
            200: {"content": {"text/html": {}, "text/plain": {}}},
            303: {"description": "Taken: a session is open."},
        },
    ),
    Route(
        method="GET",
        path="/api/health",
        action="read_health",
        operation="read_health",
        tag="service",
        summary="Whether the server runs",
        handler=health,
    ),
    Route(
        method="POST",
        path="/api/session",
        action="sign_in",
        operation="open_session",
        tag="session",
        summary="Log in",
        handler=open_session,
        status=201,
    ),
    Route(
        method="DELETE",
        path="/api/session",
        action="sign_out",
        operation="close_session",
        tag="session",
        summary="Log out",
        handler=close_session,
        status=204,
    ),
    Route(
        method="GET",
        path="/api/me",
        action="read_self",
        operation="read_me",
        tag="session",
        summary="Who asks, and what they may do",
        handler=read_me,
    ),
)
