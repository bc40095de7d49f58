"""Inviting, admitting and shutting out, and keys for programs. Who may is decided by `roles`.

A supervisor acts for one centre. Whoever holds the machine (the command line) is bound to none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.assess.coordination import CENTRES
from estran.errors import AccountError, NotAllowedError, UnknownRecordError
from estran.room.accounts import INVITATION_LASTS, KEY_LASTS, LONGEST_KEY, ApiKey, Invitation
from estran.room.roles import ACCOUNT_ROLES, CENTRE_ROLES, may
from estran.room.tokens import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from estran.casebook.event import Role
    from estran.room.accounts import Account, Accounts
    from estran.room.principal import Principal
    from estran.room.roles import Action
    from estran.room.tokens import Tokens

LOGIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_LOGIN = 40
SHORTEST_PASSWORD, LONGEST_PASSWORD = 15, 200
KEY_PREFIX = "estran_key_"
NEVER_FOR_A_KEY: frozenset[str] = frozenset(
    {"administer_accounts", "sign_in", "sign_out", "accept_invitation"}
)
_FUNCTIONS = (
    "watch officer supervisor duty desk centre intake volunteer line patrol unit analyst study "
    "statistics room shift night day relay liaison crew station service program import feed "
    "veille officier superviseur permanence salle quart nuit jour saisie benevole ligne "
    "patrouille unite analyste etude equipe cross mrcc"
)
"""Words of a function; a login that has none of them may be somebody's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Whom an invitation is for.

    Attributes
    ----------
    login : str
        A function, such as ``dover-watch-1``: small letters, digits and hyphens.
    role : str
        One of `ACCOUNT_ROLES`.
    centre : str
        Where they will stand; empty for nowhere.
    """

    login: str
    role: Role
    centre: str = ""


def looks_like_a_name(login: str) -> bool:
    """Say whether a login may be somebody's name rather than a function: a warning, no refusal."""
    return not set(_FUNCTIONS.split()) & set(re.split(r"[-0-9]+", login))


def invite(
    accounts: Accounts, tokens: Tokens, *, by: Principal, guest: Guest, now: datetime
) -> tuple[str, Invitation]:
    """Make a link that is good once, for a new account or for a new password of an old one.

    Returns
    -------
    token : str
        For the link; shown once, and kept nowhere.
    invitation : Invitation
        As it is kept.

    Raises
    ------
    AccountError
        Where the login, role or centre cannot be.
    NotAllowedError
        Where the account is another centre's.
    """
    _require_guest(guest)
    _require_reach(by, guest, accounts.account_of(guest.login))
    token = tokens.fresh()
    invitation = Invitation(
        digest=digest_of(token),
        login=guest.login,
        role=guest.role,
        centre=guest.centre,
        expires=now + INVITATION_LASTS,
    )
    accounts.invite(invitation)
    return token, invitation


def accept(accounts: Accounts, *, token: str, password: str, now: datetime) -> Account:
    """Use an invitation up.

    Raises
    ------
    UnknownRecordError
        Where it was used, has lapsed, or never was: nobody is told which.
    AccountError
        Where the password is too short, too long or the login; the invitation stays good.
    """
    invitation = accounts.invitation(digest_of(token))
    if invitation is None or now >= invitation.expires:
        raise _void()
    _require_password(password, login=invitation.login)
    account = accounts.admit(invitation, password=password, now=now)
    if account is None:
        raise _void()
    return account


def disable(accounts: Accounts, *, by: Principal, account_id: str) -> Account:
    """Shut an account at once: sessions, keys and invitations go with it.

    Raises
    ------
    UnknownRecordError
        Where there is no such account.
    AccountError
        Where it is one's own.
    NotAllowedError
        Where it is another centre's.
    """
    account = found(accounts, account_id)
    if account.id == by.account:
        raise AccountError(
            "account.own", "Nobody shuts their own account: another supervisor does, on request."
        )
    _require_own_centre(by, account.centre)
    accounts.disable(account.id)
    return account


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWanted:
    """What an API key shall be.

    Attributes
    ----------
    account : str
        Id of the account it acts for.
    scopes : tuple of str
        Actions it is for.
    days : int
        How long it lasts.
    """

    account: str
    scopes: tuple[Action, ...]
    days: int = KEY_LASTS.days


def make_key(
    accounts: Accounts, tokens: Tokens, *, by: Principal, wanted: KeyWanted, now: datetime
) -> tuple[str, ApiKey]:
    """Make a key for a program.

    Returns
    -------
    secret : str
        The key itself; shown once, and kept nowhere.
    key : ApiKey
        As it is kept.

    Raises
    ------
    UnknownRecordError
        Where there is no such account.
    AccountError
        Where the account is shut, its role may not do what the key is for, no key may, or the
        key would last too long.
    NotAllowedError
        Where the account is another centre's.
    """
    account = found(accounts, wanted.account)
    _require_own_centre(by, account.centre)
    _require_key(account, wanted)
    secret = KEY_PREFIX + tokens.fresh()
    key = ApiKey(
        id="",
        digest=digest_of(secret),
        account=account.id,
        scopes=frozenset(wanted.scopes),
        created=now,
        expires=now + timedelta(days=wanted.days),
    )
    return secret, accounts.add_key(key)


def revoke_key(accounts: Accounts, *, by: Principal, key_id: str) -> ApiKey:
    """Take a key back at once.

    Raises
    ------
    UnknownRecordError
        Where there is no such key.
    NotAllowedError
        Where it is another centre's.
    """
    for key in accounts.api_keys():
        if key.id == key_id:
            _require_own_centre(by, found(accounts, key.account).centre)
            accounts.revoke_key(key_id)
            return key
    raise UnknownRecordError("key.none", f"There is no API key {key_id!r}.", key=key_id)


def seen_by(accounts: Accounts, by: Principal) -> tuple[Account, ...]:
    """Return the accounts that somebody administers: of their centre, and of none."""
    every = accounts.accounts()
    return tuple(one for one in every if not by.centre or one.centre in {"", by.centre})


def found(accounts: Accounts, account_id: str) -> Account:
    """Return an account.

    Raises
    ------
    UnknownRecordError
        Where there is none.
    """
    account = accounts.account(account_id)
    if account is None:
        raise UnknownRecordError(
            "account.none", f"There is no account {account_id!r}.", account=account_id
        )
    return account


def require_centre(centre: str, *, role: Role) -> None:
    """Refuse a centre where nobody of this role can stand.

    Raises
    ------
    AccountError
        Naming the known centres.
    """
    if centre in CENTRES or (not centre and role not in CENTRE_ROLES):
        return
    raise AccountError(
        "account.centre",
        f"{centre!r} is no centre where a {role} stands. Known: {', '.join(CENTRES)}.",
        centre=centre or "-",
        role=role,
        known=CENTRES,
    )


def _void() -> UnknownRecordError:
    return UnknownRecordError(
        "invitation.void",
        "This invitation was used, has lapsed or never was. Ask a supervisor for another.",
    )


def _require_guest(guest: Guest) -> None:
    if len(guest.login) > LONGEST_LOGIN or not LOGIN.fullmatch(guest.login):
        raise AccountError(
            "account.login",
            "A login is a function, such as dover-watch-1: small letters, digits and hyphens, up "
            f"to {LONGEST_LOGIN}, and no address.",
            most=LONGEST_LOGIN,
        )
    if guest.role not in ACCOUNT_ROLES:
        raise AccountError(
            "account.role",
            f"No account has the role {guest.role!r}. Known: {', '.join(ACCOUNT_ROLES)}.",
            role=guest.role,
            known=ACCOUNT_ROLES,
        )
    require_centre(guest.centre, role=guest.role)


def _require_reach(by: Principal, guest: Guest, existing: Account | None) -> None:
    """Bind a supervisor to the own centre and to none; the other side's watch is invited once."""
    if existing is not None and (existing.role, existing.centre) != (guest.role, guest.centre):
        raise AccountError(
            "account.taken",
            f"The login {guest.login!r} belongs to a {existing.role} already. Choose another; a "
            "new password is for the same role at the same centre.",
            login=guest.login,
            role=existing.role,
        )
    if guest.role != "partner_centre" or existing is not None:
        _require_own_centre(by, guest.centre)


def _require_own_centre(by: Principal, centre: str) -> None:
    if by.centre and centre not in {"", by.centre}:
        raise NotAllowedError(
            "account.other_centre",
            f"This account is {centre}'s; a supervisor at {by.centre} does not change it. Whoever "
            "runs the server can: estran accounts --help.",
            centre=centre,
            own=by.centre,
        )


def _require_password(password: str, *, login: str) -> None:
    right = SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
    if not right or login in password.casefold() or len(set(password)) < 6:
        raise AccountError(
            "account.password",
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, at least six "
            "of them different, and does not hold the login. Four or five words will do.",
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )


def _require_key(account: Account, wanted: KeyWanted) -> None:
    if account.disabled:
        raise AccountError("account.shut", f"The account {account.id} is shut.", account=account.id)
    barred = _barred(account.role, wanted.scopes)
    if barred or not wanted.scopes:
        raise AccountError(
            "key.scopes",
            f"A key of a {account.role} cannot be for {', '.join(barred) or 'nothing'}.",
            role=account.role,
            scopes=barred or ("-",),
        )
    if not 1 <= wanted.days <= LONGEST_KEY.days:
        raise AccountError(
            "key.days",
            f"A key lasts 1 to {LONGEST_KEY.days} days, not {wanted.days}.",
            days=wanted.days,
            most=LONGEST_KEY.days,
        )


def _barred(role: Role, scopes: Iterable[Action]) -> tuple[str, ...]:
    return tuple(one for one in scopes if one in NEVER_FOR_A_KEY or not may(role, one))
