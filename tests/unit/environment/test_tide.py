"""The level field: its gauges, the strait between them, and the known order of the tide."""

from datetime import UTC, datetime

import numpy as np
import pytest

from estran.environment.tide import load_tide_field
from estran.environment.tide_stations import predict
from estran.quantities.geodesy import Position

TIDE = load_tide_field()
START = datetime(2025, 9, 1, tzinfo=UTC).timestamp()
END = datetime(2025, 10, 1, tzinfo=UTC).timestamp()
DAY = START + np.arange(0.0, 86400.0, 900.0)
GRAVELINES = Position(latitude=51.012, longitude=2.097)


def highs(key, *, start=START, end=END):
    position = TIDE.stations[key].position
    return [
        turn for turn in TIDE.turns(position=position, start=start, end=end) if turn.kind == "high"
    ]


@pytest.mark.parametrize(
    "key", ["boulogne", "calais", "dunkerque", "hastings_pier", "dover", "deal_pier"]
)
def test_the_tide_at_a_port_is_its_own(key):
    station = TIDE.stations[key]
    field = TIDE.level(position=station.position, epoch_seconds=DAY)
    assert field == pytest.approx(predict(station=station, epoch_seconds=DAY), abs=1e-3)
    springs = TIDE.high_water_springs(position=station.position)
    assert springs == pytest.approx(station.mean_high_water_springs, abs=1e-3)


@pytest.mark.parametrize(
    ("port", "mean", "least", "most"),
    [("dunkerque", 53, 39, 61), ("calais", 25, 20, 28), ("boulogne", -4, -12, 2),
     ("deal_pier", 11, 5, 15), ("newhaven", -1, -16, 9)],
)  # fmt: skip
def test_high_water_comes_after_dover_s_as_it_is_known_to(port, mean, least, most):
    """Lags in minutes, from two other predictors, September 2025."""
    times = np.array(
        [turn.epoch_seconds for turn in highs(port, start=START - 7200, end=END + 7200)]
    )
    dover = np.array([turn.epoch_seconds for turn in highs("dover")])
    lags = np.array([(times - one)[np.abs(times - one).argmin()] for one in dover]) / 60.0
    assert lags.mean() == pytest.approx(mean, abs=2.0)
    assert lags.min() == pytest.approx(least, abs=3.0)
    assert lags.max() == pytest.approx(most, abs=3.0)


def test_dover_on_the_equinoctial_springs_of_2025():
    """10 September 2025: high 00:16 7.09 m, low 07:38 0.65, high 12:31 7.28, low 19:58 0.54."""
    start = datetime(2025, 9, 10, tzinfo=UTC).timestamp()
    found = TIDE.turns(position=TIDE.stations["dover"].position, start=start, end=start + 86400.0)
    minutes = [(turn.epoch_seconds - start) / 60.0 for turn in found]
    assert minutes == pytest.approx([16, 7 * 60 + 38, 12 * 60 + 31, 19 * 60 + 58], abs=3.0)
    assert [turn.level for turn in found] == pytest.approx([7.09, 0.65, 7.28, 0.54], abs=0.08)


@pytest.mark.parametrize(
    ("port", "high_range"), [("dunkerque", 6.23), ("calais", 7.20), ("boulogne", 8.80)]
)
def test_the_greatest_range_of_an_equinox_is_the_known_one(port, high_range):
    found = TIDE.turns(position=TIDE.stations[port].position, start=START, end=END)
    ranges = np.abs(np.diff([turn.level for turn in found]))
    assert ranges.max() == pytest.approx(high_range, abs=0.08)


def test_gravelines_lies_between_calais_and_dunkirk():
    shares = TIDE.level(position=GRAVELINES, epoch_seconds=DAY)
    calais, dunkirk = (
        TIDE.level(position=TIDE.stations[key].position, epoch_seconds=DAY)
        for key in ("calais", "dunkerque")
    )
    assert shares == pytest.approx(0.535 * calais + 0.465 * dunkirk, abs=0.03)


@pytest.mark.parametrize(
    ("first", "last"),
    [((50.60, 1.55), (51.10, 2.55)), ((50.97, 1.86), (51.11, 1.33)), ((51.40, 1.5), (51.45, 2.75))],
    ids=["along the French coast", "across the strait", "across the northern mouth"],
)
def test_the_level_changes_without_a_jump(first, last):
    """From one point to the next, 40 m or so apart, hardly more than a centimetre."""
    latitude, longitude = np.linspace(first, last, 2001).T
    level = TIDE.level_above_mhws_grid(
        longitude=longitude, latitude=latitude, epoch_seconds=DAY[:50]
    )
    assert np.abs(np.diff(level, axis=1)).max() < 0.015


def test_the_grid_counts_from_local_springs():
    position = GRAVELINES
    grid = TIDE.level_above_mhws_grid(
        longitude=np.array([[position.longitude]]),
        latitude=np.array([[position.latitude]]),
        epoch_seconds=DAY,
    )
    level = TIDE.level(position=position, epoch_seconds=DAY)
    assert grid.shape == (DAY.size, 1, 1)
    assert grid[:, 0, 0] == pytest.approx(level - TIDE.high_water_springs(position=position))
    assert grid.min() < -4.0


def test_heights_off_belgium_count_from_about_chart_datum_too():
    """Cadzand's own zero is NAP; from its lowest tide the mean off Nieuwpoort is about 2.9 m."""
    mean = TIDE.mean_sea_level(position=Position(latitude=51.155, longitude=2.72))
    assert 2.3 < mean < 3.4


def test_the_tide_rises_before_high_water_and_falls_after():
    high = highs("calais")[3].epoch_seconds
    position = TIDE.stations["calais"].position
    assert TIDE.rising(position=position, epoch_seconds=high - 3600.0)
    assert not TIDE.rising(position=position, epoch_seconds=high + 3600.0)
    assert TIDE.around(position=position, epoch_seconds=high - 60.0).after.level == pytest.approx(
        highs("calais")[3].level, abs=0.01
    )


@pytest.mark.parametrize(
    ("when", "least", "most"),
    [
        ("2025-09-09T18:00Z", 104, 114),
        ("2025-09-16T12:00Z", 36, 43),
        ("2024-03-12T06:00Z", 113, 122),
    ],
)
def test_the_coefficient_is_that_of_the_tables_within_four(when, least, most):
    moment = datetime.fromisoformat(when).timestamp()
    assert least <= TIDE.coefficient(epoch_seconds=moment) <= most


def test_the_layer_says_what_weather_may_add():
    answer = TIDE.sample(position=GRAVELINES, time=datetime(2022, 12, 14, 1, 53, tzinfo=UTC))
    assert answer.unit == "m"
    assert answer.uncertainty == pytest.approx(0.30)
    assert answer.provenance.source == "ticon4_2025"
    assert "gauge zero" in answer.provenance.note
