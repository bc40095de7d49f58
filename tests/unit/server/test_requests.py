"""Bodies, headers and failures: what is refused, how it is said, and that nothing leaks."""

import logging
import re
from typing import Any

import pytest

from estran import errors
from estran.room.roles import ALLOWED
from estran.server.accept_language import language_of
from estran.server.asking import Asking
from estran.server.problems import status_of
from estran.server.reading import MOST_BYTES, MOST_DEPTH
from estran.server.route import Route
from estran.server.routes import ROUTES
from tests.support.coroutines import run_to_its_end
from tests.support.servers import Server

JSON = {"Content-Type": "application/json"}
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def post(body: bytes, **headers: str) -> Any:
    return Server().room().post("/api/session", content=body, headers={**JSON, **headers})


def test_the_page_may_draw_pictures_and_ask_a_phone_where_it_is_and_nothing_else() -> None:
    answer = Server().room().get("/")
    if answer.headers["Content-Type"].startswith("text/plain"):
        pytest.skip("the web room is not built (make web)")
    own = f"{SECURITY['Content-Security-Policy']}; img-src 'self' data: blob:"
    assert answer.headers["Content-Security-Policy"] == own
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", ".stamp", "index.html", "x.js", "a.py", "", "%2e%2e", "a" * 101],
)
def test_nothing_but_the_rooms_own_files_is_served(name: str) -> None:
    answer = Server().room().get(f"/assets/{name}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_files_of_the_page_may_be_kept_for_ever() -> None:
    browser = Server().room()
    names = re.findall(r'"(/assets/[^"]+)"', browser.get("/").text)
    if not names:
        pytest.skip("the web room is not built (make web)")
    for name in names:
        answer = browser.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/api/health", {}),
        ("GET", "/api/me", {}),
        ("GET", "/nothing/here", {}),
        ("PUT", "/api/me", {}),
        ("POST", "/api/session", {}),
        ("GET", "/api/health", {"Host": "evil.example"}),
    ],
)
def test_every_answer_carries_the_headers_of_safety(
    method: str, path: str, headers: dict[str, str]
) -> None:
    answer = Server().room().request(method, path, headers=headers)
    for name, value in SECURITY.items():
        assert answer.headers[name] == value
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in answer.headers


def test_by_https_browsers_are_told_to_stay_with_it() -> None:
    answer = Server().room(secure=True).get("/api/health")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api/docs", "/api/"])
def test_no_page_of_another_house_is_served(path: str) -> None:
    assert Server().room().get(path).status_code == 404


DEEP = b"[" * (MOST_DEPTH + 2) + b"]" * (MOST_DEPTH + 2)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"x" * (MOST_BYTES + 1), 413, "request.too_large"),
        (b"{", 422, "request.json"),
        (b"\xff\xfe", 422, "request.json"),
        (b'{"login": NaN}', 422, "request.json"),
        (b'{"login": -Infinity}', 422, "request.json"),
        (b'{"login": "a", "login": "b"}', 422, "request.json"),
        (b'{"login": "\\ud800", "password": "b"}', 422, "request.json"),
        (b"1" * 5000, 422, "request.json"),
        (DEEP, 422, "request.json"),
        (b"[" * 100_000, 422, "request.json"),
        (b"", 422, "request.fields"),
        (b"null", 422, "request.fields"),
        (b"[]", 422, "request.fields"),
        (b'{"login": 5, "password": "b"}', 422, "request.fields"),
        (b'{"login": "a", "password": "b", "admin": true}', 422, "request.fields"),
        (b'{"login": "' + b"a" * 101 + b'", "password": "b"}', 422, "request.fields"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_body_that_cannot_be_used_is_refused_as_a_problem(
    body: bytes, status: int, code: str
) -> None:
    answer = post(body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_body_without_end_is_cut_off_where_no_length_is_said() -> None:
    taken, sent = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1024
        return {"type": "http.request", "body": b" " * 1024, "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/session",
        "query_string": b"",
        "headers": [(b"host", b"room.example"), (b"content-type", b"application/json")],
    }
    run_to_its_end(Server().room().app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert taken <= MOST_BYTES + 1024


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_kind_is_refused(kind: str) -> None:
    """These are the kinds that another site's page may send without asking."""
    answer = Server().room().post("/api/session", content=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "request.media")


def test_the_gate_comes_before_the_body() -> None:
    answer = Server().room().post("/api/keys", content=b"{", headers=JSON)
    assert answer.status_code == 401


def test_a_refusal_never_repeats_what_was_typed() -> None:
    answer = post(b'{"login": {"my": "hunter2"}, "password": 12345678}')
    assert "hunter2" not in answer.text
    assert "12345678" not in answer.text
    assert answer.json()["params"]["fields"] == ["body.login", "body.password"]


@pytest.mark.parametrize(
    ("asked", "language", "word"),
    [("fr-FR,fr;q=0.9,en;q=0.8", "fr", "compte"), ("de", "en", "account"), ("", "en", "account")],
)
def test_a_refusal_speaks_the_asked_language(asked: str, language: str, word: str) -> None:
    answer = Server().room().get("/api/me", headers={"Accept-Language": asked})
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Vary"] == "Accept-Language"
    assert word in answer.json()["detail"]
    assert answer.json()["params"] == {"action": "read_self"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("en;q=0.5, fr;q=0.6", "fr"),
        ("en, fr", "en"),
        ("fr;q=0", "en"),
        ("fr;q=x", "en"),
        ("*", "en"),
        (",,;;,", "en"),
        ("FR-be", "fr"),
    ],
)
def test_languages_are_weighed(header: str, language: str) -> None:
    assert language_of(header) == language


def failing(error: Exception) -> Route:
    def handler() -> None:
        raise error

    return Route(
        method="POST",
        path="/api/failing",
        action="sign_in",
        operation="failing",
        tag="x",
        summary="x",
        handler=handler,
    )


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ZeroDivisionError("secret text"), 500, "server.unexpected"),
        (errors.StoreError("store.full", "/secret/text: disk full"), 503, "store.full"),
        (errors.ChainError("chain.broken", "secret text"), 500, "chain.broken"),
    ],
)
def test_a_failure_of_ours_says_that_it_happened_and_nothing_else(
    error: Exception, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    browser = Server().room(routes=[*ROUTES, failing(error)])
    with caplog.at_level(logging.ERROR):
        answer = browser.post("/api/failing")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "secret" not in caplog.text
    assert answer.json()["params"]["incident"] in caplog.text
    assert "test_requests.py" in caplog.text


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NotSignedInError, 401),
        (errors.NotAllowedError, 403),
        (errors.UnknownRecordError, 404),
        (errors.RefusedTransitionError, 409),
        (errors.RepeatError, 409),
        (errors.StaleError, 409),
        (errors.KeyDestroyedError, 410),
        (errors.PositionError, 422),
        (errors.CasebookError, 422),
        (errors.TooOftenError, 429),
        (errors.StoreError, 503),
        (errors.DataError, 500),
    ],
)
def test_each_kind_of_refusal_has_its_status(kind: type[errors.EstranError], status: int) -> None:
    assert status_of(kind("some.code", "message")) == status


def repeating() -> Route:
    def handler(asked: Asking) -> dict[str, str | None]:
        return {"key": asked.repeat_key, "role": asked.by.role}

    return Route(
        method="POST",
        path="/api/repeating",
        action="sign_in",
        operation="repeating",
        tag="x",
        summary="x",
        handler=handler,
    )


def test_the_key_of_a_repeated_command_is_passed_on() -> None:
    browser = Server().room(routes=[repeating()])
    answer = browser.post("/api/repeating", headers={"Idempotency-Key": "abc-1"})
    assert answer.json() == {"key": "abc-1", "role": "public"}
    assert browser.post("/api/repeating").json()["key"] is None
    for poor in ("", "a b", "x" * 101):
        refused = browser.post("/api/repeating", headers={"Idempotency-Key": poor})
        assert (refused.status_code, refused.json()["code"]) == (422, "request.repeat_key")


def test_health_holds_no_data() -> None:
    assert Server().room().get("/api/health").json() == {"status": "up"}


def test_the_description_is_openapi_and_names_no_other_address() -> None:
    answer = Server().room().get("/api/openapi.json")
    found = answer.json()
    assert found["openapi"].startswith("3.1")
    assert "://" not in answer.text
    assert set(found["components"]["securitySchemes"]) == {"session", "bearer"}
    assert "HTTPValidationError" not in found["components"]["schemas"]
    actions = {
        operation["x-action"] for path in found["paths"].values() for operation in path.values()
    }
    assert actions <= set(ALLOWED)
