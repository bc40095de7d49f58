"""The Monte Carlo form of leeway: residuals, their cut, and jibing at 4 % an hour."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, truncnorm

from estran.drift.jibing import jibe_probability
from estran.engine.draw import draw_particles
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SyntheticSea
from tests.support.releases import one_class, release


def test_a_jibe_within_the_hour_has_the_published_chance_of_four_per_cent():
    # 60 steps of a minute: the chance that at least one of them brings a jibe
    per_minute = jibe_probability(hourly=0.04, step=60.0)
    assert 1 - (1 - per_minute) ** 60 == pytest.approx(0.04, rel=1e-3)


@pytest.mark.parametrize("key", ["PIW-1", "PIW-2", "LIFE-RAFT-NB-2"])
def test_drawn_downwind_slopes_follow_the_normal_law_cut_at_zero(key):
    n = 20_000
    particles = draw_particles(
        release=release(count=n, hull=one_class(key)),
        window=SyntheticSea(),
        streams=RandomStreams(11),
        first=0,
        count=n,
    )
    line = one_class(key).classes[0].downwind
    spread = line.residual_sd / 20.0
    slopes = particles.hull.coefficients.downwind_slope
    law = truncnorm(-line.slope / spread, np.inf, loc=line.slope, scale=spread)
    assert slopes.min() >= 0.0
    assert abs(slopes.mean() - law.mean()) < 4 * law.std() / np.sqrt(n)
    assert slopes.std() == pytest.approx(law.std(), rel=4 / np.sqrt(2 * n))


def test_one_in_eight_upright_persons_in_the_water_needs_a_second_draw():
    # PIW-2: slope 0.48 %, residual 8.3 cm/s, hence P(a + e/20 < 0) = P(z < -1.157) = 12.4 %
    assert norm.cdf(-0.0048 * 20 / 0.083) == pytest.approx(0.124, abs=0.001)
