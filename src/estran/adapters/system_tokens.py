"""Secrets from the operating system, as a port of tokens."""

from __future__ import annotations

import secrets


class SystemTokens:
    """The operating system's source of randomness."""

    def fresh(self) -> str:
        """Return 256 random bits as 43 letters, digits, ``-`` and ``_``."""
        return secrets.token_urlsafe(32)
