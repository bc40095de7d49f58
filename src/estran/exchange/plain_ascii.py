"""A text without accents, in capitals, for radio telex and poor terminals. Nothing is left out."""

from __future__ import annotations

import unicodedata

_SPELT = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "°": " deg",
        "±": "+/-",
        "·": "-",
        "\u00a0": " ",
    }
)
STANDS_FOR_ONE = "?"


def to_ascii(text: str) -> str:
    """Return a text in ASCII; a character that has no plain letter becomes a question mark."""
    parted = unicodedata.normalize("NFKD", text.translate(_SPELT))
    plain = "".join(c for c in parted if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode("ascii")


def to_telex(text: str) -> str:
    """Return a text as radio telex carries it: ASCII, in capitals."""
    return to_ascii(text).upper()
