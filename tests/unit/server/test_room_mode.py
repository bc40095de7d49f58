"""A room's server: log-in, sessions, forged requests, brute force, keys, accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from estran.room.accounts import IDLE, LONGEST_SESSION
from estran.room.sign_in import CALLS_OF_A_KEY, TRIES_OF_A_LOGIN, TRIES_OF_AN_ADDRESS, WINDOW
from tests.support.servers import PASSWORD, Server, log_in

if TYPE_CHECKING:
    from starlette.testclient import TestClient

WATCH = "watch-officer-1"


@pytest.fixture
def server() -> Server:
    made = Server()
    made.account("watch_officer")
    made.account("supervisor")
    return made


def attempt(browser: TestClient, password: str = "wrong", login: str = WATCH) -> int:
    return browser.post("/api/session", json={"login": login, "password": password}).status_code


def test_logging_in_gives_a_session_that_no_script_reads(server: Server) -> None:
    browser = server.room(secure=True)
    answer = browser.post("/api/session", json={"login": WATCH, "password": PASSWORD})
    assert answer.status_code == 201
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-estran=")
    for mark in ("HttpOnly", "SameSite=strict", "Secure", "Path=/", "Max-Age=46800"):
        assert mark in cookie
    assert "Domain" not in cookie
    assert answer.json()["roles"] == ["watch_officer"]
    assert browser.get("/api/me").json() == answer.json()
    assert PASSWORD not in answer.text


def test_nobody_learns_whether_login_or_password_was_wrong(server: Server) -> None:
    browser = server.room()
    texts = [
        browser.post("/api/session", json={"login": login, "password": "wrong"}).text
        for login in (WATCH, "nobody-1")
    ]
    assert texts[0] == texts[1]
    assert '"code": "session.wrong"' in texts[0]


def test_a_session_taken_from_the_database_opens_nothing(server: Server) -> None:
    browser = server.room()
    log_in(browser, WATCH)
    token = browser.cookies["estran"]
    assert token not in repr(vars(server.accounts))
    browser.cookies.clear()
    for stolen in vars(server.accounts)["_sessions"]:
        answer = browser.get("/api/me", headers={"Cookie": f"estran={stolen}"})
        assert answer.status_code == 401


def test_a_write_needs_the_header_that_another_site_cannot_know(server: Server) -> None:
    browser = server.room()
    right = log_in(browser, WATCH)
    other = server.room()
    strange = log_in(other, WATCH)
    for headers in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x"}, strange):
        answer = browser.delete("/api/session", headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "request.csrf"
    assert browser.delete("/api/session", headers=right).status_code == 204
    assert browser.get("/api/me").status_code == 401
    assert other.get("/api/me").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_writes_nothing(server: Server, headers: dict[str, str]) -> None:
    browser = server.room()
    right = log_in(browser, WATCH)
    answers = [
        browser.delete("/api/session", headers={**right, **headers}),
        browser.post("/api/session", json={"login": WATCH, "password": PASSWORD}, headers=headers),
    ]
    for answer in answers:
        assert answer.status_code == 403
        assert answer.json()["code"] == "request.other_site"
    own = {"Origin": "http://room.example", "Sec-Fetch-Site": "same-origin"}
    assert browser.delete("/api/session", headers={**right, **own}).status_code == 204


def test_a_session_ends_when_idle(server: Server) -> None:
    browser = server.room()
    log_in(browser, WATCH)
    server.clock.move(IDLE - timedelta(seconds=1))
    assert browser.get("/api/me").status_code == 200
    server.clock.move(IDLE - timedelta(seconds=1))
    assert browser.get("/api/me").status_code == 200
    server.clock.move(IDLE)
    answer = browser.get("/api/me")
    assert answer.status_code == 401
    assert answer.json()["code"] == "session.over"
    log_in(browser, WATCH)  # a stale cookie does not stand in the way


def test_a_session_ends_after_a_watch_however_busy(server: Server) -> None:
    browser = server.room()
    log_in(browser, WATCH)
    spent = timedelta()
    while spent < LONGEST_SESSION:
        assert browser.get("/api/me").status_code == 200
        server.clock.move(timedelta(hours=1))
        spent += timedelta(hours=1)
    assert browser.get("/api/me").status_code == 401


def test_guessing_a_password_is_slowed_down_and_says_for_how_long(server: Server) -> None:
    browser = server.room()
    assert [attempt(browser) for _ in range(TRIES_OF_A_LOGIN)] == [401] * TRIES_OF_A_LOGIN
    answer = browser.post("/api/session", json={"login": WATCH, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.json()["code"] == "request.too_often"
    assert int(answer.headers["Retry-After"]) == WINDOW.total_seconds()
    server.clock.move(WINDOW)
    assert attempt(browser, PASSWORD) == 201


def test_a_stranger_does_not_lock_the_watch_out_of_its_own_room(server: Server) -> None:
    """Tests speak from one address; the other one is asked for as another server would see it."""
    room = server.room()
    assert attempt(room, PASSWORD) == 201
    stranger = type(room)(room.app, base_url="http://room.example", client=("198.51.100.7", 9))
    assert [attempt(stranger) for _ in range(TRIES_OF_A_LOGIN)] == [401] * TRIES_OF_A_LOGIN
    assert attempt(stranger) == 429
    assert attempt(room, PASSWORD) == 201


def test_one_address_does_not_try_one_login_after_another(server: Server) -> None:
    browser = server.room()
    tried = [attempt(browser, login=f"watch-{n}") for n in range(TRIES_OF_AN_ADDRESS + 1)]
    assert tried == [401] * TRIES_OF_AN_ADDRESS + [429]


def test_shutting_an_account_ends_its_session_at_once(server: Server) -> None:
    watch, chief = server.room(), server.room()
    log_in(watch, WATCH)
    right = log_in(chief, "supervisor-1")
    assert watch.get("/api/me").status_code == 200
    assert chief.post("/api/accounts/a1/disable", headers=right).status_code == 204
    assert watch.get("/api/me").status_code == 401
    assert attempt(watch, PASSWORD) == 401
    own = chief.post("/api/accounts/a2/disable", headers=right)
    assert (own.status_code, own.json()["code"]) == (409, "account.own")


def test_a_key_opens_what_it_is_for_and_needs_no_csrf(server: Server) -> None:
    chief = server.room()
    right = log_in(chief, "supervisor-1")
    wanted = {"account": "a1", "scopes": ["read_self", "take_in"], "days": 30}
    made = chief.post("/api/keys", json=wanted, headers=right)
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert secret.startswith("estran_key_")
    assert secret not in repr(vars(server.accounts))
    assert secret not in chief.get("/api/keys").text
    program = server.room()
    bearer = {"Authorization": f"Bearer {secret}"}
    me = program.get("/api/me", headers=bearer).json()
    assert (me["account"], me["actions"]) == ("a1", ["read_self", "take_in"])
    refused = program.delete("/api/session", headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (403, "key.scope")
    key = made.json()["id"]
    assert chief.delete(f"/api/keys/{key}", headers=right).status_code == 204
    gone = program.get("/api/me", headers=bearer)
    assert (gone.status_code, gone.json()["code"]) == (401, "key.unknown")
    assert chief.delete("/api/keys/k99", headers=right).status_code == 404


def test_a_key_lapses_and_goes_with_its_account(server: Server) -> None:
    account = server.accounts.account("a1")
    assert account is not None
    bearer = {"Authorization": f"Bearer {server.key(account, 'read_self', days=1)}"}
    longer = {"Authorization": f"Bearer {server.key(account, 'read_self', days=9)}"}
    program = server.room()
    server.clock.move(timedelta(days=1))
    assert program.get("/api/me", headers=bearer).status_code == 401
    assert program.get("/api/me", headers=longer).status_code == 200
    server.accounts.disable("a1")
    assert program.get("/api/me", headers=longer).status_code == 401


def test_a_key_calls_so_often_a_minute(server: Server) -> None:
    account = server.accounts.account("a1")
    assert account is not None
    bearer = {"Authorization": f"Bearer {server.key(account, 'read_self')}"}
    program = server.room()
    for _ in range(CALLS_OF_A_KEY):
        assert program.get("/api/me", headers=bearer).status_code == 200
    assert program.get("/api/me", headers=bearer).status_code == 429
    server.clock.move(timedelta(minutes=1))
    assert program.get("/api/me", headers=bearer).status_code == 200


def test_an_invitation_by_http_becomes_an_account(server: Server) -> None:
    chief, guest = server.room(), server.room()
    right = log_in(chief, "supervisor-1")
    wanted = {"login": "mdupont", "role": "volunteer"}
    made = chief.post("/api/invitations", json=wanted, headers={**right, "Accept-Language": "fr"})
    assert made.status_code == 201
    assert "nom de quelqu'un" in made.json()["warning"]
    given = {"token": made.json()["token"], "password": PASSWORD}
    assert guest.post("/api/invitations/accept", json=given).status_code == 201
    assert guest.post("/api/invitations/accept", json=given).status_code == 404
    log_in(guest, "mdupont")
    logins = [one["login"] for one in chief.get("/api/accounts").json()]
    assert logins == [WATCH, "supervisor-1", "mdupont"]
    taken = {"login": WATCH, "role": "volunteer"}
    again = chief.post("/api/invitations", json=taken, headers=right)
    assert (again.status_code, again.json()["code"]) == (409, "account.taken")


def test_the_start_up_token_of_the_other_mode_opens_nothing(server: Server) -> None:
    browser = server.room()
    assert browser.get("/", params={"token": "anything"}).status_code == 200
    assert browser.get("/api/me").status_code == 401
