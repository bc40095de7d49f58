"""Reads library.toml: every source once, under the key by which all other data cite it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One paper, statute, inquiry, data set or piece of software.

    Attributes
    ----------
    key : str
        The name by which data and docstrings cite it.
    authors : tuple of str
        People or bodies, as printed.
    year : int or None
        Of publication; None where the source has no date of its own.
    where : str
        What a reader needs to find it: journal, report number, DOI or address.
    licence : str
        On what terms it, or what was taken from it, may be used.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    where: str
    licence: str


@cache
def library() -> Mapping[str, Source]:
    """Return every source by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    return parse_library(files(__package__).joinpath("library.toml").read_text("utf-8"))


def source(key: str) -> Source:
    """Return one source.

    Raises
    ------
    SourceError
        Where the library does not hold it; the message names the nearest key.
    """
    try:
        return library()[key]
    except KeyError:
        near = get_close_matches(key, library(), n=1, cutoff=0.0)[0]
        raise SourceError(
            "source.unknown",
            f"No source {key!r} in sources/library.toml; the nearest key is {near!r}. "
            "Add the source there, once, or correct the citation.",
            key=key,
            nearest=near,
        ) from None


def parse_library(text: str) -> Mapping[str, Source]:
    """Read a library from TOML text: one table a source.

    Raises
    ------
    SourceError
        Where the text is not TOML or an entry lacks a field, is empty, or has one too many.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError("source.malformed", f"The library of sources: {error}.") from error
    return MappingProxyType({key: _entry(key, table) for key, table in tables.items()})


def _entry(key: str, table: object) -> Source:
    if not isinstance(table, dict):
        raise _malformed(key, "is not a table")
    wanted = {field.name for field in fields(Source)} - {"key"}
    dated = {"year": None, **table}
    if missing := sorted(wanted - dated.keys()):
        raise _malformed(key, f"lacks {', '.join(missing)}")
    if unknown := sorted(dated.keys() - wanted):
        raise _malformed(key, f"has the unknown field {', '.join(unknown)}")
    if empty := [name for name, value in table.items() if not value]:
        raise _malformed(key, f"leaves {', '.join(empty)} empty")
    return Source(key=key, **{**dated, "authors": tuple(dated["authors"])})


def _malformed(key: str, problem: str) -> SourceError:
    return SourceError(
        "source.malformed",
        f"sources/library.toml: [{key}] {problem}. An entry has title, authors, where, licence "
        "and, where there is one, year.",
        key=key,
    )
