"""What is said when the record cannot be stored or read: what happened, and what to do now.

Every sentence holds that nothing was acknowledged which is not stored. No database is known here.
"""

from __future__ import annotations

from estran.errors import RepeatError, StaleError, StoreError


def stale(*, after: int, head: int) -> StaleError:
    """Return the refusal of a batch that was decided on an older record."""
    return StaleError(
        "record.stale",
        f"The record has {head} entries, and this was decided when it had {after}. Read what was "
        "added, and decide again; nothing has been written.",
        after=after,
        head=head,
    )


def key_used(key: str) -> RepeatError:
    """Return the refusal of an idempotency key that comes back with another command."""
    return RepeatError(
        "record.key_used",
        f"The key {key!r} was used before for another command. Take a fresh key for a new "
        "command; nothing has been written.",
        key=key,
    )


def full(where: str, reason: str) -> StoreError:
    """Return the refusal of a disk without room."""
    return StoreError(
        "store.full",
        f"{where}: NOT STORED, the disk is full ({reason}). Free space, then send it again; "
        "what was acknowledged before is safe.",
        where=where,
        reason=reason,
    )


def read_only(where: str, reason: str) -> StoreError:
    """Return the refusal of a place that cannot be written."""
    return StoreError(
        "store.read_only",
        f"{where}: NOT STORED, it can only be read ({reason}). Make file and folder writable for "
        "the account that runs Estran, then send it again.",
        where=where,
        reason=reason,
    )


def locked(where: str, reason: str) -> StoreError:
    """Return the refusal of a record that another program holds."""
    return StoreError(
        "store.locked",
        f"{where}: NOT STORED, another program holds the record for too long ({reason}). Close "
        "backup or database tools that have it open, then send it again.",
        where=where,
        reason=reason,
    )


def damaged(where: str, reason: str) -> StoreError:
    """Return the refusal of a record whose file is broken."""
    return StoreError(
        "store.damaged",
        f"{where}: the record is damaged ({reason}). Stop, write on paper, keep the file as it is "
        "with its -wal file, and go on with the last copy in another place.",
        where=where,
        reason=reason,
    )


def not_a_casebook(where: str, reason: str) -> StoreError:
    """Return the refusal of a file or schema that is something else."""
    return StoreError(
        "store.not_a_casebook",
        f"{where}: is not a casebook ({reason}). Nothing has been changed. Name another place.",
        where=where,
        reason=reason,
    )


def newer(where: str, *, held: int, known: int) -> StoreError:
    """Return the refusal of a record that a later Estran wrote."""
    return StoreError(
        "store.newer",
        f"{where}: was written by a later Estran (schema {held}; this one knows {known}). Nothing "
        "has been changed. Install that version or a later one.",
        where=where,
        held=held,
        known=known,
    )


def older(where: str, *, held: int, known: int) -> StoreError:
    """Return the refusal to read a record that must be migrated first, and may not be."""
    return StoreError(
        "store.older",
        f"{where}: has schema {held}, this Estran reads {known}, and it was opened for reading "
        "only. Copy it, and open the copy once for writing: that migrates it.",
        where=where,
        held=held,
        known=known,
    )


def cannot_open(where: str, reason: str) -> StoreError:
    """Return the refusal of a place that cannot be opened at all."""
    return StoreError(
        "store.cannot_open",
        f"{where}: cannot be opened ({reason}). Name a file in a folder that exists and that the "
        "account running Estran may enter; a copy needs its -wal file beside it.",
        where=where,
        reason=reason,
    )


def moved(where: str) -> StoreError:
    """Return the refusal to write on into a file that nobody would find again."""
    return StoreError(
        "store.moved",
        f"{where}: NOT STORED, the file was moved, deleted or replaced while it was open. Put it "
        "back and start Estran again.",
        where=where,
    )


def closed(where: str) -> StoreError:
    """Return the refusal of a store that was let go."""
    return StoreError(
        "store.closed",
        f"{where}: NOT STORED, the record was closed. Open it again.",
        where=where,
    )


def watermark_differs(where: str, *, held: str, wanted: str) -> StoreError:
    """Return the refusal to take a live record for an exercise, or the other way round."""
    held = held or "none"
    return StoreError(
        "store.watermark",
        f"{where}: has the watermark {held}, not {wanted}. A casebook keeps the watermark that "
        "it was opened with first; name another place for an exercise.",
        where=where,
        held=held,
        wanted=wanted,
    )


def unreachable(where: str, reason: str) -> StoreError:
    """Return the refusal of a server that does not answer."""
    return StoreError(
        "store.unreachable",
        f"{where}: NOT STORED, the database does not answer ({reason}). Write on paper until it "
        "does, then send it again.",
        where=where,
        reason=reason,
    )


def unknown_outcome(where: str) -> StoreError:
    """Return the one refusal that cannot say whether something was stored."""
    return StoreError(
        "store.unknown_outcome",
        f"{where}: NOT ACKNOWLEDGED, the connection was lost while storing. Whether it was stored "
        "is unknown: send it again with the same key, or read the record first.",
        where=where,
    )


def unfit(where: str, reason: str) -> StoreError:
    """Return the refusal of a server that cannot keep a record."""
    return StoreError(
        "store.unfit",
        f"{where}: this server cannot keep a casebook: {reason}.",
        where=where,
        reason=reason,
    )


def refused(where: str, reason: str) -> StoreError:
    """Return the refusal of what the rules inside the database do not allow."""
    return StoreError(
        "store.refused",
        f"{where}: NOT STORED, the record does not allow it: {reason}. It is appended to, in "
        "order, and never changed.",
        where=where,
        reason=reason,
    )


def failed(where: str, reason: str) -> StoreError:
    """Return the refusal for whatever else went wrong."""
    return StoreError(
        "store.failed",
        f"{where}: NOT STORED: {reason}. Look at disk and database, then send it again.",
        where=where,
        reason=reason,
    )
