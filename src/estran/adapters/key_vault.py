"""Keys that can be destroyed, in an SQLite file of their own, never in the record's.

A row is never deleted or moved: the bytes of a destroyed key are overwritten where they stand, and
no copy stays in the file or its log. What a disk or a backup keeps is not in our hands.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
from collections import deque
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from estran.casebook.fingerprint import comparable
from estran.errors import ChainError, KeyDestroyedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POOL = 256
"""So many keys are made in one durable write."""
KEY_BYTES = 32
NONCE_BYTES = 12
OWNER_ONLY = 0o600
WAIT_SECONDS = 10.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS key (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('text', 'night')),
    state TEXT NOT NULL CHECK (state IN ('free', 'held', 'gone')),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT
"""


class SqliteVault:
    """A vault in one SQLite file; for several threads, and several processes.

    Parameters
    ----------
    path : Path
        Such as ``keys.sqlite``, on a disk whose backups are kept no longer than texts may be.
    pool : int
        How many keys are made at once.

    Raises
    ------
    StoreError
        Where the file cannot be read or written.
    """

    def __init__(self, path: Path, *, pool: int = POOL) -> None:
        self._path, self._pool = path, pool
        self._lock = RLock()
        self._taken: deque[str] = deque()
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
            self._base = sqlite3.connect(
                path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as problem:
            raise _failed(path, problem) from problem
        with self._guarded():
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
                self._base.execute(f"PRAGMA {pragma}")
            self._base.execute(_SCHEMA)

    def take(self) -> str:
        """Return the name of a fresh key; it is durable before this returns."""
        with self._guarded():
            if not self._taken:
                self._refill()
            return self._taken.popleft()

    def seal(self, key: str, plain: bytes, *, label: str) -> bytes:
        """Encrypt with AES-256-GCM; the box is a nonce of 12 bytes, and what was sealed."""
        secret = self._secret(key, purpose="text")
        if secret is None:
            raise KeyDestroyedError(
                "vault.destroyed",
                f"The key {key} has been destroyed: nothing can be sealed under it.",
                key=key,
            )
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(secret).encrypt(nonce, plain, label.encode())

    def open(self, key: str, box: bytes, *, label: str) -> bytes | None:
        """Return what was sealed; None where the key has been destroyed."""
        secret = self._secret(key, purpose="text")
        if secret is None:
            return None
        try:
            return AESGCM(secret).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], label.encode())
        except (InvalidTag, ValueError) as problem:
            raise ChainError(
                "vault.box",
                f"A private text under the key {key} is not what was sealed. Keep the file, and "
                "compare it with a copy.",
                key=key,
            ) from problem

    def fingerprint(self, night: str, text: str) -> str | None:
        """Return HMAC-SHA256 of the comparable text, 64 digits; None where the key is destroyed."""
        with self._guarded():
            if self._state(night) is None:
                self._add([night], purpose="night", state="held")
            secret = self._secret(night, purpose="night")
        if secret is None:
            return None
        return hmac.new(secret, comparable(text).encode(), hashlib.sha256).hexdigest()

    def destroy(self, key: str) -> bool:
        """Destroy a key, or the key of a night, for good; return whether there was one."""
        with self._guarded():
            done = self._base.execute(
                "UPDATE key SET state = 'gone', secret = zeroblob(32) "
                "WHERE name = ? AND state = 'held'",
                (key,),
            )
            self._clean()
            return done.rowcount > 0

    def nights(self) -> tuple[str, ...]:
        """Return the nights whose keys still exist."""
        with self._guarded():
            rows = self._base.execute(
                "SELECT name FROM key WHERE purpose = 'night' AND state = 'held' ORDER BY name"
            )
            return tuple(name for (name,) in rows)

    def close(self) -> None:
        """Give back the keys of the pool that nobody took, and let go of the file."""
        with self._guarded():
            self._base.execute(
                "UPDATE key SET state = 'free' WHERE state = 'held' "
                "AND name IN (SELECT value FROM json_each(?))",
                (json.dumps(list(self._taken)),),
            )
            self._taken.clear()
            self._base.close()

    def _refill(self) -> None:
        """Claim keys that another run left free; make new ones where there are none."""
        rows = self._base.execute(
            "UPDATE key SET state = 'held' WHERE number IN "
            "(SELECT number FROM key WHERE state = 'free' ORDER BY number LIMIT ?) RETURNING name",
            (self._pool,),
        ).fetchall()
        names = [name for (name,) in rows]
        if not names:
            names = [secrets.token_hex(16) for _ in range(self._pool)]
            self._add(names, purpose="text", state="held")
        self._taken.extend(names)

    def _add(self, names: list[str], *, purpose: str, state: str) -> None:
        rows = [(name, purpose, state, secrets.token_bytes(KEY_BYTES)) for name in names]
        self._base.execute("BEGIN IMMEDIATE")
        try:
            self._base.executemany(
                "INSERT INTO key (name, purpose, state, secret) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO NOTHING",
                rows,
            )
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise

    def _state(self, name: str) -> str | None:
        row = self._base.execute("SELECT state FROM key WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _secret(self, name: str, *, purpose: str) -> bytes | None:
        with self._guarded():
            row = self._base.execute(
                "SELECT secret FROM key WHERE name = ? AND purpose = ? AND state = 'held'",
                (name, purpose),
            ).fetchone()
        return None if row is None else bytes(row[0])

    def _clean(self) -> None:
        """Empty the write-ahead log, which holds keys as they were when they were made."""
        busy, _, _ = self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(
                "vault.not_cleaned",
                f"{self._path}: the key is destroyed, but another program holds the log that may "
                "still show it. Destroy it again once that program has ended.",
                file=str(self._path),
            )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as problem:
                raise _failed(self._path, problem) from problem


def _failed(path: Path, problem: Exception) -> StoreError:
    return StoreError(
        "vault.file",
        f"{path}: the keys cannot be read or written: {problem}.",
        file=str(path),
        reason=str(problem),
    )
