"""Texts that stand for a place but are no latitude and longitude, refused by their names.

Each refusal says what the text is and what to ask for instead.
"""

from __future__ import annotations

import re

from estran.errors import PositionError
from estran.quantities.typed_text import shown

_ASK = (
    "Ask for latitude and longitude with N or S and E or W, or for the location to be shared as a "
    "pin from WhatsApp or a map."
)
_WORD = r"[^\W\d_]{2,}"
_THREE_WORDS = re.compile(
    rf"(?:///\s?{_WORD}\.{_WORD}\.{_WORD})|(?:w3w\.co|what3words\.com)|what ?3 ?words", re.I
)
_BARE_THREE_WORDS = re.compile(rf"/{{0,3}}(?!www\.|maps\.){_WORD}\.{_WORD}\.{_WORD}", re.I)
_OPEN_LOCATION_CODE = re.compile(
    r"(?<![\w.])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,7}(?!\w)", re.I
)
_GRID = re.compile(
    r"\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}"
    r"|\d{1,2}\s?[C-HJ-NP-X]\s\d{5,6}(?:\.\d+)?\s?[Em]?,?\s\d{6,7}(?:\.\d+)?\s?[Nm]?"
    r"|(?:T[FGLMQRV]|S[UZ])\s?\d{2,5}\s?\d{2,5}|[A-R]{2}\d\d[A-X]{2}(?:\d\d)?",
    re.I,
)


def refuse_three_words(typed: str) -> None:
    """Refuse what3words by name.

    Raises
    ------
    PositionError
        If the text is such an address.
    """
    if _THREE_WORDS.search(typed) or _BARE_THREE_WORDS.fullmatch(typed):
        raise not_a_position(
            "position.what3words",
            f"{shown(typed)} is a what3words address. It cannot be turned into a position here, "
            "and words that sound alike lie far apart.",
            typed,
        )


def refuse_codes(typed: str) -> None:
    """Refuse plus codes and grid references by name.

    Raises
    ------
    PositionError
        If the text is one.
    """
    if _OPEN_LOCATION_CODE.search(typed):
        raise not_a_position(
            "position.plus_code",
            f"{shown(typed)} is a plus code. It cannot be turned into a position here, and short "
            "ones mean nothing without a town.",
            typed,
        )
    if _GRID.fullmatch(typed):
        raise not_a_position(
            "position.grid_reference",
            f"{shown(typed)} looks like a grid reference, which cannot be read here.",
            typed,
        )


def not_a_position(code: str, what: str, text: str, *, variant: str = "") -> PositionError:
    """Refusal of a text that is no latitude and longitude, with what to ask for instead."""
    return PositionError(code, f"{what} {_ASK}", text=text, variant=variant)
