"""Secrets that a program makes: where they come from (a port), and what is kept of them.

Of a token only its SHA-256 is kept: it is 256 random bits, so nobody finds it from its hash.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Protocol


class Tokens(Protocol):
    """A source of secrets that nobody can guess."""

    def fresh(self) -> str:
        """Return 256 random bits as 43 letters, digits, ``-`` and ``_``."""
        ...


def digest_of(token: str) -> str:
    """Return what is kept of a token: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def csrf_of(token: str) -> str:
    """Return what a page must send beside the session's cookie; it does not betray the cookie."""
    return hashlib.sha256(b"csrf:" + token.encode("utf-8", "surrogateescape")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that says nothing of where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
