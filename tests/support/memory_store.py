"""An event store in memory, for tests of whoever needs a record and no disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from estran.adapters.store_refusals import closed, key_used, stale
from estran.casebook.chain import Head, Identity, chained, genesis
from estran.errors import CasebookError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.casebook.event import Entry
    from estran.casebook.store import Artifact, Batch, Checkpoint, Consultation, Sealed

BIRTH = datetime(2022, 12, 14, 2, 0, tzinfo=UTC)


class MemoryStore:
    """Keeps everything in lists; what it promises is what `EventStore` says."""

    def __init__(self, *, watermark: str = "", opened: datetime = BIRTH) -> None:
        self._identity = Identity(
            casebook="0" * 32, opened=format_instant(opened), watermark=watermark
        )
        self._entries: list[Entry] = []
        self._requests: dict[str, tuple[str, int, int]] = {}
        self._sealed: dict[str, Sealed] = {}
        self._artifacts: dict[str, Artifact] = {}
        self._checkpoints: dict[tuple[int, str], Checkpoint] = {}
        self._consultations: list[Consultation] = []
        self._lock = Lock()
        self._closed = False

    def identity(self) -> Identity:
        return self._identity

    def head(self) -> Head:
        self._require_open()
        if not self._entries:
            return genesis(self._identity)
        return Head(self._entries[-1].seq, self._entries[-1].hash)

    def append(self, batch: Batch) -> tuple[Entry, ...]:
        if not batch.drafts:
            raise CasebookError("record.nothing", "A batch without an event cannot be entered.")
        with self._lock:
            if batch.key is not None:
                before = self.repeated(batch.key, request=batch.request)
                if before is not None:
                    return before
            head = self.head()
            if head.seq != batch.after:
                raise stale(after=batch.after, head=head.seq)
            entries = chained(batch.drafts, head=head)
            self._keep(batch, entries)
        return entries

    def _keep(self, batch: Batch, entries: tuple[Entry, ...]) -> None:
        self._entries.extend(entries)
        self._sealed.update({part.id: part for part in batch.sealed})
        for artifact in batch.artifacts:
            self._artifacts.setdefault(artifact.digest, artifact)
        if batch.key is not None:
            self._requests[batch.key] = (batch.request, entries[0].seq, entries[-1].seq)

    def repeated(self, key: str, *, request: str) -> tuple[Entry, ...] | None:
        self._require_open()
        if key not in self._requests:
            return None
        held, first, last = self._requests[key]
        if held != request:
            raise key_used(key)
        return tuple(self._entries[first - 1 : last])

    def read(self, *, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        self._require_open()
        yield from self._entries[after:until]

    def sealed(self, ids: Sequence[str]) -> dict[str, Sealed]:
        return {one: self._sealed[one] for one in ids if one in self._sealed}

    def sealed_under(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(one for one, part in self._sealed.items() if part.key == key))

    def drop_sealed(self, key: str) -> int:
        gone = self.sealed_under(key)
        for one in gone:
            del self._sealed[one]
        return len(gone)

    def artifact(self, digest: str) -> Artifact | None:
        return self._artifacts.get(digest)

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        place = (checkpoint.seq, checkpoint.text)
        held = self._checkpoints.setdefault(place, checkpoint)
        fresh = tuple(one for one in checkpoint.signatures if one not in held.signatures)
        self._checkpoints[place] = replace(held, signatures=held.signatures + fresh)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(sorted(self._checkpoints.values(), key=lambda one: one.seq))

    def log_consultation(self, consultation: Consultation) -> None:
        self._consultations.append(consultation)

    def consultations(self) -> tuple[Consultation, ...]:
        return tuple(self._consultations)

    def close(self) -> None:
        self._closed = True

    def _require_open(self) -> None:
        if self._closed:
            raise closed("memory")
