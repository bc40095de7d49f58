"""Logging in and out, and who a session or a key stands for. Passwords are checked in the port."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from estran.errors import NotSignedInError, TooOftenError
from estran.room.accounts import LONGEST_SESSION, Session
from estran.room.principal import Principal
from estran.room.throttle import SlidingWindow
from estran.room.tokens import digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from estran.room.accounts import Account, Accounts
    from estran.room.tokens import Tokens

WINDOW = timedelta(minutes=15)
TRIES_OF_A_LOGIN = 10
TRIES_OF_AN_ADDRESS = 60
CALLS_OF_A_KEY = 600
CALLS_WITHIN = timedelta(minutes=1)
SEEN_EVERY = timedelta(minutes=1)
"""How old the last note of a session's use may be before it is written again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries to log in.

    Attributes
    ----------
    login, password : str
        As typed.
    address : str
        From where the request came.
    """

    login: str
    password: str
    address: str


class Limits:
    """Tries and calls counted in memory; a restart forgets them.

    Tries on a login count together wherever they come from, but for an address from which that
    login has succeeded before: so a stranger who tries a watch's login does not lock the watch out.
    """

    def __init__(self) -> None:
        self._logins = SlidingWindow(most=TRIES_OF_A_LOGIN, span=WINDOW)
        self._addresses = SlidingWindow(most=TRIES_OF_AN_ADDRESS, span=WINDOW)
        self._keys = SlidingWindow(most=CALLS_OF_A_KEY, span=CALLS_WITHIN)
        self._known: dict[tuple[str, str], None] = {}

    def enter_address(self, address: str, *, now: datetime) -> None:
        """Count a try from an address, or refuse it."""
        _require(self._addresses.enter(address, now=now))

    def enter_login(self, attempt: Attempt, *, now: datetime) -> None:
        """Count a try on a login, or refuse it."""
        self.enter_address(attempt.address, now=now)
        _require(self._logins.enter(self._key(attempt), now=now))

    def succeeded(self, attempt: Attempt) -> None:
        """Forget the tries of somebody who knew the password, and remember the address."""
        self._logins.forget(self._key(attempt))
        self._known[attempt.login, attempt.address] = None
        if len(self._known) > 10_000:
            self._known.pop(next(iter(self._known)))

    def enter_call(self, key_id: str, *, now: datetime) -> None:
        """Count a call with an API key, or refuse it."""
        _require(self._keys.enter(key_id, now=now))

    def _key(self, attempt: Attempt) -> str:
        known = (attempt.login, attempt.address) in self._known
        return f"{attempt.login} {attempt.address}" if known else attempt.login


def sign_in(
    accounts: Accounts, tokens: Tokens, limits: Limits, *, attempt: Attempt, now: datetime
) -> tuple[str, Session, Account]:
    """Open a session for somebody who knows the password.

    Returns
    -------
    token : str
        For the cookie; it is kept nowhere else.
    session : Session
        As it is kept.
    account : Account
        Whose it is.

    Raises
    ------
    TooOftenError
        Where the login or the address has been tried too often.
    NotSignedInError
        Where login and password do not belong together, or the account is shut: nobody is told
        which.
    """
    limits.enter_login(attempt, now=now)
    account = accounts.verified(attempt.login, attempt.password)
    if account is None:
        raise NotSignedInError(
            "session.wrong",
            "Login and password do not belong together, or the account is shut. Type them again, "
            "or ask a supervisor for a new invitation.",
        )
    limits.succeeded(attempt)
    accounts.sweep(now)
    token = tokens.fresh()
    session = Session(
        digest=digest_of(token),
        account=account.id,
        opened=now,
        seen=now,
        expires=now + LONGEST_SESSION,
    )
    accounts.open_session(session)
    return token, session, account


def by_session(accounts: Accounts, token: str, *, now: datetime) -> Principal:
    """Return who a session's token stands for.

    Raises
    ------
    NotSignedInError
        Where it is over, or unknown.
    """
    session = accounts.session(digest_of(token))
    account = None if session is None else accounts.account(session.account)
    if session is None or account is None or account.disabled or not session.lives(now):
        raise NotSignedInError("session.over", "The session is over. Log in again.")
    if now - session.seen >= SEEN_EVERY:
        accounts.touch_session(session.digest, seen=now)
    return Principal(roles=(account.role,), centre=account.centre, account=account.id)


def by_key(accounts: Accounts, limits: Limits, secret: str, *, now: datetime) -> Principal:
    """Return who an API key stands for.

    Raises
    ------
    NotSignedInError
        Where it has lapsed, was revoked, or is unknown.
    TooOftenError
        Where it called too often.
    """
    key = accounts.key(digest_of(secret))
    account = None if key is None else accounts.account(key.account)
    if key is None or account is None or account.disabled or not key.lives(now):
        raise NotSignedInError(
            "key.unknown", "This API key is unknown, has lapsed or was revoked. Ask for another."
        )
    limits.enter_call(key.id, now=now)
    return Principal(
        roles=(account.role,), centre=account.centre, account=account.id, scopes=key.scopes
    )


def _require(wait: timedelta | None) -> None:
    if wait is None:
        return
    seconds = max(1, ceil(wait.total_seconds()))
    raise TooOftenError(
        "request.too_often",
        f"Too many tries. Come again in {seconds} seconds.",
        seconds=seconds,
    )
