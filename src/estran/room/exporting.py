"""Use cases: sign how far the record goes, hand it out as a bundle, and repeat what is in one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

from estran.assess.manifest import data_digests
from estran.casebook.canonical import sha256
from estran.casebook.chain import Head, checked, genesis
from estran.casebook.checkpoint import (
    CheckpointText,
    countersign,
    format_note,
    parse_note,
    public_key,
    signed,
)
from estran.casebook.store import Consultation
from estran.errors import CasebookError
from estran.exchange.bundle import Bundle, SealedPart, build_bundle, lines_of
from estran.exchange.json_answer import to_json
from estran.exchange.kept_field_bytes import field_from
from estran.quantities.instants import format_instant
from estran.room.roles import require
from estran.room.running import Inputs, answered
from estran.room.sea import MEDIA, lacking_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estran.casebook.book import Book
    from estran.casebook.canonical import Plain
    from estran.casebook.event import Author, Entry
    from estran.casebook.store import Artifact, Checkpoint
    from estran.room.desk import Desk

AREA = "dover_strait"
PRIVATE_ASIDE = "of another case"


class _ManifestNamed(msgspec.Struct):
    engine: str


class _AnswerNamed(msgspec.Struct):
    """As much of an answer as names its engine."""

    manifest: _ManifestNamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One assessment of a bundle, made again: whether the bytes are those of then.

    Attributes
    ----------
    engines : tuple of str
        Which engine drifted then, and which now, where they differ: both say the same, and the
        name of the engine is all that may differ.
    missing : str
        Fields of the sea that are not in the bundle, by layer, source and hash; no other stands in.
    """

    assessment: str
    same: bool
    why: str = ""
    engines: tuple[str, ...] = ()
    missing: str = ""


def sign_checkpoint(desk: Desk, by: Author) -> Checkpoint:
    """Sign how long the record is and what its head is, and keep the signature."""
    require(by.role, "sign")
    identity, head = desk.ports.store.identity(), desk.ports.store.head()
    text = CheckpointText(
        casebook=identity.casebook,
        head=head,
        time=format_instant(desk.now().replace(microsecond=0)),
        software=f"estran {version('estran')}",
    )
    made = signed(text, signer=desk.ports.signer)
    desk.ports.store.add_checkpoint(made)
    return made


def countersign_checkpoint(desk: Desk, by: Author, line: str, *, seq: int) -> Checkpoint:
    """Keep another party's signature under a checkpoint.

    Parameters
    ----------
    line : str
        The signature line that they made over the same text.
    seq : int
        Of which checkpoint.

    Raises
    ------
    CasebookError
        Where there is no such checkpoint.
    """
    require(by.role, "countersign")
    for one in desk.ports.store.checkpoints():
        if one.seq == seq:
            made = type(one)(seq=one.seq, text=one.text, signatures=(*one.signatures, line.strip()))
            made = parse_note(format_note(made))  # refuses a line that is no signature
            desk.ports.store.add_checkpoint(made)
            return made
    raise CasebookError(
        "checkpoint.none", f"There is no checkpoint of {seq} entries here.", seq=seq
    )


def countersigned_by(desk: Desk, checkpoint: Checkpoint) -> Checkpoint:
    """Return another party's checkpoint with this centre's signature under it."""
    return countersign(checkpoint, signer=desk.ports.signer)


def verify(desk: Desk, by: Author) -> Head:
    """Walk the whole chain and return its head.

    Raises
    ------
    ChainError
        Naming the first entry that is not what was written.
    """
    require(by.role, "verify")
    return checked(desk.ports.store.read(), head=genesis(desk.ports.store.identity()))


def export(desk: Desk, by: Author, *, case: str = "", texts: bool = False, why: str) -> bytes:
    """Return the record as a bundle: whole, or with the bodies of one case only.

    Every header and hash is in it, so that the chain can be checked; bodies of other cases are
    withheld. That it was handed out, by which role and why, is logged apart.

    Parameters
    ----------
    case : str
        Empty: all.
    texts : bool
        Whether private texts that are still held go with it, readable.
    why : str
        For the log of disclosures.
    """
    require(by.role, "export")
    if not why.strip():
        raise CasebookError("export.why", "Say to whom this goes and why: it is logged.")
    book = desk.book()
    if case:
        book.case(case)
    sign_checkpoint(desk, by)  # so that nothing in the bundle can be cut off unseen
    entries = list(desk.ports.store.read())
    withheld = _withheld(entries, book, case)
    shown = [one for one in entries if one.seq not in withheld]
    held = tuple(
        artifact
        for digest in sorted(_artifacts_in(shown))
        if (artifact := desk.ports.store.artifact(digest)) is not None
    )
    bundle = Bundle(
        identity=desk.ports.store.identity(),
        lines=lines_of(entries, withheld=withheld),
        sealed=_sealed(desk, book, shown, texts=texts),
        checkpoints=desk.ports.store.checkpoints(),
        keys=(public_key(desk.ports.signer),),
        artifacts=held,
        made={
            "software": f"estran {version('estran')}",
            "at": format_instant(desk.now()),
            "case": case,
            "data": dict(data_digests(AREA)),
            **_sea_of(held),
        },
    )
    _disclosed(desk, by, f"export {case or 'all'}{' with texts' if texts else ''}", why)
    return build_bundle(bundle)


def _withheld(entries: Iterable[Entry], book: Book, case: str) -> dict[int, str]:
    """Return the entries whose bodies stay behind: those of other cases, and unplaced reports."""
    if not case:
        return {}
    boats = set(book.of_case.get(case, ()))
    reports = {one.said.report for craft in boats for one in book.reports_of(craft)}
    return {
        one.seq: PRIVATE_ASIDE
        for one in entries
        if one.draft.case != case and one.draft.body.get("report") not in reports
    }


def _sealed(
    desk: Desk, book: Book, entries: Iterable[Entry], *, texts: bool
) -> dict[str, SealedPart]:
    named = sorted({ident for one in entries for ident in idents_in(one.draft.body)})
    held = desk.ports.store.sealed(named)
    found: dict[str, SealedPart] = {}
    for ident in named:
        if ident in held:
            opened = desk.opened(held[ident]) if texts else None
            nonce, text = opened or (None, None)
            found[ident] = SealedPart(state="held", nonce=nonce, text=text)
        else:
            found[ident] = SealedPart(state="erased", event=book.erased.get(ident))
    return found


def idents_in(value: Any) -> Iterator[str]:  # noqa: ANN401 -- any plain value
    """Yield the ids of the private texts that a body speaks of."""
    if isinstance(value, dict):
        if "sealed" in value and "digest" in value:
            yield str(value["sealed"])
        for inner in value.values():
            yield from idents_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from idents_in(inner)


def _artifacts_in(entries: Iterable[Entry]) -> set[str]:
    bodies: list[Mapping[str, Plain]] = [one.draft.body for one in entries]
    named = {str(body[name]) for body in bodies for name in ("artifact", "inputs") if name in body}
    return named | {file for body in bodies for file in _sea_files(body)}


def _sea_files(body: Mapping[str, Plain]) -> Iterator[str]:
    """Yield the files of the kept fields that an assessment used."""
    fields = body.get("fields")
    for one in fields if isinstance(fields, list) else ():
        if isinstance(one, dict) and "file" in one:
            yield str(one["file"])


def _sea_of(artifacts: Iterable[Artifact]) -> dict[str, Plain]:
    """Return what the kept fields in a bundle are and under which licence; nothing where none."""
    named: list[Plain] = []
    for one in artifacts:
        if one.media == MEDIA:
            field = field_from(one.content, said=one.digest)
            named.append(
                {
                    "file": one.digest,
                    "layer": field.layer,
                    "source": field.source,
                    "title": field.title,
                    "licence": field.licence,
                    "sha256": field.sha256,
                }
            )
    return {"sea": named} if named else {}


def _disclosed(desk: Desk, by: Author, what: str, why: str) -> None:
    desk.ports.store.log_consultation(
        Consultation(
            at=desk.now(),
            role=by.role,
            centre=by.centre,
            account=by.account,
            what=what,
            why=why,
        )
    )


def reproduce(bundle: Bundle) -> tuple[Repeated, ...]:
    """Make every assessment of a bundle again, and say whether the bytes are the same.

    On another kind of machine a last digit may differ; then the doctrine part is compared alone.
    """
    held = {one.digest: one.content for one in bundle.artifacts}
    found: list[Repeated] = []
    for line in bundle.lines:
        body = line.body
        if body is None or line.header.get("kind") != "assessment.made":
            continue
        found.append(_repeated(str(body["assessment"]), body, held))
    return tuple(found)


def _repeated(name: str, body: Mapping[str, Plain], held: Mapping[str, bytes]) -> Repeated:
    inputs = held.get(str(body["inputs"]))
    before = held.get(str(body["artifact"]))
    if inputs is None or before is None:
        return Repeated(assessment=name, same=False, why="inputs or answer are not in the bundle")
    given = msgspec.json.decode(inputs, type=Inputs)
    lacking = lacking_in(given.sea, held)
    if lacking:
        return Repeated(assessment=name, same=False, missing=lacking)
    made = answered(given, held)
    then, now = _engine_of(before) or made.manifest.engine, made.manifest.engine
    manifest = msgspec.structs.replace(made.manifest, engine=then)
    again = to_json(msgspec.structs.replace(made, manifest=manifest))
    engines = () if then == now else (then, now)
    if sha256(again) == str(body["artifact"]):
        return Repeated(assessment=name, same=True, engines=engines)
    return Repeated(assessment=name, same=False, why=_difference(before, again), engines=engines)


def _engine_of(answer: bytes) -> str | None:
    """Return which engine drifted for an answer, where it says so in words that can be printed."""
    try:
        said = msgspec.json.decode(answer, type=_AnswerNamed).manifest.engine
    except msgspec.DecodeError:
        return None
    return said if said.isprintable() else None


def _difference(before: bytes, again: bytes) -> str:
    """Return the parts of an answer that differ, and whether data or versions do."""
    one, other = msgspec.json.decode(before), msgspec.json.decode(again)
    parts = [key for key in one if one[key] != other.get(key)]
    return f"these parts differ: {', '.join(parts)}"
