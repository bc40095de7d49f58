"""What cannot both be true of one boat, by whom it is said, and what is none."""

import pytest

from estran.casebook.bodies.boats import LikelihoodComputed
from estran.casebook.contradictions import contradictions_of
from tests.support.desks import BOSS, called
from tests.support.watch import DIGEST, Watch


def keys(watch, craft="B-0001"):
    found = contradictions_of(watch.book, watch.craft(craft), limits=watch.desk.limits)
    return [one.key for one in found]


def with_another(first, second):
    watch = Watch()
    watch.open(**first)
    report = called(watch.desk, **second)
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "same telephone"}
    watch.enter("link.decided", fields)
    return watch


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ({"persons": "33"}, {"persons": "98"}, ["persons:R-0001:R-0002"]),
        ({"persons": "44"}, {"persons": "60"}, []),
        ({"persons": "33"}, {"persons": None}, []),
        ({"colour": "black"}, {"colour": "Grey"}, ["colour:R-0001:R-0002"]),
        ({"colour": "black"}, {"colour": " BLACK "}, []),
        ({"colour": "black"}, {"colour": ""}, []),
        ({"colour": "black"}, {"colour": "noir"}, []),
        ({"colour": "black and grey"}, {"colour": "gris foncé"}, []),
        ({"colour": "black"}, {"colour": "gris"}, ["colour:R-0001:R-0002"]),
        ({"colour": "black"}, {"colour": "mauve"}, ["colour:R-0001:R-0002"]),
        ({"colour": "black"}, {"colour": "shiny"}, []),
        ({"engine": "none"}, {"engine": "running"}, ["engine:R-0001:R-0002"]),
        ({"engine": "running"}, {"engine": "stopped"}, []),
        ({"engine": "unknown"}, {"engine": "running"}, []),
    ],
)
def test_two_reports_of_one_boat(first, second, what):
    assert keys(with_another(first, second)) == what


def test_thirty_three_reported_and_ninety_eight_recovered_contradict_each_other():
    watch = Watch()
    watch.open(persons="33", colour="black")
    watch.recover(98, evidence=("phone_contact",), colour="grey")
    assert keys(watch) == ["persons:R-0001:recovered-98", "colour:R-0001:V-0001"]


def test_fewer_recovered_than_reported_is_no_contradiction_yet():
    watch = Watch()
    watch.open(persons="33")
    watch.recover(3, evidence=("phone_contact",))
    assert keys(watch) == []


def test_a_recovery_that_nobody_matched_contradicts_nobody():
    watch = Watch()
    watch.open(persons="33")
    watch.recover(98)
    assert keys(watch) == []


def test_another_recovery_makes_another_contradiction_that_nobody_has_settled():
    watch = Watch()
    watch.open(persons="33")
    watch.recover(50, evidence=("phone_contact",))
    settled = {
        "craft": "B-0001",
        "contradiction": "persons:R-0001:recovered-50",
        "why": "two boats tied together",
    }
    watch.enter("contradiction.settled", settled, by=BOSS)
    watch.recover(48, evidence=("phone_contact",))
    found = contradictions_of(watch.book, watch.craft(), limits=watch.desk.limits)
    assert [(one.key, one.settled) for one in found] == [("persons:R-0001:recovered-98", "")]


@pytest.mark.parametrize(
    ("ratio", "found"), [(-3.1, ["position:R-0002:B-0001"]), (-2.9, []), (None, [])]
)
def test_a_link_that_the_forecast_speaks_strongly_against(ratio, found):
    watch = with_another({}, {})
    computed = LikelihoodComputed(
        report="R-0002",
        craft="B-0001",
        log10_ratio=ratio,
        parts=(),
        model="test",
        inputs_sha256=DIGEST,
    )
    watch.compute(computed, case="C-0001")
    assert keys(watch) == found


def test_only_a_contradiction_that_exists_is_settled():
    watch = Watch()
    watch.open()
    fields = {"craft": "B-0001", "contradiction": "colour:R-0001:R-0009", "why": "it is one"}
    assert watch.refused("contradiction.settled", fields) == "contradiction.none"
