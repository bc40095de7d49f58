"""The casebook's tables in SQLite, as numbered steps, and the triggers that keep them as they are.

A step that was published is never edited: what changes is added as a new step.
"""

from __future__ import annotations

APPLICATION_ID = 0x45737472
"""``Estr``: in the header of the file, so that it can be told from other databases."""


def _never(table: str, *verbs: str) -> tuple[str, ...]:
    """Return triggers that refuse some verbs on a table."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table}: {verb} is refused'); END"
        for verb in verbs
    )


def _once(table: str, key: str) -> str:
    """Return a trigger that refuses a second row under a key, and with it INSERT OR REPLACE."""
    held = f"SELECT 1 FROM {table} WHERE {key} = NEW.{key}"  # noqa: S608 (names written below)
    return (
        f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN EXISTS ({held}) BEGIN "
        f"SELECT RAISE(ABORT, '{table}: a second row under one {key} is refused'); END"
    )


def _kept(table: str, key: str) -> tuple[str, ...]:
    """Return the triggers of a table whose rows stay as they were written."""
    return (*_never(table, "UPDATE", "DELETE"), _once(table, key))


_FIRST = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
    "CREATE TABLE schema_steps (step INTEGER PRIMARY KEY, taken_at TEXT NOT NULL) STRICT",
    *_kept("schema_steps", "step"),
    """CREATE TABLE identity (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        casebook TEXT NOT NULL CHECK (length(casebook) = 32),
        opened TEXT NOT NULL,
        watermark TEXT NOT NULL,
        genesis TEXT NOT NULL CHECK (length(genesis) = 64)
    ) STRICT""",
    *_kept("identity", "one"),
    """CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        true_at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        role TEXT NOT NULL,
        centre TEXT NOT NULL,
        account TEXT NOT NULL,
        case_id TEXT NOT NULL,
        prev TEXT NOT NULL CHECK (length(prev) = 64),
        hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT""",
    *_never("entries", "UPDATE", "DELETE"),
    """CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
      OR NEW.prev IS NOT coalesce(
        (SELECT hash FROM entries ORDER BY seq DESC LIMIT 1), (SELECT genesis FROM identity))
    BEGIN SELECT RAISE(ABORT, 'entries: an entry out of order is refused'); END""",
    """CREATE TABLE bodies (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq),
        nonce TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    *_kept("bodies", "seq"),
    """CREATE TABLE requests (
        request_key TEXT PRIMARY KEY,
        request TEXT NOT NULL,
        first_seq INTEGER NOT NULL REFERENCES entries (seq),
        last_seq INTEGER NOT NULL REFERENCES entries (seq)
    ) STRICT, WITHOUT ROWID""",
    *_kept("requests", "request_key"),
    """CREATE TABLE sealed (
        id TEXT PRIMARY KEY, vault_key TEXT NOT NULL, box BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX sealed_by_key ON sealed (vault_key)",
    *_never("sealed", "UPDATE"),
    _once("sealed", "id"),
    """CREATE TABLE artifacts (
        digest TEXT PRIMARY KEY, media TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT""",
    *_kept("artifacts", "digest"),
    """CREATE TABLE checkpoints (
        id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, text TEXT NOT NULL, signature TEXT NOT NULL
    ) STRICT""",
    *_kept("checkpoints", "id"),
)

_SECOND = (
    "PRAGMA user_version = 2",
    """CREATE TABLE consultations (
        id INTEGER PRIMARY KEY,
        token TEXT NOT NULL UNIQUE,
        read_at TEXT NOT NULL,
        role TEXT NOT NULL,
        centre TEXT NOT NULL,
        account TEXT NOT NULL,
        what TEXT NOT NULL,
        why TEXT NOT NULL
    ) STRICT""",
    *_kept("consultations", "token"),
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND)
"""1: the record. 2: who consulted it, apart from it."""
