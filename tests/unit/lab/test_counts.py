"""Counts by inversion: their moments, and that more chance never gives fewer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.lab.attempt_chain import chain_offsets
from estran.lab.counts import (
    binomial_count,
    normal_share_above,
    poisson_count,
    zero_truncated_negative_binomial,
)
from estran.quantities.hashed_draws import things

RANKS = (np.arange(20_000) + 0.5) / 20_000


def test_a_poisson_count_has_its_mean_and_variance():
    found = poisson_count(RANKS, mean=np.full(RANKS.size, 2.5))
    assert found.mean() == pytest.approx(2.5, abs=0.01)
    assert found.var() == pytest.approx(2.5, abs=0.03)


@pytest.mark.parametrize("chance", [0.02, 0.5, 0.9, 0.999])
def test_a_binomial_count_has_its_mean_and_variance(chance):
    trials = np.full(RANKS.size, 110)
    found = binomial_count(RANKS, trials=trials, chance=np.full(RANKS.size, chance))
    assert found.mean() == pytest.approx(110 * chance, abs=0.02)
    assert found.var() == pytest.approx(110 * chance * (1 - chance), rel=0.02, abs=0.01)


def test_boats_of_a_day_are_one_at_least_and_bunch_as_history_has_them():
    found = zero_truncated_negative_binomial(
        RANKS, mean=np.full(RANKS.size, 3.96), size=np.full(RANKS.size, 1.6)
    )
    assert found.min() == 1
    assert found.mean() == pytest.approx(4.58, abs=0.05)
    assert found.var() == pytest.approx(12.2, abs=1.0)


@given(
    rank=st.floats(0.001, 0.999),
    low=st.floats(0.0, 1.0),
    high=st.floats(0.0, 1.0),
    trials=st.integers(0, 120),
)
def test_more_chance_never_gives_fewer(rank, low, high, trials):
    few, many = (
        binomial_count(np.array([rank]), trials=np.array([trials]), chance=np.array([chance]))[0]
        for chance in sorted((low, high))
    )
    assert 0 <= few <= many <= trials


def test_nothing_and_everything_are_certain():
    trials = np.array([40, 40])
    found = binomial_count(np.array([0.99, 0.01]), trials=trials, chance=np.array([0.0, 1.0]))
    assert found.tolist() == [0, 40]


def test_a_share_above_a_deviate():
    assert normal_share_above(np.array([0.0, 1.6448536])) == pytest.approx([0.5, 0.05])


def test_the_chain_of_days_has_the_shares_asked_for():
    count, again, new = 4000, 0.62, 0.25
    slope, memory = 1.4, 0.6
    offsets = chain_offsets(
        again=np.full(1, again),
        new=np.full(1, new),
        slope=np.full(1, slope),
        memory=np.full(1, memory),
    )
    drawn = things(3, np.arange(count))
    sea, active = drawn.normals("start"), np.zeros(count, dtype=bool)
    seen = np.zeros((2, 2))
    for day in range(1, 200):
        sea = memory * sea + np.sqrt(1 - memory**2) * drawn.normals("sea", step=day)
        offset = np.where(active, offsets[0], offsets[1])
        now = drawn.uniforms("day", step=day) < 1.0 / (1.0 + np.exp(slope * sea - offset))
        if day > 20:
            for before in (0, 1):
                seen[before] += (now[active == before].sum(), (active == before).sum())
        active = now
    assert seen[:, 0] / seen[:, 1] == pytest.approx([new, again], abs=0.005)
