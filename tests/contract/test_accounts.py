"""What every keeper of accounts keeps to, the made-up one included."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from estran.adapters.accounts_sqlite import SqliteAccounts
from estran.room.accounts import Account, Accounts, ApiKey, Invitation, Session
from tests.support.fake_accounts import FakeAccounts
from tests.support.servers import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOUR = timedelta(hours=1)
INVITATION = Invitation(
    digest="d" * 64, login="dover-watch-1", role="watch_officer", centre="Dover", expires=START
)


@pytest.fixture(params=["in memory", "SQLite"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    found: Accounts = FakeAccounts()
    if request.param == "SQLite":
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        found = SqliteAccounts(tmp_path / "accounts.sqlite", hasher=quick)
    yield found
    found.close()


def admit(kept: Accounts, invitation: Invitation = INVITATION, password: str = "one") -> Account:
    kept.invite(invitation)
    account = kept.admit(invitation, password=password, now=START)
    assert account is not None
    return account


def session(account: Account, digest: str = "s") -> Session:
    return Session(
        digest=digest, account=account.id, opened=START, seen=START, expires=START + HOUR
    )


def api_key(account: Account, digest: str = "k") -> ApiKey:
    return ApiKey(
        id="",
        digest=digest,
        account=account.id,
        scopes=frozenset({"take_in", "read_queue"}),
        created=START,
        expires=START + HOUR,
    )


def test_an_invitation_becomes_an_account_once(kept: Accounts) -> None:
    kept.invite(INVITATION)
    assert kept.invitation(INVITATION.digest) == INVITATION
    account = kept.admit(INVITATION, password="one", now=START)
    assert account is not None
    assert (account.login, account.role, account.centre) == (
        "dover-watch-1",
        "watch_officer",
        "Dover",
    )
    assert account.created == START
    assert not account.disabled
    assert kept.invitation(INVITATION.digest) is None
    assert kept.admit(INVITATION, password="two", now=START) is None
    assert kept.verified("dover-watch-1", "two") is None
    assert kept.verified("dover-watch-1", "one") == account


def test_a_second_invitation_for_a_login_voids_the_first(kept: Accounts) -> None:
    kept.invite(INVITATION)
    kept.invite(replace(INVITATION, digest="e" * 64))
    assert kept.invitation(INVITATION.digest) is None
    assert kept.invitation("e" * 64) is not None


def test_an_invitation_gives_an_open_account_a_new_password_and_ends_its_sessions(
    kept: Accounts,
) -> None:
    account = admit(kept)
    kept.open_session(session(account))
    again = admit(kept, replace(INVITATION, digest="f" * 64), password="new")
    assert again == account
    assert kept.accounts() == (account,)
    assert kept.session("s") is None
    assert kept.verified("dover-watch-1", "one") is None
    assert kept.verified("dover-watch-1", "new") == account


def test_accounts_are_found_by_id_and_by_login_and_differ(kept: Accounts) -> None:
    one = admit(kept)
    two = admit(kept, replace(INVITATION, digest="e" * 64, login="dover-watch-2"))
    assert one.id != two.id
    assert kept.account(one.id) == one
    assert kept.account_of("dover-watch-2") == two
    assert kept.account("a99") is None
    assert kept.account("") is None
    assert kept.account_of("nobody") is None
    assert kept.verified("nobody", "one") is None
    assert kept.accounts() == (one, two)


def test_a_shut_account_opens_nothing(kept: Accounts) -> None:
    account = admit(kept)
    other = admit(kept, replace(INVITATION, digest="e" * 64, login="dover-watch-2"))
    kept.open_session(session(account))
    kept.open_session(session(other, digest="t"))
    key, spare = kept.add_key(api_key(account)), kept.add_key(api_key(other, digest="l"))
    kept.invite(replace(INVITATION, digest="g" * 64))
    kept.disable(account.id)
    shut = kept.account(account.id)
    assert shut is not None
    assert shut.disabled
    assert kept.verified("dover-watch-1", "one") is None
    assert kept.session("s") is None
    assert kept.session("t") is not None
    assert {one.id: one.revoked for one in kept.api_keys()} == {key.id: True, spare.id: False}
    assert kept.invitation("g" * 64) is None


def test_a_session_is_kept_touched_and_ended(kept: Accounts) -> None:
    opened = session(admit(kept))
    kept.open_session(opened)
    assert kept.session("s") == opened
    kept.touch_session("s", seen=START + HOUR / 2)
    assert kept.session("s") == replace(opened, seen=START + HOUR / 2)
    kept.end_session("s")
    kept.end_session("s")
    assert kept.session("s") is None


def test_a_key_is_kept_without_its_secret_and_revoked(kept: Accounts) -> None:
    account = admit(kept)
    made = kept.add_key(api_key(account))
    assert made == replace(api_key(account), id=made.id)
    assert made.id
    assert kept.key("k") == made
    assert kept.key("nothing") is None
    assert kept.api_keys() == (made,)
    kept.revoke_key(made.id)
    assert kept.key("k") == replace(made, revoked=True)


def test_what_has_lapsed_is_swept_and_the_rest_stays(kept: Accounts) -> None:
    account = admit(kept)
    kept.open_session(session(account))
    kept.open_session(replace(session(account, digest="t"), expires=START + 3 * HOUR))
    kept.invite(INVITATION)
    kept.invite(
        replace(INVITATION, digest="e" * 64, login="dover-watch-2", expires=START + 3 * HOUR)
    )
    kept.sweep(START + HOUR)
    assert kept.session("s") is None
    assert kept.session("t") is not None
    assert kept.invitation(INVITATION.digest) is None
    assert kept.invitation("e" * 64) is not None
