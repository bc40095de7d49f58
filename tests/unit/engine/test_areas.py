"""Areas of known clouds."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.areas import FINEST, density_of, smallest_areas
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams

SHARES = (0.5, 0.75, 0.95)


def gauss(seed: int, n: int) -> np.ndarray:
    return RandomStreams(seed).normals("test.cloud", step=0, first=0, count=n)


def areas(positions, *, weights=None, shares=SHARES, rings=False):
    weights = np.ones(len(positions)) if weights is None else weights
    density = density_of(positions=positions, weights=weights)
    return smallest_areas(density=density, shares=shares, rings=rings)


def enclosed(ring) -> float:
    return 0.5 * float(ring[:-1, 0] @ ring[1:, 1] - ring[1:, 0] @ ring[:-1, 1])


def test_a_density_sums_to_one():
    density = density_of(positions=gauss(1, 500) * 1000.0, weights=np.ones(500))
    assert density.values.sum() * density.cell.prod() == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("seed", range(20))
def test_areas_of_a_gaussian_cloud_are_true_within_a_few_per_cent_and_hardly_ever_small(seed):
    sizes = [one.size for one in areas(gauss(seed, 10_000) * 1000.0)]
    truth = 2 * np.pi * 1e6 * np.log(1 / (1 - np.array(SHARES)))
    ratio = np.array(sizes) / truth
    assert ratio.min() > 0.97
    assert ratio.max() < 1.065


def test_long_thin_clouds_in_any_direction_keep_their_area():
    turn = np.array([[0.6, 0.8], [-0.8, 0.6]])
    cloud = gauss(3, 10_000) * [12_000.0, 400.0] @ turn
    truth = 2 * np.pi * 12_000.0 * 400.0 * np.log(20.0)
    assert areas(cloud, shares=(0.95,))[0].size == pytest.approx(truth, rel=0.06)


def test_two_clumps_far_apart_keep_their_areas():
    first = np.arange(10_000) < 3000
    cloud = gauss(4, 10_000) * 500.0 + np.where(first[:, None], 0.0, [15_000.0, 9000.0])
    # with shares 0.3 and 0.7 the edge lies where 1 - 2 k = 0.95
    truth = 2 * np.pi * 500.0**2 * (np.log(0.3 / 0.025) + np.log(0.7 / 0.025))
    (area,) = areas(cloud, shares=(0.95,), rings=True)
    assert area.size == pytest.approx(truth, rel=0.12)
    assert area.size > 0.97 * truth
    assert len(area.rings) >= 2


@pytest.mark.parametrize("n", [300, 10_000])
def test_fresh_draws_fall_inside_as_often_as_the_area_says(n):
    inside = []
    for seed in range(12):
        density = density_of(positions=gauss(seed, n) * 1000.0, weights=np.ones(n))
        fresh = gauss(seed + 1000, 5000) * 1000.0
        cells = ((fresh - density.corner) @ density.axes.T / density.cell).astype(int)
        kept = ((cells >= 0) & (cells < len(density.values))).all(axis=1)
        values = np.zeros(len(fresh))
        values[kept] = density.values[tuple(cells[kept].T)]
        edges = [
            one.threshold for one in smallest_areas(density=density, shares=SHARES, rings=False)
        ]
        inside.append([np.mean(values >= edge) for edge in edges])
    covered = np.mean(inside, axis=0)
    assert (covered > np.array(SHARES) - 0.012).all()
    assert (covered < np.array(SHARES) + (0.015 if n == 10_000 else 0.04)).all()


def test_rings_close_enclose_the_area_and_lie_where_the_cloud_is():
    cloud = gauss(5, 5000) * [3000.0, 800.0] + [40_000.0, -20_000.0]
    for area in areas(cloud, rings=True):
        assert all((ring[0] == ring[-1]).all() for ring in area.rings)
        assert abs(sum(enclosed(ring) for ring in area.rings)) == pytest.approx(area.size, rel=0.02)
        assert area.rings[0].mean(axis=0) == pytest.approx([40_000.0, -20_000.0], abs=900.0)


def test_weights_count_like_so_many_particles():
    cloud = np.concatenate((gauss(6, 4000) * 500.0, gauss(7, 4000) * 500.0 + [30_000.0, 0.0]))
    weights = np.concatenate((np.ones(4000), np.zeros(4000)))
    weighted, alone = areas(cloud, weights=weights), areas(cloud[:4000])
    assert [a.size for a in weighted] == pytest.approx([a.size for a in alone], rel=1e-6)


@pytest.mark.parametrize("n", [1, 2, 1000])
def test_all_particles_at_one_place_give_a_small_area_there(n):
    cloud = np.tile([5e4, 3e4], (n, 1))
    for area in areas(cloud, rings=True):
        assert 0.0 < area.size < 60 * FINEST**2
        assert len(area.rings) == 1
        assert area.rings[0].mean(axis=0) == pytest.approx([5e4, 3e4], abs=5.0)


def test_a_line_of_particles_gives_a_finite_strip():
    along = np.linspace(0.0, 30_000.0, 5000)
    (area,) = areas(np.stack((along, along), axis=1), shares=(0.95,))
    assert 1e5 < area.size < 30_000.0 * np.sqrt(2) * 8 * FINEST


def test_one_particle_far_away_does_not_smear_the_rest():
    cloud = gauss(8, 10_000) * [500.0, 700.0]
    cloud[0] = [80_000.0, -60_000.0]
    truth = 2 * np.pi * 350_000.0 * np.log(20.0)
    assert areas(cloud, shares=(0.95,))[0].size == pytest.approx(truth, rel=0.2)


@pytest.mark.parametrize("share", [0.1, 0.2, 0.4])
def test_particles_heaped_on_a_shore_do_not_break_the_rest_into_islands(share):
    # A shore 10 km long, 60 m deep, under a wide cloud; each part keeps its own area.
    n = 10_000
    ashore = np.arange(n) < share * n
    cloud = gauss(9, n) * np.where(ashore[:, None], [2500.0, 60.0], [6000.0, 3000.0])
    cloud[~ashore] += [3000.0, 7000.0]
    half, most, nearly = areas(cloud, rings=True)
    assert len(nearly.rings) <= 5
    assert len(most.rings) <= 3
    afloat = (nearly.share - share) / (1.0 - share)
    least = 2 * np.pi * 6000.0 * 3000.0 * np.log(1.0 / (1.0 - afloat))
    assert 0.95 * least < nearly.size < 1.3 * least
    assert 0.0 < half.size < most.size


def test_a_thin_tail_is_one_area_and_not_an_island_for_each_particle():
    n = 10_000
    tail = np.arange(n) < 0.1 * n
    cloud = gauss(10, n) * np.where(tail[:, None], [12_000.0, 8000.0], [1500.0, 800.0])
    nearly = areas(cloud, shares=(0.95,), rings=True)[0]
    assert len(nearly.rings) <= 6


def test_no_weight_and_impossible_shares_are_refused():
    with pytest.raises(QuantityError, match="positive weight"):
        density_of(positions=np.zeros((3, 2)), weights=np.zeros(3))
    with pytest.raises(QuantityError, match="between 0 and 1"):
        areas(gauss(1, 10), shares=(1.0,))
