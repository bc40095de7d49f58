"""One person's server: its token, its host names, its session, and the role it gives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from estran.room.accounts import IDLE, LONGEST_SESSION
from tests.support.servers import START_TOKEN, Server

BEARER = {"Authorization": f"Bearer {START_TOKEN}"}


def test_the_token_of_the_address_becomes_a_session_and_leaves_the_address() -> None:
    browser = Server().local()
    answer = browser.get("/", params={"token": START_TOKEN})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    cookie = answer.headers["Set-Cookie"]
    assert START_TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    me = browser.get("/api/me").json()
    assert (me["roles"], me["centre"]) == (["watch_officer", "supervisor"], "Dover")
    assert {"take_in", "end_by_supervisor"} <= set(me["actions"])
    assert "countersign" not in me["actions"]


def test_a_program_sends_the_token_as_bearer_and_needs_no_csrf() -> None:
    browser = Server().local()
    assert browser.get("/api/me", headers=BEARER).json()["csrf"] == ""
    assert browser.delete("/api/session", headers=BEARER).status_code == 204


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic YTpi", "Bearer", "x"])
def test_another_token_opens_nothing(header: str) -> None:
    answer = Server().local().get("/api/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert START_TOKEN not in answer.text


def test_a_wrong_token_in_the_address_opens_nothing() -> None:
    browser = Server().local()
    assert browser.get("/", params={"token": "wrong"}).status_code == 401
    assert browser.get("/").status_code == 200
    assert browser.get("/api/me").status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8700", "", "[::2]", "10.0.0.1"]
)
def test_another_hosts_name_is_refused_even_with_the_token(host: str) -> None:
    answer = (
        Server().local().get("/", params={"token": START_TOKEN}, headers={"Host": host, **BEARER})
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "request.host"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8700", "localhost", "LOCALHOST:1", "[::1]:8700"])
def test_the_machines_own_names_are_answered(host: str) -> None:
    answer = Server().local().get("/api/me", headers={"Host": host, **BEARER})
    assert answer.status_code == 200


@pytest.mark.parametrize("pause", [IDLE, LONGEST_SESSION])
def test_a_session_ends_when_idle_and_after_a_watch(pause: timedelta) -> None:
    server = Server()
    browser = server.local()
    browser.get("/", params={"token": START_TOKEN})
    if pause == LONGEST_SESSION:
        for _ in range(int(LONGEST_SESSION / timedelta(hours=1))):
            assert browser.get("/api/me").status_code == 200
            server.clock.move(timedelta(hours=1))
    else:
        server.clock.move(pause)
    answer = browser.get("/api/me")
    assert answer.status_code == 401
    assert answer.json()["code"] == "session.over_local"
    assert browser.get("/", params={"token": START_TOKEN}).status_code == 303
    assert browser.get("/api/me").status_code == 200


def test_after_logging_out_the_cookie_is_worth_nothing() -> None:
    browser = Server().local()
    browser.get("/", params={"token": START_TOKEN})
    kept = browser.cookies["estran"]
    csrf = browser.get("/api/me").json()["csrf"]
    assert browser.delete("/api/session", headers={"X-CSRF-Token": csrf}).status_code == 204
    answer = browser.get("/api/me", headers={"Cookie": f"estran={kept}"})
    assert answer.status_code == 401


def test_it_knows_no_accounts() -> None:
    browser = Server().local()
    answers = [
        browser.get("/api/accounts", headers=BEARER),
        browser.post("/api/session", json={"login": "a", "password": "b"}),
        browser.post("/api/invitations/accept", json={"token": "a", "password": "b"}),
    ]
    for answer in answers:
        assert answer.status_code == 409
        assert answer.json()["code"] == "account.local"
