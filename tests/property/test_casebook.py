"""Any sequence of commands, wise or not, keeps what the record promises.

The owner is never nobody, no tally is below zero, nothing closes without every gate or a
supervisor's reason, what is refused changes nothing, and the state is what the entries add up to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from estran.casebook.chain import checked, genesis
from estran.casebook.closing import Ground, open_gates
from estran.casebook.fold import fold, known_at
from estran.casebook.kinds import KINDS
from estran.casebook.tally import tally_of
from estran.errors import InputError
from estran.room.casework import Opening, open_case
from estran.room.desk import Happening
from estran.room.enter import form_of
from estran.room.entries import ENTRIES
from estran.room.take_in import Said, miss_call, take_in
from estran.room.visibility import sees_case
from tests.support.bodies import NONSENSE, of_class
from tests.support.desks import BOTH, DOVER, ENFORCEMENT
from tests.support.guesses import Guess
from tests.support.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from estran.casebook.event import Author

WATCHED = {"case.closed", "case.ended", "case.reopened"}
"""Kinds that have rules of their own, which see what was so at that moment."""
FORMS = sorted(set(ENTRIES) - WATCHED)
PROGRAMS = sorted(set(KINDS) - WATCHED)
PERSONS = st.sampled_from((None, "0", "5", "33", "40-60", "98", "a lot"))
GROUNDS: tuple[Ground, ...] = ("found", "exhausted", "merged")
CHANCES = st.randoms(use_true_random=True)  # reproducible: only their seed is drawn


class AnyNight(RuleBasedStateMachine):
    """Commands through the desk, and what must hold after each."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()

    @initialize(first=PERSONS, second=PERSONS)
    def two_cases_stand(self, first: str | None, second: str | None) -> None:
        self.watch.open(persons=first)
        self.watch.open(persons=second)

    def attempt(self, command: Callable[[], object]) -> bool:
        """Do something; where it is refused, it is by a refusal of ours, and nothing changed."""
        store = self.watch.desk.ports.store
        before, head = self.watch.book.fork(), store.head()
        try:
            command()
        except InputError:
            assert store.head() == head
            assert self.watch.book == before
            return False
        return True

    def command(self, kind: str, fields: dict[str, Any], case: str, by: Author) -> bool:
        return self.attempt(lambda: self.watch.enter(kind, fields, case=case, by=by))

    @rule(persons=PERSONS, chance=CHANCES)
    def somebody_reports(self, persons: str | None, chance: Random) -> None:
        guess = Guess(chance, self.watch)
        said = Said(persons=persons, positions=("51-02.1N 001-44.0E",), colour="black")
        self.attempt(lambda: take_in(self.watch.desk, guess.author(), said, shared=BOTH))
        self.attempt(lambda: miss_call(self.watch.desk, guess.author()))

    @rule(chance=CHANCES)
    def somebody_opens_a_case(self, chance: Random) -> None:
        guess = Guess(chance, self.watch)
        report = guess.value("report", str)
        self.attempt(lambda: open_case(self.watch.desk, guess.author(), Opening(report=report)))

    @rule(chance=CHANCES, count=st.integers(1, 25))
    def a_busy_hour(self, chance: Random, count: int) -> None:
        for _ in range(count):
            guess, kind = Guess(chance, self.watch), chance.choice(FORMS)
            self.command(kind, guess.fields(kind), guess.case(), guess.author())
            self.what_always_holds()

    @rule(kind=st.sampled_from(FORMS), data=st.data())
    def somebody_enters_nonsense(self, kind: str, data: st.DataObject) -> None:
        names = [name for name, *_ in form_of(kind)] + ["at", "case", "zzz"]
        fields = data.draw(st.dictionaries(st.sampled_from(names), NONSENSE, max_size=4))
        self.command(kind, fields, "C-0001", DOVER)

    @rule(kind=st.sampled_from(PROGRAMS), chance=CHANCES, data=st.data())
    def a_program_enters_anything(self, kind: str, chance: Random, data: st.DataObject) -> None:
        guess = Guess(chance, self.watch)
        known = st.sampled_from([one for pool in guess.pools.values() for one in pool])
        body = data.draw(of_class(KINDS[kind], known))
        happening = Happening(body=body, case=guess.case())
        self.attempt(
            lambda: self.watch.desk.write(
                guess.author(), lambda _, composed: composed.happenings.append(happening)
            )
        )

    @rule(alive=st.sampled_from((0, 5, 33, 98)), strong=st.booleans(), chance=CHANCES)
    def somebody_is_recovered(self, alive: int, strong: object, chance: Random) -> None:
        craft = chance.choice(sorted(self.watch.book.crafts))
        evidence = ("phone_contact",) if strong else ("colour_agrees",)
        self.attempt(lambda: self.watch.recover(alive, craft=craft, evidence=evidence))

    @rule(chance=CHANCES, pos=st.sampled_from((0.99, 0.2, None)), known=st.booleans())
    def everything_is_done_for_a_case(
        self, chance: Random, pos: float | None, known: object
    ) -> None:
        """Make an ending likely enough to be tried in earnest."""
        case = chance.choice(sorted(self.watch.book.cases))
        not_before = "2026-11-19T00:00Z" if known else None
        crafts = [one.craft for one in self.watch.book.crafts_of(case)]
        for craft in crafts:
            self.watch.assess(craft, not_before=not_before)
        self.attempt(lambda: self.watch.search(case))
        for craft in crafts:
            self.watch.value(pos, craft)
        for lead, outcome in self.watch.case(case).leads.items():
            if not outcome:
                self.command("lead.closed", {"lead": lead, "outcome": "nothing"}, case, DOVER)
        dawn = {"next_daylight": "2027-11-20T07:00Z", "units": [], "why": "nobody can fly"}
        self.command("daylight.considered", dawn, case, DOVER)

    @rule()
    def the_queue_is_worked_off(self) -> None:
        for report in list(self.watch.book.unlinked):
            self.command("report.set_aside", {"report": report, "why": "a test"}, "", DOVER)
        for call in list(self.watch.book.calls):
            self.command("call.returned", {"call": call, "outcome": "reached"}, "", DOVER)

    @rule(chance=CHANCES, wise=st.booleans())
    def somebody_closes(self, chance: Random, wise: object) -> None:
        guess = Guess(chance, self.watch)
        case = guess.case()
        left = {one: self.in_the_way(case, one) for one in GROUNDS}
        may = [one for one in GROUNDS if left[one] == ()]
        ground = chance.choice(may) if may and wise else chance.choice(GROUNDS)
        fields = {"ground": ground, "why": "so be it"}
        if self.command("case.closed", fields, case, guess.author()):
            assert left[ground] == ()

    def in_the_way(self, case: str, ground: Ground) -> object:
        """The gates that are not met now; None where there is no such case."""
        watch = self.watch
        if case not in watch.book.cases:
            return None
        return open_gates(
            watch.book,
            watch.case(case),
            ground=ground,
            now=watch.clock.now(),
            limits=watch.desk.limits,
        )

    @rule(chance=CHANCES, why=st.sampled_from(("", " ", "a hoax")))
    def somebody_ends(self, chance: Random, why: str) -> None:
        guess = Guess(chance, self.watch)
        by = guess.author()
        if self.command("case.ended", {"why": why}, guess.case(), by):
            assert by.role == "supervisor"
            assert why.strip()

    @rule(chance=CHANCES)
    def somebody_reopens(self, chance: Random) -> None:
        case, cases = Guess(chance, self.watch).case(), self.watch.book.cases
        over = case in cases and cases[case].state != "open"
        done = self.command("case.reopened", {"why": "a new call"}, case, DOVER)
        assert done == over, "reopening is always possible"

    @rule(minutes=st.sampled_from((1, 10, 200)))
    def time_goes_by(self, minutes: int) -> None:
        self.watch.clock.go_on(minutes=minutes)

    @precondition(lambda self: self.watch.book.seq)
    @invariant()
    def what_always_holds(self) -> None:
        book = self.watch.book
        for case in book.cases.values():
            assert case.owner, "never nobody"
            assert case.owners[-1][0] == case.owner
            if case.state != "open":
                assert case.endings[-1].state == case.state
                assert case.endings[-1].why.strip()
            asked = book.called_for_help(case.case)
            assert not (asked and sees_case(book, ENFORCEMENT, case.case))
        for craft in book.crafts.values():
            found = tally_of(book, craft)
            assert found.open is None or found.open >= 0
            assert min(found.alive, found.dead, found.accounted) >= 0

    def teardown(self) -> None:
        """The state is what the entries add up to, and the chain is sound."""
        store = self.watch.desk.ports.store
        entries = list(store.read())
        assert checked(entries, head=genesis(store.identity())) == store.head()
        assert fold(entries) == self.watch.book
        for entry in entries[::10]:
            known_at(entries, entry.draft.entered)


class AnyLongNight(AnyNight):
    """The same, for longer."""


AnyNight.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
AnyLongNight.TestCase.settings = settings(
    AnyNight.TestCase.settings, max_examples=200, stateful_step_count=60
)
TestAnyNight = AnyNight.TestCase
TestAnyLongNight = pytest.mark.slow(AnyLongNight.TestCase)
