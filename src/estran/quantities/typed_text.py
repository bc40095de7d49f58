"""What people type, made plain: one kind of dash, space, degree mark, prime and digit.

Phones, word processors and three alphabets write these in some forty ways. Only characters are
looked at here, not what they mean together.
"""

from __future__ import annotations

import re
import unicodedata

_DEGREES = "\u00ba\u02da\u1d52\u2070\u2218\u25e6\u25cb\u0970*"
_PRIMES = "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02c8\u00b4`\uff07\ua78c\u05f3"
_DOUBLE_PRIMES = "\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\u02dd\u02ee\uff02\u3003\u05f4\u00a8"
_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_POINTS = "\u00b7\u2219\u22c5\u066b\uff0e"
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_PLAIN = {
    **dict.fromkeys(map(ord, _DEGREES), "\u00b0"),
    **dict.fromkeys(map(ord, _PRIMES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_PRIMES), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _POINTS), "."),
    **dict.fromkeys(map(ord, _INVISIBLE), ""),
}
_SPACES = re.compile(r"\s+")
_LONGEST_SHOWN = 80
_FIRST_WIDE, _LAST_WIDE, _WIDE_OFFSET = "\uff01", "\uff5e", 0xFEE0


def plain(text: str) -> str:
    """Replace every variant of a mark by one character; outer and double spaces go.

    The degree mark becomes U+00B0, primes and quotes the two of ASCII, two primes in a row one
    double prime, dashes and minus signs a hyphen, and the digits of any script those of ASCII.
    """
    characters = unicodedata.normalize("NFC", text.translate(_PLAIN))
    narrow = "".join(_narrow(character) for character in characters)
    return _SPACES.sub(" ", narrow.replace("''", '"')).strip()


def folded(word: str) -> str:
    """Lower-case letters without accents, for comparing words."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def shown(text: str) -> str:
    """Quote a text for a message, shortened where it is long."""
    text = _SPACES.sub(" ", text).strip()
    return f"'{text[:_LONGEST_SHOWN]}...'" if len(text) > _LONGEST_SHOWN else f"'{text}'"


def _narrow(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if _FIRST_WIDE <= character <= _LAST_WIDE:
        return chr(ord(character) - _WIDE_OFFSET)
    return character
