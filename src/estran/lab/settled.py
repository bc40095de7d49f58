"""Numbers of the model that a study does not vary: assumed, with a range, listed with results."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from estran.sources.assumptions import Assumption, parse_assumptions

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def settled_numbers() -> Mapping[str, Assumption]:
    """Return every such number by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    text = files(__package__).joinpath("settled.toml").read_text("utf-8")
    return cast("Mapping[str, Assumption]", parse_assumptions(text))


@cache
def settled(key: str) -> float:
    """Return the value of one of them, in its own unit."""
    return settled_numbers()[key].value
