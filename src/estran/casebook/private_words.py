"""A scanner that asks whether a text looks as if it held a name, a number or an address.

It warns; it understands nothing.
"""

from __future__ import annotations

import re
from typing import Literal

Looks = Literal["phone", "mail", "name"]

_PHONE = re.compile(r"(?<![\w.:/-])(?:\+|00)?\d(?:[ .-]?\d){8,14}(?![\w:/-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|M\.|Mme|Mlle|Monsieur|Madame|Dr)\.? [A-ZÀ-Ý]\w+")
_CALLED = re.compile(
    r"(?:\bnamed|\bcalled|\bname is|\bnommée?|\bs'appelle|\bappelée?|\bprénom|\bnom) [A-ZÀ-Ý]\w+"
)
_PAIR = re.compile(r"\b[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý][a-zà-ÿ]+\b")
_NO_NAMES = frozenset(
    word
    for line in (
        "Gris Nez Dover Calais Abeille Normandie Border Force North South East West",
        "Ouest Nord Sud Est Cap Port Mayday Relay Pas Manche Channel Royal Navy Marine",
        "Nationale Gendarmerie Maritime Severn Class Saint Sainte Le La Les The Varne",
        "Goodwin Sands Bank Baie Somme",
    )
    for word in line.split()
)
"""Words with a capital that belong to places and units of the strait."""


def looks_private(text: str) -> tuple[Looks, ...]:
    """Return what a text looks as if it held: ``phone``, ``mail``, ``name``.

    Parameters
    ----------
    text : str
        What somebody typed.

    Notes
    -----
    It errs on the side of warning: two words with capitals may be a ship. Positions in degrees and
    times are no telephone numbers.
    """
    found: list[Looks] = []
    if any(sum(c.isdigit() for c in match[0]) >= 9 for match in _PHONE.finditer(text)):
        found.append("phone")
    if _MAIL.search(text):
        found.append("mail")
    if _TITLED.search(text) or _CALLED.search(text) or _pairs(text):
        found.append("name")
    return tuple(found)


def _pairs(text: str) -> bool:
    return any(not set(match[0].split()) & _NO_NAMES for match in _PAIR.finditer(text))
