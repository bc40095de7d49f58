"""Draws by hash: statistics, no dependence on order or company, no collision of names."""

from __future__ import annotations

import numpy as np
import pytest

from estran.errors import QuantityError
from estran.quantities.hashed_draws import steele_lea_flood_2014, things

COUNT = 400_000


def test_the_mixing_function_gives_the_published_sequence():
    """SplitMix64 from state 1234567, its first outputs as its authors' code gives them."""
    states = [(1234567 + k * 0x9E3779B97F4A7C15) % 2**64 for k in range(3)]
    found = steele_lea_flood_2014(np.array(states, dtype=np.uint64)).tolist()
    assert found == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.fixture(scope="module")
def drawn():
    lane, boat = np.divmod(np.arange(COUNT), 40)
    return things(7, lane, lane % 365, boat)


def test_uniforms_have_their_moments_and_no_correlation(drawn):
    first, second, later = (
        drawn.uniforms("one"),
        drawn.uniforms("two"),
        drawn.uniforms("one", step=1),
    )
    error = 1.0 / np.sqrt(COUNT)
    assert first.mean() == pytest.approx(0.5, abs=4 * error * np.sqrt(1 / 12))
    assert 12 * first.var() == pytest.approx(1.0, abs=4 * error)
    assert 0.0 < first.min() < 1e-4
    assert 1.0 - 1e-4 < first.max() < 1.0
    for other in (second, later, np.roll(first, 1), np.roll(first, 40)):
        assert abs(np.corrcoef(first, other)[0, 1]) < 4 * error


def test_uniforms_fill_a_square_evenly(drawn):
    cells = np.histogram2d(drawn.uniforms("one"), drawn.uniforms("two"), bins=32)[0]
    expected = COUNT / 32**2
    chi_square = ((cells - expected) ** 2 / expected).sum()
    assert abs(chi_square - 1023) < 5 * np.sqrt(2 * 1023)


def test_normals_and_exponentials_have_their_moments(drawn):
    normal, wait = drawn.normals("n"), drawn.exponentials("e")
    assert normal.mean() == pytest.approx(0.0, abs=0.007)
    assert normal.std() == pytest.approx(1.0, abs=0.005)
    assert (normal**4).mean() == pytest.approx(3.0, abs=0.06)
    assert wait.mean() == pytest.approx(1.0, abs=0.007)


def test_a_draw_depends_on_its_names_alone(drawn):
    some = np.array([3, 399_999, 17])
    assert (drawn.of(some).uniforms("one") == drawn.uniforms("one")[some]).all()


def test_names_are_told_apart_and_their_order_counts():
    grid = np.indices((60, 60, 60)).reshape(3, -1)
    words = things(1, *grid).words
    assert np.unique(words).size == words.size
    swapped = things(1, grid[1], grid[0], grid[2]).words
    assert (words == swapped).sum() == (grid[0] == grid[1]).sum()


def test_choices_follow_their_shares(drawn):
    shares = np.broadcast_to([0.1, 0.35, 0.3, 0.25], (COUNT, 4))
    found = np.bincount(drawn.choices("cell", shares)) / COUNT
    assert found == pytest.approx([0.1, 0.35, 0.3, 0.25], abs=0.004)


def test_a_seed_that_does_not_fit_is_refused():
    with pytest.raises(QuantityError, match="seed"):
        things(-1, np.arange(2))
