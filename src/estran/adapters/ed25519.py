"""Ed25519 signatures by `cryptography`; the private key lies in a file of its own, mode 0600.

What is signed is not known here; the folder is never that of the record.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from estran.casebook.checkpoint import PublicKey, format_public_key
from estran.errors import CasebookError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY = 0o600
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")


class FileSigner:
    """Signs for one centre with the key in ``<folder>/<name>.key``; made on first use.

    Parameters
    ----------
    folder : Path
        Where keys lie; made with mode 0700 where it is missing.
    name : str
        Of the centre, such as ``dover.estran``: small letters, digits, dots and hyphens.

    Raises
    ------
    CasebookError
        Where the name is none.
    StoreError
        Where the key cannot be read or written, others can read it, or it is no Ed25519 key.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise CasebookError(
                "signer.name",
                f"{name!r} is no name for a signing centre: use small letters, digits, dots and "
                "hyphens, such as dover.estran.",
                name=name,
            )
        self._name = name
        self._private = _key_of(folder / f"{name}.key")

    def name(self) -> str:
        """Return the name of the signing centre."""
        return self._name

    def public_key(self) -> bytes:
        """Return the 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(message)

    def public_text(self) -> str:
        """Return the public key as the line that is given to everybody."""
        return format_public_key(PublicKey(name=self._name, key=self.public_key()))


class Ed25519Verifier:
    """Checks signatures by `cryptography`."""

    def holds(self, *, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is that key's over that message."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def _key_of(path: Path) -> Ed25519PrivateKey:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as problem:
        raise StoreError(
            "signer.file",
            f"{path}: the signing key cannot be read or written: {problem.strerror}.",
            file=str(path),
            reason=problem.strerror,
        ) from problem


def _make(path: Path) -> None:
    """Write a new key whole, or leave the one that somebody else has just written."""
    private = Ed25519PrivateKey.generate()
    content = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
        _make_durable(path.parent)


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> Ed25519PrivateKey:
    if stat.S_IMODE(path.stat().st_mode) & ~OWNER_ONLY:
        raise StoreError(
            "signer.exposed",
            f"{path}: others can read this signing key. Set its mode to 600; if anybody may have "
            "read it, remove it, so that a new one is made, and tell the other centre.",
            file=str(path),
        )
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as problem:
        raise _no_key(path) from problem
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(path)
    return private


def _no_key(path: Path) -> StoreError:
    return StoreError(
        "signer.no_key",
        f"{path}: is no Ed25519 key. Put back a copy; without one, remove the file, so that a new "
        "key is made, and tell the other centre.",
        file=str(path),
    )
