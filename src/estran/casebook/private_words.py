"""A scanner that asks whether a text looks as if it held a name, a number or an address.

It warns; it understands nothing.
"""

from __future__ import annotations

import re
from typing import Literal

Looks = Literal["phone", "mail", "name"]

PHONE_DIGITS, DIALLED_DIGITS = 9, 10
_PHONE = re.compile(r"(?<![\w.:/-])(?:\+|00)?\d(?:[ .-]?\d){8,14}(?![\w:/-])")
_DEGREES = re.compile(r"(?<![\d.+])(?!0\d)\d{1,3}\.\d{3,}(?![.\d])")
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
    if any(_digits(match) >= PHONE_DIGITS for match in _phones(text)):
        found.append("phone")
    if _MAIL.search(text):
        found.append("mail")
    if _TITLED.search(text) or _CALLED.search(text) or _pairs(text):
        found.append("name")
    return tuple(found)


def looks_reachable(text: str) -> bool:
    """Say whether a text seems to hold a telephone number as it is dialled, or an address.

    For fields that hold numbers of other kinds as well: an MMSI has nine digits and is a ship's.
    """
    dialled = (
        match
        for match in _phones(text)
        if match.startswith("+") or (match.startswith("0") and _digits(match) >= DIALLED_DIGITS)
    )
    return bool(_MAIL.search(text)) or any(True for _ in dialled)


def _phones(text: str) -> list[str]:
    """Return what looks like a number; degrees with their decimals are taken out before."""
    return [match[0] for match in _PHONE.finditer(_DEGREES.sub("°", text))]


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _pairs(text: str) -> bool:
    return any(not set(match[0].split()) & _NO_NAMES for match in _PAIR.finditer(text))
