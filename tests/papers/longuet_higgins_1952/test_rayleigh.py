"""The Rayleigh law of wave heights: crests over a side, and the highest wave of a task."""

import numpy as np
import pytest

from estran.hazard.wading_waves import highest_wave_factor
from estran.hazard.waves_aboard import rayleigh_shipping


def an_hour(wave_height, freeboard, period=4.0):
    return rayleigh_shipping(
        wave_height=np.array([wave_height]),
        freeboard=np.array([freeboard]),
        relative_motion=np.array([1.0]),
        period=np.array([period]),
    )[0]


@pytest.mark.parametrize(
    ("wave_height", "freeboard", "events"),
    [
        (0.3, 0.2, 26),
        (0.3, 0.3, 0.3),
        (0.5, 0.2, 250),
        (0.5, 0.3, 50),
        (0.5, 0.4, 5),
        (0.8, 0.2, 546),
        (0.8, 0.3, 292),
        (0.8, 0.4, 122),
    ],
)
def test_waves_of_4_s_over_the_side_in_an_hour(wave_height, freeboard, events):
    assert an_hour(wave_height, freeboard) == pytest.approx(
        events, rel=0.015, abs=0.5 if events > 1 else 0.05
    )


def test_drawn_crests_pass_the_side_as_often_as_the_law_says():
    rng = np.random.default_rng(7)
    crests = rng.rayleigh(scale=0.5 / 4.0, size=400_000)  # crest over Hs/4 is Rayleigh
    assert (crests > 0.2).mean() * 900 == pytest.approx(an_hour(0.5, 0.2), rel=0.02)


@pytest.mark.parametrize(
    ("wave_height", "freeboard", "period"),
    [(2.5, 0.2, 4.0), (0.5, 0.01, 4.0), (0.5, 0.2, 20.0), (1.0, 0.2, 2.0)],
)
def test_beyond_its_range_the_law_is_silent(wave_height, freeboard, period):
    assert np.isnan(an_hour(wave_height, freeboard, period))


def test_twenty_minutes_of_waves_of_5_s_hold_one_of_1_66_significant_heights():
    factor = highest_wave_factor(duration=np.array([1200.0]), period=np.array([5.0]))[0]
    assert factor == pytest.approx(1.66, abs=0.006)


def test_the_height_that_four_in_a_hundred_exceed_comes_every_other_minute():
    factor = highest_wave_factor(duration=np.array([125.0]), period=np.array([5.0]))[0]
    assert factor == pytest.approx(1.27, abs=0.005)
    assert np.exp(-2 * factor**2) == pytest.approx(0.04)
