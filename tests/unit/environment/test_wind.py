"""The wind process: moments, correlation in time, blocks, and that it is never calm."""

from dataclasses import replace
from math import exp, radians

import numpy as np
import pytest

from estran.environment.wind import WindPrior, WindReport, wind_members, wind_moments
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR

PRIOR = WindPrior(mean_east=1.6, mean_north=1.1, sd=4.0, time_scale=18 * HOUR)
REPORT = WindReport(
    east=6.0, north=-8.0, relative_error=0.2, direction_error=radians(15), least_error=0.75
)
COUNT = 40_000


def members(prior=PRIOR, report=REPORT, hours=12, first=0, count=COUNT, seed=1):
    streams = RandomStreams(seed)
    return wind_members(
        prior=prior, report=report, hours=hours, first=first, count=count, streams=streams
    )


def test_shape_is_hours_members_components():
    assert members(hours=3, count=5).shape == (4, 5, 2)


@pytest.mark.parametrize("report", [REPORT, None], ids=["reported", "prior"])
@pytest.mark.parametrize("hour", [0, 1, 6, 48])
def test_sample_moments_agree_with_the_closed_form(report, hour):
    wind = members(report=report, hours=hour)[hour]
    exact = wind_moments(prior=PRIOR, report=report, lead=np.array([hour * HOUR]))
    sd = np.sqrt(np.diagonal(exact.covariance[0]))
    np.testing.assert_allclose(wind.mean(axis=0), exact.mean[0], atol=5 * sd.max() / COUNT**0.5)
    np.testing.assert_allclose(np.cov(wind.T), exact.covariance[0], atol=5 * 2 * 16 / COUNT**0.5)


def test_at_the_report_the_spread_lies_along_and_across_the_wind():
    wind = members(hours=0)[0]
    along, across = np.array([0.6, -0.8]), np.array([0.8, 0.6])  # speed 10 m/s
    assert (wind @ along).mean() == pytest.approx(10.0, abs=0.05)
    assert (wind @ along).std() == pytest.approx(2.0, rel=0.02)
    assert (wind @ across).std() == pytest.approx(10.0 * radians(15), rel=0.02)


def test_far_ahead_the_report_is_forgotten():
    far = wind_moments(prior=PRIOR, report=REPORT, lead=np.array([30 * PRIOR.time_scale]))
    np.testing.assert_allclose(far.mean[0], [1.6, 1.1], atol=1e-6)
    np.testing.assert_allclose(far.covariance[0], np.eye(2) * 16.0, atol=1e-6)


def test_correlation_in_time_falls_with_the_time_scale():
    wind = members(report=None, hours=12) - np.array([1.6, 1.1])
    for lag in (1, 6, 12):
        found = (wind[0] * wind[lag]).mean() / 16.0
        assert found == pytest.approx(exp(-lag / 18.0), abs=0.02)


def test_components_of_a_prior_are_not_correlated():
    wind = members(report=None, hours=1)[1]
    assert np.corrcoef(wind.T)[0, 1] == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, east=15.0, north=-20.0), None])
def test_the_spread_never_shrinks(report):
    lead = np.arange(0.0, 72.0) * HOUR
    covariance = wind_moments(prior=PRIOR, report=report, lead=lead).covariance
    growth = np.linalg.eigvalsh(np.diff(covariance, axis=0))
    assert growth.min() >= -1e-9


def test_any_split_over_members_gives_the_same_bytes():
    whole = members(count=1000)
    parts = [members(first=first, count=count) for first, count in [(0, 1), (1, 332), (333, 667)]]
    np.testing.assert_array_equal(whole, np.concatenate(parts, axis=1))


def test_another_seed_gives_another_wind():
    assert not np.allclose(members(count=10, seed=1), members(count=10, seed=2))


def test_a_longer_forecast_begins_as_the_shorter_one():
    np.testing.assert_array_equal(members(hours=3, count=50), members(hours=24, count=50)[:4])


@pytest.mark.parametrize("report", [None, replace(REPORT, east=0.0, north=0.0)])
def test_the_ensemble_is_never_calm(report):
    speed = np.hypot(*np.moveaxis(members(report=report, count=5000), 2, 0))
    assert speed.mean(axis=1).min() > 0.75  # a reported calm still has the least error of a report
    assert speed[6:].mean() > 2.0


def test_a_report_that_has_aged_is_trusted_as_the_forecast_would_have_it():
    aged = wind_moments(prior=PRIOR, report=replace(REPORT, age=6 * HOUR), lead=np.array([0.0]))
    ahead = wind_moments(prior=PRIOR, report=REPORT, lead=np.array([6 * HOUR]))
    np.testing.assert_allclose(aged.mean, ahead.mean)
    np.testing.assert_allclose(aged.covariance, ahead.covariance)


@pytest.mark.parametrize("sd", [0.0, 0.4, float("nan")])
def test_a_prior_that_calls_the_sea_calm_is_refused(sd):
    with pytest.raises(QuantityError, match="calm"):
        replace(PRIOR, sd=sd)


@pytest.mark.parametrize(
    "change", [{"relative_error": -0.1}, {"direction_error": 2.0}, {"age": -1.0}]
)
def test_a_report_with_impossible_errors_is_refused(change):
    with pytest.raises(QuantityError, match="negative"):
        replace(REPORT, **change)
