"""The diary of one simulated boat: each draw it made, what the rules said of it, what became of it.

It listens while a season is simulated, and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.doctrine.judge import judge
from estran.quantities.hashed_draws import Things

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.doctrine.judge import Judgement
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.states import States
    from estran.quantities.arrays import Floats


@dataclass(frozen=True, slots=True)
class Draw:
    """One random number of the boat."""

    purpose: str
    step: int
    value: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell the boat.

    Attributes
    ----------
    what : str
        Key of a sentence, under ``study_life``.
    minute : float
        Of the year; NaN where it has no time of its own.
    values : dict
        Numbers of the sentence, by name.
    """

    what: str
    minute: float
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules said of an option for the boat."""

    option: str
    judgement: Judgement
    facts: dict[str, str]


Line = Draw | Event | Said


@dataclass(slots=True)
class Diary:
    """What is written of one boat, in the order in which it happened.

    Attributes
    ----------
    boat : int
        Its number in the season, from 0, in order of day and of number within the day.
    word : int or None
        The word by which it is known, once it has been reached.
    seen : int
        Boats of the season so far.
    """

    boat: int
    word: int | None = None
    seen: int = 0
    lines: list[Line] = field(default_factory=list)

    def meet(self, words: NDArray[np.uint64]) -> None:
        """Note the boats of a day, in order; one of them may be ours."""
        place = self.boat - self.seen
        if 0 <= place < words.size:
            self.word = int(words[place])
        self.seen += words.size


@dataclass(frozen=True, slots=True)
class Listening(Things):
    """Things of which one may be the boat of a diary; every draw of it is written down."""

    diary: Diary = field(kw_only=True)

    def of(self, where: NDArray[Any]) -> Listening:
        """Return some of the things, by mask or index."""
        return replace(self, words=self.words[where])

    def uniforms(self, purpose: str, *, step: int = 0) -> Floats:
        """Return the same draws, ours written down."""
        drawn = Things.uniforms(self, purpose, step=step)
        for place in self.ours():
            self.diary.lines.append(Draw(purpose, step, float(drawn[place])))
        return drawn

    def ours(self) -> tuple[int, ...]:
        """Return the place of our boat among these; empty where it is not."""
        if self.diary.word is None:
            return ()
        return tuple(np.flatnonzero(self.words == np.uint64(self.diary.word)).tolist())


def listening(things: Things, diary: Diary | None) -> Things:
    """Return things that a diary listens to; the same things where there is none."""
    if diary is None:
        return things
    diary.meet(things.words)
    return Listening(things.words, diary=diary)


def note(things: Things, what: str, minute: Floats | None = None, **values: Any) -> None:  # noqa: ANN401 -- arrays
    """Write down what befell the boat, where it is among these."""
    if isinstance(things, Listening):
        for place in things.ours():
            when = float("nan") if minute is None else float(minute[place])
            held = {name: float(value[place]) for name, value in values.items()}
            things.diary.lines.append(Event(what, when, held))


def note_rules(things: Things, option: str, rules: Ruleset, states: States) -> None:
    """Write down what the rules said of an option, where the boat is among these."""
    if isinstance(things, Listening):
        for place in things.ours():
            one = states.part(place, place + 1)
            said = Said(option, judge(rules, one)[option], _facts(one))
            things.diary.lines.append(said)


def _facts(states: States) -> dict[str, str]:
    """Return what is known of the first situation, in words of the list of facts."""
    known = {name: _word(yes[0], no[0]) for name, (yes, no) in states.yes_no.items()}
    known |= {
        name: "unknown" if np.isnan(values[0]) else f"{values[0]:g}"
        for name, values in states.numbers.items()
    }
    return dict(sorted(known.items()))


def _word(yes: bool, no: bool) -> str:  # noqa: FBT001 -- two masks of one fact
    return "yes" if yes else "no" if no else "unknown"
