"""Rows of a database and what they stand for: entries, sealed parts, artifacts, checkpoints.

The same for every database; no statement and no connection is known here.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from estran.casebook.canonical import canonical
from estran.casebook.event import Author, Draft, Entry, Role
from estran.casebook.store import Artifact, Checkpoint, Consultation, Sealed
from estran.errors import ChainError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row: TypeAlias = "Sequence[Any]"
Values: TypeAlias = "dict[str, object]"


def entry_values(entry: Entry) -> Values:
    """Return what is stored of an entry beside its body."""
    draft = entry.draft
    return {
        "seq": entry.seq,
        "kind": draft.kind,
        "true_at": format_instant(draft.at),
        "entered_at": format_instant(draft.entered),
        "role": draft.by.role,
        "centre": draft.by.centre,
        "account": draft.by.account,
        "case_id": draft.case,
        "prev": entry.prev,
        "hash": entry.hash,
    }


def body_values(entry: Entry) -> Values:
    """Return what is stored of an entry's body: its nonce, and its one spelling."""
    body = canonical(entry.draft.body).decode()
    return {"seq": entry.seq, "nonce": entry.draft.nonce, "body": body}


def entry_of(row: Row) -> Entry:
    """Return the entry of a row: the columns of `entry_values`, then nonce and body.

    Raises
    ------
    ChainError
        Where the row cannot have been written by Estran.
    """
    seq, kind, at, entered, role, centre, account, case, prev, own, nonce, body = row
    by = Author(role=cast("Role", role), centre=centre, account=account)
    try:
        draft = Draft(
            kind=kind,
            at=datetime.fromisoformat(at),
            entered=datetime.fromisoformat(entered),
            by=by,
            case=case,
            nonce=nonce,
            body=json.loads(body),
        )
    except (TypeError, ValueError) as error:
        raise ChainError(
            "record.unreadable",
            f"Entry {seq} cannot be read: it is not what was written. Stop, keep the file, and "
            "go on with the last copy in another place.",
            seq=seq,
        ) from error
    return Entry(seq=seq, draft=draft, prev=prev, hash=own)


def sealed_values(part: Sealed) -> Values:
    """Return what is stored of a sealed part."""
    return {"id": part.id, "vault_key": part.key, "box": part.box}


def sealed_of(row: Row) -> Sealed:
    """Return the sealed part of a row: id, key, box."""
    return Sealed(id=row[0], key=row[1], box=bytes(row[2]))


def artifact_values(artifact: Artifact) -> Values:
    """Return what is stored of an artifact."""
    return {"digest": artifact.digest, "media": artifact.media, "content": artifact.content}


def artifact_of(row: Row) -> Artifact:
    """Return the artifact of a row: digest, media, content."""
    return Artifact(digest=row[0], media=row[1], content=bytes(row[2]))


def checkpoints_of(rows: Iterable[Row]) -> tuple[Checkpoint, ...]:
    """Return checkpoints from rows of place, text and one signature each, in order."""
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for seq, text, signature in rows:
        signatures = found.get((seq, text), ())
        found[seq, text] = (*signatures, signature) if signature else signatures
    return tuple(
        Checkpoint(seq=seq, text=text, signatures=signatures)
        for (seq, text), signatures in found.items()
    )


def consultation_values(consultation: Consultation) -> Values:
    """Return what is stored of a consultation."""
    return {
        "read_at": format_instant(consultation.at),
        "role": consultation.role,
        "centre": consultation.centre,
        "account": consultation.account,
        "what": consultation.what,
        "why": consultation.why,
    }


def consultation_of(row: Row) -> Consultation:
    """Return the consultation of a row: when, role, centre, account, what, why."""
    at, role, centre, account, what, why = row
    return Consultation(
        at=datetime.fromisoformat(at), role=role, centre=centre, account=account, what=what, why=why
    )
