"""How many people a boat has, by whom, and that it never goes below zero."""

from estran.casebook.tally import tally_of
from tests.support.desks import called
from tests.support.watch import Watch


def tally(watch, craft="B-0001"):
    return tally_of(watch.book, watch.craft(craft))


def link(watch, report, craft="B-0001", decision="same"):
    fields = {"report": report, "craft": craft, "decision": decision, "why": "position and time"}
    watch.enter("link.decided", fields)


def several():
    watch = Watch()
    watch.open(persons="40-60")
    link(watch, called(watch.desk, source="patrol", channel="patrol", persons="44"))
    link(watch, called(watch.desk, source="ngo", persons="about 50"))
    return watch


def test_people_are_a_range_per_source_and_as_said():
    found = tally(several())
    assert [(one.source, one.low, one.high) for one in found.reported[:2]] == [
        ("caller", 40, 60),
        ("patrol", 44, 44),
    ]
    assert found.reported[2].said == "about 50"
    assert found.highest == 60
    assert found.seen == 44


def test_a_number_that_was_contradicted_counts_again_when_that_was_wrong():
    watch = several()
    watch.enter("persons.contradicted", {"report": "R-0001", "why": "counted by the patrol"})
    lowered = tally(watch).highest
    assert lowered is not None
    assert lowered < 60
    watch.enter("persons.restored", {"report": "R-0001", "why": "the patrol saw half of it"})
    assert tally(watch).highest == 60
    again = {"report": "R-0001", "why": "twice"}
    assert watch.refused("persons.restored", again) == "persons.counts"


def test_more_found_than_said_leaves_nobody_open_and_nothing_below_zero():
    watch = several()
    watch.recover(98, evidence=("phone_contact",))
    assert tally(watch).open == 0


def test_the_people_of_a_merged_boat_are_added_up_and_its_reports_counted_once():
    watch = Watch()
    report, *_ = watch.open(persons="20")
    watch.open(persons="33")
    link(watch, report, "B-0002")
    watch.recover(5, craft="B-0002", evidence=("phone_contact",))
    watch.enter("craft.merged", {"into": "B-0001", "other": "B-0002", "why": "one boat"})
    found = tally(watch)
    assert [one.report for one in found.reported] == ["R-0001", "R-0002"]
    assert (found.highest, found.alive, found.open) == (33, 5, 28)


def test_a_report_that_is_undecided_counts_for_no_boat():
    watch = Watch()
    watch.open(persons="20")
    link(watch, called(watch.desk, persons="60"), decision="undecided")
    assert tally(watch).highest == 20


def test_the_missing_are_as_somebody_counted_them():
    watch = Watch()
    watch.open()
    assert tally(watch).missing is None
    watch.enter("persons.missing", {"craft": "B-0001", "count": 4, "by": "prosecutor"})
    assert tally(watch).missing == 4


def test_no_count_is_below_zero_and_none_is_nobodys():
    watch = Watch()
    watch.open()
    count = {"craft": "B-0001", "count": -1, "by": "prosecutor"}
    assert watch.refused("persons.missing", count) == "record.count"
    assert watch.refused("persons.missing", {**count, "count": 1, "by": " "}) == "record.blank"
    wrong = {"unit": "Ship", "alive": -3}
    assert watch.refused("recovery.reported", wrong, case="C-0001") == "record.count"
