"""Reads limits.toml: published limits, each with its unit, source and page. No law stands here."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from estran.errors import SourceError
from estran.sources.sourced import read_sourced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.sources.sourced import Sourced


@cache
def limits() -> Mapping[str, Sourced]:
    """Return every published limit by its key.

    Raises
    ------
    SourceError
        Where a row is malformed; the message names it.
    """
    text = files("estran.hazard").joinpath("limits.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return {
        key: read_sourced(row, where=f"hazard/limits.toml: [{key}]") for key, row in rows.items()
    }


def limit(key: str) -> float:
    """Return the value of one published limit, in its own unit.

    Raises
    ------
    SourceError
        Where there is none of that key.
    """
    if key not in limits():
        raise SourceError("hazard.limit", f"No limit {key!r} in hazard/limits.toml.", key=key)
    return limits()[key].value
