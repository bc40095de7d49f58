"""The export of a casebook as one ZIP file: same contents, same bytes. Files are not touched here.

What somebody may not see is withheld or left out by the caller; nothing is decided here.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING, Literal, cast

from estran.casebook.canonical import canonical, sha256
from estran.casebook.chain import Head, described, genesis, header
from estran.casebook.checkpoint import format_note, format_public_key
from estran.casebook.event import Author, Draft, Entry
from estran.errors import CasebookError, ChainError
from estran.language.catalogue import LANGUAGES, say
from estran.quantities.instants import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estran.casebook.canonical import Plain
    from estran.casebook.chain import Identity
    from estran.casebook.checkpoint import PublicKey
    from estran.casebook.event import Role
    from estran.casebook.store import Artifact, Checkpoint

FORMAT = "estran-bundle-1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file can write: the bytes do not depend on when they were made."""
_WIDTH = 78
_PARAGRAPHS = ("what", "check", "files", "sealed", "proves", "private")
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as it is exported.

    Attributes
    ----------
    header : mapping
        As it is hashed.
    nonce, body : str and mapping, or None
        None where they are withheld from whoever gets the export.
    withheld : str
        Why; empty where nothing is.
    """

    seq: int
    header: Mapping[str, Plain]
    nonce: str | None
    body: Mapping[str, Plain] | None
    prev: str
    hash: str
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPart:
    """What became of a private text.

    Attributes
    ----------
    state : str
        ``held`` or ``erased``.
    event : int or None
        The entry that says that it was erased.
    nonce, text : str or None
        Only for a role that may read it.
    """

    state: Literal["held", "erased"]
    event: int | None = None
    nonce: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What an export holds.

    Attributes
    ----------
    sealed : mapping of str to SealedPart
        By id.
    made : mapping
        With what it was made: software version, digests of doctrine and data, lock.
    """

    identity: Identity
    lines: tuple[Line, ...]
    sealed: Mapping[str, SealedPart] = field(default_factory=dict)
    checkpoints: tuple[Checkpoint, ...] = ()
    keys: tuple[PublicKey, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    made: Mapping[str, Plain] = field(default_factory=dict)

    def head(self) -> Head:
        """Return the length of the chain and its last hash."""
        if not self.lines:
            return genesis(self.identity)
        return Head(self.lines[-1].seq, self.lines[-1].hash)


def lines_of(entries: Iterable[Entry], *, withheld: Mapping[int, str]) -> tuple[Line, ...]:
    """Return entries as they are exported.

    Parameters
    ----------
    entries : iterable of Entry
        The whole record from its first entry: a gap would read as a broken chain.
    withheld : mapping of int to str
        Why the body of an entry is withheld, by its place.
    """
    return tuple(_line(entry, withheld.get(entry.seq, "")) for entry in entries)


def entry_of(line: Line) -> Entry | None:
    """Return the entry that a line exports; None where its body is withheld.

    Raises
    ------
    CasebookError
        Where the header is not one that this version writes.
    """
    if line.body is None or line.nonce is None:
        return None
    try:
        draft = _draft(line.header, line.nonce, line.body)
    except (KeyError, TypeError, AttributeError) as problem:
        raise CasebookError(
            "bundle.header",
            f"Entry {line.seq}: its header is not one that this version knows. Update Estran.",
            seq=line.seq,
        ) from problem
    return Entry(seq=line.seq, draft=draft, prev=line.prev, hash=line.hash)


def build_bundle(bundle: Bundle) -> bytes:
    """Return the export as a ZIP file.

    Raises
    ------
    ChainError
        Where an artifact is not what its digest says.
    CasebookError
        Where the name of a key cannot be a file's name.
    """
    files = _files(bundle)
    manifest: dict[str, Plain] = {
        "format": FORMAT,
        "files": {name: sha256(content) for name, content in files.items()},
        "head": {"seq": bundle.head().seq, "hash": bundle.head().hash},
        "media": {one.digest: one.media for one in bundle.artifacts},
        "made": dict(bundle.made),
    }
    return _zipped({**files, "manifest.json": canonical(manifest)})


def _line(entry: Entry, withheld: str) -> Line:
    return Line(
        seq=entry.seq,
        header=header(entry.draft, seq=entry.seq),
        nonce=None if withheld else entry.draft.nonce,
        body=None if withheld else entry.draft.body,
        prev=entry.prev,
        hash=entry.hash,
        withheld=withheld,
    )


def _draft(head: Mapping[str, Plain], nonce: str, body: Mapping[str, Plain]) -> Draft:
    return Draft(
        kind=str(head["kind"]),
        at=parse_instant(str(head["at"])),
        entered=parse_instant(str(head["entered"])),
        by=Author(
            role=cast("Role", head["role"]),
            centre=str(head["centre"]),
            account=str(head["account"]),
        ),
        case=str(head["case"]),
        nonce=nonce,
        body=body,
    )


def _files(bundle: Bundle) -> dict[str, bytes]:
    """Return every file but the manifest, by name."""
    sealed: dict[str, Plain] = {key: _sealed(one) for key, one in bundle.sealed.items()}
    notes = {
        f"checkpoints/{number:03d}.txt": format_note(one).encode()
        for number, one in enumerate(bundle.checkpoints, start=1)
    }
    return {
        "README.txt": _readme(bundle.identity),
        "casebook.json": canonical(described(bundle.identity)),
        "events.jsonl": b"".join(canonical(_written(one)) + b"\n" for one in bundle.lines),
        "sealed.json": canonical(sealed),
        **notes,
        **_keys(bundle.keys),
        **{f"artifacts/{one.digest}": _content(one) for one in bundle.artifacts},
    }


def _written(line: Line) -> dict[str, Plain]:
    plain: dict[str, Plain] = {
        "seq": line.seq,
        "header": dict(line.header),
        "nonce": line.nonce,
        "body": None if line.body is None else dict(line.body),
        "prev": line.prev,
        "hash": line.hash,
    }
    return {**plain, "withheld": line.withheld} if line.withheld else plain


def _sealed(part: SealedPart) -> dict[str, Plain]:
    plain: dict[str, Plain] = {"state": part.state}
    given = {"event": part.event, "nonce": part.nonce, "text": part.text}
    return {**plain, **{key: value for key, value in given.items() if value is not None}}


def _keys(keys: Sequence[PublicKey]) -> dict[str, bytes]:
    """Return one file for each name; a centre that has changed its key has several lines."""
    files: dict[str, bytes] = {}
    for one in keys:
        line = format_public_key(one)
        if not _FILE_NAME.fullmatch(one.name):
            raise CasebookError(
                "bundle.key_name",
                f"The key's name {one.name!r} cannot be the name of a file: letters, digits, dots "
                "and hyphens can.",
                name=one.name,
            )
        name = f"keys/{one.name}.pub"
        files[name] = files.get(name, b"") + f"{line}\n".encode()
    return files


def _content(artifact: Artifact) -> bytes:
    if sha256(artifact.content) != artifact.digest:
        raise ChainError(
            "bundle.artifact",
            f"The artifact {artifact.digest} is not what its digest says: it was altered in the "
            "store. Nothing was exported.",
            digest=artifact.digest,
        )
    return artifact.content


def _readme(identity: Identity) -> bytes:
    parts = [f"*** {identity.watermark} ***"] if identity.watermark else []
    for language in LANGUAGES:
        parts.append(say(language, "bundle.title", casebook=identity.casebook))
        parts += [fill(say(language, f"bundle.{one}"), _WIDTH) for one in _PARAGRAPHS]
    return ("\n\n".join(parts) + "\n").encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return target.getvalue()
