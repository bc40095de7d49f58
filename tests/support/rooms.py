"""A room's server with people logged in to it, each at a browser of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from tests.support.servers import START_TOKEN, Server, log_in

if TYPE_CHECKING:
    from estran.casebook.event import Role

CALL = {
    "channel": "message",
    "source": "caller",
    "positions": ["51-02.1N 001-44.0E", "51-02.4N 001-44.6E"],
    "persons": "33",
    "colour": "black",
    "facts": {"taking_water": "yes"},
    "text": "SECRETWORDS water comes in",
    "phone": "+33612345678",
}
PATROL = {
    "channel": "patrol",
    "source": "patrol",
    "positions": ["51-01.0N 001-50.0E"],
    "persons": "12",
    "text": "SECRETWORDS seen off the beach",
}


@dataclass
class Person:
    """Somebody at a browser."""

    browser: TestClient
    headers: dict[str, str]

    def get(self, path: str, **query: Any) -> Any:
        return self.browser.get(path, params=query, headers=self.headers)

    def post(self, path: str, body: Any = None, *, key: str = "", language: str = "en") -> Any:
        headers = {**self.headers, "Accept-Language": language}
        if key:
            headers["Idempotency-Key"] = key
        if body is None:
            return self.browser.post(path, headers=headers)
        return self.browser.post(path, json=body, headers=headers)

    def done(self, path: str, body: Any = None, *, key: str = "") -> Any:
        """Post what must succeed, and return the answer."""
        answer = self.post(path, body, key=key)
        assert answer.status_code == 201, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def seen(self, path: str, **query: Any) -> Any:
        """Get what must be there."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def opened(self, report: dict[str, Any] | None = None) -> tuple[str, str, str]:
        """Take in a report and open a case for it; return report, case and boat."""
        number = self.done("/api/reports", report or CALL)["number"]
        made = self.done(f"/api/reports/{number}/case", {"label": "Charlie"})
        return number, made["case"], made["craft"]


class Room:
    """A server for several, and whoever logs in to it."""

    def __init__(self, server: Server | None = None) -> None:
        self.server = server or Server()
        self.app = self.server.room().app

    def person(self, role: Role, *, centre: str | None = None, login: str = "") -> Person:
        """Open an account and log it in."""
        account = self.server.account(role, centre=centre, login=login)
        browser = TestClient(self.app, base_url="http://room.example", follow_redirects=False)
        return Person(browser, log_in(browser, account.login))

    def dover(self) -> Person:
        return self.person("watch_officer", centre="Dover", login="dover-watch-1")

    def dover_again(self) -> Person:
        """Log the watch of Dover in at another browser."""
        browser = TestClient(self.app, base_url="http://room.example", follow_redirects=False)
        return Person(browser, log_in(browser, "dover-watch-1"))

    def gris_nez(self) -> Person:
        return self.person("partner_centre", centre="Gris-Nez", login="gris-nez-watch-1")


def alone(server: Server | None = None) -> Person:
    """Return the one person of a local server."""
    browser = (server or Server()).local()
    return Person(browser, {"Authorization": f"Bearer {START_TOKEN}"})
