"""Limits, margins and the algebra of wading in waves."""

import numpy as np
import pytest

from estran.errors import SourceError
from estran.hazard.limits import limit, limits
from estran.hazard.under_keel import depth_needed
from estran.hazard.validity import known_where, within
from estran.hazard.wading_waves import wading_flow, wading_flow_at_least, wave_height_limit


def one(value):
    return np.array([value])


def test_every_published_limit_has_a_source_and_a_page():
    assert limits()
    assert all(row.source and row.page for row in limits().values())


def test_an_unknown_limit_is_refused_by_name():
    with pytest.raises(SourceError, match="courage"):
        limit("courage")


def test_nan_is_never_within():
    assert within(np.array([np.nan, 1.0, 3.0]), low=1.0, high=2.0).tolist() == [False, True, False]
    assert np.isnan(known_where(np.array([False]), values=one(5.0))[0])


@pytest.mark.parametrize(("draught", "waves", "needed"), [(1.4, 0.5, 1.95), (0.5, 0.8, 1.2)])
def test_a_hull_needs_draught_half_the_waves_and_30_cm(draught, waves, needed):
    found = depth_needed(draught=one(draught), wave_height=one(waves), margin=one(0.3))[0]
    assert found == pytest.approx(needed)


@pytest.mark.parametrize(("draught", "waves"), [(-0.1, 0.5), (1.0, 9.0)])
def test_outside_its_range_the_margin_is_unknown(draught, waves):
    assert np.isnan(depth_needed(draught=one(draught), wave_height=one(waves), margin=one(0.3))[0])


def test_flow_and_limit_of_waves_are_one_equation():
    depth, speed, factor = one(0.9), one(0.2), one(1.66)
    waves = wave_height_limit(flow=one(0.8), depth=depth, speed=speed, factor=factor)
    back = wading_flow(depth=depth, speed=speed, wave_height=waves, factor=factor)
    assert back[0] == pytest.approx(0.8)


def test_a_current_that_is_too_strong_leaves_no_room_for_waves():
    assert (
        wave_height_limit(flow=one(0.8), depth=one(1.0), speed=one(1.0), factor=one(1.66))[0] == 0.0
    )


def test_in_unbroken_waves_both_flows_agree_and_in_breakers_only_the_bound_speaks():
    common = {"depth": one(1.0), "speed": one(0.1), "factor": one(1.66)}
    low, high = one(0.3), one(0.6)
    assert wading_flow(wave_height=low, **common) == wading_flow_at_least(wave_height=low, **common)
    assert np.isnan(wading_flow(wave_height=high, **common)[0])
    assert wading_flow_at_least(wave_height=high, **common)[0] > 0.8
