"""Kept fields in the sea of a forecast: chosen, sampled, compared, laid on a window."""

import math
from dataclasses import replace

import numpy as np
import pytest

from estran.environment.kept_layers import half_apart, kept_wind, surge_at
from estran.environment.kept_sea import (
    Asked,
    KeptSea,
    OfferedFields,
    age_of,
    chosen,
    on_places,
    series_at,
)
from estran.environment.sea import load_sea_fields
from estran.environment.tide_stations import load_stations
from estran.environment.window import open_window
from estran.quantities.geodesy import Position
from tests.support.kept import START, gauge, kept

HERE = Position(latitude=51.1666, longitude=1.75)
ASKED = Asked(position=HERE, start=START, hours=6)
HOUR = 3600.0


def why(field, *, stale=1e9):
    """Why a field is passed over; None where it counts."""
    found = chosen(OfferedFields((field,), {(field.layer, field.source): stale}), ASKED)
    return found.passed[0].because if found.passed else None


@pytest.mark.parametrize("layer", ["currents", "wind", "waves", "temperature"])
def test_a_field_that_holds_place_and_hours_counts(layer):
    assert why(kept(layer, 2.0)) is None


def test_a_field_fetched_too_long_before_the_start_is_stale():
    old = kept("wind", 2.0, fetched_at=START - 13 * HOUR)
    assert why(old, stale=12 * HOUR) == "stale"
    assert why(old, stale=14 * HOUR) is None


def test_a_field_fetched_after_the_start_looks_back_and_is_not_stale():
    late = kept("wind", 2.0, fetched_at=START + 1000 * HOUR, issued_at=None)
    assert why(late, stale=HOUR) is None
    assert age_of(late, at=START) == 0.0


def test_a_wind_that_ends_before_the_forecast_is_passed_over():
    assert why(kept("wind", 2.0, hours=(-3, 5))) == "hours"


def test_currents_that_end_early_count_for_the_hours_they_have():
    assert why(kept("currents", 0.5, hours=(-3, 5))) is None


def test_a_wind_with_no_value_at_the_place_is_passed_over():
    west = kept("wind", lambda _t, _y, x: np.where(x < 1.5, 2.0, np.nan)[..., None] * np.ones(2))
    assert why(west) == "place"


def test_currents_of_one_point_say_nothing_of_the_water_around():
    one = kept("currents", 0.5)
    point = replace(
        one,
        latitude=one.latitude[:1],
        longitude=one.longitude[:1],
        values=one.values[:, :1, :1],
        sha256="",
    )
    assert why(point) == "place"


def test_an_older_field_of_the_same_source_is_no_second_opinion():
    new, old = kept("currents", 0.5), kept("currents", 0.1, fetched_at=START - 9 * HOUR)
    found = chosen(OfferedFields((new, old), {}), ASKED)
    assert found.fields == (new,)
    assert found.passed == ()


def test_between_nodes_and_hours_a_field_is_linear():
    ramp = kept("temperature", lambda t, y, x: 5.0 + x + 2.0 * (y - 50.0) + (t - START) / HOUR / 10)
    moments = START + np.array([0.0, 1800.0, 5400.0])
    expected = 5.0 + 1.75 + 2.0 * 1.1666 + np.array([0.0, 0.05, 0.15])
    assert series_at(ramp, position=HERE, moments=moments) == pytest.approx(expected, abs=1e-4)


def test_land_makes_no_hole_wider():
    """A cell with one dry corner still has a value: that of its wet corners."""
    step = kept("temperature", lambda _t, _y, x: np.where(x > 1.76, np.nan, 8.0))
    assert series_at(step, position=HERE, moments=np.array([START])) == pytest.approx(8.0)


def test_outside_its_grid_and_its_hours_a_field_is_unknown():
    field = kept("currents", 0.5)
    far = on_places(
        field,
        longitude=np.array([1.75, 9.0]),
        latitude=np.array([51.1, 51.1]),
        moments=START + HOUR * np.array([0.0, 99.0]),
    )
    assert np.isfinite(far).all(axis=-1).tolist() == [[True, False], [False, False]]


def test_a_gap_of_more_than_three_hours_is_not_bridged():
    whole = kept("temperature", 9.0)
    rows = np.r_[0:4, 8:20]
    gap = replace(whole, times=whole.times[rows], values=whole.values[rows], sha256="")
    moments = START + HOUR * np.array([0.0, 2.0, 5.0])
    held = series_at(gap, position=HERE, moments=moments)
    assert np.isfinite(held).tolist() == [True, False, True]


def test_a_surge_goes_on_from_its_last_value_and_dies_away():
    seen = KeptSea((gauge([START - 2 * HOUR, START], [0.2, 0.8]),))
    surge = surge_at(
        seen,
        position=HERE,
        moments=START + HOUR * np.array([-3.0, -1.0, 0.0, 12.0, 24.0]),
        time_scale=12 * HOUR,
    )
    assert surge == pytest.approx([0.2, 0.5, 0.8, 0.8 / math.e, 0.8 / math.e**2], abs=1e-6)


@pytest.mark.parametrize("corner", [(50.5, 0.8), (50.5, 2.8), (51.5, 0.8), (51.5, 2.8)])
@pytest.mark.parametrize("station", ["dover", "calais", "dunkerque"])
def test_a_gauge_of_the_strait_speaks_for_all_of_the_strait(station, corner):
    place = load_stations()[station].position
    seen = replace(
        gauge([START], [0.5]),
        latitude=np.array([place.latitude]),
        longitude=np.array([place.longitude]),
        sha256="",
    )
    asked = replace(ASKED, position=Position(latitude=corner[0], longitude=corner[1]))
    assert chosen(OfferedFields((seen,), {}), asked).fields == (seen,)


def test_a_gauge_says_nothing_of_another_coast():
    """Dover, and places 1900 km and 170 km from it."""
    dover = gauge([START], [0.5])
    for latitude, longitude in ((40.45, -30.3), (51.11, 3.75)):
        away = replace(ASKED, position=Position(latitude=latitude, longitude=longitude))
        found = chosen(OfferedFields((dover,), {}), away)
        assert found.fields == ()
        assert [one.because for one in found.passed] == ["place"]


def test_two_winds_that_differ_are_less_sure_than_one():
    one, other = kept("wind", (6.0, 0.0)), kept("wind", (0.0, 0.0), source="other")

    def wind(*fields):
        moments = ASKED.moments
        return kept_wind(
            KeptSea(fields), position=HERE, moments=moments, sd=2.0, time_scale=64800.0
        )

    alone, both = wind(one), wind(one, other)
    assert alone.prior.sd == pytest.approx(2.0)
    assert both.prior.sd == pytest.approx(np.hypot(2.0, 0.5 * 6.0 / np.sqrt(2.0)))
    assert (both.prior.mean_east, both.prior.mean_north) == pytest.approx((6.0, 0.0))


def test_sources_that_agree_are_not_apart():
    assert half_apart(np.zeros((5, 2))) == 0.0
    assert half_apart(np.full((5, 2), np.nan)) == 0.0


def opened(*fields):
    """A window of some hours with fields laid over it."""
    held = replace(load_sea_fields(), kept=KeptSea(fields))
    return open_window(fields=held, start=START, hours=6.0, origin=HERE)


def test_a_window_holds_the_kept_currents_at_sea_and_the_embedded_stream_elsewhere():
    east_only = kept(
        "currents",
        lambda _t, _y, x: np.where(x > 1.0, 0.5, np.nan)[..., None] * np.array([1.0, 0.0]),
    )
    window, embedded = opened(east_only), opened()
    x, y = np.array([0.0, -60000.0]), np.array([0.0, -30000.0])
    flow, before = (one.stream_at(x=x, y=y, t=np.zeros(2)) for one in (window, embedded))
    assert flow[0] == pytest.approx([0.5, 0.0], abs=1e-6)
    assert flow[1] == pytest.approx(before[1])
    assert "land_embedded" in {one.name for one in window.faults}
    assert not embedded.faults


def test_hours_that_the_currents_do_not_hold_are_named_and_embedded():
    window, embedded = opened(kept("currents", 0.5, hours=(-3, 3))), opened()
    at = {"x": np.zeros(1), "y": np.zeros(1), "t": np.array([5 * HOUR])}
    assert window.stream_at(**at) == pytest.approx(embedded.stream_at(**at))
    fault = next(one for one in window.faults if one.name == "hours_embedded")
    assert fault.first > START + 3 * HOUR


def test_the_surge_lifts_the_level_of_every_node():
    window, embedded = opened(gauge([START - HOUR, START], [0.5, 0.5])), opened()
    lifted = window.tide - embedded.tide
    level = int((0.0 - window.first_level) / window.level_spacing)
    assert lifted[level] == pytest.approx(0.5)
    assert lifted[-1].max() < 0.5


def test_the_surge_lifts_the_tide_of_an_area_without_a_stream_of_its_own():
    held = replace(load_sea_fields(), stream=None)
    surge = gauge([START - HOUR, START], [0.5, 0.5])
    window, calm = (
        open_window(fields=replace(held, kept=KeptSea(one)), start=START, hours=6.0, origin=HERE)
        for one in ((kept("currents", 0.5), surge), (kept("currents", 0.5),))
    )
    lifted = window.tide - calm.tide
    level = int((0.0 - window.first_level) / window.level_spacing)
    assert lifted[level] == pytest.approx(0.5)
    assert 0.0 < lifted[-1].max() < 0.5


def test_two_currents_apart_by_a_knot_widen_by_half_of_it():
    one, other = kept("currents", (0.5, 0.0)), kept("currents", (0.0, 0.5), source="other")
    assert opened(one, other).apart == pytest.approx(0.25, abs=1e-3)
    assert opened(one).apart == 0.0
