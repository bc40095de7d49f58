"""Whether a text is one that a terminal only shows: no character in it moves or hides another.

No text is changed here, and none is refused.
"""

from __future__ import annotations

import unicodedata

CATEGORIES = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Of Unicode: controls, halves of characters, and what breaks a line or a paragraph."""
TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What changes the direction of the text after it, and so what a reader sees."""
BREAKS = frozenset("\n\t")


def is_printed(text: str, *, breaks: bool = False) -> bool:
    """Return whether a text only shows.

    Parameters
    ----------
    text : str
        Of any length.
    breaks : bool
        Whether ends of lines and tabs may stand in it.
    """
    return not any(
        one in TURNS or unicodedata.category(one) in CATEGORIES
        for one in text
        if not (breaks and one in BREAKS)
    )
