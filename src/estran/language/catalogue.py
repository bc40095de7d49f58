"""Sentences by key, from one TOML file a language. Nothing here knows what they are about."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en",)


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
    """
    if language not in LANGUAGES:
        raise UnknownNameError(
            "language.unknown",
            f"There is no catalogue for the language {language!r}; known: {', '.join(LANGUAGES)}.",
            language=language,
        )
    tables = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
    return MappingProxyType(
        {f"{table}.{key}": text for table, rows in tables.items() for key, text in rows.items()}
    )


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
            "language.key_missing", f"The {language} catalogue has no sentence {key!r}.", key=key
        ) from None
    return sentence.format(**values)
