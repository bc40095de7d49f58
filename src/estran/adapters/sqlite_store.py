"""The record in one SQLite file: durable before it is acknowledged, safe for several programs.

One connection writes, behind a lock; others read, and neither waits for the other (WAL).
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from estran.adapters import store_refusals as say
from estran.adapters.relational_store import RelationalStore
from estran.adapters.sqlite_schema import APPLICATION_ID, STEPS
from estran.adapters.store_schema import Opening, brought_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from estran.adapters.relational_store import Session
    from estran.adapters.store_rows import Row
    from estran.casebook.chain import Identity
    from estran.errors import StoreError

T = TypeVar("T")

PATIENCE_S = 10.0
"""How long another program may hold the file before a write is refused."""
IDLE_READERS = 8
_NAP_S = 0.02
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)
_REFUSALS: Mapping[int, Callable[[str, str], StoreError]] = {
    sqlite3.SQLITE_FULL: say.full,
    sqlite3.SQLITE_READONLY: say.read_only,
    sqlite3.SQLITE_PERM: say.read_only,
    sqlite3.SQLITE_BUSY: say.locked,
    sqlite3.SQLITE_LOCKED: say.locked,
    sqlite3.SQLITE_CORRUPT: say.damaged,
    sqlite3.SQLITE_NOTADB: say.not_a_casebook,
    sqlite3.SQLITE_CANTOPEN: say.cannot_open,
    sqlite3.SQLITE_CONSTRAINT: say.refused,
}

_OF_THE_SYSTEM: Mapping[int | None, Callable[[str, str], StoreError]] = {
    errno.ENOSPC: say.full,
    errno.EDQUOT: say.full,
    errno.EROFS: say.read_only,
    errno.EACCES: say.read_only,
    errno.EPERM: say.read_only,
}


class SqliteStore(RelationalStore):
    """An `EventStore` in one file."""


def open_sqlite(
    path: Path, *, watermark: str = "", identity_opened: datetime, read_only: bool = False
) -> SqliteStore:
    """Open a casebook in a file; make it where there is none, migrate it where it is older.

    Parameters
    ----------
    path : Path
        The file. Beside it stand ``-wal`` and ``-shm`` while it is open.
    watermark : str
        Of a new casebook; an old one must have the same where one is given.
    identity_opened : datetime
        Now, by the clock of the room: a new casebook keeps it as its birth.
    read_only : bool
        Nothing may be changed, not even by a migration.

    Raises
    ------
    StoreError
        Where the file cannot be opened, is no casebook, is newer than this Estran, is read-only
        or full or held by another program.
    """
    where = str(path)
    opening = Opening(where=where, watermark=watermark, now=identity_opened, read_only=read_only)
    if not read_only:
        _make(path)
    sessions = _Sessions(path, read_only=read_only)
    try:
        identity = sessions.opened(opening)
    except BaseException:
        sessions.close()
        raise
    return SqliteStore(sessions, identity)


class _Session:
    again = False  # a commit in a file is never left unheard

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, /, **values: object) -> list[Row]:
        return self._connection.execute(statement, values).fetchall()


class _Sessions:
    """One writer, several readers, all with autocommit off-hand: every BEGIN is written here."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._where = str(path)
        self._read_only = read_only
        self._file = _file_number(path)
        self._writing, self._pooling = Lock(), Lock()
        self._writer: sqlite3.Connection | None = None
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    def opened(self, opening: Opening) -> Identity:
        def prepared(session: Session) -> Identity:
            held = _held(session, self._where)
            return brought_up_to_date(session, STEPS, opening, held=held)

        if self._read_only:
            return self.read(prepared)
        return self.write(prepared)

    def read(self, work: Callable[[Session], T]) -> T:
        with self._refusing(), self._reader() as connection:
            return work(_Session(connection))

    def write(self, work: Callable[[Session], T]) -> T:
        if self._read_only:
            raise say.read_only(self._where, "it was opened for reading only")
        with self._writing, self._refusing():
            connection = self._ready_writer()
            try:
                return _transaction(connection, work)
            except sqlite3.Error as error:
                self._drop_writer(error)
                raise

    def erased(self) -> None:
        """Empty the write-ahead log, in which deleted parts would otherwise stand for a while."""
        with self._writing, self._refusing():
            self._ready_writer().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        with self._writing, self._pooling:
            self._closed = True
            writer = [] if self._writer is None else [self._writer]
            for connection in (*self._idle, *writer):
                connection.close()
            self._idle.clear()
            self._writer = None

    def _ready_writer(self) -> sqlite3.Connection:
        self._require_open()
        if _file_number(self._path) != self._file:
            raise say.moved(self._where)
        if self._writer is None:
            self._writer = _connect(self._path)
            _write_ahead(self._writer)
        return self._writer

    def _drop_writer(self, error: sqlite3.Error) -> None:
        """After trouble with the disk, trust no connection: the next write opens a fresh one."""
        if _primary(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CONSTRAINT}:
            return
        if self._writer is not None:
            with suppress(sqlite3.Error):
                self._writer.close()
            self._writer = None

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        self._require_open()
        with self._pooling:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = _connect_reader(self._path, read_only=self._read_only)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._give_back(connection)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pooling:
            if not self._closed and len(self._idle) < IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

    def _require_open(self) -> None:
        if self._closed:
            raise say.closed(self._where)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _refusal(self._path, error) from error


def _transaction(connection: sqlite3.Connection, work: Callable[[Session], T]) -> T:
    """Do some work alone; it is on the disk when this returns, or nothing has changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(_Session(connection))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
    return result


def _make(path: Path) -> None:
    """Make an empty file that only its owner reads, and its name durable, where there is none."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except FileExistsError:
        return
    except OSError as error:
        refusal = _OF_THE_SYSTEM.get(error.errno, say.cannot_open)
        raise refusal(str(path), str(error.strerror)) from error


def _file_number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path, mode: str = "mode=rw", *more: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,  # nothing begins or commits but where it is written here
        check_same_thread=False,
    )
    try:
        for setting in (*_SETTINGS, *more):
            connection.execute(setting)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_reader(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Connect for reading; without a log beside it, a file in a read-only folder is read as is."""
    try:
        return _connect(path, "mode=ro" if read_only else "mode=rw", "PRAGMA query_only = ON")
    except sqlite3.OperationalError as error:
        log = path.with_name(path.name + "-wal")
        whole = not log.exists() or log.stat().st_size == 0
        if read_only and whole and _primary(error) == sqlite3.SQLITE_CANTOPEN and path.exists():
            return _connect(path, "immutable=1")
        raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; two programs that open a new file at once take turns."""
    until = monotonic() + PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if _primary(error) != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_NAP_S)
        else:
            return


def _held(session: Session, where: str) -> bool:
    """Return whether the file is a casebook; it may be empty, but nothing else."""
    marked: bool = session.run("PRAGMA application_id")[0][0] == APPLICATION_ID
    if not marked and session.run("SELECT count(*) FROM sqlite_master")[0][0]:
        raise say.not_a_casebook(where, "it is another program's database")
    return marked


def _refusal(path: Path, error: sqlite3.Error) -> StoreError:
    """Return what SQLite could not do; it says "cannot open" of a log in a read-only folder too."""
    code = _primary(error)
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    if code == sqlite3.SQLITE_CANTOPEN and path.exists() and not writable:
        return say.read_only(str(path), str(error))
    return _REFUSALS.get(code, say.failed)(str(path), str(error))


def _primary(error: sqlite3.Error) -> int:
    """Return SQLite's own number of a failure, without what it is extended by; 0 for none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
