"""Each part of a likeness by itself, against cases worked out by hand or by another road."""

from itertools import product

import numpy as np
import pytest

from estran.assess.likeness_evidence import bounded, in_order, unknown_part, weighed
from estran.assess.likeness_parts import (
    colour_part,
    colour_ratio,
    engine_part,
    engine_ratio,
    phone_part,
    time_part,
)
from estran.assess.likeness_persons import Count, persons_part, persons_ratio
from estran.language.colours import colours_of
from estran.sources.assumptions import AssumptionBook
from tests.support.sightings import boat, seen

NIGHT, NOON = "2021-11-24T02:00Z", "2021-11-24T12:00Z"


def persons(new, *known, at=NIGHT):
    others = [seen(f"K{n}", at, persons=one) for n, one in enumerate(known)]
    return persons_part(seen("N", at, persons=new), others, book=AssumptionBook(), language="en")


def bivariate(one, two, *, mean, boats):
    """Joint density of two counts of one boat over the product of their own densities."""
    offset = np.array([one.middle, two.middle]) - np.log(mean)
    cov = np.array([[boats + one.variance, boats], [boats, boats + two.variance]])
    joint = np.exp(-0.5 * offset @ np.linalg.inv(cov) @ offset) / np.sqrt(np.linalg.det(cov))
    alone = np.exp(-0.5 * (offset**2 / np.diag(cov)).sum()) / np.sqrt(np.diag(cov).prod())
    return joint / alone


@pytest.mark.parametrize(("one", "two"), [(33, 33), (33, 40), (33, 98), (60, 47), (6, 7)])
def test_persons_agree_with_the_joint_distribution_of_two_counts(one, two):
    book = AssumptionBook()
    counts = [Count(n, n, float(np.log(n)), 0.04) for n in (one, two)]
    boats = book.value("likeness_persons_boat_spread") ** 2
    wrong = book.value("likeness_persons_wrong")
    expected = bounded(bivariate(*counts, mean=27.6, boats=boats), wrong=wrong)
    assert persons_ratio(counts[0], counts[1:], mean=27.6, book=book) == pytest.approx(expected)


def test_thirty_three_against_ninety_eight_is_clearly_against():
    found = persons(98, 33)
    assert found.verdict == "against"
    assert found.log10_ratio <= -1.0
    assert "98 in this report, 33 said" in found.text
    assert "contradiction" in found.text


def test_the_same_number_is_for_and_says_more_of_a_rare_load():
    assert persons(33, 33).verdict == "for"
    assert persons(6, 6).log10_ratio > persons(28, 28).log10_ratio  # 27.6 was the mean that year


def test_numbers_that_do_not_meet_are_never_for_however_near():
    assert persons("30-34", "36-40").verdict == "against"
    assert persons(33, 34).verdict == "against"
    assert persons("30-34", 33).verdict == "for"


def test_a_rough_number_is_wider_than_a_counted_one():
    assert persons("about 60", 65).verdict != "against"
    assert persons(60, 65).verdict == "against"


def test_one_of_several_numbers_may_be_the_right_one():
    assert persons(98, 33, 97).log10_ratio > persons(98, 33).log10_ratio


@pytest.mark.parametrize(
    ("new", "known"), [(None, (33,)), (33, ()), (33, (None,)), ("many", (33,))]
)
def test_persons_not_said_are_unknown(new, known):
    found = persons(new, *known)
    assert (found.verdict, found.log10_ratio) == ("unknown", None)


def test_the_colour_ratio_is_that_of_every_way_it_can_come_about():
    """Two observers, each right with some probability, else naming any colour as often as it is."""
    shares, right = {"black": 0.5, "grey": 0.3, "red": 0.2}, (0.8, 0.6)

    def names(colour, true, p):
        return p * (colour == true) + (1 - p) * shares[colour]

    for one, two in product(shares, shares):
        joint = sum(
            share * names(one, true, right[0]) * names(two, true, right[1])
            for true, share in shares.items()
        )
        expected = joint / (shares[one] * shares[two])
        share = shares[one] if one == two else None
        assert colour_ratio(share=share, right=0.8 * 0.6) == pytest.approx(expected)


def colour(new, known, at):
    return colour_part(
        seen("N", at, colour=new),
        [seen("K", at, colour=known)],
        book=AssumptionBook(),
        language="en",
    )


def test_black_against_grey_is_mildly_against_and_less_so_by_night():
    day, night = colour("black", "gris foncé", NOON), colour("black", "grey", NIGHT)
    assert day.verdict == night.verdict == "against"
    assert -0.6 < day.log10_ratio < night.log10_ratio < 0.0


def test_a_rare_colour_says_more_than_black():
    assert (
        colour("orange", "orange", NOON).log10_ratio > colour("noir", "black", NOON).log10_ratio > 0
    )


def test_a_colour_that_agrees_in_part_says_nothing():
    assert colour("black and orange", "black", NOON).verdict == "neither"
    assert colours_of("coque noire, boudin gris") == {"black", "grey"}
    assert colour("dark", "black", NOON).verdict == "unknown"


def engine(first, then, **more):
    known = seen("K", "2021-11-24T01:00Z", engine=first)
    new = seen("N", "2021-11-24T02:00Z", engine=then, **more)
    return engine_part(new, [known], book=AssumptionBook(), language="en")


def test_an_engine_stops_more_easily_than_it_starts():
    book, hour = AssumptionBook(), 3600.0
    # 0.25 of those stopped run again, 0.5 of all run, 0.85 is said rightly: 0.85 * 0.5 + 0.15
    assert engine_ratio("stopped", "running", gap=hour, book=book) == pytest.approx(0.575)
    # exp(-0.2 * 5) = 0.3679 still run after five hours
    stops = engine_ratio("running", "stopped", gap=5 * hour, book=book)
    assert stops == pytest.approx(0.85 * (1 - 0.36788) / 0.5 + 0.15, abs=1e-4)
    assert engine_ratio("none", "running", gap=hour, book=book) == pytest.approx(0.15)
    assert engine("stopped", "running").verdict == "against"
    assert engine("stopped", "stopped").verdict == "for"


def test_the_state_of_the_boat_tells_the_engine_and_time_its_order():
    assert engine("stopped", "unknown", state="under_way").verdict == "against"
    assert engine("stopped", "unknown", state="boarding").verdict == "unknown"
    late, early = seen("K", NOON, engine="stopped"), seen("N", NIGHT, engine="running")
    found = engine_part(early, [late], book=AssumptionBook(), language="en")
    assert "running first, stopped afterwards" in found.text


def phone(new, known, **more):
    return phone_part(
        seen("N", NIGHT, phones=new, **more),
        [seen("K", NIGHT, phones=known)],
        book=AssumptionBook(),
        language="en",
    )


def test_the_same_phone_is_strong_another_is_nothing_a_relay_is_nothing():
    assert phone(("a",), ("a", "b")).log10_ratio == 2.0
    assert (phone(("c",), ("a",)).verdict, phone(("c",), ("a",)).log10_ratio) == ("neither", 0.0)
    assert phone(("a",), ("a",), source="ngo").verdict == "neither"
    assert phone((), ("a",)).verdict == phone(("a",), ()).verdict == "unknown"


def time(at, **known):
    return time_part(seen("N", at), boat("B", **known), book=AssumptionBook(), language="en")


def test_time_says_nothing_but_of_a_recovered_boat():
    assert time(NOON).verdict == "neither"
    assert time(NOON, recovered=True).verdict == "unknown"
    assert "never fills in" in time(NOON, recovered=True).text
    after = time(NOON, recovered=True, recovered_at="2021-11-24T06:00Z")
    assert after.verdict == "against"
    assert "never fills in" in after.text
    assert time(NIGHT, recovered=True, recovered_at="2021-11-24T06:00Z").verdict == "neither"


def test_evidence_against_stands_first_then_for_then_nothing_then_unknown():
    book = AssumptionBook()
    parts = [
        unknown_part("colour", ""),
        weighed("time", 1.0, "", book=book),
        weighed("phone", 100.0, "", book=book),
        weighed("engine", 0.5, "", book=book),
        weighed("persons", 0.05, "", book=book),
    ]
    assert [one.name for one in in_order(parts)] == ["persons", "engine", "phone", "time", "colour"]


def test_a_contradiction_is_never_for():
    found = weighed("persons", 50.0, "", book=AssumptionBook(), contradicts=True)
    assert (found.verdict, found.log10_ratio) == ("against", -0.1)
