"""A signed statement of how long the chain was and what its last hash was, as text.

The form is that of a transparency log's checkpoint in a signed note; the hash is the head of a
chain and no Merkle root. Keys and curves are behind the ports Signer and Verifier.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from estran.casebook.chain import Head
from estran.casebook.store import Checkpoint
from estran.errors import CasebookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.casebook.vault import Signer, Verifier

ORIGIN = "estran/"
ED25519 = b"\x01"
"""Type of signature. Source: c2sp_signed_note, signature types."""
MOST_SIGNATURES = 16
"""A note has no more. Source: c2sp_signed_note, format."""

_DASH = "\u2014"
_CASEBOOK = re.compile(r"[0-9a-f]{32}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_PUBLIC = re.compile(r"(?P<name>[^\s+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_LINE = re.compile(_DASH + r" (?P<name>[^\s+]+) (?P<content>[A-Za-z0-9+/=]+)")
_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f]+")

Standing = Literal["holds", "fails", "unknown_key"]
"""What can be said of one signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A centre's public key: its name, and the 32 bytes of its point."""

    name: str
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointText:
    """What is signed.

    Attributes
    ----------
    casebook : str
        32 hexadecimal digits of the casebook's identity; the origin line is ``estran/`` and them.
    head : Head
        Length of the chain and its last hash.
    time : str
        When the checkpoint was made, UTC, such as ``2022-12-14T01:53Z``.
    software : str
        Name and version of the program, such as ``estran 0.4.0``.
    extensions : tuple of str
        Further lines, none empty.
    """

    casebook: str
    head: Head
    time: str
    software: str
    extensions: tuple[str, ...] = ()


def format_checkpoint(checkpoint: CheckpointText) -> str:
    """Return the text that is signed, with its last newline.

    Raises
    ------
    CasebookError
        Where `parse_checkpoint` could not read it back.

    Notes
    -----
    Source: c2sp_tlog_checkpoint, note text.
    """
    lines = [
        ORIGIN + checkpoint.casebook,
        str(checkpoint.head.seq),
        base64.b64encode(_raw(checkpoint.head.hash)).decode(),
        f"time {checkpoint.time}",
        f"software {checkpoint.software}",
        *checkpoint.extensions,
    ]
    text = "".join(f"{line}\n" for line in lines)
    if parse_checkpoint(text) != checkpoint:
        raise _unreadable("a line holds what would be read as something else")
    return text


def parse_checkpoint(text: str) -> CheckpointText:
    """Read the text of a checkpoint, without its signatures.

    Raises
    ------
    CasebookError
        Naming the line that is not what it should be.
    """
    lines = text.split("\n")
    if len(lines) < 6 or lines.pop() != "" or not all(map(_PRINTABLE.fullmatch, lines)):
        raise _unreadable("it needs at least five lines, none empty, and ends in a newline")
    origin, size, root, time, software, *extensions = lines
    if not origin.startswith(ORIGIN) or not _CASEBOOK.fullmatch(origin[len(ORIGIN) :]):
        raise _unreadable("line 1 is not estran/ and 32 hexadecimal digits")
    if not _SIZE.fullmatch(size):
        raise _unreadable("line 2 is not a whole number")
    if not (time.startswith("time ") and software.startswith("software ")):
        raise _unreadable("lines 4 and 5 are not time and software")
    return CheckpointText(
        casebook=origin[len(ORIGIN) :],
        head=Head(int(size), _decoded(root, length=32, what="line 3").hex()),
        time=time.removeprefix("time "),
        software=software.removeprefix("software "),
        extensions=tuple(extensions),
    )


def key_id(public: PublicKey) -> bytes:
    """Return the four bytes by which a signature line names its key.

    Notes
    -----
    Source: c2sp_signed_note, Ed25519 signatures.
    """
    content = public.name.encode() + b"\n" + ED25519 + public.key
    return hashlib.sha256(content).digest()[:4]


def format_public_key(public: PublicKey) -> str:
    """Return a public key as one line: ``name+id+key``, id in hexadecimal, key in base64.

    Raises
    ------
    CasebookError
        Where the name is empty or holds a space or a plus sign, or the key has not 32 bytes.
    """
    if not _NAME.fullmatch(public.name) or len(public.key) != 32:
        raise _bad_key()
    written = base64.b64encode(ED25519 + public.key).decode()
    return f"{public.name}+{key_id(public).hex()}+{written}"


def parse_public_key(text: str) -> PublicKey:
    """Read a public key as `format_public_key` wrote it.

    Raises
    ------
    CasebookError
        Where it is not one, or its id is not that of its name and key.
    """
    match = _PUBLIC.fullmatch(text.strip())
    if match is None:
        raise _bad_key()
    content = _decoded(match["key"], length=33, what="the key")
    public = PublicKey(name=match["name"], key=content[1:])
    if content[:1] != ED25519 or key_id(public).hex() != match["id"]:
        raise _bad_key()
    return public


def public_key(signer: Signer) -> PublicKey:
    """Return the public half of a signer, with its name."""
    return PublicKey(name=signer.name(), key=signer.public_key())


def signed(text: CheckpointText, *, signer: Signer) -> Checkpoint:
    """Return a checkpoint with its first signature.

    Parameters
    ----------
    text : CheckpointText
        What is signed.
    signer : Signer
        Of this centre.
    """
    written = format_checkpoint(text)
    line = _signature_line(written, signer)
    return Checkpoint(seq=text.head.seq, text=written, signatures=(line,))


def countersign(checkpoint: Checkpoint, *, signer: Signer) -> Checkpoint:
    """Return the checkpoint with another party's signature after those that it has.

    Parameters
    ----------
    checkpoint : Checkpoint
        As it came; whoever signs has compared it with the chain first.
    signer : Signer
        Of the party that adds its line.

    Raises
    ------
    CasebookError
        Where the text is no checkpoint, that key has signed already, or the note is full.
    """
    parse_checkpoint(checkpoint.text)
    mine = key_id(public_key(signer))
    names = [_signature(line)[:2] for line in checkpoint.signatures]
    if (signer.name(), mine) in names:
        raise CasebookError(
            "checkpoint.signed_already",
            f"{signer.name()} has signed this checkpoint already.",
            name=signer.name(),
        )
    if len(names) >= MOST_SIGNATURES:
        raise _unreadable(f"it has more than {MOST_SIGNATURES} signatures")
    line = _signature_line(checkpoint.text, signer)
    return replace(checkpoint, signatures=(*checkpoint.signatures, line))


def standing(
    checkpoint: Checkpoint, *, keys: Sequence[PublicKey], verifier: Verifier
) -> tuple[tuple[str, Standing], ...]:
    """Return, for each signature line, who is said to have signed and whether it holds.

    Parameters
    ----------
    checkpoint : Checkpoint
        As it came.
    keys : sequence of PublicKey
        Those that are trusted.
    verifier : Verifier
        Who checks a signature.
    """
    known = {(one.name, key_id(one)): one.key for one in keys}
    found: list[tuple[str, Standing]] = []
    for line in checkpoint.signatures:
        name, id_, signature = _signature(line)
        key = known.get((name, id_))
        message = checkpoint.text.encode()
        if key is None:
            found.append((name, "unknown_key"))
        elif verifier.holds(public_key=key, message=message, signature=signature):
            found.append((name, "holds"))
        else:
            found.append((name, "fails"))
    return tuple(found)


def format_note(checkpoint: Checkpoint) -> str:
    """Return text and signatures as one signed note."""
    return checkpoint.text + "\n" + "".join(f"{line}\n" for line in checkpoint.signatures)


def parse_note(note: str) -> Checkpoint:
    """Read a signed note; whether its signatures hold is for `standing` to say.

    Raises
    ------
    CasebookError
        Where it is no checkpoint, or a signature line cannot be read.
    """
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise _unreadable("it has no signature")
    signatures = tuple(lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise _unreadable(f"it has more than {MOST_SIGNATURES} signatures")
    for line in signatures:
        _signature(line)
    text += "\n"
    return Checkpoint(seq=parse_checkpoint(text).head.seq, text=text, signatures=signatures)


def _signature_line(text: str, signer: Signer) -> str:
    public = public_key(signer)
    format_public_key(public)
    content = key_id(public) + signer.sign(text.encode())
    return f"{_DASH} {public.name} {base64.b64encode(content).decode()}"


def _signature(line: str) -> tuple[str, bytes, bytes]:
    """Return who signed, the id of the key, and the 64 bytes of the signature."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise _unreadable("a signature line is not a dash, a name and base64")
    content = _decoded(match["content"], length=68, what="a signature")
    return match["name"], content[:4], content[4:]


def _raw(hexadecimal: str) -> bytes:
    try:
        return bytes.fromhex(hexadecimal)
    except ValueError as problem:
        raise _unreadable("the head is not 64 hexadecimal digits") from problem


def _decoded(text: str, *, length: int, what: str) -> bytes:
    """Return the bytes of a base64 text that is the one spelling of them."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as problem:
        raise _unreadable(f"{what} is not base64") from problem
    if len(content) != length or base64.b64encode(content).decode() != text:
        raise _unreadable(f"{what} is not base64 of {length} bytes")
    return content


def _unreadable(problem: str) -> CasebookError:
    return CasebookError(
        "checkpoint.unreadable",
        f"This is no checkpoint of a casebook: {problem}. Ask for the file again, unchanged.",
        problem=problem,
    )


def _bad_key() -> CasebookError:
    return CasebookError(
        "checkpoint.key",
        "This is no public key of a centre: write name+id+key in one line, as it was exported; "
        "a name has no space and no plus sign.",
    )
