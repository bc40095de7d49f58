"""Normal reference rule, Silverman (1986), eq. 4.14: n^(-1/6) in two dimensions."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.areas import density_of
from estran.engine.bandwidth import silverman_1986
from estran.quantities.randomness import RandomStreams


def test_sixty_four_particles_are_smoothed_by_half_a_standard_deviation():
    assert silverman_1986(spread=np.array([3.0, 1.0]), effective_count=64.0) == pytest.approx(
        [1.5, 0.5]
    )


@pytest.mark.parametrize("n", [1000, 10_000])
def test_a_gaussian_cloud_is_smoothed_by_the_rule(n):
    found = []
    for seed in range(6):
        cloud = RandomStreams(seed).normals("test.cloud", step=0, first=0, count=n)
        density = density_of(positions=cloud * [3000.0, 1000.0], weights=np.ones(n))
        found.append(density.bandwidth / [3000.0, 1000.0] * n ** (1 / 6))
    assert np.mean(found, axis=0) == pytest.approx([1.0, 1.0], abs=0.1)


def test_two_clumps_are_smoothed_at_their_own_scale_and_not_at_that_of_their_distance():
    cloud = RandomStreams(1).normals("test.cloud", step=0, first=0, count=10_000) * 500.0
    cloud[::2] += [20_000.0, 0.0]
    density = density_of(positions=cloud, weights=np.ones(10_000))
    assert density.bandwidth.max() < 250.0  # the spread of the whole would give 2150 m
