"""Random streams: no hidden state, no order, the right moments, strangers for neighbours."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams

STREAMS = RandomStreams(20221214)
MANY = 200_000


def correlation(one, two):
    return float(np.corrcoef(one, two)[0, 1])


def test_asking_twice_gives_the_same_bytes():
    first = STREAMS.normals("a", step=4, first=10, count=100)
    STREAMS.normals("b", step=9, first=0, count=7)
    assert first.tobytes() == STREAMS.normals("a", step=4, first=10, count=100).tobytes()


@pytest.mark.parametrize("cuts", [(1,), (3, 4, 5, 999), (17, 500), tuple(range(1, 1000, 7))])
@pytest.mark.parametrize("per", [2, 4, 6])
def test_any_split_over_entities_gives_the_same_bytes(cuts, per):
    whole = STREAMS.normals("split", step=2, first=0, count=1000, per=per)
    edges = (0, *cuts, 1000)
    parts = [
        STREAMS.normals("split", step=2, first=start, count=end - start, per=per)
        for start, end in pairwise(edges)
    ]
    assert np.concatenate(parts).tobytes() == whole.tobytes()


def test_uniforms_are_uniform_and_never_0_or_1():
    uniform = STREAMS.uniforms("u", step=0, first=0, count=MANY)[:, 0]
    assert uniform.min() > 0.0
    assert uniform.max() < 1.0
    assert stats.kstest(uniform, "uniform").pvalue > 1e-3


def test_the_largest_and_smallest_words_stay_inside_0_and_1(monkeypatch):
    ends = np.array([0, 2**64 - 1], dtype=np.uint64)
    monkeypatch.setattr(RandomStreams, "words", lambda *_, **__: ends)
    smallest, largest = STREAMS.uniforms("u", step=0, first=0, count=2)[:, 0]
    assert smallest == 2.0**-53
    assert largest == 1.0 - 2.0**-53


@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_normals_have_the_moments_of_the_normal_distribution(column):
    normal = STREAMS.normals("n", step=0, first=0, count=MANY, per=4)[:, column]
    assert abs(normal.mean()) < 4.0 / np.sqrt(MANY)
    assert abs(normal.var() - 1.0) < 4.0 * np.sqrt(2.0 / MANY)
    assert abs(stats.skew(normal)) < 4.0 * np.sqrt(6.0 / MANY)
    assert abs(stats.kurtosis(normal)) < 4.0 * np.sqrt(24.0 / MANY)
    assert stats.kstest(normal, "norm").pvalue > 1e-3


def test_neighbouring_entities_steps_streams_draws_and_seeds_are_not_correlated():
    here = STREAMS.normals("drift.diffusion", step=5, first=0, count=MANY)
    others = {
        "draw": here[:, 1],
        "step": STREAMS.normals("drift.diffusion", step=6, first=0, count=MANY)[:, 0],
        "stream": STREAMS.normals("drift.diffusion2", step=5, first=0, count=MANY)[:, 0],
        "seed": RandomStreams(20221215).normals("drift.diffusion", step=5, first=0, count=MANY)[
            :, 0
        ],
        "entity": np.roll(here[:, 0], 1),
        "block": np.roll(here[:, 0], 2),
    }
    limit = 4.5 / np.sqrt(MANY)
    for name, other in others.items():
        assert abs(correlation(here[:, 0], other)) < limit, name
        assert abs(correlation(here[:, 0] ** 2, other**2)) < limit, name


def test_a_new_stream_leaves_the_others_as_they_were():
    before = STREAMS.uniforms("old", step=1, first=0, count=50)
    STREAMS.uniforms("new", step=1, first=0, count=50)
    after = STREAMS.uniforms("old", step=1, first=0, count=50)
    assert np.array_equal(before, after)


def test_no_entities_give_an_empty_array():
    assert STREAMS.uniforms("none", step=0, first=0, count=0, per=3).shape == (0, 3)


@pytest.mark.parametrize(
    "arguments",
    [
        {"step": -1, "first": 0, "count": 1},
        {"step": 0, "first": -1, "count": 1},
        {"step": 0, "first": 0, "count": -1},
        {"step": 2**64, "first": 0, "count": 1},
    ],
)
def test_negative_or_overlarge_places_are_refused(arguments):
    with pytest.raises(QuantityError) as refusal:
        STREAMS.uniforms("x", **arguments)
    assert refusal.value.code == "quantity.out_of_range"


def test_an_odd_number_of_normals_is_refused():
    with pytest.raises(QuantityError, match="even"):
        STREAMS.normals("x", step=0, first=0, count=4, per=3)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_that_does_not_fit_is_refused(seed):
    with pytest.raises(QuantityError):
        RandomStreams(seed)


def test_sums_of_four_have_the_moments_of_their_docstring():
    n = 400_000
    draws = RandomStreams(5).near_normals("test.sums", step=2, first=3, count=n // 2, per=2)
    assert draws.shape == (n // 2, 2)
    assert draws.mean() == pytest.approx(0.0, abs=4 / np.sqrt(n))
    assert draws.var() == pytest.approx(1.0, rel=4 * np.sqrt(1.7 / n))
    assert (draws**4).mean() == pytest.approx(2.7, rel=0.02)
    assert np.abs(draws).max() < 3.46
    assert np.corrcoef(draws.T)[0, 1] == pytest.approx(0.0, abs=4 / np.sqrt(n // 2))  # type: ignore[index]


def test_sums_of_four_are_the_same_however_they_are_split():
    streams = RandomStreams(5)
    whole = streams.near_normals("test.sums", step=0, first=0, count=10)
    part = streams.near_normals("test.sums", step=0, first=4, count=3)
    np.testing.assert_array_equal(whole[4:7], part)
