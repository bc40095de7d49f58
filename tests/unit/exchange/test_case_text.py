"""The case sheet and the queue: the coordinator first, all side by side, what is short said."""

import pytest

from estran.casebook.bodies import boats, cases, operations, reports
from estran.casebook.bodies.parts import Persons
from estran.exchange.case_text import case_page, case_text, queue_text
from estran.exchange.page import Paragraphs
from estran.language.catalogue import LANGUAGES
from tests.support.casebooks import CASE, book_of, drafted, minutes, night, report

NOW = minutes(75)


def sheet(*drafts, language="en", **more):
    return case_text(book_of(*night(), *drafts), CASE, language=language, now=NOW, **more)


def in_case(body, after=70.0, **more):
    return drafted(body, at=minutes(after), case=CASE, **more)


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coordinator_stands_first(language):
    first = case_page(book_of(*night()), CASE, language=language, now=NOW).parts[0].blocks[0]
    assert isinstance(first, Paragraphs)
    assert first.texts[0].startswith(("Coordinator: Dover", "Coordination : MRCC Douvres"))


def test_places_are_held_against_people():
    assert "20, for 47 not accounted for: NOT ENOUGH." in flat(sheet())
    more = operations.TaskRequested(
        task="T-0001-2", unit="Patrol vessel", medium="surface", purpose="rescue", capacity=40
    )
    assert "Places in the units tasked: 60, for 47 not accounted for." in flat(sheet(in_case(more)))


def test_a_unit_whose_places_nobody_knows_is_not_enough():
    unit = operations.TaskRequested(
        task="T-0001-2", unit="FV One", medium="surface", purpose="rescue"
    )
    assert "20 and an unknown number, for 47" in flat(sheet(in_case(unit)))


def test_a_second_boat_of_which_nobody_knows_the_number_makes_the_sum_unknown():
    other = (
        drafted(report(4, persons=None), at=minutes(60)),
        in_case(boats.CraftOpened(craft="B-0002", report="R-0004"), 61),
    )
    assert "How many people there are is UNKNOWN: treat as a mass rescue." in flat(sheet(*other))


def test_a_count_that_was_contradicted_stays_and_is_marked():
    said = reports.PersonsContradicted(report="R-0002", why="seen from afar")
    assert "30-40 (patrol, R-0002, contradicted)" in flat(sheet(drafted(said, at=minutes(40))))


def test_recoveries_are_counted_off():
    taken = (
        in_case(boats.RecoveryReported(recovery="V-0001", unit="Lifeboat", alive=30, dead=1), 71),
        in_case(
            boats.RecoveryMatched(
                recovery="V-0001", craft="B-0001", evidence=("phone_contact",), why="rang"
            ),
            72,
        ),
    )
    assert "recovered 30 alive, 1 dead" in flat(sheet(*taken))
    assert "NOT ACCOUNTED FOR 16" in flat(sheet(*taken))


def test_alarms_contradictions_and_endings_are_told():
    over = in_case(
        cases.CaseSuspended(review_at=minutes(400), resume_if=("new report", "daylight"), why="fog")
    )
    text = flat(sheet(over, alarms=("Dover: answer.",), contradictions=("33 against 98.",)))
    for said in (
        "- Dover: answer.",
        "- 33 against 98.",
        "suspended at 03:03Z by watch officer, Dover: fog",
        "looked at again 08:33Z; resumes on: new report; daylight",
    ):
        assert said in text


def test_an_unread_report_shows():
    assert "NOT READ" in sheet()


def test_a_decision_against_the_advice_is_marked():
    assert "AGAINST THE ADVICE, 02:16Z Dover: I4" in flat(sheet())


def queue(*drafts, language="en", **more):
    return queue_text(book_of(*drafts), language=language, now=NOW, **more)


def test_the_queue_has_calls_reports_cases_and_workload():
    text = flat(
        queue(
            *night(),
            drafted(reports.CallMissed(call="M-0001", centre="Dover"), at=minutes(63)),
            drafted(
                operations.WatchRelieved(centre="Dover", qualified=1, trainees=2, cases=(CASE,)),
                at=minutes(50),
            ),
        )
    )
    for said in (
        "M-0001: Dover, waits 12 min, tried 0 times",
        "R-0003: call, Gris-Nez, 5 min old, NOT READ",
        "CASES IN PHASE: DISTRESS",
        "Dover: 1 cases for 1 qualified on watch, 2 in training",
    ):
        assert said in text


def test_a_watch_with_nobody_qualified_is_flagged():
    relieved = operations.WatchRelieved(centre="Dover", qualified=0, trainees=2, cases=())
    assert "NOBODY qualified on watch" in flat(queue(drafted(relieved, at=minutes(0))))


def test_a_case_stands_under_the_gravest_phase_that_any_centre_gave():
    text = flat(queue(*night()))
    assert "CASES IN PHASE: ALERT" not in text


def test_an_empty_queue_says_so():
    assert "Nothing waits." in queue()


def test_a_case_that_is_over_leaves_the_queue():
    ended = in_case(cases.CaseEnded(why="ordered"), role="supervisor")
    assert "C-0001" not in queue(*night(), ended)


def test_one_number_that_all_give_is_one_number():
    drafts = (
        drafted(report(persons=Persons(low=40, high=60, said="about 50")), at=minutes(0)),
        *night()[1:4],
    )
    text = flat(case_text(book_of(*drafts), CASE, language="en", now=NOW))
    assert "40-60 (caller, R-0001)" in text
    assert "NOT ACCOUNTED FOR 60" in text
