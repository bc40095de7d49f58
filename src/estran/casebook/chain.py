"""The hash chain: every entry holds the hash of the one before. Pure; no store is known here.

Beside the chain stand the bodies; in it stands only H(nonce, body). So a body can be withheld from
somebody, and the chain still be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.casebook.canonical import canonical, commitment, sha256
from estran.casebook.event import Draft, Entry
from estran.errors import ChainError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estran.casebook.canonical import Plain

FORMAT = "estran-casebook-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What makes one casebook another than all others.

    Attributes
    ----------
    casebook : str
        32 hexadecimal digits, drawn when it was opened first.
    opened : str
        When that was, UTC.
    watermark : str
        Empty, ``EXERCISE`` or ``REPLAY ...``: stands on everything that leaves it.
    """

    casebook: str
    opened: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """How long a chain is, and the hash of its last entry."""

    seq: int
    hash: str


def genesis(identity: Identity) -> Head:
    """Return the head of an empty chain: the hash of the casebook's identity."""
    return Head(0, sha256(canonical(described(identity))))


def described(identity: Identity) -> dict[str, Plain]:
    """Return the plain values of an identity, as they are hashed."""
    return {
        "format": FORMAT,
        "casebook": identity.casebook,
        "opened": identity.opened,
        "watermark": identity.watermark,
    }


def header(draft: Draft, *, seq: int) -> dict[str, Plain]:
    """Return what is hashed of an event: everything but its body, for which H(nonce, body) stands.

    Parameters
    ----------
    draft : Draft
        The event.
    seq : int
        Its place.
    """
    return {
        "seq": seq,
        "kind": draft.kind,
        "at": format_instant(draft.at),
        "entered": format_instant(draft.entered),
        "role": draft.by.role,
        "centre": draft.by.centre,
        "account": draft.by.account,
        "case": draft.case,
        "body": commitment(nonce=draft.nonce, content=canonical(draft.body)),
    }


def chained(drafts: Sequence[Draft], *, head: Head) -> tuple[Entry, ...]:
    """Return the entries that the events become after a head.

    Parameters
    ----------
    drafts : sequence of Draft
        In order.
    head : Head
        Of the chain so far.
    """
    entries: list[Entry] = []
    for draft in drafts:
        entry = _entry(draft, head)
        entries.append(entry)
        head = Head(entry.seq, entry.hash)
    return tuple(entries)


def checked(entries: Iterable[Entry], *, head: Head) -> Head:
    """Return the head after some entries, all of them sound.

    Parameters
    ----------
    entries : iterable of Entry
        As a store gave them.
    head : Head
        Before the first of them.

    Raises
    ------
    ChainError
        Naming the first entry that is not what it was.
    """
    for entry in entries:
        if entry != _entry(entry.draft, head):
            raise ChainError(
                "record.broken",
                f"The record is broken at entry {head.seq + 1}: it is not what was written. Stop, "
                "keep the file, and run estran-verify on an export.",
                seq=head.seq + 1,
            )
        head = Head(entry.seq, entry.hash)
    return head


def _entry(draft: Draft, head: Head) -> Entry:
    seq = head.seq + 1
    content = head.hash.encode() + b"\n" + canonical(header(draft, seq=seq))
    return Entry(seq=seq, draft=draft, prev=head.hash, hash=sha256(content))
