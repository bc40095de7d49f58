"""Accounts, sessions, keys and invitations: what is kept of them, and the port that keeps them.

No personal names: a login is a function at a centre. No password and no token is kept in clear.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.event import Role

IDLE = timedelta(hours=2)
"""A session that nobody used for so long is over: a screen left alone. A room's page asks often."""
LONGEST_SESSION = timedelta(hours=13)
"""A watch of twelve hours, and its relief."""
INVITATION_LASTS = timedelta(days=3)
KEY_LASTS = timedelta(days=90)
LONGEST_KEY = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may log in.

    Attributes
    ----------
    id : str
        Opaque, such as ``a7``; the only thing of an account that stands in the record.
    login : str
        A function, such as ``dover-watch-1``.
    role : str
        One of `estran.room.roles.ACCOUNT_ROLES`.
    centre : str
        Where they stand; empty for nowhere.
    created : datetime
        In UTC.
    disabled : bool
        Whether it is shut. It is never deleted: the record names it.
    """

    id: str
    login: str
    role: Role
    centre: str
    created: datetime
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody logged in.

    Attributes
    ----------
    digest : str
        SHA-256 of the token in the cookie.
    account : str
        Id of the account.
    opened, seen, expires : datetime
        In UTC.
    """

    digest: str
    account: str
    opened: datetime
    seen: datetime
    expires: datetime

    def lives(self, now: datetime) -> bool:
        """Say whether it is still open, and has been used of late."""
        return now < self.expires and now < self.seen + IDLE


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key for a program that acts for an account.

    Attributes
    ----------
    id : str
        Such as ``k3``; not secret.
    digest : str
        SHA-256 of the key itself, which is shown once.
    account : str
        Id of the account; the key can do nothing that its role may not.
    scopes : frozenset of str
        The actions it is for.
    created, expires : datetime
        In UTC.
    revoked : bool
        Whether it was taken back.
    """

    id: str
    digest: str
    account: str
    scopes: frozenset[str]
    created: datetime
    expires: datetime
    revoked: bool = False

    def lives(self, now: datetime) -> bool:
        """Say whether it still opens anything."""
        return not self.revoked and now < self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link, good once, by which somebody chooses the password of an account.

    Attributes
    ----------
    digest : str
        SHA-256 of the token in the link.
    login, role, centre : str
        Of the account to be.
    expires : datetime
        In UTC.
    """

    digest: str
    login: str
    role: Role
    centre: str
    expires: datetime


class Accounts(Protocol):
    """Where accounts are kept. Every method may raise StoreError."""

    def invite(self, invitation: Invitation) -> None:
        """Keep an invitation; an earlier one for the same login is void."""
        ...

    def invitation(self, digest: str) -> Invitation | None:
        """Return an invitation that was not used, lapsed or not."""
        ...

    def admit(self, invitation: Invitation, *, password: str, now: datetime) -> Account | None:
        """Use an invitation up: open its account, or give an open one a new password.

        Sessions of the account end. None, and nothing changed, where it was used meanwhile.
        """
        ...

    def verified(self, login: str, password: str) -> Account | None:
        """Return the account that this password opens; None where there is none, or it is shut.

        It takes as long for a login that nobody has.
        """
        ...

    def account(self, account_id: str) -> Account | None:
        """Return an account by id."""
        ...

    def account_of(self, login: str) -> Account | None:
        """Return an account by login."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, oldest first."""
        ...

    def disable(self, account_id: str) -> None:
        """Shut an account: its sessions end, its keys are revoked, its invitations are void."""
        ...

    def open_session(self, session: Session) -> None:
        """Keep a session."""
        ...

    def session(self, digest: str) -> Session | None:
        """Return a session that has not been ended, lapsed or not."""
        ...

    def touch_session(self, digest: str, *, seen: datetime) -> None:
        """Note that a session was used."""
        ...

    def end_session(self, digest: str) -> None:
        """End a session, if there is one."""
        ...

    def add_key(self, key: ApiKey) -> ApiKey:
        """Keep a key, and return it with the id that it was given."""
        ...

    def key(self, digest: str) -> ApiKey | None:
        """Return a key by the hash of its secret."""
        ...

    def api_keys(self) -> tuple[ApiKey, ...]:
        """Return every key, oldest first."""
        ...

    def revoke_key(self, key_id: str) -> None:
        """Take a key back."""
        ...

    def sweep(self, now: datetime) -> None:
        """Forget sessions and invitations that have lapsed."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
