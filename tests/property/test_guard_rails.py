"""Guard-rails on generated situations: what Estran never does, whatever it is asked."""

import json
import re
from datetime import datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estran.assess.answer import Assessment
from estran.assess.assessment import assess_report
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.errors import PositionError
from estran.exchange.geojson import to_geojson
from estran.exchange.json_answer import from_json, to_json
from estran.exchange.text_answer import to_text

QUICK = RunSettings(particles=120, hours=2)

reports = st.builds(
    Report,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1)).map(  # noqa: DTZ001 -- the Z is added
        lambda time: time.strftime("%Y-%m-%dT%H:%MZ")
    ),
    position=st.tuples(st.floats(50.52, 51.48), st.floats(0.82, 2.78)).map(
        lambda pair: f"{pair[0]:.4f}N {pair[1]:.4f}E"
    ),
    persons=st.none() | st.integers(0, 130),
    state=st.sampled_from([None, "boarding", "under_way", "adrift", "swamped", "in_water"]),
    under_way=st.sampled_from([None, "290 5.3kn", "010 3 kn"]),
    wind=st.sampled_from([None, "SW 8 kn", "calm", "NE 30 kn"]),
    waves=st.sampled_from([None, 0.0, 0.6, 3.0]),
    coordinator=st.sampled_from([None, "Dover", "Gris-Nez"]),
    told=st.sampled_from([{}, {"Dover": "2022-12-14T02:13Z"}]),
    exercise=st.booleans(),
)

FORBIDDEN = (
    r"\bnot ours\b",
    r"\bgreen\b",
    r"\bsafe to\b",
    r"\bclear to\b",
    r"\bproceed\b",
    r"\bgo ahead\b",
    r"\bpermitted\b",
    r"freeboard",
    r"buoyancy",
    r"metacentric",
    r"\bGM\b",
    r"best window",
)


@cache
def _assessed(encoded: bytes) -> Assessment | None:
    import msgspec

    try:
        return assess_report(msgspec.json.decode(encoded, type=Report), QUICK)
    except PositionError:
        return None


def assessed(report: Report) -> Assessment | None:
    import msgspec

    return _assessed(msgspec.json.encode(report))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_every_answer_keeps_the_guard_rails(report: Report) -> None:
    answer = assessed(report)
    if answer is None:
        return
    text = re.sub(r"\s+", " ", to_text(answer))
    plain = text.replace("it never says go", "")
    for words in FORBIDDEN:
        assert not re.search(words, plain, re.IGNORECASE), words
    assert "Coordinator:" in text
    assert "May be on either side" in text
    assert answer.forecast.coordinator_sentence in text
    assert ("EXERCISE" in text) == report.exercise
    features = json.loads(to_geojson(answer))["features"]
    assert all(one["properties"]["exercise"] == report.exercise for one in features)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_every_forecast_is_a_probability_and_comes_back_whole_from_json(report: Report) -> None:
    answer = assessed(report)
    if answer is None:
        return
    forecast = answer.forecast
    assert from_json(to_json(answer)) == answer
    if not forecast.known:
        assert forecast.unknown_because
        return
    regions = forecast.region_probability
    for hour in range(len(forecast.times)):
        shares = (regions.UK[hour], regions.FR[hour], regions.BE[hour], regions.other[hour])
        assert sum(shares) == pytest.approx(1.0, abs=1e-9)
        states = sum(row.probability[hour] for row in forecast.hypotheses)
        assert states == pytest.approx(1.0, abs=3e-4)
    by_hour: dict[str, dict[float, float]] = {}
    for row in forecast.contours:
        by_hour.setdefault(row.time, {})[row.level] = row.area_nm2
    assert all(0 < at[0.5] <= at[0.75] <= at[0.95] for at in by_hour.values())
    assert answer.sea.wind.uncertainty_kn > 0.5
    assert answer.sea.waves.low_m > 0.0


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_no_input_is_lost_in_the_echo(report: Report) -> None:
    answer = assessed(report)
    if answer is None:
        return
    echo = answer.situation.said
    for key in ("at", "position", "persons", "state", "under_way", "wind", "waves", "coordinator"):
        value = getattr(report, key)
        assert (key in echo) == (value is not None)
        if value is not None:
            assert echo[key] == str(value)
