"""Where points are spent changes nothing but the effort: weights put it right."""

import numpy as np
import pytest

from estran.lab.calibration.coarsening import coarsened, effective_draws
from estran.lab.calibration.implausibility import (
    CUT,
    beside,
    implausibility,
    left_over,
    log_likelihood,
)
from estran.lab.calibration.normal_scores import (
    FARTHEST,
    PRIOR,
    Proposal,
    log_mixture_over_prior,
    prior_scores,
    shares_of,
    values_of,
)
from estran.lab.calibration.proposing import next_proposal, visibly_moved
from estran.lab.calibration.waves import Plan, simulated_past
from tests.support.fake_seasons import TABLE, fake_aims, fake_simulate

TRUTH = {"level": 700.0, "risk": 0.8, "exposure": 1.1, "idle": 0.3, "idle_switch": 1.0}
AWAY = Proposal(
    moved=np.array([0, 2]),
    centre=np.array([1.0, -0.5]),
    spread=np.array([[0.4, 0.1], [0.1, 0.3]]),
    prior_share=0.25,
)


def test_weights_bring_the_prior_back():
    """4,000 points from a proposal elsewhere: mean 0, spread 1, to five standard errors."""
    points = AWAY.points(seed=1, first=0, count=4000, parameters=4)
    weights = np.exp(-log_mixture_over_prior(points, [AWAY], [4000]))
    assert weights.mean() == pytest.approx(1.0, abs=0.08)
    share = weights / weights.sum()
    mean = share @ points
    assert mean == pytest.approx(np.zeros(4), abs=0.12)
    assert share @ (points - mean) ** 2 == pytest.approx(np.ones(4), abs=0.15)


def test_no_weight_exceeds_what_the_prior_share_allows():
    points = AWAY.points(seed=2, first=0, count=2000, parameters=4)
    assert np.exp(-AWAY.log_density_over_prior(points)).max() <= 1.0 / 0.25 + 1e-9


def test_the_prior_weighs_its_own_points_alike():
    points = PRIOR.points(seed=1, first=0, count=50, parameters=3)
    assert np.all(log_mixture_over_prior(points, [PRIOR], [50]) == 0.0)


def test_a_hypercube_uses_each_strip_once():
    shares = shares_of(prior_scores(seed=4, first=0, count=40, parameters=5))
    for column in shares.T:
        assert sorted(np.floor(column * 40).astype(int).tolist()) == list(range(40))


def test_points_of_two_waves_differ():
    one = prior_scores(seed=4, first=0, count=40, parameters=2)
    two = prior_scores(seed=4, first=40, count=40, parameters=2)
    assert not np.any(one == two)


def test_scores_become_values_inside_the_ranges():
    far = np.array([[-FARTHEST] * 5, [FARTHEST] * 5])
    values = values_of(far, TABLE)
    assert values["level"] == pytest.approx([300.0, 1500.0], rel=1e-6)
    assert values["risk"] == pytest.approx([0.1, 10.0], rel=1e-6)
    assert values["idle_switch"].tolist() == [0.0, 1.0]


@pytest.fixture(scope="module")
def wave():
    plan = Plan(seed=9, draws=200, seasons=3, waves=1)
    scores = PRIOR.points(seed=9, first=0, count=200, parameters=5)
    past = simulated_past(
        fake_simulate, TABLE, scores, years=(2022, 2023, 2024), plan=plan, first=0
    )
    return scores, past, beside([one for one in fake_aims(TRUTH) if one.fitted], past)


def test_lines_point_to_the_truth(wave):
    scores, _, found = wave
    proposal = next_proposal(scores, found)
    names = [TABLE[place].key for place in visibly_moved(proposal)]
    assert names[0] == "level"
    assert {"risk", "exposure"} <= set(names)
    points = proposal.points(seed=1, first=0, count=400, parameters=5)
    level = values_of(points, TABLE)["level"]
    assert np.mean(np.abs(level / 700.0 - 1.0) < 0.2) > 0.5
    sums = points[:, 1] + points[:, 2]
    assert sums.std() < 0.8 * points[:, 1].std() * np.sqrt(2.0)


def test_chance_between_seasons_is_found(wave):
    """The stand-in spreads boats by 5 % and, over three years, deaths by 30 % a year."""
    found = wave[2]
    assert np.sqrt(found.chance[:, :3]).mean() == pytest.approx(0.05, rel=0.1)
    assert np.sqrt(found.chance[:, 3]).mean() == pytest.approx(0.3 * 0.6, rel=0.25)
    assert found.noise == pytest.approx(found.chance / 3.0)


def test_everything_that_excuses_a_distance_is_added_up(wave):
    found = wave[2]
    by_hand = np.abs(found.mean[0, 0] - found.aims[0].value) / np.sqrt(
        0.01**2 + 0.03**2 + found.chance[0, 0] * (1.0 + 1.0 / 3.0)
    )
    assert implausibility(found)[0, 0] == pytest.approx(by_hand)


def test_the_cut_is_at_three(wave):
    found = wave[2]
    assert CUT == 3.0
    assert np.array_equal(left_over(found), implausibility(found).max(axis=1) <= 3.0)


def test_what_lies_nearer_is_likelier(wave):
    found = wave[2]
    distance, likely = implausibility(found).max(axis=1), log_likelihood(found)
    near, far = np.argsort(distance)[:10], np.argsort(distance)[-10:]
    assert likely[near].min() > likely[far].max()


def test_a_season_without_a_number_puts_its_point_far_away_and_spoils_no_other(wave):
    _, past, whole = wave
    boats = {year: dict(columns) for year, columns in past.items()}
    broken = boats[2023]["observed_boats"].copy()
    broken[7, 1] = np.nan
    boats[2023]["observed_boats"] = broken
    found = beside(whole.aims, boats)
    assert np.isfinite(implausibility(found)).all()
    assert not left_over(found)[7]
    others = np.arange(200) != 7
    assert np.array_equal(left_over(found)[others], left_over(whole)[others])


def test_a_likelihood_that_points_can_carry_counts_in_full():
    weights, power = coarsened(np.linspace(0.0, -1.0, 200), np.zeros(200))
    assert power == 1.0
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] > weights[-1]


def test_a_likelihood_too_fine_for_the_points_counts_for_less():
    likely = np.linspace(0.0, -400.0, 200)
    weights, power = coarsened(likely, np.zeros(200))
    assert 0.0 < power < 0.1
    assert effective_draws(weights) == pytest.approx(60.0, rel=0.02)


def test_points_ruled_out_weigh_nothing_at_any_power():
    prior = np.where(np.arange(200) < 20, 0.0, -np.inf)
    weights, _ = coarsened(np.linspace(0.0, -400.0, 200), prior)
    assert np.all(weights[20:] == 0.0)
    assert effective_draws(weights) == pytest.approx(12.0, rel=0.02)
