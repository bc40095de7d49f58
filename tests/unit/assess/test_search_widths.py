"""Which width counts for whom: by body, by status of the engine, by day and by hand."""

from estran.assess.search_said import BODIES
from estran.assess.search_widths import body_statuses, by_status, widths_of
from estran.engine.status import Status
from estran.quantities.geodesy import Position
from estran.quantities.instants import parse_instant
from tests.support.searches import done

SPOT = [Position(latitude=51.1, longitude=1.7)]


def widths(start="2022-06-14T08:00Z", end="2022-06-14T11:00Z", **changes):
    return widths_of(
        done(**changes), SPOT, start=parse_instant(start), end=parse_instant(end), language="en"
    )


def test_every_status_belongs_to_one_body():
    statuses = [status for body in BODIES for status in body_statuses(body)]
    assert sorted(statuses) == sorted(int(one) for one in Status)
    assert body_statuses("people_in_water") == (int(Status.IN_WATER),)


def test_a_swamped_boat_may_be_as_hard_to_see_as_a_person():
    found = widths()
    per_status = by_status(found)
    person, hull = found["people_in_water"].width, found["people_on_hull"].width
    assert person is not None
    assert hull is not None
    assert per_status[int(Status.SWAMPED)] == (person[0], hull[1])
    assert per_status[int(Status.ADRIFT)] == hull
    assert per_status[int(Status.IN_WATER)] == person


def test_a_swamped_boat_may_not_be_seen_at_all_where_the_width_for_people_is_unknown():
    night = widths(sensor="radar", width_nm_low=1.0, width_nm_high=2.0)
    swamped = by_status(night)[int(Status.SWAMPED)]
    assert swamped is not None
    assert swamped[0] == 0.0
    nothing = by_status(widths(sensor="radar"))
    assert set(nothing.values()) == {None}


def test_dawn_is_not_yet_day():
    """Sunrise at about 03:40 UTC: a search that begins in the twilight has no table."""
    early = widths(start="2022-06-14T03:15Z", end="2022-06-14T06:00Z")
    later = widths(start="2022-06-14T04:15Z", end="2022-06-14T06:00Z")
    assert {one.width for one in early.values()} == {None}
    assert all(one.width is not None for one in later.values())
