"""What a doctrine changes against another, over every situation that both can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import product
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from estran.doctrine.cells import grid
from estran.doctrine.facts import facts
from estran.doctrine.impossible import impossible_in
from estran.doctrine.judge import Verdict, stand
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL
from estran.doctrine.search import MOST_CELLS, cannot_be, search
from estran.doctrine.states import one_situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from estran.doctrine.cells import Grid, Plain
    from estran.doctrine.facts import Fact
    from estran.doctrine.judge import Conditions, Masking
    from estran.doctrine.ruleset import Ruleset
    from estran.quantities.arrays import Bools, Codes

Kind = Literal[
    "newly_required",
    "newly_permitted",
    "newly_barred",
    "newly_unknown",
    "newly_forbidden",
    "no_longer_forbidden",
    "newly_settled",
    "not_decided",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_WHOLE_TRIED = 50


class Answer(IntEnum):
    """A verdict, with what is not permitted told apart from what is not settled."""

    REQUIRED = 0
    PERMITTED = 1
    FORBIDDEN = 2
    SETTLED = 3
    UNKNOWN = 4


Difference: TypeAlias = tuple[Verdict, Verdict, Kind]
_NEWLY: Mapping[Answer, Kind] = {
    Answer.REQUIRED: "newly_required",
    Answer.PERMITTED: "newly_permitted",
    Answer.UNKNOWN: "newly_unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Situations in which the answer on an option changes from one thing to one other.

    Attributes
    ----------
    before, after : Verdict
        Alike where only that changes on which it hangs: what is not known, or what is.
    kind : str
        ``newly_required``, ``newly_permitted``; ``newly_barred``: it was permitted or required;
        ``newly_unknown``: it hangs on what is not known. Not permitted before or after:
        ``newly_forbidden``, ``no_longer_forbidden``, ``newly_settled``: it hung on what is not
        known, and does not any more. ``not_decided``: neither cells nor Z3 could say.
    count : int or None
        Cells in which it is so; None where they cannot be counted.
    share_of_cells : float or None
        Of all that the two can tell apart. No probability: cells are not equally likely.
    witness : mapping or None
        The situation with the fewest unknowns, and the smallest numbers.
    """

    option: str
    before: Verdict
    after: Verdict
    kind: Kind
    count: int | None
    share_of_cells: float | None
    witness: Mapping[str, object] | None


def compare(before: Ruleset, after: Ruleset) -> tuple[Change, ...]:
    """Return what changes, by option and kind.

    Parameters
    ----------
    before, after : Ruleset
        Two doctrines, each with the law, or one at two dates.

    Returns
    -------
    tuple of Change
        Empty where they say the same in every situation.
    """
    found: list[Change] = []
    for option, law in before.options.items():
        other = after.options[option]
        if _said(law) != _said(other):
            found += _changes(option, law, other)
    return tuple(found)


def _changes(option: str, law: Conditions, other: Conditions) -> list[Change]:
    conditions = (*_said(law), *_said(other))
    cells = grid(conditions, most=MOST_CELLS)
    if cells is None:
        found = list(_by_search(option, law, other))
    else:
        found = list(_in_cells(cells, option, (law, other)))
    found = [_smallest(one, (law, other)) for one in found]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def _in_cells(cells: Grid, option: str, laws: tuple[Conditions, Conditions]) -> Iterator[Change]:
    counts: dict[Difference, int] = {}
    best: dict[Difference, Plain] = {}
    for block in cells.blocks():
        evaluator = Evaluator(block.states)
        before, after = (block.full(_answers(option, law, evaluator)) for law in laws)
        changed = np.flatnonzero(before != after)
        inside = np.unravel_index(changed, block.shape)
        pairs = before[inside] * np.int8(len(Answer)) + after[inside]
        for pair in np.unique(pairs):
            at = changed[pairs == pair]
            change = _difference(option, *divmod(int(pair), len(Answer)))
            found = cells.plainest(block, at, cannot_be(evaluator))
            counts[change] = counts.get(change, 0) + len(at)
            best[change] = min(best.get(change, found), found)
    for change, count in counts.items():
        one = _change(option, change, cells.situation(best[change][1]))
        yield replace(one, count=count, share_of_cells=count / cells.size)


def _answers(option: str, law: Conditions, evaluator: Evaluator) -> Codes:
    found = stand(option, law, evaluator)
    settled: Bools = evaluator.masks(law.permitted)[1]
    codes = np.where(settled, np.int8(Answer.SETTLED), np.int8(Answer.UNKNOWN))
    codes = np.where(found.permitted, np.int8(Answer.PERMITTED), codes)
    codes = np.where(found.required, np.int8(Answer.REQUIRED), codes)
    return np.where(found.forbidden, np.int8(Answer.FORBIDDEN), codes)


def _by_search(option: str, law: Conditions, other: Conditions) -> Iterator[Change]:
    """Look for each pair of answers by itself, where cells would not be exact."""
    conditions: Sequence[Any] = (*_said(law), *_said(other))
    for before, after in product(Answer, repeat=2):

        def changes(source: Masking, before: Answer = before, after: Answer = after) -> Any:  # noqa: ANN401
            first, second = _is(before, option, law, source), _is(after, option, other, source)
            return first & second

        if before is after:
            continue
        found = search(conditions, changes, method="z3")
        change = _change(option, _difference(option, before, after), found.witness)
        if found.exists is None:
            yield replace(change, kind="not_decided")
        elif found.exists:
            yield change


def _smallest(one: Change, laws: tuple[Conditions, Conditions]) -> Change:
    """Return a change whose witness has numbers as small as the same answers allow.

    The least that a fact can be is passed over: nobody aboard, no distance, is no plain example.
    """
    if one.witness is None:
        return one
    witness = dict(one.witness)
    wanted, held = _pair(one.option, laws, witness), impossible_in(witness)
    for name, value in one.witness.items():
        if isinstance(value, float):
            for smaller in _below(facts()[name], value):
                trial = {**witness, name: smaller}
                same = _pair(one.option, laws, trial) == wanted
                if same and set(impossible_in(trial)) <= set(held):
                    witness = trial
                    break
    return replace(one, witness=witness)


def _pair(
    option: str, laws: tuple[Conditions, Conditions], witness: Mapping[str, object]
) -> tuple[int, ...]:
    evaluator = Evaluator(one_situation(witness))
    return tuple(int(np.ravel(_answers(option, law, evaluator))[0]) for law in laws)


def _below(declared: Fact, value: float) -> Iterator[float]:
    """Yield numbers between the least that a fact can be and a value, smallest first."""
    if declared.whole:
        first = int(declared.low) + 1
        tried: Iterable[float] = (float(at) for at in range(first, first + _WHOLE_TRIED))
    else:
        tried = (at * 10.0**power for power in range(5) for at in (1.0, 2.0, 5.0))
    yield from (at for at in tried if declared.low < at < value)


def _is(answer: Answer, option: str, law: Conditions, source: Masking) -> Any:  # noqa: ANN401
    found = stand(option, law, source)
    said = found.required | found.permitted | found.forbidden
    settled = source.masks(law.permitted)[1]
    return {
        Answer.REQUIRED: found.required,
        Answer.PERMITTED: found.permitted,
        Answer.FORBIDDEN: found.forbidden,
        Answer.SETTLED: settled & ~said,
        Answer.UNKNOWN: ~settled & ~said,
    }[answer]


def _difference(option: str, before: int, after: int) -> Difference:
    first, second = Answer(before), Answer(after)
    return _verdict(option, first), _verdict(option, second), _kind(first, second)


def _change(option: str, difference: Difference, witness: Mapping[str, object] | None) -> Change:
    """Return a change without its count."""
    return Change(
        option=option,
        before=difference[0],
        after=difference[1],
        kind=difference[2],
        count=None,
        share_of_cells=None,
        witness=witness,
    )


def _kind(before: Answer, after: Answer) -> Kind:
    if after in _NEWLY:
        return _NEWLY[after]
    if before in (Answer.REQUIRED, Answer.PERMITTED):
        return "newly_barred"
    if after is Answer.FORBIDDEN:
        return "newly_forbidden"
    return "no_longer_forbidden" if before is Answer.FORBIDDEN else "newly_settled"


def _verdict(option: str, answer: Answer) -> Verdict:
    if answer in (Answer.SETTLED, Answer.UNKNOWN):
        return Verdict.NOT_PERMITTED if option in CONTROL else Verdict.UNDETERMINED
    return Verdict[answer.name]


def _said(law: Conditions) -> tuple[Any, Any, Any]:
    return law.required, law.forbidden, law.permitted
