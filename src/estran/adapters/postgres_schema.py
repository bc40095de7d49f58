"""The casebook's tables in PostgreSQL, as numbered steps, and the triggers that keep them.

A step that was published is never edited: what changes is added as a new step.
"""

from __future__ import annotations


def _never(table: str, *verbs: str) -> tuple[str, ...]:
    """Return triggers that refuse some verbs on a table, and emptying it."""
    return (
        f"CREATE TRIGGER {table}_kept BEFORE {' OR '.join(verbs)} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    )


def _kept(table: str) -> tuple[str, ...]:
    """Return the triggers of a table whose rows stay as they were written."""
    return _never(table, "UPDATE", "DELETE")


_FIRST = (
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '%: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    "CREATE TABLE schema_steps (step integer PRIMARY KEY, taken_at text NOT NULL)",
    *_kept("schema_steps"),
    """CREATE TABLE identity (
        one integer PRIMARY KEY CHECK (one = 1),
        casebook text NOT NULL CHECK (length(casebook) = 32),
        opened text NOT NULL,
        watermark text NOT NULL,
        genesis text NOT NULL CHECK (length(genesis) = 64)
    )""",
    *_kept("identity"),
    """CREATE TABLE entries (
        seq bigint PRIMARY KEY,
        kind text NOT NULL,
        true_at text NOT NULL,
        entered_at text NOT NULL,
        role text NOT NULL,
        centre text NOT NULL,
        account text NOT NULL,
        case_id text NOT NULL,
        prev text NOT NULL CHECK (length(prev) = 64),
        hash text NOT NULL CHECK (length(hash) = 64)
    )""",
    *_kept("entries"),
    """CREATE FUNCTION refuse_disorder() RETURNS trigger LANGUAGE plpgsql
    SET search_path FROM CURRENT AS $$
    DECLARE
        last_seq bigint;
        last_hash text;
    BEGIN
        SELECT seq, hash INTO last_seq, last_hash FROM entries ORDER BY seq DESC LIMIT 1;
        IF NOT FOUND THEN
            SELECT 0, genesis INTO last_seq, last_hash FROM identity;
        END IF;
        IF NEW.seq IS DISTINCT FROM last_seq + 1 OR NEW.prev IS DISTINCT FROM last_hash THEN
            RAISE EXCEPTION 'entries: an entry out of order is refused'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries "
    "FOR EACH ROW EXECUTE FUNCTION refuse_disorder()",
    """CREATE TABLE bodies (
        seq bigint PRIMARY KEY REFERENCES entries (seq),
        nonce text NOT NULL,
        body text NOT NULL
    )""",
    *_kept("bodies"),
    """CREATE TABLE requests (
        request_key text PRIMARY KEY,
        request text NOT NULL,
        first_seq bigint NOT NULL REFERENCES entries (seq),
        last_seq bigint NOT NULL REFERENCES entries (seq)
    )""",
    *_kept("requests"),
    "CREATE TABLE sealed (id text PRIMARY KEY, vault_key text NOT NULL, box bytea NOT NULL)",
    "CREATE INDEX sealed_by_key ON sealed (vault_key)",
    *_never("sealed", "UPDATE"),
    "CREATE TABLE artifacts (digest text PRIMARY KEY, media text NOT NULL, content bytea NOT NULL)",
    *_kept("artifacts"),
    """CREATE TABLE checkpoints (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        seq bigint NOT NULL,
        text text NOT NULL,
        signature text NOT NULL
    )""",
    *_kept("checkpoints"),
)

_SECOND = (
    """CREATE TABLE consultations (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        token text NOT NULL UNIQUE,
        read_at text NOT NULL,
        role text NOT NULL,
        centre text NOT NULL,
        account text NOT NULL,
        what text NOT NULL,
        why text NOT NULL
    )""",
    *_kept("consultations"),
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND)
"""1: the record. 2: who consulted it, apart from it. The same as in SQLite."""
