"""Re-basing: closed forms of Gaussian clouds, invariances to the byte, named refusals.

Accuracy: 20,000 independent particles give a mean within 4 sd / sqrt(n) and a variance within
4 sqrt(2 / n) of it; kernels widen the cloud's variance by n ** (-1/3), which is in the closed form.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from estran.engine.continued import continued, places_at
from estran.engine.evidence import (
    Fix,
    effective_sample_size,
    systematic_resampling,
    unfound,
)
from estran.engine.rebase import Limits, Outcome, Reason, rebase
from estran.engine.status import Status
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR
from tests.support.flows import SyntheticSea
from tests.support.results import result_of

COUNT, SPREAD = 20_000, np.array([1500.0, 800.0])
LIMITS = Limits(least_effective=100.0, farthest=4.0)
STREAMS = RandomStreams(5)
OPEN = SyntheticSea()


@pytest.fixture(scope="module")
def cloud():
    """A Gaussian cloud carried 1 km east an hour."""
    start = SPREAD * RandomStreams(1).normals("cloud", step=0, first=0, count=COUNT)
    way = np.arange(7)[:, np.newaxis, np.newaxis] * np.array([1000.0, 0.0])
    return result_of(start + way)


def fix(**changes):
    return Fix(**{"time": 2 * HOUR, "x": 2600.0, "y": -300.0, "sd": 300.0, **changes})


TIMES = HOUR * np.arange(2.0, 7.0)


def rebased(cloud, *fixes, pods=(), limits=LIMITS, streams=STREAMS):
    return rebase(cloud, fixes=fixes, times=TIMES, pods=pods, limits=limits, streams=streams)


def places_after(done, time):
    return done.people[list(TIMES).index(time)]


def posterior(cloud, fixes):
    """Mean and variance per axis by Bayes' theorem for the kernels' prior."""
    here = cloud.people[2]
    mean = here.mean(axis=0)
    variance = np.diag(np.cov(here.T, bias=True)) * (1.0 + COUNT ** (-1.0 / 3.0))
    precision, total = 1.0 / variance, mean / variance
    for one in fixes:
        precision = precision + one.sd**-2.0
        total = total + np.array([one.x, one.y]) * one.sd**-2.0
    return total / precision, 1.0 / precision


@pytest.mark.parametrize(
    "fixes",
    [(fix(),), (fix(), fix(x=2200.0, sd=500.0)), (fix(sd=60.0),)],
    ids=["one", "two", "sharp"],
)
def test_a_gaussian_cloud_meets_its_fixes_as_bayes_has_it(cloud, fixes):
    done = rebased(cloud, *fixes)
    assert done.outcome is Outcome.CONTINUED
    mean, variance = posterior(cloud, fixes)
    here = places_after(done, 2 * HOUR)
    worth = done.effective
    np.testing.assert_allclose(here.mean(axis=0), mean, atol=4.0 * np.sqrt(variance.max() / worth))
    np.testing.assert_allclose(here.var(axis=0), variance, rtol=4.0 * np.sqrt(2.0 / worth))


def test_a_fix_at_a_later_time_is_held_against_the_places_of_that_time(cloud):
    done = rebased(cloud, fix(time=5 * HOUR, x=5000.0, y=0.0))
    np.testing.assert_allclose(places_after(done, 5 * HOUR).mean(axis=0), [5000.0, 0.0], atol=60)
    np.testing.assert_allclose(places_after(done, 6 * HOUR).mean(axis=0), [6000.0, 0.0], atol=60)


def test_the_order_of_two_fixes_does_not_matter(cloud):
    one, two, later = fix(), fix(x=2300.0, y=100.0, sd=400.0), fix(time=4 * HOUR, x=4400.0)
    first, second = rebased(cloud, one, two, later), rebased(cloud, later, two, one)
    assert first.people.tobytes() == second.people.tobytes()
    assert first.ancestors.tobytes() == second.ancestors.tobytes()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_draw(cloud):
    once, again, other = (rebased(cloud, fix(), streams=RandomStreams(seed)) for seed in (5, 5, 6))
    assert once.people.tobytes() == again.people.tobytes()
    assert not np.array_equal(once.people, other.people)


def test_a_search_that_could_find_nobody_changes_nothing(cloud):
    nothing = np.zeros(COUNT)
    done = rebased(cloud, pods=(nothing,))
    np.testing.assert_array_equal(done.ancestors, np.arange(COUNT))
    np.testing.assert_array_equal(done.people[0], cloud.people[2])
    assert done.effective == pytest.approx(COUNT)
    with_fix, without = rebased(cloud, fix(), pods=(nothing,)), rebased(cloud, fix())
    assert with_fix.people.tobytes() == without.people.tobytes()


def test_a_search_leaves_each_place_its_share_by_bayes(cloud):
    west = cloud.people[0, :, 0] < 0.0
    done = rebased(cloud, pods=(np.where(west, 0.8, 0.0),))
    share, searched = west.mean(), west[done.ancestors].mean()
    bayes = 0.2 * share / (0.2 * share + 1.0 - share)
    assert searched == pytest.approx(bayes, abs=4.0 * (0.25 / COUNT) ** 0.5)
    np.testing.assert_array_equal(done.people[0], cloud.people[2, done.ancestors])


def test_weights_sum_to_one(cloud):
    weights = unfound(cloud.weights, [np.linspace(0.0, 1.0, COUNT), np.full(COUNT, 0.3)])
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert weights.min() >= 0.0
    done = rebased(cloud, fix())
    after = going_on(cloud, done)
    assert after.weights.sum() == pytest.approx(1.0, abs=1e-12)


def test_the_effective_sample_size_is_that_of_equal_weights():
    assert effective_sample_size(np.full(50, 0.02)) == pytest.approx(50.0)
    assert effective_sample_size(np.array([0.5, 0.5, 0.0])) == pytest.approx(2.0)
    assert effective_sample_size(np.zeros(3)) == 0.0


@pytest.mark.parametrize("uniform", [1e-9, 0.37, 1.0 - 1e-9])
def test_systematic_resampling_is_within_one_of_each_share(uniform):
    weights = RandomStreams(3).uniforms("w", step=0, first=0, count=40)[:, 0] ** 3
    chosen = systematic_resampling(weights=weights, uniform=uniform, count=1000)
    times = np.bincount(chosen, minlength=40)
    assert np.abs(times - 1000 * weights / weights.sum()).max() < 1.0 + 1e-9
    assert (np.diff(chosen) >= 0).all()


def test_systematic_resampling_never_takes_what_has_no_weight():
    weights = np.array([0.0, 0.5, 0.0, 0.5, 0.0])
    assert set(systematic_resampling(weights=weights, uniform=0.5, count=7).tolist()) == {1, 3}


REFUSED: dict[Reason, tuple[tuple[Fix, ...], dict[str, Any]]] = {
    Reason.FAR: ((fix(x=90_000.0),), {}),
    Reason.DISAGREE: ((fix(), fix(y=6000.0)), {}),
    Reason.FEW: ((fix(),), {"limits": Limits(least_effective=19_000.0, farthest=4.0)}),
    Reason.SEARCHED: ((fix(),), {"pods": (np.ones(COUNT),)}),
}


@pytest.mark.parametrize("reason", REFUSED, ids=str)
def test_where_the_particles_cannot_follow_the_outcome_says_why(cloud, reason):
    fixes, others = REFUSED[reason]
    done = rebased(cloud, *fixes, **others)
    assert (done.outcome, done.reason) == (Outcome.RESTART, reason)


def test_a_cloud_that_has_left_the_area_cannot_follow(cloud):
    gone = replace(cloud, people_left=np.ones_like(cloud.people_left))
    assert rebased(gone, fix()).reason is Reason.GONE


def test_each_status_has_a_kernel_of_its_own(cloud):
    """Two clumps 40 km apart: one kernel for both would move particles by kilometres."""
    far = np.arange(COUNT) % 2 == 1
    places = cloud.people + np.where(far, 40_000.0, 0.0)[:, np.newaxis]
    under_way = result_of(places, status=Status.UNDER_WAY)
    failure = np.where(far, np.inf, 0.0)
    both = replace(under_way, clocks=replace(under_way.clocks, failure=failure))
    done = rebased(both, fix())
    assert not far[done.ancestors].any()
    assert np.abs(done.people[0] - both.people[2, done.ancestors]).max() < 2500.0


@pytest.mark.parametrize("pod", [np.ones(3), np.full(COUNT, 1.5), np.full(COUNT, np.nan)])
def test_a_chance_that_is_none_is_refused(cloud, pod):
    with pytest.raises(QuantityError) as refused:
        rebased(cloud, pods=(pod,))
    assert refused.value.code == "rebase.pod"


def test_a_fix_without_error_or_outside_the_run_is_refused(cloud):
    with pytest.raises(QuantityError) as refused:
        fix(sd=0.0)
    assert refused.value.code == "rebase.fix_error"
    with pytest.raises(QuantityError) as refused:
        rebased(cloud, fix(time=7 * HOUR))
    assert refused.value.code == "rebase.outside_run"


def going_on(cloud, done, *, start=2 * HOUR, window=OPEN):
    return continued(
        cloud,
        start=start,
        ancestors=done.ancestors,
        people=done.people,
        hull=done.hull,
        window=window,
    )


def test_the_ensemble_goes_on_with_classes_and_clocks_kept(cloud):
    marked = replace(
        cloud,
        hull_class=np.arange(COUNT) % 5,
        clocks=replace(cloud.clocks, swamping=np.where(np.arange(COUNT) % 2, 3.5 * HOUR, np.inf)),
    )
    done = rebased(marked, fix())
    after = going_on(marked, done)
    np.testing.assert_array_equal(after.hull_class, done.ancestors % 5)
    np.testing.assert_array_equal(after.status[1], Status.ADRIFT)
    swamped = done.ancestors % 2 == 1
    np.testing.assert_array_equal(after.status[2] == Status.SWAMPED, swamped)
    np.testing.assert_allclose(after.clocks.swamping[swamped], 1.5 * HOUR)
    np.testing.assert_allclose(after.people[1] - after.people[0], [[1000.0, 0.0]] * COUNT)


def test_nobody_is_moved_on_land_or_off_the_ground(cloud):
    aground = np.zeros_like(cloud.people_aground)
    aground[:, :100] = True
    stuck = replace(cloud, people_aground=aground)
    done = rebased(stuck, fix())
    after = going_on(stuck, done, window=SyntheticSea(coast_y=-400.0))
    own = stuck.people[2:, done.ancestors]
    held = done.ancestors < 100
    assert held.any()
    np.testing.assert_array_equal(after.people[:, held], own[:, held])
    ashore = (done.people[0, :, 1] < -400.0) & ~held
    assert ashore.any()
    np.testing.assert_array_equal(after.people[0, ashore], own[0, ashore])
    np.testing.assert_array_equal(after.people[0, ~ashore & ~held], done.people[0, ~ashore & ~held])


def test_a_later_place_moves_by_what_the_fix_says_of_its_speed():
    """East 1 km and speed are one unknown: a fix 1 km further east means twice that an hour on."""
    speed = RandomStreams(2).normals("speed", step=0, first=0, count=COUNT)
    way = np.arange(7)[:, np.newaxis, np.newaxis] * 500.0 * speed
    done = rebase(
        result_of(way),
        fixes=[fix(x=800.0, y=0.0, sd=100.0)],
        times=TIMES,
        limits=LIMITS,
        streams=STREAMS,
    )
    means = done.people[:, :, 0].mean(axis=1)
    np.testing.assert_allclose(means, means[0] * TIMES / TIMES[0], rtol=1e-9)
    assert means[0] == pytest.approx(800.0, rel=0.03)


def test_a_place_between_hours_follows_a_tide_of_one_metre_a_second():
    """A rotating tide's ellipse, known at every time: cubic within 20 m; straight errs by 230."""
    omega = 2.0 * np.pi / (12.42 * HOUR)
    hours = HOUR * np.arange(7)

    def ellipse(t):
        return np.stack((np.sin(omega * t) / omega, (1.0 - np.cos(omega * t)) / omega), axis=-1)

    result = result_of(ellipse(hours)[:, np.newaxis, :])
    for time in np.linspace(0.0, 6.0 * HOUR, 41):
        np.testing.assert_allclose(
            places_at(result, "people", time=float(time))[0], ellipse(time), atol=20.0
        )
