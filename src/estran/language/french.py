"""Two habits of written French: de before a name, and spaces before marks. No sentence is here."""

from __future__ import annotations

import re

_ARTICLES = {"le ": "du ", "les ": "des "}
_VOWELS = "aâàeéèêëiîïoôuûüyœh"
_BEFORE = re.compile(r" (?=[:;?!»%])")
_AFTER = re.compile(r"(?<=«) ")
_UNBROKEN = "\u00a0"


def of(name: str) -> str:
    """Return a name after the word "de": du banc, des bancs, de la bouée, d'Ambleteuse."""
    for article, joined in _ARTICLES.items():
        if name.lower().startswith(article):
            return joined + name[len(article) :]
    return f"d'{name}" if name[:1].lower() in _VOWELS else f"de {name}"


def bound(text: str) -> str:
    """Bind double punctuation and per cent signs to their word, before lines are broken."""
    return _AFTER.sub(_UNBROKEN, _BEFORE.sub(_UNBROKEN, text))


def unbound(text: str) -> str:
    """Undo `bound`: files and terminals get plain spaces."""
    return text.replace(_UNBROKEN, " ")


def bare(name: str) -> str:
    """Return a name without its small article, as it stands on a chart: banc de Varne."""
    return re.sub(r"^(le |la |les |l')", "", name)
