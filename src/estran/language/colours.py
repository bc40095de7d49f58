"""Colours of hulls as people name them, in English and French."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("black", "noir", "noire", "noirs"), "black"),
        **dict.fromkeys(("grey", "gray", "gris", "grise"), "grey"),
        **dict.fromkeys(("blue", "bleu", "bleue"), "blue"),
        **dict.fromkeys(("white", "blanc", "blanche"), "white"),
        **dict.fromkeys(("red", "rouge"), "red"),
        **dict.fromkeys(("orange",), "orange"),
        **dict.fromkeys(("yellow", "jaune"), "yellow"),
        **dict.fromkeys(("green", "vert", "verte"), "green"),
        **dict.fromkeys(("purple", "violet", "violette", "mauve"), "purple"),
        **dict.fromkeys(("pink", "rose"), "pink"),
        **dict.fromkeys(("beige", "sand", "sable"), "beige"),
        **dict.fromkeys(("silver", "argent", "argenté"), "silver"),
        **dict.fromkeys(("brown", "brun", "brune", "marron"), "brown"),
    }
)


@lru_cache(maxsize=1024)
def colours_of(text: str) -> frozenset[str]:
    """Return the colours named in a text, in English or French, by their English name."""
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    return frozenset(_COLOURS[word] for word in words if word in _COLOURS)
