"""Properties of coast, regions, waterline, wind and light that hold for any input."""

from datetime import UTC, datetime
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.environment.area import load_area
from estran.environment.charted_depth import (
    charted_depth,
    charted_error,
    depth_errors,
    drying_height,
    water_depth,
)
from estran.environment.coast import load_coast
from estran.environment.light import light
from estran.environment.regions import line_distance, open_regions, signed_side
from estran.environment.water import monthly_temperature
from estran.environment.waterline import (
    SlopeRange,
    distance_to_waterline,
    foreshore_depth,
    waterline,
)
from estran.environment.wind import WindPrior, WindReport, wind_members, wind_moments
from estran.quantities.geodesy import Position
from estran.quantities.randomness import RandomStreams

AREA, COAST, REGIONS = load_area(), load_coast(), open_regions(load_area())
LONGITUDES = st.floats(0.8, 2.8)
LATITUDES = st.floats(50.5, 51.5)
LEVELS = st.floats(-9.0, 2.0)
SPEEDS = st.floats(-25.0, 25.0)
TIMES = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.tuples(st.floats(-1.0, 5.0), st.floats(49.0, 53.0)), min_size=1, max_size=50))
def test_region_shares_sum_to_one_everywhere(places):
    longitude, latitude = np.array(places).T
    shares = REGIONS.memberships(longitude=longitude, latitude=latitude)
    np.testing.assert_array_equal(shares.sum(axis=1), 1.0)
    assert ((shares >= 0.0) & (shares <= 1.0)).all()


@given(LONGITUDES, LATITUDES)
def test_side_and_distance_agree_for_every_line(longitude, latitude):
    for line in REGIONS.lines.values():
        metres = line_distance(line, longitude=longitude, latitude=latitude)[0]
        side = signed_side(line, longitude=longitude, latitude=latitude)[0]
        assert abs(metres) < 1e-3 or side == np.sign(metres)


@given(LONGITUDES, LATITUDES)
def test_a_step_of_25_m_changes_the_distance_by_little_more_than_25_m(longitude, latitude):
    step = 25.0 / 111_200.0
    near, there = COAST.distance(
        longitude=[longitude, longitude], latitude=[latitude, min(latitude + step, 51.5)]
    )
    assert np.isnan(near) or np.isnan(there) or abs(there - near) <= 40.0


@settings(max_examples=25, deadline=None)
@given(st.floats(0.85, 2.75), st.floats(50.55, 51.45))
def test_nearest_water_is_water(longitude, latitude):
    water = COAST.nearest_water(Position(latitude=latitude, longitude=longitude))
    assert not COAST.is_land(longitude=[water.longitude], latitude=[water.latitude])[0]


@given(LEVELS, st.floats(0.003, 0.1), st.floats(0.0, 3000.0))
def test_depth_changes_sign_at_the_waterline(level, slope, off):
    values = {"distance": off, "level_above_mhws": level, "slope": slope}
    law = {name: np.array([value]) for name, value in values.items()}
    depth, beyond = foreshore_depth(**law)[0], distance_to_waterline(**law)[0]
    assert abs(depth - slope * beyond) < 1e-9


@given(LEVELS, st.floats(0.0, 1.0), st.floats(0.003, 0.05), st.floats(1.0, 4.0))
def test_the_mean_waterline_lies_between_those_of_the_extreme_slopes(level, level_sd, low, ratio):
    slopes = SlopeRange(low=low, high=low * ratio)
    found = waterline(level_above_mhws=level, level_sd=level_sd, slope=slopes)
    assert found.nearest - 1e-6 <= found.distance <= found.furthest + 1e-6
    assert found.sd >= 0.0


@given(SPEEDS, SPEEDS, st.floats(0.0, 0.5), st.floats(0.0, 1.0), st.floats(0.5, 8.0))
def test_the_wind_never_grows_surer_with_time(east, north, relative, angle, sd):
    prior = WindPrior(mean_east=1.0, mean_north=1.0, sd=sd, time_scale=60_000.0)
    report = WindReport(
        east=east, north=north, relative_error=relative, direction_error=angle, least_error=0.5
    )
    covariance = wind_moments(
        prior=prior, report=report, lead=np.array([0.0, 3600.0, 36_000.0, 360_000.0])
    ).covariance
    assert np.linalg.eigvalsh(np.diff(covariance, axis=0)).min() > -1e-8
    assert np.linalg.eigvalsh(covariance).min() >= 0.25 - 1e-9


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 200), st.integers(1, 200), st.integers(0, 2**64 - 1))
def test_wind_blocks_do_not_matter(first, count, seed):
    prior = WindPrior(mean_east=1.0, mean_north=1.0, sd=4.0, time_scale=60_000.0)
    draw = partial(wind_members, prior=prior, report=None, hours=2, streams=RandomStreams(seed))
    whole = draw(first=0, count=first + count)
    np.testing.assert_array_equal(draw(first=first, count=count), whole[:, first:])


@settings(max_examples=50, deadline=None)
@given(TIMES, LONGITUDES, LATITUDES)
def test_light_looks_ahead_and_phase_agrees_with_the_events(time, longitude, latitude):
    now = light(position=Position(latitude=latitude, longitude=longitude), time=time)
    assert now.sunrise is not None
    assert now.sunset is not None
    assert now.next_daylight is not None
    assert min(now.sunrise, now.sunset, now.next_daylight) >= time
    near_an_event = abs(now.sun_elevation_deg + 50 / 60) < 0.1
    assert near_an_event or (now.phase == "day") == (now.sunset < now.sunrise)
    assert 0.0 <= now.moon_illuminated <= 1.0


@given(TIMES)
def test_the_sea_is_never_colder_or_warmer_than_its_months(time):
    means = AREA.sea_temperature
    assert min(means.monthly) <= monthly_temperature(means=means, time=time) <= max(means.monthly)


@given(st.floats(-12.0, 60.0), LEVELS, LEVELS)
def test_a_rising_tide_never_makes_less_depth(charted, level, other):
    low, high = sorted((level, other))
    bed = np.array([charted, charted])
    depth = water_depth(charted=bed, level=np.array([low, high]))
    assert depth[0] <= depth[1]
    assert drying_height(bed)[0] >= 0.0
    assert depth[0] >= low - drying_height(bed)[0] - 1e-9


@given(st.floats(-12.0, 60.0), st.floats(0.0, 8.0))
def test_a_higher_datum_never_makes_more_depth(depth, datum):
    found = charted_depth(depth=np.array([depth]), datum=np.array([datum]))[0]
    assert found <= depth
    assert found + datum == pytest.approx(depth, abs=1e-9)


@given(st.floats(-12.0, 60.0), st.floats(0.0, 20.0), st.floats(0.0, 3.0))
def test_a_charted_depth_is_never_surer_than_its_zero(depth, apart, zero):
    row, errors = np.array([depth]), depth_errors()
    found = charted_error(depth=row, apart=np.array([apart]), zero=zero, errors=errors)[0]
    assert found >= max(zero, errors.at_node)


@given(st.floats(0.005, 0.03), st.floats(-8.0, -0.5))
def test_a_bed_that_is_a_plane_has_the_edge_of_its_slope(slope, level):
    """The bed s d below high water springs meets the water where the law of slopes has it."""
    law = waterline(level_above_mhws=level, level_sd=0.0, slope=SlopeRange(low=slope, high=slope))
    springs = 6.0  # above the gauge zero
    charted = slope * law.distance - springs
    assert water_depth(charted=charted, level=springs + level) == pytest.approx(0.0, abs=1e-9)
    beyond = foreshore_depth(law.distance + 100.0, level, slope)
    there = water_depth(charted=charted + slope * 100.0, level=springs + level)
    assert there == pytest.approx(beyond, abs=1e-9)
