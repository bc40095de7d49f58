"""Text of rules and facts by language: English is always there, other languages where written."""

from __future__ import annotations

from typing import TypeVar

Worded = TypeVar("Worded", str, tuple[str, ...])


def worded(language: str, *, english: Worded, french: Worded) -> Worded:
    """Return a text in a language; in English where there is none in it."""
    return french if language == "fr" and french else english
