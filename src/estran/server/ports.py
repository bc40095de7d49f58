"""What the server is given: ports, and in which of its two modes it runs. It opens nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estran.assess.drifted_cloud import RecentClouds
from estran.room.forecasts import RecentForecasts
from estran.room.running import Here, Runner
from estran.room.sign_in import Limits
from estran.server.local_sessions import LocalSessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.room.accounts import Accounts
    from estran.room.clock import Clock
    from estran.room.desk import Desk
    from estran.room.tokens import Tokens

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMode:
    """One person on one machine: whoever has the start-up token acts as the watch.

    Attributes
    ----------
    centre : str
        Where they stand.
    token_digest : str
        SHA-256 of the token that was printed at the start.
    sessions : LocalSessions
        In memory.
    """

    centre: str
    token_digest: str
    sessions: LocalSessions = field(default_factory=LocalSessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMode:
    """Several people, each with an account.

    Attributes
    ----------
    accounts : Accounts
        Where they are kept.
    limits : Limits
        Of tries and calls.
    """

    accounts: Accounts
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPorts:
    """Everything that the server knows of the world.

    Attributes
    ----------
    clock : Clock
        The clock of the room.
    tokens : Tokens
        Source of secrets.
    mode : LocalMode or RoomMode
        Who may come in, and how.
    desk : Desk
        The record, and the one way to write it.
    shared : tuple of str
        Centres that read this room: it tells them of every report.
    clouds : RecentClouds
        Forecasts kept for a while, for likelihoods.
    forecasts : RecentForecasts
        Particles and probability maps kept for a while, for screens.
    runner : Runner
        Where assessments are computed.
    stopping : callable
        Whether the server is about to stop; streams end then.
    hosts : tuple of str
        Names under which it answers, without port; any other is refused.
    secure : bool
        Whether browsers reach it by https.
    cookie : str
        Name of the session's cookie, so that two servers on one machine do not share one.
    """

    clock: Clock
    tokens: Tokens
    mode: LocalMode | RoomMode
    desk: Desk
    shared: tuple[str, ...] = ()
    clouds: RecentClouds = field(default_factory=RecentClouds)
    forecasts: RecentForecasts = field(default_factory=RecentForecasts)
    runner: Runner = field(default_factory=Here)
    stopping: Callable[[], bool] = bool
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    cookie: str = "estran"

    def cookie_name(self) -> str:
        """Return the cookie's name; by https one that browsers bind to this host."""
        return f"__Host-{self.cookie}" if self.secure else self.cookie
