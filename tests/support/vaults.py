"""A vault and a signer that live in memory and nowhere else, for tests."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from estran.casebook.fingerprint import comparable
from estran.errors import ChainError, KeyDestroyedError

TAG = 32


class MemoryVault:
    """Keeps keys in a mapping; its cipher (a keystream of SHA-256, an HMAC) is for tests."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._nights: dict[str, bytes | None] = {}

    def take(self) -> str:
        name = secrets.token_hex(16)
        self._keys[name] = secrets.token_bytes(32)
        return name

    def seal(self, key: str, plain: bytes, *, label: str) -> bytes:
        secret = self._keys.get(key)
        if secret is None:
            raise KeyDestroyedError("vault.destroyed", f"The key {key} is destroyed.", key=key)
        nonce = secrets.token_bytes(12)
        body = nonce + _xored(secret + nonce, plain)
        return body + _tag(secret, body, label)

    def open(self, key: str, box: bytes, *, label: str) -> bytes | None:
        secret = self._keys.get(key)
        if secret is None:
            return None
        body, tag = box[:-TAG], box[-TAG:]
        if not hmac.compare_digest(tag, _tag(secret, body, label)):
            raise ChainError("vault.box", "The box is not what was sealed.", key=key)
        return _xored(secret + body[:12], body[12:])

    def fingerprint(self, night: str, text: str) -> str | None:
        secret = self._nights.setdefault(night, secrets.token_bytes(32))
        if secret is None:
            return None
        return hmac.new(secret, comparable(text).encode(), hashlib.sha256).hexdigest()

    def destroy(self, key: str) -> bool:
        if self._nights.get(key) is not None:
            self._nights[key] = None
            return True
        return self._keys.pop(key, None) is not None

    def nights(self) -> tuple[str, ...]:
        return tuple(sorted(night for night, key in self._nights.items() if key is not None))

    def close(self) -> None:
        self._keys.clear()


class MemorySigner:
    """Signs with a key that follows from its name, so that tests give the same bytes each time."""

    def __init__(self, name: str) -> None:
        self._name = name
        seed = hashlib.sha256(b"test signer " + name.encode()).digest()
        self._private = Ed25519PrivateKey.from_private_bytes(seed)

    def name(self) -> str:
        return self._name

    def public_key(self) -> bytes:
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


class StandaloneVerifier:
    """The verifier that the other side runs, as a port."""

    def holds(self, *, public_key: bytes, message: bytes, signature: bytes) -> bool:
        from estran.adapters.estran_verify import holds

        return holds(public_key, message, signature)


def _xored(seed: bytes, content: bytes) -> bytes:
    blocks = range(0, len(content), 32)
    stream = b"".join(hashlib.sha256(seed + start.to_bytes(8, "big")).digest() for start in blocks)
    return bytes(one ^ other for one, other in zip(content, stream, strict=False))


def _tag(secret: bytes, body: bytes, label: str) -> bytes:
    return hmac.new(secret, body + label.encode(), hashlib.sha256).digest()
