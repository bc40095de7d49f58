"""Millions of states under the largest set of rules that ships, against one bare NumPy pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.judge import verdicts
from estran.doctrine.registry import every_doctrine, in_force
from estran.doctrine.ruleset import rules_under, ruleset
from estran.doctrine.states import States
from estran.doctrine.tree import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estran.doctrine.ruleset import Ruleset

UNKNOWN_SHARE = 0.02
MOST = 12.0
"""What a clause may cost, in passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctrineCosts:
    """Seconds for all the states, and what they were."""

    name: str
    states: int
    clauses: int
    judged: float
    passed: float

    @property
    def ratio(self) -> float:
        """Passes that one clause costs of one state."""
        return self.judged / self.clauses / self.passed


def doctrine_costs(*, states: int = 10_000_000, tries: int = 3) -> DoctrineCosts:
    """Return the quickest of some tries."""
    name, rules = max(_rulesets(), key=lambda one: len(clauses_of(one[1])))
    made = some_states(states)
    a, b, c, d = (np.random.Generator(np.random.Philox(one)).random(states) for one in range(4))
    return DoctrineCosts(
        name=name,
        states=states,
        clauses=len(clauses_of(rules)),
        judged=_quickest(lambda: verdicts(rules, made), tries),
        passed=_quickest(lambda: (a < b) & (c < d), tries),
    )


def _rulesets() -> Iterator[tuple[str, Ruleset]]:
    """Yield every doctrine alone with the law, and all that are in force together."""
    yield from ((name, rules_under(name)) for name in every_doctrine())
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    yield "all in force", ruleset(in_force(at), at=at)


def clauses_of(rules: Ruleset) -> frozenset[object]:
    """Return the different clauses of all rules: each is worked out once a state."""
    return frozenset(
        leaf
        for law in rules.options.values()
        for condition in (law.required, law.forbidden, law.permitted)
        for leaf in leaves(condition)
    )


def some_states(count: int) -> States:
    """Return states drawn at random, a few facts of each unknown."""
    draw = np.random.Generator(np.random.Philox(7))
    yes_no, numbers, categories = {}, {}, {}
    for one in facts().values():
        known = draw.random(count) >= UNKNOWN_SHARE
        if one.kind == "yes_no":
            yes = draw.random(count) < 0.5
            yes_no[one.name] = yes & known, ~yes & known
        elif one.kind == "number":
            value = one.low + draw.random(count) * (one.high - one.low)
            numbers[one.name] = np.where(known, np.floor(value), np.nan)
        else:
            codes = draw.integers(len(one.categories), size=count, dtype=np.int8)
            categories[one.name] = np.where(known, codes, np.int8(-1))
    return States(count, yes_no, numbers, categories)


def _quickest(work: Callable[[], object], tries: int) -> float:
    times = []
    for _ in range(tries):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Print both figures and their ratio."""
    costs = doctrine_costs()
    print(f"{costs.states:.0e} states x {costs.name} ({costs.clauses} clauses)")
    print(f"  all verdicts            {costs.judged:8.3f} s")
    print(f"  (a < b) & (c < d)       {costs.passed:8.3f} s")
    print(f"  a clause of a state costs {costs.ratio:.2f} passes; at most {MOST:g}")


if __name__ == "__main__":
    main()
