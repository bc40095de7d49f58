"""A diary as text: what happened, what the rules said, each draw. Times count from setting out."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from estran.doctrine.options import option_name
from estran.lab.diary import Draw, Event, Said
from estran.lab.parameters import parameters
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.lab.diary import Diary

YES_OR_NO = {
    "taxi": ("how", "how_taxi", "how_beach"),
    "early": ("when", "when_early", "when_late"),
    "canal": ("where", "in_canal", "at_sea"),
    "wading": ("wading", "wading_yes", "wading_no"),
    "acts": ("acts", "acts_yes", "acts_no"),
    "stopped": ("stopped", "stopped_yes", "stopped_no"),
    "shadowed": ("shadowed", "yes", "no"),
    "jackets": ("jackets", "yes", "no"),
}
"""Value of an event to the part of its sentence, and the words for yes and no."""


def life_text(
    diary: Diary, *, key: Mapping[str, object], given: Mapping[str, float], language: str
) -> str:
    """Return the life of one boat.

    Parameters
    ----------
    diary : Diary
        Of the boat.
    key : mapping
        ``seed``, ``season``, ``boat`` and ``doctrine``.
    given : mapping
        Parameters of the season, by key.
    language : str
        ``en`` or ``fr``.

    Raises
    ------
    UnknownNameError
        Where there is no such language.
    """
    head = [say(language, f"study_life.{name}", **key) for name in ("title", "repeat")]
    ranges = [
        _parameter(name, value, language)
        for name, value in given.items()
        if not parameters()[name].class_only
    ]
    told = list(_told(diary, language))
    part = say(language, "study_life.lines"), say(language, "study_life.parameters")
    return "\n".join([*head, "", part[0], *told, "", part[1], *ranges, ""])


def _told(diary: Diary, language: str) -> Iterator[str]:
    start = next((one.minute for one in diary.lines if isinstance(one, Event)), 0.0)
    for line in diary.lines:
        if isinstance(line, Draw):
            step = f" {line.step}" if line.step else ""
            yield say(
                language, "study_life.draw", purpose=line.purpose, step=step, value=line.value
            )
        elif isinstance(line, Said):
            yield _asked(line, language)
        else:
            yield _event(line, start, language)


def _event(event: Event, start: float, language: str) -> str:
    when = "" if isnan(event.minute) else _at(event.minute - start, language)
    values: dict[str, object] = dict(event.values)
    for name, (part, yes, no) in YES_OR_NO.items():
        if name in values:
            values[part] = say(language, f"study_life.{yes if values[name] else no}")
    if "french" in values:
        for stem in ("side", "shore"):
            side = "french" if values["french"] else "english"
            values[stem] = say(language, f"study_life.{stem}_{side}")
    what = f"fate_{event.values['fate']:.0f}" if event.what == "fate" else event.what
    return f"{when}{say(language, f'study_life.{what}', **values)}"


def _at(minute: float, language: str) -> str:
    return say(language, "study_life.at", minute=minute) + "  "


def _asked(said: Said, language: str) -> str:
    nothing = say(language, "study_life.none")
    found = said.judgement
    return say(
        language,
        "study_life.asked",
        option=said.option,
        name=option_name(said.option, language),
        verdict=say(language, f"verdict.{found.verdict.word}"),
        rules=", ".join(found.because) or nothing,
        unknown=", ".join(found.unknown) or nothing,
    )


def _parameter(name: str, value: float, language: str) -> str:
    one = parameters()[name]
    said = {"label": one.said(language), "unit": one.unit, "kind": one.kind, "source": one.source}
    return say(language, "study_life.parameter", key=name, value=f"{value:.4g}", **said)
