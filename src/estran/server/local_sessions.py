"""Sessions of the one person who runs Estran alone: in memory, gone with the process."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from estran.errors import NotSignedInError
from estran.room.accounts import LONGEST_SESSION, Session
from estran.room.principal import Principal
from estran.room.tokens import digest_of

if TYPE_CHECKING:
    from datetime import datetime

LOCAL_ACCOUNT = "local"


def local_principal(centre: str) -> Principal:
    """Return who acts where one person runs Estran: the watch, and its supervisor where needed."""
    return Principal(roles=("watch_officer", "supervisor"), centre=centre, account=LOCAL_ACCOUNT)


class LocalSessions:
    """Sessions by the hash of their token."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}
        self._lock = Lock()

    def open(self, token: str, *, now: datetime) -> None:
        """Open a session; those that are over are forgotten."""
        session = Session(
            digest=digest_of(token),
            account=LOCAL_ACCOUNT,
            opened=now,
            seen=now,
            expires=now + LONGEST_SESSION,
        )
        with self._lock:
            self._open = {key: one for key, one in self._open.items() if one.lives(now)}
            self._open[session.digest] = session

    def require(self, token: str, *, now: datetime) -> None:
        """Refuse a session that is over or unknown; note that the others were used."""
        digest = digest_of(token)
        with self._lock:
            session = self._open.get(digest)
            if session is None or not session.lives(now):
                raise NotSignedInError(
                    "session.over_local",
                    "The session is over. Open the address again that was printed at the start.",
                )
            self._open[digest] = replace(session, seen=now)

    def end(self, token: str) -> None:
        """End a session, if there is one."""
        with self._lock:
            self._open.pop(digest_of(token), None)
