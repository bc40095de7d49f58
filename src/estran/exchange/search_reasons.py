"""Why the worth of a search is unknown, in the reader's language. Nothing is judged here.

The record keeps the reason in the words of whoever asked; the catalogue has it in both languages.
"""

from __future__ import annotations

from estran.language.catalogue import LANGUAGES, catalogue, say

PARTS = "; "
STEM = "searching.unknown_"


def reason_in(text: str, language: str) -> str:
    """Return a kept reason in a language; a part that no catalogue has stays as it was kept.

    Parameters
    ----------
    text : str
        Sentences of the catalogue, in whichever language, with ``; `` between them; may be empty.
    language : str
        Of the reader.
    """
    return PARTS.join(_part(one, language) for one in text.split(PARTS))


def _part(text: str, language: str) -> str:
    for known in LANGUAGES:
        for key, sentence in catalogue(known).items():
            if key.startswith(STEM) and sentence == text:
                return say(language, key)
    return text
