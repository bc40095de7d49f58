"""Historic cases: what was known, from whom, and what is contested. Nothing is tuned."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from estran.assess.report import Report  # noqa: TC001 -- msgspec reads the annotation
from estran.errors import DataError, UnknownNameError


class Replay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One historic case.

    Attributes
    ----------
    report : Report
        The report as it could have been taken in.
    sources : list of str
        Keys in the library of sources.
    """

    title: str
    summary: str
    report: Report
    sources: list[str]
    lessons: list[str]


def replay_keys() -> tuple[str, ...]:
    """Return the key of every replay, oldest first."""
    names = (item.name for item in files(__package__).joinpath("replays").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def replay(key: str) -> Replay:
    """Return one replay.

    Raises
    ------
    UnknownNameError
        Naming the nearest known one.
    """
    if key not in replay_keys():
        near = get_close_matches(key, replay_keys(), n=1, cutoff=0.0)
        raise UnknownNameError(
            "replay.unknown",
            f"There is no replay {key!r}; the nearest is {near[0]}. "
            f"Known: {', '.join(replay_keys())} (estran replay list).",
            name=key,
            nearest=near[0],
        )
    text = files(__package__).joinpath("replays", f"{key}.yaml").read_text("utf-8")
    try:
        return msgspec.convert(yaml.safe_load(text), Replay)
    except msgspec.ValidationError as error:
        raise DataError("replay.damaged", f"Replay {key}: {error}", name=key) from error
