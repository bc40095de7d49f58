"""History matching on a stand-in of known truth: it finds what can be told, and says what cannot.

Intervals are those of a stochastic model with three years of data: wide, and held to be honest.
"""

import numpy as np
import pytest

from estran.errors import InputError
from estran.lab.calibration.checks import checks
from estran.lab.calibration.identified import identifications
from estran.lab.calibration.normal_scores import shares_of
from estran.lab.calibration.posterior import (
    Besides,
    parse_posterior,
    posterior_of,
    posterior_text,
    resampled,
)
from estran.lab.calibration.targets import fitted_years, held_years
from estran.lab.calibration.waves import Plan, match, simulated_past
from estran.lab.quantiles import quantiles
from tests.support.fake_seasons import TABLE, fake_aims, fake_simulate

TRUTH = {"level": 700.0, "risk": 0.8, "exposure": 1.1, "idle": 0.3, "idle_switch": 1.0}
BESIDES = Besides(code="abc", numbers="")
PLAN = Plan(seed=5, draws=150, seasons=3, waves=6)


def matched(truth=TRUTH, plan=PLAN, number=10**9 + 11):
    return match(fake_simulate, TABLE, fake_aims(truth, number), plan)


@pytest.fixture(scope="module")
def found():
    return matched()


def told(found):
    return {one.key: one for one in identifications(found)}


def test_the_truth_lies_in_what_is_left_over(found):
    level = told(found)["level"]
    assert level.low <= TRUTH["level"] <= level.high


def test_what_history_fixes_is_told_as_identified(found):
    assert told(found)["level"].told == "identified"
    assert told(found)["level"].ratio < 0.2


@pytest.mark.parametrize("key", ["idle", "idle_switch"])
def test_what_history_cannot_touch_is_told_as_not_identified(found, key):
    assert told(found)[key].told == "not identified"
    assert told(found)[key].ratio == pytest.approx(1.0, abs=0.25)


def test_of_a_product_only_the_product_is_told(found):
    shares = shares_of(found.scores)
    values = {one.key: one.at(shares[:, place]) for place, one in enumerate(TABLE)}
    product = values["risk"] * values["exposure"]
    low, high = quantiles(product, found.weights, (0.05, 0.95))
    assert low <= TRUTH["risk"] * TRUTH["exposure"] <= high
    assert high / low < 5.0
    for key in ("risk", "exposure"):
        assert told(found)[key].high / told(found)[key].low > 15.0


def test_waves_stop_when_the_share_left_over_no_longer_changes(found):
    assert found.settled
    assert len(found.waves) < PLAN.waves
    assert 0.0 < found.waves[-1].share < 0.3


def test_waves_that_are_used_up_do_not_claim_to_have_settled():
    assert not matched(plan=Plan(seed=5, draws=150, seasons=3, waves=1)).settled


def test_later_waves_look_where_history_points(found):
    first, second = found.waves[:2]
    assert second.kept - first.kept > 3 * first.kept
    assert "level" in found.waves[-1].moved
    assert not {"idle", "idle_switch"} & set(found.waves[-1].moved)


def test_a_history_that_no_setting_can_reach_is_refused_by_its_name():
    beyond = {**TRUTH, "level": 9000.0}
    with pytest.raises(InputError, match="boats, 2022") as refusal:
        matched(beyond, Plan(seed=5, draws=30, seasons=2, waves=2))
    assert refusal.value.code == "calibration.nothing_left"


@pytest.mark.parametrize("name", ["draws", "seasons", "waves"])
def test_too_small_a_plan_is_refused(name):
    with pytest.raises(InputError, match=name):
        Plan(**{name: 0})


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Thirty worlds: 90 % intervals must hold the truth in 23 or more (one in 100 would fail)."""
    held = 0
    for world in range(30):
        truth = {**TRUTH, "level": 450.0 + 30.0 * world}
        last = matched(truth, Plan(seed=world, draws=80, seasons=3, waves=3), 10**9 + 97 * world)
        level = told(last)["level"]
        held += level.low <= truth["level"] <= level.high
    assert held >= 23


def test_a_year_held_out_is_checked_and_not_fitted(found):
    given = fake_aims(TRUTH)
    assert (fitted_years(given), held_years(given)) == ((2022, 2023, 2024), (2025,))
    places = resampled(found, 60)
    past = simulated_past(
        fake_simulate, TABLE, found.scores[places], years=(2025,), plan=PLAN, first=10**6
    )
    (check,) = checks(given, past)
    assert not check.fitted
    assert check.inside
    assert check.low < check.middle < check.high


def test_a_check_that_fails_is_told():
    given = fake_aims({**TRUTH, "level": 1400.0})
    low = np.tile([[-2.0, 0.0, 0.0, 0.0, 0.0]], (40, 1))
    past = simulated_past(fake_simulate, TABLE, low, years=(2025,), plan=PLAN, first=0)
    (check,) = checks(given, past)
    assert not check.inside
    assert check.rank > 0.99


def test_the_same_seed_gives_the_same_bytes_and_they_read_back(found):
    places = resampled(found, 64)
    text = posterior_text(posterior_of(found, places, BESIDES))
    again = matched()
    assert posterior_text(posterior_of(again, resampled(again, 64), BESIDES)) == text
    back = parse_posterior(text)
    assert posterior_text(back) == text
    assert back.count == 64
    assert "idle" in back.not_identified
    assert back.stale(code="abc") == ()
    assert back.stale(code="other") == ("code",)


def test_any_first_part_of_the_draws_is_a_sample(found):
    draws = posterior_of(found, resampled(found, 256), BESIDES).first(32)["level"]
    assert draws.mean() == pytest.approx(TRUTH["level"], rel=0.1)


def test_more_draws_than_are_held_come_round_again(found):
    held = posterior_of(found, resampled(found, 8), BESIDES)
    assert held.first(16)["level"].tolist() == held.first(8)["level"].tolist() * 2


def test_a_draw_that_came_often_is_one_witness_with_its_weight(found):
    held = posterior_of(found, resampled(found, 256), BESIDES)
    values, weights = held.different(held.distinct)
    assert held.distinct < 256
    assert np.unique(values["level"]).size == held.distinct
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ values["level"] == pytest.approx(held.values["level"].mean())
    fewer, _ = held.different(4)
    assert set(fewer["level"]) < set(values["level"])


def test_a_point_has_draws_of_its_own_in_every_year():
    seen = []

    def spy(*, parameters, numbers):
        seen.extend(numbers.values())
        return fake_simulate(parameters=parameters, numbers=numbers)

    simulated_past(spy, TABLE, np.zeros((4, 5)), years=(2022, 2023, 2024), plan=PLAN, first=0)
    assert np.unique(np.concatenate(seen)).size == 3 * 4 * PLAN.seasons
