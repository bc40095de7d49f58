"""What a doctrine lets officers and rescuers do, by the evaluator that judges one live report.

What officers cannot know stays unknown here too, and bars control. Which rule alone stood in the
way, and which unknown did, is counted by lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.doctrine.judge import Verdict, codes
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL
from estran.doctrine.ruleset import rules_under
from estran.doctrine.states import many_situations
from estran.doctrine.tree import facts_in
from estran.lab.diary import note_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estran.doctrine.ruleset import ActiveRule, OptionLaw, Ruleset
    from estran.doctrine.states import States
    from estran.lab.tally import Tally
    from estran.quantities.arrays import Bools, Ints
    from estran.quantities.hashed_draws import Things

    Bar = tuple[ActiveRule, Bools, Bools]


@dataclass(frozen=True, slots=True)
class Permits:
    """What is allowed, and demanded, in some situations; shape (count,) each.

    Attributes
    ----------
    open : array of bool
        Of a control option: where nothing but what is not known bars it.
    """

    permitted: Bools
    required: Bools
    open: Bools

    @property
    def either(self) -> Bools:
        """Where it may be done."""
        return self.permitted | self.required


@dataclass(frozen=True, slots=True)
class Meeting:
    """Situations that officers or rescuers face, with what they know of each.

    Attributes
    ----------
    states : States
        Facts, unknown where nobody there knows.
    lane : array of int
        To which lane each belongs.
    things : Things
        The boats, for a diary.
    """

    states: States
    lane: Ints
    things: Things


def meeting(facts: Mapping[str, Any], *, lane: Ints, things: Things) -> Meeting:
    """Return situations from columns of facts; a masked element is unknown."""
    return Meeting(many_situations(facts), lane, things)


@dataclass(frozen=True, slots=True)
class Law:
    """Physics, law and one doctrine, asked about simulated meetings."""

    rules: Ruleset

    def asked(self, option: str, held: Meeting, tally: Tally) -> Permits:
        """Return where an option is permitted or required, and count why not.

        Parameters
        ----------
        option : str
            Its id.
        held : Meeting
            The situations.
        tally : Tally
            Takes ``asked:``, ``permitted:``, ``only:`` and ``unknown:`` by option.
        """
        note_rules(held.things, option, self.rules, held.states)
        evaluator = Evaluator(held.states)
        law = self.rules.options[option]
        verdict = codes(option, law, evaluator)
        bars = list(_bars(law, evaluator)) if option in CONTROL else []
        found = Permits(verdict == Verdict.PERMITTED, verdict == Verdict.REQUIRED, _open(bars))
        tally.add(f"asked:{option}", held.lane)
        tally.add(f"permitted:{option}", held.lane, found.either)
        _count_bars(option, bars, evaluator, held, tally)
        return found


@cache
def law_of(doctrine: str) -> Law:
    """Return the law with one doctrine, as it is studied: on its first day, and certain.

    Raises
    ------
    UnknownNameError
        Where there is no such doctrine.
    """
    return Law(rules_under(doctrine))


def _open(bars: Sequence[Bar]) -> Bools:
    """Return where some rule stands in the way, and each that does only because it is unknown."""
    if not bars:
        return np.zeros(1, dtype=bool)
    stands = np.any([bar for _, bar, _ in bars], axis=0)
    known = np.any([bar & ~unknown for _, bar, unknown in bars], axis=0)
    return np.asarray(stands & ~known)


def _count_bars(
    option: str, bars: Sequence[Bar], evaluator: Evaluator, held: Meeting, tally: Tally
) -> None:
    """Count by rule, where one alone stood in the way, and by fact, where not knowing it did."""
    if not bars:
        return
    together = np.sum([stands for _, stands, _ in bars], axis=0)
    for active, stands, unknown in bars:
        alone = stands & (together == 1)
        if alone.any():
            tally.add(f"only:{option}:{active.rule.id}", held.lane, alone)
        if (undecided := alone & unknown).any():
            for name in sorted(facts_in(active.condition)):
                blind = undecided & ~evaluator.known(name)
                tally.add(f"unknown:{option}:{name}", held.lane, blind)


def _bars(law: OptionLaw, evaluator: Evaluator) -> Iterator[Bar]:
    """Yield rules with where each stands in the way, and where only because it is unknown."""
    if not law.branches:
        return
    for active in law.rules:
        if active.rule.effect not in {"forbid", "needs", "permit"}:
            continue
        true, false = evaluator.masks(active.condition)
        unknown = ~true & ~false
        yield active, (true | unknown) if active.rule.effect == "forbid" else ~true, unknown
