"""From laws and ranges to a class: missing and out of range are unknown, and nothing is safe."""

import numpy as np
import pytest

from estran.errors import QuantityError
from estran.hazard import classes
from estran.hazard.boat import assumed_inflatable
from estran.hazard.classes import HazardClass, classify
from estran.hazard.spans import Span, exactly
from estran.hazard.wading import child, exhausted_adult, trained_officer
from estran.sources.assumptions import AssumptionBook

EXCEEDED, OPEN, UNKNOWN = HazardClass.EXCEEDED, HazardClass.NOT_SHOWN_SAFE, HazardClass.UNKNOWN
STILL = exactly(0.0)


@pytest.fixture
def book():
    return AssumptionBook()


@pytest.fixture
def boat(book):
    return assumed_inflatable(book)


def test_there_is_no_word_for_safe():
    assert {one.value for one in HazardClass} == {"exceeded", "not_shown_safe", "unknown"}


def test_a_class_is_the_worst_that_the_ranges_allow():
    def law(*, a, b):
        return a * b

    narrow = {"a": Span(1.0, 2.0), "b": Span(1.0, 2.0)}
    assert classify(law=law, inputs=narrow, limit_value=3.9) is EXCEEDED
    assert classify(law=law, inputs=narrow, limit_value=4.0) is OPEN
    assert classify(law=law, inputs=narrow, limit_value=1.5, exceeded_below=True) is EXCEEDED
    assert classify(law=law, inputs={**narrow, "b": None}, limit_value=3.9) is UNKNOWN


def test_a_law_that_fails_anywhere_in_the_ranges_leaves_the_class_unknown():
    def law(*, a):
        return np.where(a > 5.0, np.nan, a)

    assert classify(law=law, inputs={"a": Span(4.0, 6.0)}, limit_value=1.0) is UNKNOWN


@pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (float("nan"), 1.0), (0.0, float("inf"))])
def test_a_range_that_is_none_is_refused(low, high):
    with pytest.raises(QuantityError, match="None"):
        Span(low, high)


@pytest.mark.parametrize(
    ("persons", "expected"),
    [(exactly(60.0), EXCEEDED), (exactly(3.0), OPEN), (None, UNKNOWN), (exactly(900.0), UNKNOWN)],
)
def test_swamped_boats_and_crowds(persons, expected, boat):
    assert classes.swamped_buoyancy(persons=persons, boat=boat) is expected
    assert classes.crowded(persons=persons, boat=boat) is expected


@pytest.mark.parametrize(("waves", "expected"), [(0.8, EXCEEDED), (0.1, OPEN), (4.0, UNKNOWN)])
def test_waves_over_the_side(waves, expected, boat, book):
    found = classes.waves_shipped(wave_height=exactly(waves), boat=boat, book=book)
    assert found is expected
    assert classes.waves_shipped(wave_height=None, boat=boat, book=book) is UNKNOWN


@pytest.mark.parametrize(
    ("waves", "depth", "expected"),
    [(0.8, 1.0, EXCEEDED), (0.8, 4.0, OPEN), (0.8, 30.0, UNKNOWN), (0.8, -1.0, UNKNOWN)],
)
def test_surf(waves, depth, expected):
    assert classes.surf(wave_height=exactly(waves), depth=exactly(depth)) is expected


@pytest.mark.parametrize(("height", "expected"), [(1.3, EXCEEDED), (0.5, OPEN), (12.0, UNKNOWN)])
def test_breakers_abeam(height, expected, boat, book):
    found = classes.breaker_abeam(breaker_height=exactly(height), boat=boat, book=book)
    assert found is expected


@pytest.mark.parametrize(
    ("wader", "waves", "expected"),
    [
        (trained_officer, 0.30, OPEN),
        (trained_officer, 0.32, EXCEEDED),
        (trained_officer, 1.50, EXCEEDED),
        (exhausted_adult, 0.14, OPEN),
        (exhausted_adult, 0.16, EXCEEDED),
        (child, 0.05, EXCEEDED),  # a metre of water is too deep for a child
    ],
)
def test_wading_in_a_metre_of_still_water(wader, waves, expected, book):
    found = classes.wading(
        wader=wader(), depth=exactly(1.0), speed=STILL, wave_height=exactly(waves), book=book
    )
    assert found is expected


def test_a_broken_wave_over_shallow_sand_is_unknown_unless_it_already_passes_the_limit(book):
    knee = {"wader": trained_officer(), "depth": exactly(0.5), "speed": STILL, "book": book}
    assert classes.wading(wave_height=exactly(0.5), **knee) is UNKNOWN
    assert classes.wading(wave_height=exactly(0.2), **knee) is OPEN


@pytest.mark.parametrize("missing", ["depth", "speed", "wave_height"])
def test_wading_needs_depth_current_and_waves(missing, book):
    given = {"depth": exactly(1.0), "speed": exactly(0.5), "wave_height": exactly(0.8)}
    assert classes.wading(wader=trained_officer(), book=book, **{**given, missing: None}) is UNKNOWN


@pytest.mark.parametrize(
    ("depth", "draught", "expected"),
    [(1.4, 1.4, EXCEEDED), (1.4, 0.5, OPEN), (4.0, 1.4, OPEN), (4.0, 7.95, EXCEEDED)],
)
def test_on_a_beach_of_one_in_seventy_only_a_rib_comes_within_100_m(depth, draught, expected, book):
    found = classes.grounding(
        depth=exactly(depth), draught=exactly(draught), wave_height=exactly(0.5), book=book
    )
    assert found is expected


def test_an_unknown_depth_is_unknown(book):
    found = classes.grounding(depth=None, draught=exactly(0.5), wave_height=exactly(0.5), book=book)
    assert found is UNKNOWN


@pytest.mark.parametrize(
    ("minutes", "water", "expected"),
    [(30.0, 8.0, EXCEEDED), (5.0, 8.0, OPEN), (30.0, 14.0, UNKNOWN)],
)
def test_cold_hands(minutes, water, expected):
    found = classes.cold_hands(minutes=exactly(minutes), water_temperature=exactly(water))
    assert found is expected


def test_every_assumption_of_a_class_is_noted(boat, book):
    classes.waves_shipped(wave_height=exactly(0.5), boat=boat, book=book)
    used = {row.key for row in book.used}
    assert {"hazard_side_height", "hazard_wave_period", "hazard_shipping_limit"} <= used
