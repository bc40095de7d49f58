"""Leeway speeds of Brushett and others (2014), abstract: load slows a skiff, 7.71 to 4.40 %."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.leeway import allen_2005, breivik_allen_2008
from estran.drift.leeway_classes import leeway_class

PUBLISHED = {
    "SKIFF-ONE-ABOARD": 7.71,
    "SKIFF-LOADED": 4.40,
    "OUTRIGGER-CANOE": 2.40,
    "PERSONAL-WATERCRAFT": 4.24,
}


@pytest.mark.parametrize(("key", "percent"), PUBLISHED.items())
def test_leeway_speed_over_wind_speed_is_the_published_one(key, percent):
    lines = breivik_allen_2008(
        classes=(leeway_class(key),),
        chosen=np.array([0]),
        downwind=np.zeros(1),
        crosswind=np.zeros(1),
    )
    wind = np.array([[6.0, 8.0]])
    leeway = allen_2005(wind=wind, coefficients=lines, on_right=np.array([True]))
    assert np.hypot(*leeway[0]) / 10.0 * 100.0 == pytest.approx(percent)
