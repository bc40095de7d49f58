"""The event store over any database that speaks SQL: what is asked, in which order, in one write.

How sessions are opened, locked, committed and repaired is the business of each database's file.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Protocol, TypeVar

from estran.adapters.store_refusals import key_used, stale
from estran.adapters.store_rows import (
    artifact_of,
    artifact_values,
    body_values,
    checkpoints_of,
    consultation_of,
    consultation_values,
    entry_of,
    entry_values,
    sealed_of,
    sealed_values,
)
from estran.casebook.chain import Head, Identity, chained, genesis
from estran.errors import CasebookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estran.adapters.store_rows import Row
    from estran.casebook.event import Entry
    from estran.casebook.store import Artifact, Batch, Checkpoint, Consultation, Sealed

T = TypeVar("T")

PAGE = 256
"""Entries are read by so many, so that no reading holds the database open."""
LAST = 2**63 - 1

_HEAD = "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"
_ENTRIES = (
    "SELECT e.seq, e.kind, e.true_at, e.entered_at, e.role, e.centre, e.account, e.case_id, "
    "e.prev, e.hash, b.nonce, b.body FROM entries e LEFT JOIN bodies b ON b.seq = e.seq "
    "WHERE e.seq > :after AND e.seq <= :until ORDER BY e.seq LIMIT :most"
)
_ADD_ENTRY = (
    "INSERT INTO entries (seq, kind, true_at, entered_at, role, centre, account, case_id, prev, "
    "hash) VALUES (:seq, :kind, :true_at, :entered_at, :role, :centre, :account, :case_id, "
    ":prev, :hash)"
)
_ADD_BODY = "INSERT INTO bodies (seq, nonce, body) VALUES (:seq, :nonce, :body)"
_REQUEST = "SELECT request, first_seq, last_seq FROM requests WHERE request_key = :key"
_ADD_REQUEST = (
    "INSERT INTO requests (request_key, request, first_seq, last_seq) "
    "VALUES (:key, :request, :first, :last)"
)
_SEALED = "SELECT id, vault_key, box FROM sealed WHERE id = :id"
_SEALED_UNDER = "SELECT id FROM sealed WHERE vault_key = :key ORDER BY id"
_ADD_SEALED = "INSERT INTO sealed (id, vault_key, box) VALUES (:id, :vault_key, :box)"
_DROP_SEALED = "DELETE FROM sealed WHERE vault_key = :key RETURNING id"
_ARTIFACT = "SELECT digest, media, content FROM artifacts WHERE digest = :digest"
_HAS_ARTIFACT = "SELECT 1 FROM artifacts WHERE digest = :digest"
_ADD_ARTIFACT = "INSERT INTO artifacts (digest, media, content) VALUES (:digest, :media, :content)"
_CHECKPOINTS = "SELECT seq, text, signature FROM checkpoints ORDER BY seq, id"
_HAS_CHECKPOINT = (
    "SELECT 1 FROM checkpoints WHERE seq = :seq AND text = :text AND signature = :signature"
)
_ADD_CHECKPOINT = "INSERT INTO checkpoints (seq, text, signature) VALUES (:seq, :text, :signature)"
_CONSULTATIONS = "SELECT read_at, role, centre, account, what, why FROM consultations ORDER BY id"
_HAS_CONSULTATION = "SELECT 1 FROM consultations WHERE token = :token"
_ADD_CONSULTATION = (
    "INSERT INTO consultations (token, read_at, role, centre, account, what, why) "
    "VALUES (:token, :read_at, :role, :centre, :account, :what, :why)"
)


class Session(Protocol):
    """One connection, for the length of one piece of work.

    Attributes
    ----------
    again : bool
        Whether the work may have been done before, with a commit that nobody heard of.
    """

    again: bool

    def run(self, statement: str, /, **values: object) -> Sequence[Row]:
        """Run one statement with its values by name, and return its rows."""
        ...


class Sessions(Protocol):
    """How a database is reached."""

    def read(self, work: Callable[[Session], T]) -> T:
        """Do some reading."""
        ...

    def write(self, work: Callable[[Session], T]) -> T:
        """Do some writing alone, in one transaction, and return when it is durable."""
        ...

    def erased(self) -> None:
        """Take what was deleted out of whatever the database keeps beside its tables."""
        ...

    def close(self) -> None:
        """Let go of every connection."""
        ...


class RelationalStore:
    """An `EventStore` over the sessions of a database.

    Parameters
    ----------
    sessions : Sessions
        Of a database whose schema is up to date.
    identity : Identity
        Which casebook it holds.
    """

    def __init__(self, sessions: Sessions, identity: Identity) -> None:
        self._sessions = sessions
        self._identity = identity
        self._genesis = genesis(identity)

    def identity(self) -> Identity:
        """Return which casebook this is."""
        return self._identity

    def head(self) -> Head:
        """Return the length of the chain and its last hash."""
        return self._sessions.read(self._head)

    def append(self, batch: Batch) -> tuple[Entry, ...]:
        """Write a batch durably and return its entries; see `EventStore.append`."""
        if not batch.drafts:
            raise CasebookError(
                "record.nothing",
                "A batch without an event cannot be entered: what is kept needs an event that "
                "speaks of it.",
            )
        return self._sessions.write(lambda session: self._append(session, batch))

    def repeated(self, key: str, *, request: str) -> tuple[Entry, ...] | None:
        """Return the entries that a key has written; None where it has written none."""
        return self._sessions.read(lambda session: _written(session, key, request))

    def read(self, *, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Return the entries after a place, in order, up to and with another."""
        last = LAST if until is None else until
        while page := self._page(after, last):
            for row in page:
                yield entry_of(row)
            after = page[-1][0]

    def sealed(self, ids: Sequence[str]) -> dict[str, Sealed]:
        """Return the sealed parts that are still held, by id."""

        def found(session: Session) -> list[Row]:
            return [row for one in ids for row in session.run(_SEALED, id=one)]

        return {row[0]: sealed_of(row) for row in self._sessions.read(found)}

    def sealed_under(self, key: str) -> tuple[str, ...]:
        """Return the ids of the parts that one key seals."""
        rows = self._sessions.read(lambda session: session.run(_SEALED_UNDER, key=key))
        return tuple(row[0] for row in rows)

    def drop_sealed(self, key: str) -> int:
        """Remove every part that one key sealed; return how many. Their events stay."""
        rows = self._sessions.write(lambda session: session.run(_DROP_SEALED, key=key))
        self._sessions.erased()
        return len(rows)

    def artifact(self, digest: str) -> Artifact | None:
        """Return an artifact; None where it is not held."""
        rows = self._sessions.read(lambda session: session.run(_ARTIFACT, digest=digest))
        return artifact_of(rows[0]) if rows else None

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint, or one with more signatures than before."""
        self._sessions.write(lambda session: _add_checkpoint(session, checkpoint))

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return every checkpoint, oldest first."""
        return checkpoints_of(self._sessions.read(lambda session: session.run(_CHECKPOINTS)))

    def log_consultation(self, consultation: Consultation) -> None:
        """Keep who read what, when and why."""
        token = secrets.token_hex(16)
        self._sessions.write(lambda session: _add_consultation(session, token, consultation))

    def consultations(self) -> tuple[Consultation, ...]:
        """Return who read what, oldest first."""
        rows = self._sessions.read(lambda session: session.run(_CONSULTATIONS))
        return tuple(consultation_of(row) for row in rows)

    def close(self) -> None:
        """Let go of file or connection."""
        self._sessions.close()

    def _head(self, session: Session) -> Head:
        rows = session.run(_HEAD)
        return Head(rows[0][0], rows[0][1]) if rows else self._genesis

    def _page(self, after: int, until: int) -> Sequence[Row]:
        return self._sessions.read(
            lambda session: session.run(_ENTRIES, after=after, until=until, most=PAGE)
        )

    def _append(self, session: Session, batch: Batch) -> tuple[Entry, ...]:
        if batch.key is not None:
            before = _written(session, batch.key, batch.request)
            if before is not None:
                return before
        head = self._head(session)
        if head.seq != batch.after:
            done = _landed(session, batch) if session.again else None
            if done is None:
                raise stale(after=batch.after, head=head.seq)
            return done
        entries = chained(batch.drafts, head=head)
        _add_entries(session, entries)
        _add_beside(session, batch, entries)
        return entries


def _written(session: Session, key: str, request: str) -> tuple[Entry, ...] | None:
    rows = session.run(_REQUEST, key=key)
    if not rows:
        return None
    held, first, last = rows[0]
    if held != request:
        raise key_used(key)
    return _slice(session, after=first - 1, until=last)


def _slice(session: Session, *, after: int, until: int) -> tuple[Entry, ...]:
    rows = session.run(_ENTRIES, after=after, until=until, most=until - after)
    return tuple(entry_of(row) for row in rows)


def _landed(session: Session, batch: Batch) -> tuple[Entry, ...] | None:
    """Return the batch's own entries where its commit went through unheard; nonces are unique."""
    found = _slice(session, after=batch.after, until=batch.after + len(batch.drafts))
    nonces = [draft.nonce for draft in batch.drafts]
    return found if [entry.draft.nonce for entry in found] == nonces else None


def _add_entries(session: Session, entries: Sequence[Entry]) -> None:
    for entry in entries:
        session.run(_ADD_ENTRY, **entry_values(entry))
        session.run(_ADD_BODY, **body_values(entry))


def _add_beside(session: Session, batch: Batch, entries: Sequence[Entry]) -> None:
    for part in batch.sealed:
        session.run(_ADD_SEALED, **sealed_values(part))
    for artifact in batch.artifacts:
        if not session.run(_HAS_ARTIFACT, digest=artifact.digest):
            session.run(_ADD_ARTIFACT, **artifact_values(artifact))
    if batch.key is not None:
        first, last = entries[0].seq, entries[-1].seq
        session.run(_ADD_REQUEST, key=batch.key, request=batch.request, first=first, last=last)


def _add_checkpoint(session: Session, checkpoint: Checkpoint) -> None:
    for signature in checkpoint.signatures or ("",):
        row = {"seq": checkpoint.seq, "text": checkpoint.text, "signature": signature}
        if not session.run(_HAS_CHECKPOINT, **row):
            session.run(_ADD_CHECKPOINT, **row)


def _add_consultation(session: Session, token: str, consultation: Consultation) -> None:
    if not session.run(_HAS_CONSULTATION, token=token):
        session.run(_ADD_CONSULTATION, token=token, **consultation_values(consultation))
