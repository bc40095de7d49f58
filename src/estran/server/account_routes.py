"""Accounts over HTTP: invite, accept, list, shut, and keys for programs."""

from typing import Any

from fastapi import Response

from estran.language.catalogue import say
from estran.room.account_office import (
    Guest,
    KeyWanted,
    accept,
    disable,
    invite,
    looks_like_a_name,
    make_key,
    revoke_key,
    seen_by,
)
from estran.room.accounts import Account, ApiKey
from estran.server.asking import Asking
from estran.server.bodies import (
    Acceptance,
    AccountShown,
    InvitationMade,
    InvitationWanted,
    KeyMade,
    KeyShown,
    KeyToMake,
)
from estran.server.route import Route
from estran.server.session_routes import room_of


def make_invitation(asked: Asking, wanted: InvitationWanted) -> InvitationMade:
    """Invite somebody to an account, or to choose a new password for it."""
    token, made = invite(
        room_of(asked).accounts,
        asked.ports.tokens,
        by=asked.caller.principal,
        guest=Guest(login=wanted.login, role=wanted.role, centre=wanted.centre),
        now=asked.now,
    )
    warned = looks_like_a_name(made.login)
    return InvitationMade(
        token=token,
        login=made.login,
        role=made.role,
        centre=made.centre,
        expires=made.expires,
        warning=say(asked.language, "account.like_a_name") if warned else "",
    )


def accept_invitation(asked: Asking, given: Acceptance) -> AccountShown:
    """Choose the password of an account, once."""
    room = room_of(asked)
    room.limits.enter_address(asked.address, now=asked.now)
    return _shown(accept(room.accounts, token=given.token, password=given.password, now=asked.now))


def list_accounts(asked: Asking) -> list[AccountShown]:
    """List the accounts of the own centre, and those of none."""
    return [_shown(one) for one in seen_by(room_of(asked).accounts, asked.caller.principal)]


def disable_account(asked: Asking, account: str) -> None:
    """Shut an account at once."""
    disable(room_of(asked).accounts, by=asked.caller.principal, account_id=account)


def list_keys(asked: Asking) -> list[KeyShown]:
    """List the API keys of those accounts, without their secrets."""
    accounts = room_of(asked).accounts
    mine = {one.id for one in seen_by(accounts, asked.caller.principal)}
    return [KeyShown(**_key(one)) for one in accounts.api_keys() if one.account in mine]


def create_key(asked: Asking, wanted: KeyToMake) -> KeyMade:
    """Make an API key; its secret is shown once."""
    secret, key = make_key(
        room_of(asked).accounts,
        asked.ports.tokens,
        by=asked.caller.principal,
        wanted=KeyWanted(account=wanted.account, scopes=tuple(wanted.scopes), days=wanted.days),
        now=asked.now,
    )
    return KeyMade(secret=secret, **_key(key))


def delete_key(asked: Asking, key: str) -> Response:
    """Take an API key back at once."""
    revoke_key(room_of(asked).accounts, by=asked.caller.principal, key_id=key)
    return Response(status_code=204)


def _shown(account: Account) -> AccountShown:
    return AccountShown(
        id=account.id,
        login=account.login,
        role=account.role,
        centre=account.centre,
        created=account.created,
        disabled=account.disabled,
    )


def _key(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "account": key.account,
        "scopes": sorted(key.scopes),
        "created": key.created,
        "expires": key.expires,
        "revoked": key.revoked,
    }


ROUTES = (
    Route(
        method="POST",
        path="/api/invitations",
        action="administer_accounts",
        operation="make_invitation",
        tag="accounts",
        summary="Invite somebody to an account",
        handler=make_invitation,
        status=201,
    ),
    Route(
        method="POST",
        path="/api/invitations/accept",
        action="accept_invitation",
        operation="accept_invitation",
        tag="accounts",
        summary="Choose the password of an account, once",
        handler=accept_invitation,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/accounts",
        action="administer_accounts",
        operation="list_accounts",
        tag="accounts",
        summary="The accounts of the own centre, and those of none",
        handler=list_accounts,
    ),
    Route(
        method="POST",
        path="/api/accounts/{account}/disable",
        action="administer_accounts",
        operation="disable_account",
        tag="accounts",
        summary="Shut an account: its sessions end, its keys are revoked",
        handler=disable_account,
        status=204,
    ),
    Route(
        method="GET",
        path="/api/keys",
        action="administer_accounts",
        operation="list_keys",
        tag="accounts",
        summary="The API keys, without their secrets",
        handler=list_keys,
    ),
    Route(
        method="POST",
        path="/api/keys",
        action="administer_accounts",
        operation="create_key",
        tag="accounts",
        summary="Make an API key for a program; its secret is shown once",
        handler=create_key,
        status=201,
    ),
    Route(
        method="DELETE",
        path="/api/keys/{key}",
        action="administer_accounts",
        operation="delete_key",
        tag="accounts",
        summary="Take an API key back",
        handler=delete_key,
        status=204,
    ),
)
