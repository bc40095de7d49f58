"""Inviting, accepting, shutting and keys: who reaches whom, and what is refused."""

from datetime import timedelta

import pytest

from estran.errors import AccountError, NotAllowedError, UnknownRecordError
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
from estran.room.accounts import INVITATION_LASTS
from estran.room.principal import OPERATOR, Principal
from estran.room.tokens import csrf_of, digest_of, same
from tests.support.servers import PASSWORD, START, Server

DOVER = Principal(roles=("supervisor",), centre="Dover", account="a1")


@pytest.fixture
def server() -> Server:
    made = Server()
    assert made.account("supervisor").id == DOVER.account
    return made


def invited(server: Server, guest: Guest, *, by: Principal = DOVER) -> str:
    token, _ = invite(server.accounts, server.tokens, by=by, guest=guest, now=START)
    return token


@pytest.mark.parametrize(
    "login", ["jane.doe@example.org", "Dover-Watch", "", "-a", "a--b", "watch 1", "x" * 41, "é-1"]
)
def test_a_login_is_no_address_and_plainly_written(server: Server, login: str) -> None:
    with pytest.raises(AccountError) as no:
        invited(server, Guest(login=login, role="analyst"))
    assert no.value.code == "account.login"
    assert login not in no.value.message or not login


def test_a_login_that_may_be_a_name_is_noticed() -> None:
    for name in ("jdupont", "marie-dupont", "smith7"):
        assert looks_like_a_name(name)
    for function in ("dover-watch-1", "quart-nuit", "cross-2", "intake", "watch1"):
        assert not looks_like_a_name(function)


@pytest.mark.parametrize("role", ["public", "system", "admiral"])
def test_no_account_has_a_role_that_is_no_persons(server: Server, role: str) -> None:
    with pytest.raises(AccountError) as no:
        invited(server, Guest(login="watch-9", role=role))  # type: ignore[arg-type]
    assert no.value.code == "account.role"


@pytest.mark.parametrize(("role", "centre"), [("watch_officer", ""), ("analyst", "Calais")])
def test_a_watch_stands_at_a_known_centre(server: Server, role: str, centre: str) -> None:
    with pytest.raises(AccountError) as no:
        invited(server, Guest(login="watch-9", role=role, centre=centre))  # type: ignore[arg-type]
    assert no.value.code == "account.centre"


def test_a_supervisor_invites_to_the_own_centre_and_the_other_sides_watch(server: Server) -> None:
    invited(server, Guest(login="watch-2", role="watch_officer", centre="Dover"))
    invited(server, Guest(login="volunteer-2", role="volunteer"))
    partner = Guest(login="gris-nez-watch-1", role="partner_centre", centre="Gris-Nez")
    token = invited(server, partner)
    for role in ("watch_officer", "supervisor"):
        with pytest.raises(NotAllowedError):
            invited(server, Guest(login="watch-3", role=role, centre="Gris-Nez"))
    accept(server.accounts, token=token, password=PASSWORD, now=START)
    with pytest.raises(NotAllowedError):  # a new password would be theirs to ask for
        invited(server, partner)
    invited(server, partner, by=OPERATOR)


def test_a_login_keeps_its_role_and_centre(server: Server) -> None:
    with pytest.raises(AccountError) as no:
        invited(server, Guest(login="supervisor-1", role="watch_officer", centre="Dover"))
    assert no.value.code == "account.taken"


def test_an_invitation_lapses_and_is_good_once(server: Server) -> None:
    token = invited(server, Guest(login="watch-2", role="watch_officer", centre="Dover"))
    with pytest.raises(UnknownRecordError):
        accept(server.accounts, token=token, password=PASSWORD, now=START + INVITATION_LASTS)
    accept(server.accounts, token=token, password=PASSWORD, now=START)
    for gone in (token, "nothing"):
        with pytest.raises(UnknownRecordError) as no:
            accept(server.accounts, token=gone, password=PASSWORD, now=START)
        assert no.value.code == "invitation.void"


@pytest.mark.parametrize(
    "password", ["too short", "x" * 201, "aaaaaaaaaaaaaaaaaaaa", "my WATCH-2 is here"]
)
def test_a_poor_password_is_refused_and_the_invitation_stays_good(
    server: Server, password: str
) -> None:
    token = invited(server, Guest(login="watch-2", role="watch_officer", centre="Dover"))
    with pytest.raises(AccountError) as no:
        accept(server.accounts, token=token, password=password, now=START)
    assert no.value.code == "account.password"
    assert password not in str(no.value.details) + no.value.message
    accept(server.accounts, token=token, password=PASSWORD, now=START)


def test_nobody_shuts_their_own_account_or_another_centres(server: Server) -> None:
    other = server.account("partner_centre", centre="Gris-Nez")
    free = server.account("volunteer")
    with pytest.raises(AccountError):
        disable(server.accounts, by=DOVER, account_id="a1")
    with pytest.raises(NotAllowedError):
        disable(server.accounts, by=DOVER, account_id=other.id)
    with pytest.raises(UnknownRecordError):
        disable(server.accounts, by=DOVER, account_id="a99")
    disable(server.accounts, by=DOVER, account_id=free.id)
    disable(server.accounts, by=OPERATOR, account_id=other.id)
    assert [one.id for one in server.accounts.accounts() if one.disabled] == [other.id, free.id]
    assert [one.id for one in seen_by(server.accounts, DOVER)] == ["a1", free.id]
    assert len(seen_by(server.accounts, OPERATOR)) == 3


@pytest.mark.parametrize(
    ("scopes", "days", "code"),
    [
        (("read_case",), 90, "key.scopes"),
        (("sign_in",), 90, "key.scopes"),
        ((), 90, "key.scopes"),
        (("take_in",), 0, "key.days"),
        (("take_in",), 367, "key.days"),
    ],
)
def test_a_key_does_no_more_than_its_account(
    server: Server, scopes: tuple[str, ...], days: int, code: str
) -> None:
    account = server.account("volunteer")
    wanted = KeyWanted(account=account.id, scopes=scopes, days=days)  # type: ignore[arg-type]
    with pytest.raises(AccountError) as no:
        make_key(server.accounts, server.tokens, by=DOVER, wanted=wanted, now=START)
    assert no.value.code == code


def test_no_key_administers_accounts(server: Server) -> None:
    wanted = KeyWanted(account="a1", scopes=("administer_accounts",))
    with pytest.raises(AccountError):
        make_key(server.accounts, server.tokens, by=DOVER, wanted=wanted, now=START)


def test_a_key_is_kept_as_its_hash_and_lapses(server: Server) -> None:
    account = server.account("volunteer")
    wanted = KeyWanted(account=account.id, scopes=("take_in",), days=1)
    secret, key = make_key(server.accounts, server.tokens, by=DOVER, wanted=wanted, now=START)
    assert key.digest == digest_of(secret)
    assert secret not in repr(server.accounts.api_keys())
    assert key.lives(START + timedelta(hours=23))
    assert not key.lives(START + timedelta(days=1))
    with pytest.raises(UnknownRecordError):
        revoke_key(server.accounts, by=DOVER, key_id="k99")
    revoke_key(server.accounts, by=DOVER, key_id=key.id)
    assert server.accounts.api_keys()[0].revoked
    disable(server.accounts, by=DOVER, account_id=account.id)
    with pytest.raises(AccountError) as no:
        make_key(server.accounts, server.tokens, by=DOVER, wanted=wanted, now=START)
    assert no.value.code == "account.shut"


def test_what_is_kept_of_a_token_is_not_the_token() -> None:
    assert digest_of("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert len({digest_of("a"), csrf_of("a"), csrf_of("b")}) == 3
    assert same("é", "é")
    assert not same("", "a")
