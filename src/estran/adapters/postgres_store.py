"""The record in PostgreSQL, for a room of several machines. The home of pg8000.

A commit that nobody heard of is looked for after reconnecting; nothing is ever written twice.
"""

from __future__ import annotations

import ssl
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from pg8000 import native

from estran.adapters import store_refusals as say
from estran.adapters.postgres_address import address_of
from estran.adapters.postgres_schema import STEPS
from estran.adapters.relational_store import RelationalStore
from estran.adapters.store_schema import Opening, brought_up_to_date
from estran.errors import EstranError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from estran.adapters.postgres_address import Address
    from estran.adapters.relational_store import Session
    from estran.adapters.store_rows import Row
    from estran.casebook.chain import Identity
    from estran.errors import StoreError

T = TypeVar("T")

IDLE_SESSIONS = 8
PATIENCE_S = 30.0
"""How long the server may be silent before the connection counts as lost."""
_OLDEST_SERVER = 150000
_LOCKS = 0x45737472
_TAKE_TURNS = "BEGIN; SELECT pg_advisory_xact_lock({family}, hashtext('{schema}'))"
"""In one message to the server. A schema's name has letters, digits and _ only (`address_of`)."""
_SETTINGS = (
    "SET lock_timeout = '10s'",
    "SET statement_timeout = '25s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET standard_conforming_strings = on",
)
_SERVER = (
    "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), "
    "current_setting('fsync'), current_setting('synchronous_commit')"
)
_REFUSALS: Mapping[str, Callable[[str, str], StoreError]] = {
    "53100": say.full,
    "25006": say.read_only,
    "42501": say.read_only,
    "55P03": say.locked,
    "57014": say.locked,
    "40P01": say.locked,
    "XX001": say.damaged,
    "XX002": say.damaged,
    "42P07": say.not_a_casebook,
    "42723": say.not_a_casebook,
    "28P01": say.unreachable,
    "28000": say.unreachable,
    "3D000": say.unreachable,
    "53300": say.unreachable,
}
_GONE = {"57P01", "57P02", "57P03", "57P05", "25P03"}


class PostgresStore(RelationalStore):
    """An `EventStore` in one schema of a PostgreSQL database."""


def open_postgres(
    url: str, *, watermark: str = "", identity_opened: datetime, read_only: bool = False
) -> PostgresStore:
    """Open a casebook on a server; make it where there is none, migrate it where it is older.

    Parameters
    ----------
    url : str
        As `address_of` reads it.
    watermark : str
        Of a new casebook; an old one must have the same where one is given.
    identity_opened : datetime
        Now, by the clock of the room: a new casebook keeps it as its birth.
    read_only : bool
        Nothing may be changed, not even by a migration.

    Raises
    ------
    InputError
        Where the URL cannot be read.
    StoreError
        Where the server does not answer, does not let in, cannot keep a record, or its casebook
        is newer than this Estran.
    """
    address = address_of(url)
    opening = Opening(
        where=address.where, watermark=watermark, now=identity_opened, read_only=read_only
    )
    sessions = _Sessions(address, read_only=read_only)
    try:
        identity = sessions.opened(opening)
    except BaseException:
        sessions.close()
        raise
    return PostgresStore(sessions, identity)


class _LostError(Exception):
    """The connection went away; `committing` says whether a commit was under way."""

    def __init__(self, reason: str, *, committing: bool = False) -> None:
        super().__init__(reason)
        self.committing = committing


class _Session:
    """One connection; what went wrong on it is a refusal, or `_LostError`."""

    def __init__(self, address: Address, *, read_only: bool) -> None:
        self.again = False
        self._where = address.where
        self._prepared: dict[str, Any] = {}
        with self._refusing():
            self._connection = _connected(address, read_only=read_only)

    def run(self, statement: str, /, **values: object) -> list[Row]:
        with self._refusing():
            if not values:
                return list(self._connection.run(statement) or ())
            if statement not in self._prepared:
                self._prepared[statement] = self._connection.prepare(statement)
            return list(self._prepared[statement].run(**values) or ())

    def close(self) -> None:
        with suppress(native.Error, OSError):
            self._connection.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except native.DatabaseError as error:
            raise _refusal(error, self._where) from error
        except (native.InterfaceError, OSError) as error:
            raise _LostError(_reason(error)) from error


class _Sessions:
    """A few connections, kept for whoever asks next."""

    def __init__(self, address: Address, *, read_only: bool) -> None:
        self._address = address
        self._read_only = read_only
        self._pooling = Lock()
        self._idle: list[_Session] = []
        self._closed = False

    def opened(self, opening: Opening) -> Identity:
        def prepared(session: Session) -> Identity:
            _require_fit(session, self._address)
            held = _held(session, self._address, make=not self._read_only)
            return brought_up_to_date(session, STEPS, opening, held=held)

        if self._read_only:
            return self.read(prepared)
        return self.write(prepared)

    def read(self, work: Callable[[Session], T]) -> T:
        """Read; once more on a fresh connection where the first was lost."""
        try:
            return self._done(work)
        except _LostError:
            self._forget_idle()
        try:
            return self._done(work)
        except _LostError as lost:
            raise say.unreachable(self._address.where, str(lost)) from lost

    def write(self, work: Callable[[Session], T]) -> T:
        """Write; once more on a fresh connection where the first was lost, doubling nothing."""
        if self._read_only:
            raise say.read_only(self._address.where, "it was opened for reading only")
        try:
            return self._done(lambda session: self._transaction(session, work, again=False))
        except _LostError as lost:
            self._forget_idle()
            unsure = lost.committing
        try:
            return self._done(lambda session: self._transaction(session, work, again=unsure))
        except _LostError as lost:
            if unsure or lost.committing:
                raise say.unknown_outcome(self._address.where) from lost
            raise say.unreachable(self._address.where, str(lost)) from lost

    def erased(self) -> None:
        """Nothing: the server's own vacuum takes deleted rows out."""

    def close(self) -> None:
        self._closed = True
        self._forget_idle()

    def _done(self, work: Callable[[_Session], T]) -> T:
        """Do some work on a connection, which is kept unless it was lost."""
        session = self._taken()
        try:
            result = work(session)
        except EstranError:
            self._give_back(session)
            raise
        except BaseException:
            session.close()
            raise
        self._give_back(session)
        return result

    def _transaction(self, session: _Session, work: Callable[[Session], T], *, again: bool) -> T:
        """Do some work alone; it is durable when this returns, or nothing has changed."""
        session.again = again
        try:
            session.run(_TAKE_TURNS.format(family=_LOCKS, schema=self._address.schema))
            result = work(session)
        except EstranError:
            session.run("ROLLBACK")
            raise
        try:
            session.run("COMMIT")
        except _LostError as lost:
            raise _LostError(str(lost), committing=True) from lost
        return result

    def _taken(self) -> _Session:
        if self._closed:
            raise say.closed(self._address.where)
        with self._pooling:
            if self._idle:
                return self._idle.pop()
        return _Session(self._address, read_only=self._read_only)

    def _give_back(self, session: _Session) -> None:
        with self._pooling:
            if not self._closed and len(self._idle) < IDLE_SESSIONS:
                self._idle.append(session)
                return
        session.close()

    def _forget_idle(self) -> None:
        with self._pooling:
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()


def _connected(address: Address, *, read_only: bool) -> Any:  # noqa: ANN401 (pg8000 has no types)
    socket = address.host.startswith("/")
    connection = native.Connection(
        address.user,
        password=address.password,
        host=None if socket else address.host,
        port=address.port,
        unix_sock=f"{address.host}/.s.PGSQL.{address.port}" if socket else None,
        database=address.database,
        ssl_context=_trust(address) if address.encrypted else False,
        timeout=PATIENCE_S,
        application_name=f"estran {address.schema}",
        startup_params={
            "search_path": address.schema,
            "default_transaction_read_only": "on" if read_only else "off",
        },
    )
    for setting in _SETTINGS:
        connection.run(setting)
    if connection.run(_SERVER)[0][3] in {"off", "local"}:
        connection.run("SET synchronous_commit = on")
    return connection


def _trust(address: Address) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=address.authority or None)


def _require_fit(session: Session, address: Address) -> None:
    version, encoding, fsync, _ = session.run(_SERVER)[0]
    if version < _OLDEST_SERVER:
        raise say.unfit(address.where, f"it is older than PostgreSQL 15 ({version})")
    if encoding != "UTF8":
        raise say.unfit(address.where, f"its database has the encoding {encoding}, not UTF8")
    if fsync != "on":
        raise say.unfit(address.where, "it runs with fsync off, so that nothing is durable")


def _held(session: Session, address: Address, *, make: bool) -> bool:
    """Return whether the schema holds a casebook; make an empty schema where there is none."""
    known = session.run("SELECT to_regnamespace(:schema) IS NOT NULL", schema=address.schema)
    if not known[0][0] and make:
        session.run(f"CREATE SCHEMA {address.schema}")
    table = f"{address.schema}.schema_steps"
    return bool(session.run("SELECT to_regclass(:steps) IS NOT NULL", steps=table)[0][0])


def _refusal(error: native.DatabaseError, where: str) -> Exception:
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    code, reason = str(told.get("C", "")), str(told.get("M", error))
    if code in _GONE or code.startswith("08"):
        return _LostError(reason)
    if code in _REFUSALS:
        return _REFUSALS[code](where, reason)
    return (say.refused if code.startswith("23") else say.failed)(where, reason)


def _reason(error: Exception) -> str:
    return str(error.__cause__ or error) or type(error).__name__
