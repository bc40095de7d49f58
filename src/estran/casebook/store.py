"""The port through which the record is kept: append-only, in order, whole or not at all.

What may be erased by law (free text, phone HMACs) is kept apart as sealed parts; what is large
(assessments) as artifacts under their own hash.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from estran.casebook.chain import Head, Identity
    from estran.casebook.event import Draft, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A private text, encrypted under a key that can be destroyed.

    Attributes
    ----------
    id : str
        By which a body names it.
    key : str
        Which key of the vault opens it.
    box : bytes
        Nonce and text, encrypted. The body holds H(nonce, text).
    """

    id: str
    key: str
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """Something large that an event speaks of, under the SHA-256 of its bytes."""

    digest: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A signed statement of how long the chain was and what its head was.

    Attributes
    ----------
    text : str
        As signed.
    signatures : tuple of str
        Lines in the same form; the first is this centre's own.
    """

    seq: int
    text: str
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """Somebody read or handed out a part of the record: kept apart from the record."""

    at: datetime
    role: str
    centre: str
    account: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one command writes, whole or not at all.

    Attributes
    ----------
    drafts : tuple of Draft
        One or more.
    after : int
        The last entry that the command knew of; where others have been added, it is refused.
    key : str or None
        Given by the client, so that a repeated command is not done twice.
    request : str
        Digest of the command; a key that comes back with another command is refused.
    sealed, artifacts : tuples
        Kept with the events.
    """

    drafts: tuple[Draft, ...]
    after: int
    key: str | None = None
    request: str = ""
    sealed: tuple[Sealed, ...] = field(default=())
    artifacts: tuple[Artifact, ...] = field(default=())


class EventStore(Protocol):
    """Where the record is kept."""

    def identity(self) -> Identity:
        """Return which casebook this is."""
        ...

    def head(self) -> Head:
        """Return the length of the chain and its last hash."""
        ...

    def append(self, batch: Batch) -> tuple[Entry, ...]:
        """Write a batch durably and return its entries; written whole, or nothing is changed.

        A key that was used before with the same request returns the entries of then.

        Raises
        ------
        StaleError
            Where entries have been added since `batch.after`: read on, and decide again.
        RepeatError
            Where the key was used for another command.
        StoreError
            Where nothing could be stored (disk full, read-only, lost connection).
        """
        ...

    def repeated(self, key: str, *, request: str) -> tuple[Entry, ...] | None:
        """Return the entries that a key has written; None where it has written none.

        Raises
        ------
        RepeatError
            Where the key was used for another command.
        """
        ...

    def read(self, *, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Return the entries after a place, in order, up to and with another."""
        ...

    def sealed(self, ids: Sequence[str]) -> dict[str, Sealed]:
        """Return the sealed parts that are still held, by id."""
        ...

    def sealed_under(self, key: str) -> tuple[str, ...]:
        """Return the ids of the parts that one key seals."""
        ...

    def drop_sealed(self, key: str) -> int:
        """Remove every part that one key sealed; return how many. Their events stay."""
        ...

    def artifact(self, digest: str) -> Artifact | None:
        """Return an artifact; None where it is not held."""
        ...

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint, or one with more signatures than before."""
        ...

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return every checkpoint, oldest first."""
        ...

    def log_consultation(self, consultation: Consultation) -> None:
        """Keep who read what, when and why."""
        ...

    def consultations(self) -> tuple[Consultation, ...]:
        """Return who read what, oldest first."""
        ...

    def close(self) -> None:
        """Let go of file or connection."""
        ...
