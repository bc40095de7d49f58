"""The port to keys that live outside the record and can be destroyed. No cipher is known here."""

from __future__ import annotations

from typing import Protocol


class Vault(Protocol):
    """Keys for sealed parts. What a destroyed key sealed cannot be read by anybody again."""

    def take(self) -> str:
        """Return the name of a fresh key; it is durable before this returns."""
        ...

    def seal(self, key: str, plain: bytes, *, label: str) -> bytes:
        """Encrypt under a key; the label must be the same on opening.

        Raises
        ------
        KeyDestroyedError
            Where the key has been destroyed.
        """
        ...

    def open(self, key: str, box: bytes, *, label: str) -> bytes | None:
        """Return what was sealed; None where the key has been destroyed.

        Raises
        ------
        ChainError
            Where the box is not what was sealed under that key and label.
        """
        ...

    def fingerprint(self, night: str, text: str) -> str | None:
        """Return the HMAC of a text under the key of a night; None where that is destroyed.

        Parameters
        ----------
        night : str
            Such as ``2022-12-13``: from noon to noon UTC. Its key is made when first asked for.
        text : str
            Such as a telephone number.
        """
        ...

    def destroy(self, key: str) -> bool:
        """Destroy a key, or the key of a night; return whether there was one."""
        ...

    def nights(self) -> tuple[str, ...]:
        """Return the nights whose keys still exist."""
        ...


class Signer(Protocol):
    """Signs for one centre with Ed25519. The public half is given to everybody."""

    def name(self) -> str:
        """Return the name of the signing centre, such as ``dover.estran``."""
        ...

    def public_key(self) -> bytes:
        """Return the 32 bytes of the public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        ...


class Verifier(Protocol):
    """Checks Ed25519 signatures."""

    def holds(self, *, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is that key's over that message."""
        ...
