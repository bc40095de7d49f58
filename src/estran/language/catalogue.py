"""Sentences by key, one folder of TOML files a language. What they speak of is not known here."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "fr")
REFUSALS = "errors"
"""How the pages of refusals begin, for `refusals`; English ones stand where they are raised."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return every sentence of a language, by dotted key.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.

    Raises
    ------
    UnknownNameError
        Where there is no such catalogue.

    Notes
    -----
    French terms are those of these texts; docs/reference/glossary-fr.md says which is whose.
    Source: sar_1979_fr, annex.
    Source: fr_instruction_1990, parts 1 and 2.
    Source: iamsar_fr, volumes II and III.
    Source: shom_1d, sections C to Q.
    Source: shom_refmar, glossary.
    Source: anfr_crr_2019, distress.
    Source: premar_2018_11_23, names of the centres.
    """
    if language not in LANGUAGES:
        raise UnknownNameError(
            "language.unknown",
            f"There is no catalogue for the language {language!r}; known: {', '.join(LANGUAGES)}.",
            language=language,
            known=LANGUAGES,
        )
    folder = files(__package__).joinpath(language)
    pages = [
        one
        for one in folder.iterdir()
        if one.name.endswith(".toml") and not one.name.startswith(REFUSALS)
    ]
    found: dict[str, str] = {}
    for page in sorted(pages, key=lambda one: one.name):
        for table, rows in tomllib.loads(page.read_text("utf-8")).items():
            found |= {f"{table}.{key}": text for key, text in rows.items()}
    return MappingProxyType(found)


def say(language: str, key: str, /, **values: object) -> str:
    """Return one sentence with its values filled in.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    key : str
        Dotted key, such as ``coordinator.known``.
    **values : object
        What the sentence's braces name.

    Raises
    ------
    UnknownNameError
        Where the catalogue has no such key.
    """
    try:
        sentence = catalogue(language)[key]
    except KeyError:
        raise UnknownNameError(
            "language.key_missing",
            f"The {language} catalogue has no sentence {key!r}.",
            key=key,
            language=language,
        ) from None
    return sentence.format(**values)


@lru_cache(maxsize=4096)
def name_in(language: str, table: str, name: str, /) -> str:
    """Return the name of a thing of the data in a language; the name itself where it has no other.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    table : str
        Kind of name: centre, craft, form, line, place, tide_datum.
    name : str
        As it stands in the data, such as ``Dunkirk`` or ``person_in_water``.
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return catalogue(language).get(f"{table}.{'_'.join(words)}", name)
