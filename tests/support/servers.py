"""A server as tests see it: a clock that stands, secrets that count, a room full of roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from estran.room.account_office import Guest, KeyWanted, accept, invite, make_key
from estran.room.desk import Desk, Ports
from estran.room.limits import assumed_limits
from estran.room.principal import OPERATOR
from estran.room.roles import ACCOUNT_ROLES, CENTRE_ROLES
from estran.room.tokens import digest_of
from estran.server.app import create_app
from estran.server.ports import LocalMode, RoomMode, ServerPorts
from estran.server.routes import ROUTES
from tests.support.fake_accounts import FakeAccounts
from tests.support.memory_store import MemoryStore
from tests.support.vaults import MemorySigner, MemoryVault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estran.casebook.event import Role
    from estran.room.accounts import Account, Accounts
    from estran.room.roles import Action
    from estran.server.route import Route

START = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)
PASSWORD = "quatre mots pour ouvrir"
START_TOKEN = "the-token-printed-at-the-start"


@dataclass
class StandingClock:
    """A clock that a test moves."""

    time: datetime = START

    def now(self) -> datetime:
        return self.time

    def move(self, span: timedelta) -> None:
        self.time += span


@dataclass
class CountedTokens:
    """Secrets that differ, and that a test can foretell."""

    given: int = 0

    def fresh(self) -> str:
        self.given += 1
        return f"token-{self.given:037d}"


@dataclass
class Server:
    """A server with its ports in reach."""

    clock: StandingClock = field(default_factory=StandingClock)
    tokens: CountedTokens = field(default_factory=CountedTokens)
    accounts: Accounts = field(default_factory=FakeAccounts)
    store: MemoryStore = field(default_factory=lambda: MemoryStore(opened=START))
    shared: tuple[str, ...] = ("Dover", "Gris-Nez")
    stopping: Callable[[], bool] = lambda: True  # a stream ends at once, and a test goes on
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        ports = Ports(
            store=self.store,
            vault=MemoryVault(),
            signer=MemorySigner("dover.estran"),
            clock=self.clock,
            tokens=self.tokens,
        )
        self.desk = Desk(ports, limits=assumed_limits())

    def room(self, *, secure: bool = False, routes: Iterable[Route] = ROUTES) -> TestClient:
        """Return a browser at a room's server that nobody has logged in to."""
        ports = ServerPorts(
            clock=self.clock,
            tokens=self.tokens,
            mode=RoomMode(accounts=self.accounts),
            desk=self.desk,
            shared=self.shared,
            stopping=self.stopping,
            hosts=("room.example",),
            secure=secure,
        )
        scheme = "https" if secure else "http"
        return TestClient(
            create_app(ports, routes=routes),
            base_url=f"{scheme}://room.example",
            follow_redirects=False,
        )

    def local(self, *, centre: str = "Dover") -> TestClient:
        """Return a browser at one person's server."""
        mode = LocalMode(centre=centre, token_digest=digest_of(START_TOKEN))
        ports = ServerPorts(
            clock=self.clock,
            tokens=self.tokens,
            mode=mode,
            desk=self.desk,
            shared=(centre,),
            stopping=self.stopping,
        )
        return TestClient(
            create_app(ports), base_url="http://127.0.0.1:8700", follow_redirects=False
        )

    def account(self, role: Role, *, centre: str | None = None, login: str = "") -> Account:
        """Open an account with the password of all."""
        at = ("Dover" if role in CENTRE_ROLES else "") if centre is None else centre
        name = login or f"{role.replace('_', '-')}-1"
        guest = Guest(login=name, role=role, centre=at)
        now = self.clock.now()
        token, _ = invite(self.accounts, self.tokens, by=OPERATOR, guest=guest, now=now)
        return accept(self.accounts, token=token, password=PASSWORD, now=now)

    def key(self, account: Account, *scopes: Action, days: int = 90) -> str:
        """Return a key of an account for some actions."""
        wanted = KeyWanted(account=account.id, scopes=scopes, days=days)
        now = self.clock.now()
        secret, _ = make_key(self.accounts, self.tokens, by=OPERATOR, wanted=wanted, now=now)
        return secret


def log_in(browser: TestClient, login: str, password: str = PASSWORD) -> dict[str, str]:
    """Log a browser in and return the header that its writes need."""
    answer = browser.post("/api/session", json={"login": login, "password": password})
    assert answer.status_code == 201, answer.text
    return {"X-CSRF-Token": answer.json()["csrf"]}


def every_role() -> tuple[Role, ...]:
    """Return the roles that an account can have."""
    return ACCOUNT_ROLES
