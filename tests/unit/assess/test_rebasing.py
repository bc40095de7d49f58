"""A forecast that goes on from a later fix: kept, and named when it cannot."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from estran.assess.rebasing import rebased_forecast
from estran.assess.settings import RunSettings
from estran.errors import TimeError
from tests.support.searches import REPORT, done

SETTINGS = RunSettings(particles=2000, hours=3, seed=3)


def report(**changes):
    return msgspec.structs.replace(REPORT, **changes)


def later(**changes):
    """Two and a half hours on, some miles downstream; the state is not told."""
    given = {"at": "2022-06-14T09:30Z", "position": "51 08.2N 001 42.9E", "state": None}
    return report(**given | changes)


@pytest.fixture(scope="module")
def plain():
    return rebased_forecast(REPORT, [later(position_accuracy_m=400.0)], SETTINGS)


def test_the_ensemble_goes_on_from_the_fix(plain):
    assert (plain.evidence.outcome, plain.evidence.reason) == ("continued", None)
    assert plain.forecast.times[0] == "2022-06-14T09:30Z"
    assert len(plain.forecast.times) == 4
    assert plain.evidence.effective_sample_size > 100
    assert "2022-06-14T07:00Z" in plain.evidence.text
    assert {"rebase_least_effective", "rebase_farthest"} <= {
        one.key for one in plain.manifest.assumptions
    }


def test_the_forecast_begins_near_the_fix(plain):
    start = plain.forecast.mean_position[0]
    assert abs(start.lat - (51.0 + 8.2 / 60.0)) < 0.01
    assert abs(start.lon - (1.0 + 42.9 / 60.0)) < 0.015


def test_the_same_question_gives_the_same_bytes_in_any_order():
    one, two = (
        later(position_accuracy_m=500.0),
        later(position="51 08.0N 001 43.1E", position_accuracy_m=600.0),
    )
    first = rebased_forecast(REPORT, [one, two], SETTINGS)
    second = rebased_forecast(REPORT, [two, one], SETTINGS)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


def test_a_fix_far_from_the_forecast_starts_anew_and_says_so():
    answer = rebased_forecast(
        REPORT, [later(position="51 25.0N 002 35.0E")], SETTINGS, language="fr"
    )
    assert (answer.evidence.outcome, answer.evidence.reason) == ("restart_from_the_fix", "far")
    assert "recommence depuis le dernier point" in answer.evidence.text
    assert answer.forecast.known


def test_a_canal_starts_anew_with_drift_unknown():
    answer = rebased_forecast(REPORT, [later(position="51 02.6N 002 22.2E")], SETTINGS)
    assert answer.evidence.outcome == "restart_from_the_fix"


def test_too_many_hours_start_anew():
    answer = rebased_forecast(
        REPORT, [later(position_accuracy_m=400.0)], replace(SETTINGS, hours=70)
    )
    assert answer.evidence.reason == "too_long"


def test_a_reported_state_is_weighed():
    told = rebased_forecast(REPORT, [later(position_accuracy_m=400.0, state="swamped")], SETTINGS)
    silent = rebased_forecast(REPORT, [later(position_accuracy_m=400.0)], SETTINGS)

    def swamped(answer):
        return sum(
            one.probability[0]
            for one in answer.forecast.hypotheses
            if one.name in {"swamped", "in_water"}
        )

    assert (told.evidence.outcome, silent.evidence.outcome) == ("continued", "continued")
    assert swamped(told) > swamped(silent)


def test_a_search_that_cannot_be_valued_counts_as_not_done(plain):
    unknown = done(visibility_nm=None, end="2022-06-14T09:00Z")
    answer = rebased_forecast(
        REPORT, [later(position_accuracy_m=400.0)], SETTINGS, searches=[unknown]
    )
    assert not any(one.counted for one in answer.evidence.searches)
    assert answer.forecast == plain.forecast


def test_a_search_moves_the_ensemble_away_from_where_it_looked(plain):
    answer = rebased_forecast(
        REPORT,
        [later(position_accuracy_m=400.0)],
        SETTINGS,
        searches=[done(end="2022-06-14T09:00Z", spacing_nm=0.2)],
    )
    assert [one.counted for one in answer.evidence.searches] == [True]
    assert answer.forecast != plain.forecast


@pytest.mark.parametrize(
    ("fixes", "code"),
    [([], "rebase.no_fix"), ([later(at="2022-06-14T06:00Z")], "rebase.earlier_fix")],
    ids=["none", "earlier"],
)
def test_what_is_no_later_fix_is_refused(fixes, code):
    with pytest.raises(TimeError) as refused:
        rebased_forecast(REPORT, fixes, SETTINGS)
    assert refused.value.code == code


def test_numbers_are_finite(plain):
    assert np.isfinite([place.lat for place in plain.forecast.mean_position]).all()
