"""Clocks: order of states, waiting times, standing still aground."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.clocks import drawn_clocks, held_while_aground, status_at
from estran.engine.particles import Clocks
from estran.engine.release import Rates
from estran.engine.status import Status, status_of
from estran.quantities.randomness import RandomStreams

NEVER = (0.0, 0.0)
SOME = Rates(
    boarding_end=(1e-3, 1e-3), failure=(2e-4, 2e-4), swamping=(1e-4, 1e-4), parting=(5e-4, 5e-4)
)


def drawn(status: Status, rates: Rates = SOME, n: int = 20_000) -> Clocks:
    uniforms = RandomStreams(5).uniforms("test.clocks", step=0, first=0, count=n, per=8)
    return drawn_clocks(rates=rates, status=np.full(n, status, dtype=np.int8), uniforms=uniforms)


@pytest.mark.parametrize("status", list(Status))
def test_the_status_at_the_start_is_the_one_released(status):
    clocks = drawn(status)
    assert set(status_at(clocks=clocks, time=0.0).tolist()) == {int(status)}


def test_a_status_never_goes_back():
    clocks = drawn(Status.BOARDING)
    seen = np.array([status_at(clocks=clocks, time=t) for t in np.linspace(0.0, 1e5, 60)])
    assert (np.diff(seen, axis=0) >= 0).all()
    assert set(np.unique(seen)) == {int(one) for one in Status}


def test_waiting_times_are_exponential_with_the_given_rate():
    clocks = drawn(Status.UNDER_WAY)
    afloat = np.mean(status_at(clocks=clocks, time=3600.0) < Status.SWAMPED)
    assert afloat == pytest.approx(np.exp(-0.36), abs=4 * 0.5 / np.sqrt(20_000))
    assert np.mean(clocks.failure) == pytest.approx(5000.0, rel=0.03)
    assert np.mean(clocks.parting - clocks.swamping) == pytest.approx(2000.0, rel=0.03)


def test_a_rate_known_to_a_factor_gives_the_mixture_over_its_logarithm():
    rates = Rates(boarding_end=NEVER, failure=(1e-5, 1e-3), swamping=NEVER, parting=NEVER)
    clocks = drawn(Status.UNDER_WAY, rates)
    grid = np.exp(np.linspace(np.log(1e-5), np.log(1e-3), 2001))
    expected = np.mean(np.exp(-grid * 7200.0))
    assert np.mean(clocks.failure > 7200.0) == pytest.approx(expected, abs=0.015)


def test_never_is_never():
    rates = Rates(boarding_end=NEVER, failure=NEVER, swamping=NEVER, parting=NEVER)
    assert np.isinf(drawn(Status.BOARDING, rates).boarding_end).all()
    assert np.isinf(drawn(Status.SWAMPED, rates).parting).all()


def test_clocks_of_a_hull_aground_stand_still_but_what_happened_stays():
    clocks = Clocks(
        np.zeros(2), np.array([100.0, 100.0]), np.array([900.0, 900.0]), np.full(2, 2e3)
    )
    held = held_while_aground(
        clocks=clocks, aground=np.array([True, False]), time=600.0, step=600.0
    )
    assert held.failure.tolist() == [100.0, 100.0]
    assert held.swamping.tolist() == [1500.0, 900.0]
    assert held.parting.tolist() == [2600.0, 2000.0]


def test_each_status_has_a_name_and_an_advice():
    for one in Status:
        assert status_of(one.key) is one
        assert one.advice.endswith(".")
