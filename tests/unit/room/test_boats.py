"""Links, merges, splits and matches: a person decides each, each can be undone, all is kept."""

import pytest

from estran.room.casework import likelihoods
from tests.support.desks import DOVER, called
from tests.support.watch import Watch

CONTACT = ("phone_contact",)


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33")
    found.open(persons="20")
    return found


def reports(watch, craft="B-0001"):
    return [one.said.report for one in watch.book.reports_of(craft)]


def kinds(watch):
    return [one.draft.kind for one in watch.desk.ports.store.read()]


def test_nothing_merges_by_itself_and_a_likelihood_decides_nothing(watch):
    report = called(watch.desk, persons="33", colour="black")
    found = likelihoods(watch.desk, DOVER, report)
    assert {one.craft for one in found} == {"B-0001", "B-0002"}
    assert watch.book.report(report).links == {}
    assert report in watch.book.unlinked
    logged = watch.book.report(report).likelihoods
    assert set(logged) == {"B-0001", "B-0002"}
    for one in logged.values():
        verdicts = [part.verdict for part in one.parts]
        assert verdicts == sorted(verdicts, key=lambda said: said != "against"), "against first"


def test_a_report_may_speak_of_several_boats(watch):
    report = called(watch.desk)
    for craft in ("B-0001", "B-0002"):
        fields = {"report": report, "craft": craft, "decision": "same", "why": "they go together"}
        watch.enter("link.decided", fields)
    assert report in reports(watch)
    assert report in reports(watch, "B-0002")


def test_a_link_that_is_undone_lets_the_report_wait_again(watch):
    fields = {"report": "R-0002", "craft": "B-0002", "why": "another boat"}
    watch.enter("link.undone", fields)
    assert reports(watch, "B-0002") == []
    assert "R-0002" in watch.book.unlinked
    assert watch.refused("link.undone", fields) == "link.none"
    assert "link.undone" in kinds(watch)


def test_a_decision_needs_a_reason(watch):
    fields = {"report": "R-0002", "craft": "B-0001", "decision": "same", "why": " "}
    assert watch.refused("link.decided", fields) == "record.blank"


def test_a_report_that_was_set_aside_counts_again_once_somebody_links_it(watch):
    report = called(watch.desk, persons="50")
    watch.enter("report.set_aside", {"report": report, "why": "a test"})
    assert report not in watch.book.unlinked
    fields = {"report": report, "craft": "B-0001", "decision": "undecided", "why": "no test"}
    watch.enter("link.decided", fields)
    assert report in watch.book.unlinked
    assert watch.book.report(report).set_aside == ""


def test_a_report_of_a_boat_is_not_set_aside_behind_its_back(watch):
    assert watch.refused("report.set_aside", {"report": "R-0001", "why": "test"}) == "report.linked"


def test_a_merge_that_is_undone_gives_each_boat_what_it_had(watch):
    merged = {"into": "B-0001", "other": "B-0002", "why": "same telephone"}
    watch.enter("craft.merged", merged)
    assert reports(watch) == ["R-0001", "R-0002"]
    assert [one.craft for one in watch.book.crafts_of("C-0002")] == []
    again = {"into": "B-0002", "other": "B-0001", "why": "round"}
    assert watch.refused("craft.merged", again) == "merge.refused"
    watch.enter("merge.undone", {**merged, "why": "two telephones"})
    assert reports(watch) == ["R-0001"]
    assert reports(watch, "B-0002") == ["R-0002"]
    assert watch.refused("merge.undone", merged) == "merge.none"
    assert {"craft.merged", "merge.undone"} <= set(kinds(watch))


@pytest.mark.parametrize("pair", [("B-0001", "B-0001"), ("B-0002", "B-0002")])
def test_a_boat_is_not_merged_into_itself(watch, pair):
    fields = {"into": pair[0], "other": pair[1], "why": "one"}
    assert watch.refused("craft.merged", fields) == "merge.refused"


def test_a_boat_is_split_by_reports_of_its_own(watch):
    report = called(watch.desk)
    link = {"report": report, "craft": "B-0001", "decision": "same", "why": "near it"}
    watch.enter("link.decided", link)
    split = {"craft": "B-0001", "reports": [report], "why": "two boats", "label": "Delta"}
    assert watch.refused("craft.split", {**split, "reports": ["R-0002"]}) == "split.refused"
    assert watch.refused("craft.split", {**split, "reports": []}) == "split.refused"
    watch.enter("craft.split", split)
    assert reports(watch) == ["R-0001"]
    assert reports(watch, "B-0003") == [report]
    assert watch.craft("B-0003").case == "C-0001"


# A recovered boat never fills in by itself


def test_what_is_recovered_belongs_to_no_boat_until_somebody_says_so(watch):
    watch.recover(33)
    assert watch.book.recovery("V-0001").matched == ""
    assert watch.craft().matches == {}


def test_a_match_names_its_evidence_and_is_taken_once(watch):
    watch.recover(33)
    match = {"recovery": "V-0001", "craft": "B-0001", "evidence": [], "why": "it must be"}
    assert watch.refused("recovery.matched", match) == "match.evidence_missing"
    match["evidence"] = ["phone_contact"]
    watch.enter("recovery.matched", match)
    other = {**match, "craft": "B-0002"}
    assert watch.refused("recovery.matched", other) == "match.taken"
    undone = {"recovery": "V-0001", "craft": "B-0002", "why": "no"}
    assert watch.refused("match.undone", undone) == "match.none"
    watch.enter("match.undone", {**undone, "craft": "B-0001"})
    watch.enter("recovery.matched", other)
    assert watch.book.recovery("V-0001").matched == "B-0002"


def test_what_speaks_of_a_boat_is_entered_in_its_case(watch):
    watch.recover(33)
    match = {"recovery": "V-0001", "craft": "B-0001", "evidence": ["phone_contact"], "why": "so"}
    assert watch.refused("recovery.matched", match, case="C-0002") == "craft.other_case"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("link.decided", {"report": "R-9", "craft": "B-0001", "decision": "same", "why": "why so"}),
        ("link.decided", {"report": "R-0001", "craft": "B-9", "decision": "same", "why": "why so"}),
        ("link.undone", {"report": "R-0001", "craft": "B-9", "why": "why so"}),
        ("craft.merged", {"into": "B-0001", "other": "B-9", "why": "why so"}),
        ("craft.merged", {"into": "B-9", "other": "B-0001", "why": "why so"}),
        ("merge.undone", {"into": "B-0001", "other": "B-9", "why": "why so"}),
        ("craft.split", {"craft": "B-9", "reports": ["R-0001"], "why": "why so"}),
        (
            "recovery.matched",
            {"recovery": "V-9", "craft": "B-0001", "evidence": [], "why": "why so"},
        ),
        ("match.undone", {"recovery": "V-9", "craft": "B-9", "why": "why so"}),
        ("persons.missing", {"craft": "B-9", "count": 1, "by": "x"}),
        ("report.read", {"report": "R-9"}),
        ("report.set_aside", {"report": "R-9", "why": "why so"}),
        ("position.chosen", {"report": "R-9", "index": 0, "why": "why so"}),
        ("persons.contradicted", {"report": "R-9", "why": "why so"}),
        ("persons.restored", {"report": "R-9", "why": "why so"}),
        ("centre.told", {"report": "R-9", "centre": "Gris-Nez", "channel": "x"}),
        ("call.returned", {"call": "M-9", "outcome": "reached"}),
    ],
)
def test_a_number_that_stands_nowhere_is_unknown(watch, kind, fields):
    assert watch.refused(kind, fields) == "record.unknown"


def test_one_of_the_competing_positions_is_chosen_with_a_reason():
    watch = Watch()
    watch.open(positions=("51-02.1N 001-44.0E", "51-03.0N 001-40.0E"))
    chosen = {"report": "R-0001", "index": 1, "why": "by radar"}
    watch.enter("position.chosen", chosen)
    assert watch.book.report("R-0001").position == 1
    for index in (-1, 2):
        wrong = {**chosen, "index": index}
        assert watch.refused("position.chosen", wrong) == "record.position_unknown"
