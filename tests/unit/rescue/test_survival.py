"""Two times never mixed: how soon to be there, and before when no search may end."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from math import isnan

import pytest

from estran.errors import QuantityError
from estran.rescue import survival, survival_models
from estran.rescue.survival import (
    Immersion,
    NotBefore,
    UrgentBy,
    assumed_survival,
    lognormal_survival,
    not_before,
    urgent_by,
)
from estran.rescue.survival_models import SurvivalTime
from estran.rescue.survival_models import survival_models as models_at
from estran.sources.assumptions import AssumptionBook, assumption


def at(hour, minute=0, day=24):
    return datetime(2021, 11, day, hour, minute, tzinfo=UTC)


def when(found):
    assert found.time is not None
    return found.time


def immersion(**changes):
    given = {
        "entry_earliest": at(3, 12),
        "entry_latest": at(3, 33),
        "water_low": 12.0,
        "water_high": 14.0,
    }
    return Immersion(**{**given, **changes})


@pytest.mark.parametrize("flotation", [None, False, True])
@pytest.mark.parametrize("half_width", [0.0, 1.0])
def test_24_november_2021_as_known_at_0330_no_search_ends_before_1300(flotation, half_width):
    known = immersion(water_low=13 - half_width, water_high=13 + half_width, flotation=flotation)
    found = not_before(known)
    assert found.time > at(13, 0)
    assert found.time >= known.entry_latest + timedelta(hours=17.2)


def test_not_before_is_the_longest_model_from_the_latest_entry():
    assert not_before(immersion()).time == at(3, 33, day=25)  # a day with buoyancy


def test_jackets_and_sea_never_shorten_a_search():
    reference = not_before(immersion())
    assert not_before(immersion(flotation=False, beaufort=7)) == reference


def test_help_is_urgent_within_the_hour_where_jackets_and_sea_are_unknown():
    book = AssumptionBook()
    found = urgent_by(immersion(), book=book)
    assert found.time == at(3, 42)  # half an hour: the most vulnerable
    assert {row.key for row in book.used} == {
        "survival_no_flotation_factor",
        "survival_rough_factor",
    }


def test_no_jackets_shorten_the_urgency_where_the_lower_bound_no_longer_speaks():
    calm = {"water_low": 13.5, "water_high": 14.5, "beaufort": 1}
    with_jackets = urgent_by(immersion(flotation=True, **calm), book=AssumptionBook())
    without = urgent_by(immersion(flotation=False, **calm), book=AssumptionBook())
    assert when(without) < when(with_jackets)


def test_urgency_always_comes_before_the_first_talk_of_ending():
    assert when(urgent_by(immersion(), book=AssumptionBook())) < when(not_before(immersion()))


@pytest.mark.parametrize(
    "missing",
    [
        {"entry_latest": None},
        {"water_high": None},
        {"water_low": 4.0},
        {"water_high": 15.1},
        {"water_high": 19.0},
    ],
)
def test_without_entry_temperature_or_the_longest_models_the_search_goes_on(missing):
    assert not_before(immersion(**missing)).time is None


@pytest.mark.parametrize(
    "missing",
    [
        {"entry_earliest": None},
        {"water_low": None},
        {"water_high": 19.0},
        {"water_low": 4.7},
        {"water_low": 1.0},
    ],
)
def test_urgency_is_unknown_with_fewer_than_two_models(missing):
    assert urgent_by(immersion(**missing), book=AssumptionBook()).time is None


def test_times_carry_their_zone_into_utc():
    paris = immersion(
        entry_latest=datetime.fromisoformat("2021-11-24T04:33:00+01:00"),
    )
    assert not_before(paris) == not_before(immersion())


@pytest.mark.parametrize(
    "wrong",
    [
        {"water_low": 14.0, "water_high": 13.0},
        {"water_low": float("nan")},
        {"entry_earliest": at(4), "entry_latest": at(3)},
    ],
)
def test_ranges_the_wrong_way_round_are_refused(wrong):
    with pytest.raises(QuantityError):
        immersion(**wrong)


def test_every_model_is_listed_with_its_meaning_in_and_out_of_range():
    assert [one.in_range for one in models_at(water_temperature=13.0, beaufort=2)] == [True] * 6
    warm = models_at(water_temperature=17.0, beaufort=2)
    assert {one.name for one in warm if one.in_range} == {"hayward_1975", "xu_giesbrecht_2018"}
    assert all((one.hours is None) == (not one.in_range) for one in warm)


def test_no_name_that_leaves_speaks_of_shares_or_of_death():
    names = {field.name for kind in (SurvivalTime, UrgentBy, NotBefore) for field in fields(kind)}
    names |= {one.name for one in models_at(water_temperature=10.0, beaufort=None)}
    assert not {name for name in names if "percent" in name or "death" in name or "share" in name}


def test_no_stop_is_made_from_a_multiple_of_a_median():
    for module in (survival, survival_models):
        public = {name for name in vars(module) if not name.startswith("_")}
        assert not {name for name in public if "stop" in name or "until" in name or "end" in name}
    medians = [one.hours for one in models_at(water_temperature=14.0, beaufort=None)]
    shortest = min(hours for hours in medians[1:] if hours is not None)
    assert when(not_before(immersion())) > at(3, 33) + timedelta(hours=3 * shortest)


@pytest.mark.parametrize(("hours", "low", "high"), [(4.2, 0.35, 0.46), (9.6, 0.06, 0.10)])
@pytest.mark.parametrize(("median", "spread"), [(3.2, 0.71), (3.87, 0.7)])
def test_the_assumed_curve_meets_the_evidence_it_was_fitted_to(hours, low, high, median, spread):
    # Expert evidence to the inquiry: up to 8 to 15 of 33 at 4.2 h; 2 of 33 found at 9.6 h. A fit,
    # not a validation: the spread comes from this very case.
    found = lognormal_survival(hours=hours, median_hours=median, spread=spread, early_loss=0.0)
    assert low <= found <= high


def test_the_assumed_curve_starts_below_one_by_the_early_loss_and_halves_at_the_median():
    start = lognormal_survival(hours=0.0, median_hours=3.0, spread=0.7, early_loss=0.12)
    middle = lognormal_survival(hours=3.0, median_hours=3.0, spread=0.7, early_loss=0.12)
    assert (start, middle) == pytest.approx((0.88, 0.44))


@pytest.mark.parametrize(
    ("hours", "median", "spread", "early"),
    [(-1, 3, 0.7, 0), (1, 0, 0.7, 0), (1, 3, 0, 0), (1, 3, 1, 2)],
)
def test_the_assumed_curve_is_silent_outside_its_range(hours, median, spread, early):
    found = lognormal_survival(hours=hours, median_hours=median, spread=spread, early_loss=early)
    assert isnan(found)


def test_the_assumed_curve_is_shortened_by_unknown_jackets_and_notes_what_it_used():
    book = AssumptionBook()
    held = assumed_survival(
        hours=2.0,
        water_temperature=13.0,
        immersion=immersion(flotation=True, beaufort=2),
        book=book,
    )
    unknown = assumed_survival(hours=2.0, water_temperature=13.0, immersion=immersion(), book=book)
    assert unknown < held
    assert {"survival_spread", "survival_early_loss"} <= {row.key for row in book.used}
    outside = assumed_survival(hours=2.0, water_temperature=18.0, immersion=immersion(), book=book)
    assert isnan(outside)


def test_early_loss_keeps_its_range():
    row = assumption("survival_early_loss")
    assert (row.low, row.value, row.high) == (0.05, 0.12, 0.21)
