"""The language that a request asks for, of those that Estran speaks."""

from __future__ import annotations

from estran.language.catalogue import LANGUAGES


def language_of(header: str) -> str:
    """Return the best of the catalogue's languages for an Accept-Language header.

    Parameters
    ----------
    header : str
        Such as ``fr-FR,fr;q=0.9,en;q=0.8``; English where it names none that is spoken here.
    """
    best, weight = "en", 0.0
    for part in header.split(",")[:20]:
        tag, _, rest = part.partition(";")
        name = tag.strip().lower().partition("-")[0]
        quality = _quality(rest)
        if name in LANGUAGES and quality > weight:
            best, weight = name, quality
    return best


def _quality(text: str) -> float:
    name, _, value = text.partition("=")
    if not text.strip():
        return 1.0
    digits = value.strip()
    plain = name.strip() == "q" and digits.replace(".", "", 1).isdecimal() and len(digits) <= 5
    return float(digits) if plain else 0.0
