"""The public sees months, late and coarse, and nothing of what goes on."""

import pytest

from estran.room.enter import enter
from estran.room.public import coarse, months
from tests.support.desks import BOSS, DOVER, case_of, desk_at


def ended(desk, alive):
    _, case, craft = case_of(desk, persons=str(alive))
    recovery = {"unit": "a lifeboat", "alive": alive}
    (made,) = enter(desk, DOVER, "recovery.reported", recovery, case=case)
    match = {
        "recovery": made.draft.body["recovery"],
        "craft": craft,
        "evidence": ["phone_contact"],
        "why": "they answered the call-back",
    }
    enter(desk, DOVER, "recovery.matched", match, case=case)
    enter(desk, DOVER, "case.closed", {"ground": "found", "why": "all aboard"}, case=case)
    return case


def test_nothing_is_public_before_month_and_delay_are_over():
    desk, clock = desk_at("2026-11-20T02:00Z")
    ended(desk, 33)
    clock.set("2026-12-29T00:00Z")
    assert months(desk.book(), now=clock.now()) == ()
    clock.set("2026-12-31T01:00Z")
    assert [one.month for one in months(desk.book(), now=clock.now())] == ["2026-11"]


def test_one_open_case_keeps_its_whole_month_back():
    desk, clock = desk_at()
    ended(desk, 33)
    _, case, _ = case_of(desk)
    clock.set("2027-06-01T00:00Z")
    assert months(desk.book(), now=clock.now()) == ()
    enter(desk, BOSS, "case.ended", {"why": "nothing more can be done"}, case=case)
    assert months(desk.book(), now=clock.now()) == ()
    clock.go_on(days=31)
    assert len(months(desk.book(), now=clock.now())) == 1


def test_small_counts_are_classes():
    desk, clock = desk_at()
    ended(desk, 33)
    clock.set("2027-06-01T00:00Z")
    (month,) = months(desk.book(), now=clock.now())
    assert (month.cases, month.recovered, month.dead) == ("fewer than 5", "33", "0")


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "fewer than 5"), (5, "5"), (70, "70")])
def test_counts_as_the_public_sees_them(count, said):
    assert coarse(count) == said


def test_exercises_are_no_real_months():
    desk, clock = desk_at(watermark="EXERCISE")
    ended(desk, 33)
    clock.set("2027-06-01T00:00Z")
    assert [one.kind for one in months(desk.book(), now=clock.now())] == ["exercise"]


def test_a_month_names_no_place_no_time_and_no_unit():
    desk, clock = desk_at()
    ended(desk, 33)
    clock.set("2027-06-01T00:00Z")
    shown = repr(months(desk.book(), now=clock.now()))
    for secret in ("51-", "lifeboat", "Dover", "C-0001", "02:00"):
        assert secret not in shown
