"""Accounts in a SQLite file of their own, passwords as argon2id. The record is not kept here."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import BoundedSemaphore, RLock
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from estran.errors import StoreError
from estran.room.accounts import Account, ApiKey, Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA_VERSION = 1
HASHED_AT_ONCE = 2
"""Each takes 64 MiB while it runs: more at once would let strangers fill the memory."""
SCHEMA = """
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
  centre TEXT NOT NULL, created TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0,
  hash TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts, opened TEXT NOT NULL,
  seen TEXT NOT NULL, expires TEXT NOT NULL) STRICT;
CREATE TABLE keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES accounts, scopes TEXT NOT NULL, created TEXT NOT NULL,
  expires TEXT NOT NULL, revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE invitations (
  digest TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, role TEXT NOT NULL, centre TEXT NOT NULL,
  expires TEXT NOT NULL) STRICT;
"""


class SqliteAccounts:
    """Accounts in one file, which only its owner can read.

    Parameters
    ----------
    path : Path
        Made where it is missing.
    hasher : PasswordHasher or None
        How passwords are hashed; the library's defaults (RFC 9106, 64 MiB) where None.

    Raises
    ------
    StoreError
        Where the file cannot be opened, is no such file, or is of a later version.
    """

    def __init__(self, path: Path, *, hasher: PasswordHasher | None = None) -> None:
        self._path, self._lock = path, RLock()
        self._hasher = hasher or PasswordHasher()
        self._at_once = BoundedSemaphore(HASHED_AT_ONCE)
        self._nobodys = ""
        self._file = self._opened()

    def invite(self, invitation: Invitation) -> None:
        """Keep an invitation; an earlier one for the same login is void."""
        self._write(
            "INSERT OR REPLACE INTO invitations VALUES (?, ?, ?, ?, ?)",
            invitation.digest,
            invitation.login,
            invitation.role,
            invitation.centre,
            _text(invitation.expires),
        )

    def invitation(self, digest: str) -> Invitation | None:
        """Return an invitation that was not used, lapsed or not."""
        for row in self._rows("SELECT * FROM invitations WHERE digest = ?", digest):
            return Invitation(**{**dict(row), "expires": _time(row["expires"])})
        return None

    def admit(self, invitation: Invitation, *, password: str, now: datetime) -> Account | None:
        """Use an invitation up: open its account, or give an open one a new password."""
        hashed = self._hashed(password)
        guest = (invitation.login, invitation.role, invitation.centre, _text(now), hashed)
        with self._writing() as file:
            used = file.execute(
                "DELETE FROM invitations WHERE digest = ? RETURNING digest", (invitation.digest,)
            ).fetchall()
            if not used:
                return None
            file.execute(
                "INSERT INTO accounts (login, role, centre, created, hash) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (login) DO UPDATE SET hash = excluded.hash, disabled = 0",
                guest,
            )
            file.execute(
                "DELETE FROM sessions WHERE account = (SELECT id FROM accounts WHERE login = ?)",
                (invitation.login,),
            )
        return self.account_of(invitation.login)

    def verified(self, login: str, password: str) -> Account | None:
        """Return the account that this password opens; None where there is none, or it is shut."""
        rows = self._rows("SELECT * FROM accounts WHERE login = ?", login)
        right = self._matches(rows[0]["hash"] if rows else self._hash_of_nobody(), password)
        if not rows or not right or rows[0]["disabled"]:
            return None
        if self._hasher.check_needs_rehash(rows[0]["hash"]):
            hashed = self._hashed(password)
            self._write("UPDATE accounts SET hash = ? WHERE id = ?", hashed, rows[0]["id"])
        return _account(rows[0])

    def account(self, account_id: str) -> Account | None:
        """Return an account by id."""
        return self._one_account("SELECT * FROM accounts WHERE 'a' || id = ?", account_id)

    def account_of(self, login: str) -> Account | None:
        """Return an account by login."""
        return self._one_account("SELECT * FROM accounts WHERE login = ?", login)

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, oldest first."""
        return tuple(_account(row) for row in self._rows("SELECT * FROM accounts ORDER BY id"))

    def disable(self, account_id: str) -> None:
        """Shut an account: its sessions end, its keys are revoked, its invitations are void."""
        with self._writing() as file:
            for statement in (
                "UPDATE accounts SET disabled = 1 WHERE 'a' || id = ?",
                "DELETE FROM sessions WHERE 'a' || account = ?",
                "UPDATE keys SET revoked = 1 WHERE 'a' || account = ?",
                "DELETE FROM invitations WHERE login = "
                "(SELECT login FROM accounts WHERE 'a' || id = ?)",
            ):
                file.execute(statement, (account_id,))

    def open_session(self, session: Session) -> None:
        """Keep a session."""
        self._write(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)",
            session.digest,
            _number(session.account),
            _text(session.opened),
            _text(session.seen),
            _text(session.expires),
        )

    def session(self, digest: str) -> Session | None:
        """Return a session that has not been ended, lapsed or not."""
        for row in self._rows("SELECT * FROM sessions WHERE digest = ?", digest):
            return Session(
                digest=digest,
                account=f"a{row['account']}",
                opened=_time(row["opened"]),
                seen=_time(row["seen"]),
                expires=_time(row["expires"]),
            )
        return None

    def touch_session(self, digest: str, *, seen: datetime) -> None:
        """Note that a session was used."""
        self._write("UPDATE sessions SET seen = ? WHERE digest = ?", _text(seen), digest)

    def end_session(self, digest: str) -> None:
        """End a session, if there is one."""
        self._write("DELETE FROM sessions WHERE digest = ?", digest)

    def add_key(self, key: ApiKey) -> ApiKey:
        """Keep a key, and return it with the id that it was given."""
        self._write(
            "INSERT INTO keys (digest, account, scopes, created, expires) VALUES (?, ?, ?, ?, ?)",
            key.digest,
            _number(key.account),
            " ".join(sorted(key.scopes)),
            _text(key.created),
            _text(key.expires),
        )
        return _key(self._rows("SELECT * FROM keys WHERE digest = ?", key.digest)[0])

    def key(self, digest: str) -> ApiKey | None:
        """Return a key by the hash of its secret."""
        rows = self._rows("SELECT * FROM keys WHERE digest = ?", digest)
        return _key(rows[0]) if rows else None

    def api_keys(self) -> tuple[ApiKey, ...]:
        """Return every key, oldest first."""
        return tuple(_key(row) for row in self._rows("SELECT * FROM keys ORDER BY id"))

    def revoke_key(self, key_id: str) -> None:
        """Take a key back."""
        self._write("UPDATE keys SET revoked = 1 WHERE 'k' || id = ?", key_id)

    def sweep(self, now: datetime) -> None:
        """Forget sessions and invitations that have lapsed."""
        with self._writing() as file:
            file.execute("DELETE FROM sessions WHERE expires <= ?", (_text(now),))
            file.execute("DELETE FROM invitations WHERE expires <= ?", (_text(now),))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def _opened(self) -> sqlite3.Connection:
        try:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            file = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(str(error)) from error
        try:
            self._prepare(file)
        except (StoreError, sqlite3.Error) as error:
            file.close()
            raise self._unusable(str(error)) from error
        return file

    def _prepare(self, file: sqlite3.Connection) -> None:
        file.row_factory = sqlite3.Row
        file.execute("PRAGMA busy_timeout = 5000")
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA foreign_keys = ON")
        version = file.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise self._unusable(f"it was written by a later Estran (schema {version})")
        if version == 0:
            file.executescript(
                f"BEGIN IMMEDIATE;{SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
            )

    def _one_account(self, statement: str, value: str) -> Account | None:
        rows = self._rows(statement, value)
        return _account(rows[0]) if rows else None

    def _rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:  # noqa: ANN401
        with self._lock:
            try:
                return self._file.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise self._unusable(str(error)) from error

    def _write(self, statement: str, *values: Any) -> None:  # noqa: ANN401
        with self._writing() as file:
            file.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Write all of it or nothing."""
        with self._lock:
            try:
                self._file.execute("BEGIN IMMEDIATE")
                yield self._file
                self._file.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                raise self._unusable(str(error)) from error

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):  # a file that is closed has nothing to roll back
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")

    def _unusable(self, reason: str) -> StoreError:
        return StoreError(
            "accounts.unusable",
            f"{self._path}: the accounts cannot be read or written: {reason}.",
            file=str(self._path),
            reason=reason,
        )

    def _hashed(self, password: str) -> str:
        with self._at_once:
            return self._hasher.hash(password)

    def _hash_of_nobody(self) -> str:
        """Return a hash that no password has, so that unknown logins take as long as known ones."""
        if not self._nobodys:
            self._nobodys = self._hashed(os.urandom(16).hex())
        return self._nobodys

    def _matches(self, hashed: str, password: str) -> bool:
        with self._at_once:
            try:
                return self._hasher.verify(hashed, password)
            except (VerificationError, InvalidHashError):
                return False


def _account(row: sqlite3.Row) -> Account:
    return Account(
        id=f"a{row['id']}",
        login=row["login"],
        role=row["role"],
        centre=row["centre"],
        created=_time(row["created"]),
        disabled=bool(row["disabled"]),
    )


def _key(row: sqlite3.Row) -> ApiKey:
    return ApiKey(
        id=f"k{row['id']}",
        digest=row["digest"],
        account=f"a{row['account']}",
        scopes=frozenset(row["scopes"].split()),
        created=_time(row["created"]),
        expires=_time(row["expires"]),
        revoked=bool(row["revoked"]),
    )


def _number(account_id: str) -> int:
    return int(account_id.removeprefix("a"))


def _text(time: datetime) -> str:
    """Return a time with a fixed number of digits, so that texts sort as times do."""
    return time.isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
