"""An assessment drifts on kept fields, names them, falls back by name, and gives the same bytes."""

from math import cos, radians

import msgspec
import numpy as np
import pytest

from estran.assess.assessment import assess_kept, assess_report
from estran.assess.sea_there import sea_there
from estran.assess.settings import RunSettings
from estran.environment.kept_sea import OfferedFields
from estran.exchange.json_answer import to_json
from estran.exchange.text_answer import to_text
from estran.language.catalogue import LANGUAGES
from tests.support.kept import START, gauge, kept
from tests.support.searches import REPORT

SETTINGS = RunSettings(particles=300, hours=3, seed=4)


def answered(*fields, report=REPORT, language="en", stale=None):
    """The answer with fields kept."""
    offered = OfferedFields(fields, stale or {})
    return assess_kept(report, SETTINGS, offered, language=language)


def metres(place, other):
    """East and north from one place to another, near enough."""
    north = (other.lat - place.lat) * 111_200.0
    return (other.lon - place.lon) * 111_200.0 * cos(radians(place.lat)), north


def test_without_kept_fields_the_bytes_are_those_of_the_embedded_sea():
    assert to_json(answered()) == to_json(assess_report(REPORT, SETTINGS))


def test_the_forecast_drifts_on_the_kept_currents():
    """Two uniform currents 1 m/s apart: means 3 h later lie 10.8 km apart along them."""
    adrift = msgspec.structs.replace(REPORT, hypotheses={"adrift": 1.0})
    fields = [kept("currents", (u, 0.0)) for u in (0.5, -0.5)]
    east, west = (answered(one, report=adrift) for one in fields)
    moved = metres(west.forecast.mean_position[-1], east.forecast.mean_position[-1])
    assert moved[0] == pytest.approx(10_800.0, rel=0.05)
    assert abs(moved[1]) < 400.0


def test_the_forecast_drifts_on_the_kept_wind_where_nobody_reported_one():
    silent = msgspec.structs.replace(REPORT, wind=None)
    calm, blown = (
        answered(kept("wind", (0.0, v)), report=silent).forecast.mean_position[-1]
        for v in (0.0, 12.0)
    )
    assert metres(calm, blown)[1] > 1500.0


def test_a_reported_wind_counts_at_the_start_and_the_kept_one_is_named():
    answer = answered(kept("wind", (0.0, -12.0)))
    assert answer.sea.wind.layer.source == "report"
    assert answer.sea.wind.from_deg == pytest.approx(225.0, abs=0.2)
    assert "wind made by tests" in answer.sea.wind.layer.note
    assert [row.layer for row in answer.manifest.kept_fields] == ["wind"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layer_names_its_kept_source_with_age_and_resolution(language):
    fields = [kept(layer, 1.0) for layer in ("currents", "waves", "temperature")]
    answer = answered(
        *fields, gauge([START - 7200.0, START - 900.0], [0.3, 0.4]), language=language
    )
    sea = answer.sea
    for part, title in (
        (sea.stream, "currents made by tests"),
        (sea.waves, "waves made by tests"),
        (sea.water_temperature, "temperature made by tests"),
        (sea.tide, "a gauge"),
    ):
        assert part.layer.source == "tests"
        assert part.layer.source_name == title
        assert part.layer.resolution_m in (1500, 60000)
    assert sea.stream.layer.age_h == 2.0
    assert sea.tide.layer.age_h == 0.25
    text = to_text(answer)
    assert "currents made by tests" in text
    assert fields[0].sha256[:16] in text


def test_the_surge_lifts_the_tide_of_the_answer():
    lifted = answered(gauge([START - 3600.0, START], [0.5, 0.5]))
    assert lifted.sea.tide.height_m == pytest.approx(answered().sea.tide.height_m + 0.5, abs=0.011)


def test_the_manifest_names_every_field_by_its_hash():
    currents, other = kept("currents", 0.5), kept("currents", 0.4, source="other")
    waves = kept("waves", 1.2)
    rows = answered(currents, other, waves).manifest.kept_fields
    assert [(row.layer, row.use, row.sha256) for row in rows] == [
        ("currents", "used", currents.sha256),
        ("currents", "compared", other.sha256),
        ("waves", "used", waves.sha256),
    ]


def test_the_digest_of_the_inputs_changes_with_a_field_and_with_nothing_else():
    one, same, other = (answered(kept("currents", u)).manifest for u in (0.5, 0.5, 0.4))
    assert one.inputs_sha256 == same.inputs_sha256
    assert one.inputs_sha256 != other.inputs_sha256
    assert one.inputs_sha256 != answered().manifest.inputs_sha256


def test_the_same_fields_give_the_same_bytes():
    one, again = (to_json(answered(kept("currents", 0.5), kept("wind", 3.0))) for _ in range(2))
    assert one == again


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (kept("currents", 0.5, fetched_at=START - 9e5), "stale"),
        (kept("currents", 0.5, hours=(-90, -50)), "holds"),
    ],
    ids=["stale", "hours"],
)
def test_where_no_field_counts_the_embedded_stream_does_and_the_answer_says_why(field, words):
    answer = answered(field, stale={("currents", "tests"): 48 * 3600.0})
    stream, embedded = answer.sea.stream, assess_report(REPORT, SETTINGS)
    assert stream.layer.source == "stream_model_v3c"
    assert stream.rate_kn == embedded.sea.stream.rate_kn
    assert words in stream.layer.note
    assert "currents made by tests is kept and not used" in stream.layer.note
    assert answer.forecast == embedded.forecast
    assert answer.manifest.kept_fields == []


def test_sources_that_disagree_widen_the_forecast():
    """The areas that hold 95 % grow with the second source, and not with one that agrees."""
    one, far = kept("currents", (0.5, 0.0)), kept("currents", (-0.3, 0.6), source="far")
    near = kept("currents", (0.5, 0.0), source="near")

    def area(*fields):
        rows = answered(*fields).forecast.contours
        return max(row.area_nm2 for row in rows if row.level == max(one.level for one in rows))

    alone = area(one)
    assert area(one, near) == pytest.approx(alone)
    assert area(one, far) > 1.1 * alone


def test_hours_without_currents_are_named_in_the_answer():
    note = answered(kept("currents", 0.5, hours=(-3, 1))).sea.stream.layer.note
    assert "the embedded stream stands in" in note


def test_uncertainty_of_the_stream_grows_where_two_sources_differ():
    one, far = kept("currents", (0.5, 0.0)), kept("currents", (-0.5, 0.0), source="far")
    alone, both = (answered(*fields).sea.stream.uncertainty_kn for fields in ((one,), (one, far)))
    assert both > alone
    assert np.isfinite(both)


def test_a_position_asked_for_has_every_layer_with_its_kept_source():
    offered = OfferedFields((kept("currents", 0.5), kept("wind", (3.0, 4.0))), {})
    found = sea_there("51 10.0N 001 45.0E", "2022-06-14T07:00Z", offered)
    assert found.sea.stream.layer.source_name == "currents made by tests"
    assert found.sea.wind.speed_kn == pytest.approx(9.7)
    assert found.sea.wind.layer.age_h == 2.0
    assert found.sea.waves.layer.source == "assumed"
    assert [row.layer for row in found.fields] == ["currents", "wind"]


def test_hazards_take_the_waves_that_are_kept():
    """Assumed waves judge no hazard; those of a model do, as reported ones would."""
    silent = {one.name: one for one in answered().hazards}
    held = {one.name: one for one in answered(kept("waves", 1.5)).hazards}
    assert silent.keys() == held.keys()
    assert any(held[key] != silent[key] for key in held)
