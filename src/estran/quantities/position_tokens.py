"""A typed position as a row of numbers, marks and hemisphere letters.

Words that mean nothing for a position are dropped, words that are not known are refused. What the
row means is decided in `position_forms` and `position_text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from estran.errors import PositionError
from estran.quantities.typed_text import folded, shown

EXAMPLE = "Write it like 50-59.294N 001-21.087E, 51.0416 N 1.7521 E or 51 02 30 N 001 45 06 E."


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    DEGREE = "degree mark"
    MINUTE = "minute mark"
    SECOND = "second mark"
    HEMISPHERE = "hemisphere letter"
    SIGN = "sign"
    COMMA = "comma between numbers"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Token:
    """One number (as typed, with a decimal point), mark, sign, comma, or one letter of NSEWO.

    A label is ``"latitude"`` or ``"longitude"``.
    """

    kind: Kind
    text: str


_MARKS = {"\u00b0": Kind.DEGREE, "'": Kind.MINUTE, '"': Kind.SECOND}
_MARK_WORDS = {
    **dict.fromkeys(("d", "deg", "degs", "degree", "degrees", "degre", "degres"), Kind.DEGREE),
    **dict.fromkeys(("m", "mn", "min", "mins", "minute", "minutes"), Kind.MINUTE),
    **dict.fromkeys(("sec", "secs", "second", "seconds", "seconde", "secondes"), Kind.SECOND),
}
_HEMISPHERE_WORDS = {
    **dict.fromkeys(("n", "north", "nord", "noord"), "N"),
    **dict.fromkeys(("s", "south", "sud", "zuid"), "S"),
    **dict.fromkeys(("e", "east", "est", "oost", "ost"), "E"),
    **dict.fromkeys(("w", "west", "ouest"), "W"),
    "o": "O",
}
_LABEL_WORDS = {
    **dict.fromkeys(("lat", "latitude"), "latitude"),
    **dict.fromkeys(("lon", "long", "lng", "longitude"), "longitude"),
}
_IDLE_WORDS = frozenset(
    ("position", "pos", "posn", "posit", "gps", "location", "coordinates", "coords", "at", "and")
).union(("coordonnees", "et", "is"))
_FRENCH_WORDS = frozenset(
    ("sud", "et", "degre", "degres", "seconde", "secondes", "coordonnees", "virgule")
)

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<mark>[\u00b0'\"])|(?P<sign>[+-])"
    r"|(?P<comma>(?<=\d),\s?(?=\d)|(?<=\d\s),\s?(?=\d))|(?P<gap>[\s,;:/|()\[\]=]|(?<!\d)\.(?!\d)|\.(?!\s?\d))"
    r"|(?P<other>.)"
)
_CHAIN = re.compile(r"(\d+)([.,])(\d+)\2(\d+)")

# What is written in its place has one reading only, and is easier to split.
_REWRITES = (
    (re.compile(r"\bWGS[ -]?84\b", re.IGNORECASE), " "),
    (re.compile(r"(?<=\d)[oO](?=\d)"), "\u00b0"),
    (re.compile(r"(?<=\d)\s?(?:decimal|point|virgule)\s?(?=\d)", re.IGNORECASE), "."),
    (re.compile(r"(\dm\s?\d+(?:[.,]\d+)?)s(?=\s?[NSEW])"), r'\1"'),
    (re.compile(r"(?<=\d)(['\u00b0])[.,](\d+)"), r".\2\1"),
    (re.compile(r"(?<![\d.,])(\d+),(\d+\.\d+)(?![.,]?\d)"), r"\1 \2"),
    (re.compile(r"(?<![\d.,])(\d+\.\d+),(\d+(?:\.\d+)?)(?![.,]?\d)"), r"\1 , \2"),
    (re.compile(r"(?<![\d.,])(\d{1,3})([.,])(\d\d?)\2(\d{3,})(?![.,]?\d)"), r"\1 \3.\4"),
)


def tokenise(typed: str) -> tuple[Token, ...]:
    """Split a position, already made plain, into tokens.

    Raises
    ------
    PositionError
        If a word or character is not known, or digits are chained in a way that has two readings.
    """
    for pattern, replacement in _REWRITES:
        typed = pattern.sub(replacement, typed)
    if chain := _CHAIN.search(typed):
        raise _chained(chain, typed)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(typed):
        _add(tokens, match)
    return _with_west(tokens, typed)


def _add(tokens: list[Token], match: re.Match[str]) -> None:
    piece = match[0]
    if match.lastgroup == "number":
        tokens.append(Token(Kind.NUMBER, piece.replace(",", ".")))
    elif match.lastgroup == "mark":
        tokens.append(Token(_MARKS[piece], piece))
    elif match.lastgroup == "word":
        tokens.extend(_word_tokens(tokens, match))
    elif match.lastgroup == "comma":
        tokens.append(Token(Kind.COMMA, ","))
    elif match.lastgroup == "sign" and _is_sign(match):
        tokens.append(Token(Kind.SIGN, piece))
    elif match.lastgroup == "other":
        raise _unknown(piece, match.string)


def _is_sign(match: re.Match[str]) -> bool:
    """Tell a sign from a dash that separates."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return match[0] == "+" or (after.isdigit() and not (before.isdigit() or before in _MARKS))


def _word_tokens(tokens: list[Token], match: re.Match[str]) -> tuple[Token, ...]:
    word = folded(match[0])
    if word in _LABEL_WORDS:
        return (Token(Kind.LABEL, _LABEL_WORDS[word]),)
    if mark := _mark_of(tokens, match[0]):
        return (Token(mark, match[0]),)
    if word in _HEMISPHERE_WORDS:
        return (Token(Kind.HEMISPHERE, _HEMISPHERE_WORDS[word]),)
    if word in _IDLE_WORDS:
        return ()
    raise _unknown(match[0], match.string)


def _mark_of(tokens: list[Token], word: str) -> Kind | None:
    """Mark that a word stands for; a lone small s is one only in ``51d 02m 30s N``."""
    if not tokens or tokens[-1].kind is not Kind.NUMBER:
        return None
    if word == "s" and len(tokens) > 1 and tokens[-2].text == "m":
        return Kind.SECOND
    return _MARK_WORDS.get(folded(word))


def _with_west(tokens: list[Token], typed: str) -> tuple[Token, ...]:
    """Read O as west where French words stand around it, and refuse it elsewhere."""
    if Token(Kind.HEMISPHERE, "O") not in tokens:
        return tuple(tokens)
    words = {folded(word) for word in re.findall(r"[^\W\d_]+", typed)}
    if not words & _FRENCH_WORDS:
        raise PositionError(
            "position.ambiguous",
            f"The letter O in {shown(typed)} is west in French (ouest) but east in Dutch and "
            "German (oost, Ost). Write W, E or the whole word.",
            text=typed,
            readings=("W", "E"),
            variant="letter_o",
        )
    west = Token(Kind.HEMISPHERE, "W")
    return tuple(west if token.text == "O" else token for token in tokens)


def _chained(chain: re.Match[str], typed: str) -> PositionError:
    first, _, second, third = chain.groups()
    readings = (f"{first} {second} {third}", f"{first} {second}.{third}")
    return PositionError(
        "position.ambiguous",
        f"'{chain[0]}' in {shown(typed)} can be degrees, minutes and seconds ({readings[0]}) or "
        f"degrees and decimal minutes ({readings[1]}). Write spaces between the parts.",
        text=typed,
        readings=readings,
        piece=chain[0],
        variant="chained",
    )


def _unknown(piece: str, typed: str) -> PositionError:
    return PositionError(
        "position.unreadable",
        f"I cannot read '{piece}' in the position {shown(typed)}. {EXAMPLE}",
        text=typed,
        piece=piece,
        variant="piece",
    )
