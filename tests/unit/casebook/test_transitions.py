"""The tables of what may follow what, and that every kind of event has its place in the record."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from estran.casebook import bodies, kinds
from estran.casebook.admission import GUARDS
from estran.casebook.bodies import boats, cases, keeping, operations, reports
from estran.casebook.fold import HANDLERS
from estran.casebook.kinds import KINDS, body_class
from estran.casebook.transitions import ANY, CALL, CASE, HAND_OVER, NONE, TABLES, TASK
from estran.errors import CasebookError, RefusedTransitionError
from estran.room.entries import ENTRIES
from estran.room.roles import ALLOWED

OF_THE_ROOM = {
    "report.received",
    "report.read",
    "report.set_aside",
    "position.chosen",
    "persons.contradicted",
    "persons.restored",
    "call.missed",
    "call.returned",
    "receipt.given",
    "watch.relieved",
    "surveillance.stated",
    "night.erased",
}
"""Kinds that belong to no case, so that no state of a case can bar them."""


def test_every_kind_of_event_changes_the_state_by_a_function_of_its_own():
    assert set(HANDLERS) == set(KINDS)


def test_every_guard_and_every_entry_is_of_a_kind_that_exists():
    assert set(GUARDS) <= set(KINDS)
    assert set(ENTRIES) <= set(KINDS)
    assert {one.action for one in ENTRIES.values()} <= set(ALLOWED)


def test_every_kind_that_speaks_of_a_case_stands_in_the_table_of_cases():
    named = {event for _, event in CASE.rows}
    assert named == set(KINDS) - OF_THE_ROOM


def test_every_body_of_the_modules_is_a_kind():
    modules = (reports, boats, cases, operations, keeping)
    found = {
        vars(one)["kind"]
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and "kind" in vars(one)
    }
    assert found == set(KINDS)
    assert bodies.__doc__
    assert kinds.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_what_it_is_and_its_fields_can_be_read(kind):
    assert body_class(kind).__doc__
    assert {one.name for one in fields(body_class(kind))} <= set(get_type_hints(body_class(kind)))


def test_a_kind_of_a_newer_version_is_refused_by_name():
    with pytest.raises(CasebookError, match="no kind of event"):
        body_class("boat.sung_to")


@pytest.mark.parametrize("state", ["suspended", "closed", "ended"])
def test_whatever_rests_can_be_reopened(state):
    assert CASE.after(state, "case.reopened") == "open"


def test_only_a_case_that_is_worked_on_ends():
    for ending in ENDINGS:
        assert {state for state, event in CASE.rows if event == ending} == {"open", "suspended"}


ENDINGS = ("case.closed", "case.suspended", "case.ended")


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.subject)
def test_every_state_can_be_reached_from_nothing(table):
    reached = {NONE}
    for _ in table.rows:
        reached |= {to for (state, _), to in table.rows.items() if state in reached}
    assert set(table.states()) <= reached


@pytest.mark.parametrize(
    ("table", "state", "event"),
    [
        (CASE, "closed", "task.requested"),
        (CASE, "open", "case.resumed"),
        (HAND_OVER, NONE, "handover.accepted"),
        (HAND_OVER, "offered", "handover.offered"),
        (TASK, "declined", "under_way"),
        (TASK, "on_scene", "declined"),
        (CALL, "reached", "no_answer"),
    ],
)
def test_what_stands_in_no_table_is_refused_and_what_would_fit_is_named(table, state, event):
    with pytest.raises(RefusedTransitionError) as caught:
        table.after(state, event)
    assert caught.value.code == "transition.refused"
    assert caught.value.details["possible"] == ", ".join(table.possible(state))


def test_what_is_known_can_come_to_a_case_in_every_state():
    for event in ("recovery.reported", "link.decided", "note.added", "centre.told"):
        assert all(CASE.after(state, event) == state for state in ANY)
