"""Jibing, diffusion, swamping, the member's stream, grounding: one law at a time."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.diffusion import random_walk
from estran.drift.grounding import DEEPEST_EBB, may_touch_within, touches
from estran.drift.jibing import jibe_probability, side_after_step
from estran.drift.member_stream import member_error, perturbed
from estran.drift.swamped import measured_factors, swamped_leeway
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams


def test_the_chance_of_a_jibe_in_a_short_step_is_the_published_one():
    assert jibe_probability(hourly=0.04, step=600.0) == pytest.approx(
        1 - 0.96 ** (1 / 6), rel=0.008
    )
    assert jibe_probability(hourly=0.04, step=60.0) == pytest.approx(
        1 - 0.96 ** (1 / 60), rel=0.001
    )


def test_two_short_steps_of_jibing_equal_one_long_one():
    short, long = (jibe_probability(hourly=0.3, step=step) for step in (600.0, 1200.0))
    assert 2 * short * (1 - short) == pytest.approx(long, rel=1e-12)


def test_no_jibe_without_a_rate_and_a_refusal_beyond_certainty():
    assert jibe_probability(hourly=0.0, step=600.0) == 0.0
    with pytest.raises(QuantityError, match="0 to 1"):
        jibe_probability(hourly=4.0, step=600.0)


def test_a_side_changes_where_the_draw_falls_below_the_probability():
    after = side_after_step(
        on_right=np.array([True, True, False, False]),
        uniforms=np.array([0.1, 0.9, 0.1, 0.9]),
        probability=0.5,
    )
    assert after.tolist() == [False, True, True, False]


@pytest.mark.parametrize("step", [60.0, 600.0, 3600.0])
def test_a_random_walk_step_has_mean_zero_and_variance_two_k_t(step):
    n = 100_000
    uniforms = RandomStreams(3).uniforms("test.walk", step=int(step), first=0, count=n, per=2)
    way = random_walk(diffusivity=5.0, step=step, uniforms=uniforms)
    variance = 2 * 5.0 * step
    assert np.abs(way.mean(axis=0)).max() < 4 * np.sqrt(variance / n)
    # kurtosis of a uniform number is 1.8, so the variance of the sample variance is 0.8 s^4 / n
    assert np.abs(way.var(axis=0) / variance - 1).max() < 4 * np.sqrt(0.8 / n)


def test_swamped_leeway_is_a_share_of_that_afloat():
    leeway = swamped_leeway(leeway=np.array([[1.0, -2.0]]), factor=np.array([0.4]))
    assert leeway.tolist() == [[0.4, -0.8]]


def test_measured_swamping_factors_lie_between_040_and_048():
    factors = measured_factors()
    assert len(factors) == 3
    assert 0.40 <= min(factors.values()) < max(factors.values()) < 0.48


def test_a_members_stream_is_stretched_turned_and_shifted():
    member = member_error(
        amplitude=np.array([0.5]),
        shift=np.array([0.0]),
        rotation=np.array([np.pi / 2]),
        residual=np.array([[0.1, 0.0]]),
    )
    assert perturbed(stream=np.array([[1.0, 0.0]]), member=member)[0] == pytest.approx([0.1, 1.5])


def test_an_amplitude_error_below_minus_one_stops_the_stream_instead_of_turning_it():
    member = member_error(
        amplitude=np.array([-1.4]),
        shift=np.zeros(1),
        rotation=np.zeros(1),
        residual=np.zeros((1, 2)),
    )
    assert perturbed(stream=np.array([[1.0, 1.0]]), member=member).tolist() == [[0.0, 0.0]]


def test_a_body_touches_on_land_and_where_the_water_is_shallower_than_its_draught():
    aground = touches(
        depth=np.array([0.4, 0.6, 3.0]),
        draught=np.full(3, 0.5),
        on_land=np.array([False, False, True]),
    )
    assert aground.tolist() == [True, False, True]


def test_beyond_the_widest_foreshore_nothing_touches_at_the_lowest_ebb():
    slope, draught = np.array([0.005, 0.03]), np.array([0.5, 0.5])
    distance = may_touch_within(draught=draught, slope=slope)
    assert -DEEPEST_EBB + slope * distance == pytest.approx(draught)
