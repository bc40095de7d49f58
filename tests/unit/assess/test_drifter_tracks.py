"""Stretches of a drifter's track: where they begin, where they end, and what is between fixes."""

import numpy as np
import pytest

from estran.assess.drifter_tracks import Track, stretches
from estran.assess.skill_measures import wilson_1927
from estran.quantities.units import HOUR


def track(hours):
    hours = np.array(hours, dtype=float)
    return Track("a", 1e9 + hours * HOUR, 51.0 + 0.01 * hours, 1.5 + 0.02 * hours)


def starts(found):
    return [((one.start - 1e9) / HOUR, one.hours) for one in found]


def test_a_start_every_day_each_as_long_as_the_track_lasts():
    found = stretches(track(range(61)), every=24, hours=24, least=3)
    assert starts(found) == [(0.0, 24), (24.0, 24), (48.0, 12)]


def test_a_long_gap_ends_a_stretch_and_the_next_begins_behind_it():
    found = stretches(track([0, 1, 2, 3, 4, 9, 10, 11, 12, 13]), every=6, hours=24, least=3)
    assert starts(found) == [(0.0, 4), (9.0, 4)]


def test_a_short_gap_is_bridged_by_a_straight_line():
    (one,) = stretches(track([0, 2, 3, 5]), every=24, hours=24, least=3)
    assert one.latitude == pytest.approx(51.0 + 0.01 * np.arange(6))
    assert one.longitude == pytest.approx(1.5 + 0.02 * np.arange(6))


@pytest.mark.parametrize("hours", [[], [0], [0, 1, 2], [0, 4, 8, 12]])
def test_a_track_too_short_or_too_thin_has_none(hours):
    assert starts(stretches(track(hours), every=24, hours=24, least=3)) == []


def test_bounds_of_a_share():
    assert wilson_1927(held=0, count=10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson_1927(held=5, count=10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
