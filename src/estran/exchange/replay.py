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
    title_fr, summary_fr, lessons_fr : str, str, list of str
        The same in French; empty where nobody has written them.
    """

    title: str
    summary: str
    report: Report
    sources: list[str]
    lessons: list[str]
    title_fr: str = ""
    summary_fr: str = ""
    lessons_fr: list[str] = msgspec.field(default_factory=list)

    def title_in(self, language: str) -> str:
        """Return the title in a language; in English where it has none there."""
        return (self.title_fr if language == "fr" else "") or self.title

    def summary_in(self, language: str) -> str:
        """Return the summary in a language; in English where it has none there."""
        return (self.summary_fr if language == "fr" else "") or self.summary

    def lessons_in(self, language: str) -> list[str]:
        """Return the lessons in a language; in English where it has none there."""
        return (self.lessons_fr if language == "fr" else []) or self.lessons


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
            known=replay_keys(),
        )
    text = files(__package__).joinpath("replays", f"{key}.yaml").read_text("utf-8")
    try:
        return msgspec.convert(yaml.safe_load(text), Replay)
    except msgspec.ValidationError as error:
        raise DataError("replay.damaged", f"Replay {key}: {error}", name=key) from error
