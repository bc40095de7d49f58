"""The sea item by item: who said it, how old, how sure, and what is unknown."""

from datetime import UTC, datetime, timedelta
from math import hypot, radians

import pytest

from estran.environment.sea import SaidOfTheSea, assumed_sea, load_sea_fields, sea_at
from estran.environment.wind import WindReport
from estran.quantities.geodesy import Position
from estran.sources.assumptions import AssumptionBook

FIX = Position(latitude=50.98823, longitude=1.35145)
TIME = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)
SILENT = SaidOfTheSea(time=TIME)
WIND = WindReport(
    east=3.0, north=3.0, relative_error=0.25, direction_error=radians(20), least_error=0.75
)
SPOKEN = SaidOfTheSea(time=TIME, wind=WIND, wave_height=0.4, water_temperature=11.0)


def sea(position=FIX, time=TIME, said=SILENT, book=None):
    assumed = assumed_sea(book or AssumptionBook(), said)
    return sea_at(
        fields=load_sea_fields(), position=position, time=time, said=said, assumed=assumed
    )


def items(found):
    return {
        "tide": found.tide,
        "stream": found.stream,
        "wind": found.wind,
        "waves": found.waves,
        "water_temperature": found.water_temperature,
        "waterline": found.waterline,
    }


def test_every_item_has_a_value_a_unit_an_error_and_a_source():
    for name, answer in items(sea()).items():
        assert answer.known, name
        assert answer.unit, name
        assert answer.uncertainty > 0.0, name
        assert answer.provenance.source, name


def test_what_a_reporter_said_counts_and_says_so():
    found = sea(said=SPOKEN)
    assert found.wind.value == pytest.approx((3.0, 3.0))
    assert found.waves.value == 0.4
    assert found.water_temperature.value == 11.0
    for answer in (found.wind, found.waves, found.water_temperature):
        assert answer.provenance.source == "report"
        assert found.age(answer.provenance) == 0.0


def test_where_nobody_said_a_wide_prior_stands_and_is_never_calm():
    found = sea()
    assert found.wind.provenance.source == "assumed"
    assert found.wind.uncertainty >= 2.5
    assert hypot(*found.wind.value) > 0.0
    assert found.waves.provenance.source == "assumed"
    assert found.wave_height.low > 0.0
    assert found.wave_height.high >= 2 * found.wave_height.value
    assert found.water_temperature.provenance.source == "jpl_mur_sst"


def test_a_report_loses_its_hold_with_its_age():
    later = sea(time=TIME + timedelta(hours=12), said=SPOKEN)
    assert later.age(later.wind.provenance) == 12 * 3600.0
    assert later.wind.uncertainty > sea(said=SPOKEN).wind.uncertainty
    assert hypot(*later.wind.value) < hypot(3.0, 3.0)


def test_harmonics_do_not_age():
    found = sea()
    assert found.age(found.tide.provenance) is None
    assert found.age(found.stream.provenance) is None


def test_the_tide_stands_between_the_turns_around_it():
    found = sea()
    around = found.tide_around
    low, high = sorted((around.before.level, around.after.level))
    assert low - 0.05 <= found.tide.value <= high + 0.05
    assert around.before.epoch_seconds <= TIME.timestamp() < around.after.epoch_seconds


def test_the_waterline_lies_seaward_of_the_coast_below_springs_and_has_an_error():
    found = sea()
    assert found.tide.value < found.springs
    assert found.waterline.value > 0.0
    assert found.waterline.uncertainty > 10.0


def test_near_the_shore_the_stream_is_less_sure():
    inshore = sea(position=Position(latitude=51.03, longitude=2.05))
    assert inshore.stream.uncertainty > sea().stream.uncertainty


def test_in_a_harbour_the_stream_is_unknown_but_the_tide_is_not():
    found = sea(position=Position(latitude=50.969, longitude=1.868))
    assert not found.stream.known
    assert found.tide.known


def test_in_a_canal_behind_locks_stream_level_and_waterline_are_unknown():
    found = sea(position=Position(latitude=50.831, longitude=2.213))
    assert not found.stream.known
    assert not found.tide.known
    assert "locks" in found.tide.provenance.note
    assert not found.waterline.known
    assert found.tide_around is None


def test_outside_the_area_nothing_is_made_up():
    found = sea(position=Position(latitude=48.0, longitude=-5.5))
    assert not found.tide.known
    assert not found.stream.known
    assert not found.water_temperature.known
    assert found.light.phase


def test_what_was_assumed_is_noted_in_the_book():
    book = AssumptionBook()
    sea(book=book)
    assert {"wind_prior_sd", "waves_prior", "beach_slope"} <= {one.key for one in book.used}
