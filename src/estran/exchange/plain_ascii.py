"""A text without accents, in capitals, for radio telex and poor terminals. Nothing is left out."""

from __future__ import annotations

import re
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
        "\u2019": "'",
        "\u2018": "'",
        "\u2013": "-",
        "—": "-",
        "…": "...",
        "±": "+/-",
        "·": "-",
        "\u00a0": " ",
    }
)
_DEGREE = re.compile(" ?°")


def to_ascii(text: str) -> str:
    """Return a text in ASCII; a character that has no plain letter becomes a question mark."""
    spelt = _DEGREE.sub(" deg", text.translate(_SPELT))
    parted = unicodedata.normalize("NFKD", spelt)
    plain = "".join(c for c in parted if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode("ascii")


def to_telex(text: str) -> str:
    """Return a text as radio telex carries it: ASCII, in capitals."""
    return to_ascii(text).upper()
