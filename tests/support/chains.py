"""Short records and their exports, made by hand, for tests of the chain and of its verifier."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from estran.casebook.canonical import canonical, commitment, sha256
from estran.casebook.chain import Head, Identity, chained, genesis
from estran.casebook.checkpoint import CheckpointText, countersign, public_key, signed
from estran.casebook.event import Author, Draft, Entry
from estran.casebook.store import Artifact
from estran.exchange.bundle import Bundle, SealedPart, build_bundle, lines_of
from tests.support.vaults import MemorySigner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.casebook.canonical import Plain

IDENTITY = Identity(casebook="0f" * 16, opened="2026-11-27T06:00Z", watermark="EXERCISE")
START = datetime(2026, 11, 27, 6, 1, tzinfo=UTC)
DOVER, GRIS_NEZ = MemorySigner("dover.estran"), MemorySigner("gris-nez.estran")
NONCE = "ab" * 32
SEALED = {"sealed": "s1", "digest": commitment(nonce=NONCE, content="moteur arrêté".encode())}


def draft(
    number: int, kind: str = "fact.recorded", body: Mapping[str, Plain] | None = None
) -> Draft:
    """One event a minute."""
    return Draft(
        kind=kind,
        at=START + timedelta(minutes=number),
        entered=START + timedelta(minutes=number, seconds=number % 3),
        by=Author(role="watch_officer", centre="Gris-Nez", account="a7"),
        case="C-0001",
        nonce=hashlib.sha256(str(number).encode()).hexdigest(),
        body={"fact": "persons_aboard", "value": number} if body is None else body,
    )


def record(count: int = 6, *, erased: bool = True) -> tuple[Entry, ...]:
    """A record whose second entry seals a text, which the last but one erases."""
    drafts = [draft(number) for number in range(1, count + 1)]
    drafts[1] = draft(2, "note.added", {"text": dict(SEALED)})
    if erased:
        body: dict[str, Plain] = {"sealed": ["s1"], "ground": "time_passed"}
        drafts[-2] = draft(count - 1, "text.erased", body)
    return chained(drafts, head=genesis(IDENTITY))


def export(count: int = 6, *, erased: bool = True, signed_at: int = 4) -> Bundle:
    """An export of such a record, signed by one centre and countersigned by the other."""
    entries = record(count, erased=erased)
    head = Head(signed_at, entries[signed_at - 1].hash)
    text = CheckpointText(
        casebook=IDENTITY.casebook, head=head, time="2026-11-27T06:10Z", software="estran 0.4.0"
    )
    content = b'{"answer":"unknown"}'
    part = SealedPart(state="erased", event=count - 1) if erased else SealedPart(state="held")
    return Bundle(
        identity=IDENTITY,
        lines=lines_of(entries, withheld={3: "another case"}),
        sealed={"s1": part},
        checkpoints=(countersign(signed(text, signer=DOVER), signer=GRIS_NEZ),),
        keys=(public_key(DOVER), public_key(GRIS_NEZ)),
        artifacts=(Artifact(digest=sha256(content), media="application/json", content=content),),
        made={"software": "estran 0.4.0", "doctrine": "00" * 32},
    )


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an export."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], *, honest: bool = True) -> bytes:
    """Files as an export again; an honest manifest names them as they are now."""
    kept = dict(files)
    if honest and "manifest.json" in kept:
        manifest = json.loads(kept["manifest.json"])
        names = [name for name in kept if name != "manifest.json"]
        manifest["files"] = {name: sha256(kept[name]) for name in names}
        kept["manifest.json"] = canonical(manifest)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, one in kept.items():
            archive.writestr(name, one)
    return target.getvalue()


def altered(
    bundle: Bundle, change: Callable[[list[dict[str, Any]]], object], *, honest: bool = True
) -> bytes:
    """An export whose entries were changed by somebody who made the manifest fit."""
    files = unpacked(build_bundle(bundle))
    rows = [json.loads(line) for line in files["events.jsonl"].splitlines()]
    change(rows)
    files["events.jsonl"] = b"".join(canonical(row) + b"\n" for row in rows)
    return packed(files, honest=honest)


def rehashed(rows: list[dict[str, Any]], start: int) -> None:
    """Recompute body commitments and hashes from a place on, as somebody who forges all would."""
    prev = rows[start - 1]["hash"] if start else genesis(IDENTITY).hash
    for row in rows[start:]:
        if row["body"] is not None:
            row["header"]["body"] = commitment(nonce=row["nonce"], content=canonical(row["body"]))
        row["prev"] = prev
        row["hash"] = sha256(prev.encode() + b"\n" + canonical(row["header"]))
        prev = row["hash"]


def without_text(bundle: Bundle) -> Bundle:
    """The same export, which says nothing of sealed texts."""
    return replace(bundle, sealed={})
