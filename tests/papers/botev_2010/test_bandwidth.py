"""Bandwidth of Botev, Grotowski and Kroese (2010) where the best one is known.

For a Gaussian density the bandwidth that minimises the asymptotic mean integrated squared error in
two dimensions is sigma n^(-1/6) on each axis (Silverman 1986, eq. 4.14).
"""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.areas import density_of
from estran.quantities.randomness import RandomStreams


@pytest.mark.parametrize("n", [1000, 10_000])
def test_a_gaussian_cloud_gets_the_bandwidth_that_is_best_for_it(n):
    found = []
    for seed in range(6):
        cloud = RandomStreams(seed).normals("test.cloud", step=0, first=0, count=n)
        density = density_of(positions=cloud * [3000.0, 1000.0], weights=np.ones(n))
        found.append(density.bandwidth / [3000.0, 1000.0] * n ** (1 / 6))
    assert np.mean(found, axis=0) == pytest.approx([1.0, 1.0], abs=0.12)


def test_two_clumps_get_a_bandwidth_of_the_clumps_and_not_of_their_distance():
    cloud = RandomStreams(1).normals("test.cloud", step=0, first=0, count=10_000) * 500.0
    cloud[::2] += [20_000.0, 0.0]
    density = density_of(positions=cloud, weights=np.ones(10_000))
    assert density.bandwidth.max() < 250.0  # sigma of the whole would give 2150 m
