"""The layers' words: English as the layers say it, French under the same keys."""

import re
from datetime import UTC, datetime

import pytest

from estran.adapters.own_areas import OwnAreas, keep_area
from estran.assess.layer_words import NOTES, layer_name, layer_note
from estran.environment.area_shelf import offer_shelf
from estran.environment.sea import SaidOfTheSea, Sea, assumed_sea, load_sea_fields, sea_at
from estran.environment.wind import WindReport
from estran.exchange.area_file import parse_area
from estran.exchange.area_parts import area_parts
from estran.quantities.geodesy import Position
from estran.sources.assumptions import AssumptionBook
from tests.support.bay import bay, block

TIME = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)
SILENT = SaidOfTheSea(time=TIME)
WIND = WindReport(east=3.0, north=3.0, relative_error=0.25, direction_error=0.35, least_error=0.75)
SPOKEN = SaidOfTheSea(time=TIME, wind=WIND, wave_height=0.4, water_temperature=11.0)
AFLOAT = Position(latitude=50.98823, longitude=1.35145)
AT_A_BEACH = Position(latitude=51.02, longitude=2.05)
HARBOUR = Position(latitude=51.011, longitude=2.098)
CANAL = Position(latitude=50.943, longitude=2.150)
FAR = Position(latitude=48.0, longitude=-20.0)
PLACES = [AFLOAT, AT_A_BEACH, HARBOUR, CANAL, FAR]


def _sea(position: Position, said: SaidOfTheSea, area: str = "dover_strait") -> Sea:
    assumed = assumed_sea(AssumptionBook(), said)
    fields = load_sea_fields(area)
    return sea_at(fields=fields, position=position, time=TIME, said=said, assumed=assumed)


def _layers(sea: Sea):
    return {
        "tide": sea.tide.provenance,
        "waterline": sea.waterline.provenance,
        "stream": sea.stream.provenance,
        "wind": sea.wind.provenance,
        "waves": sea.waves.provenance,
        "temperature": sea.water_temperature.provenance,
        "light": sea.light_from,
    }


@pytest.mark.parametrize("said", [SILENT, SPOKEN])
@pytest.mark.parametrize("position", PLACES)
def test_in_english_the_words_are_the_layers_own(position: Position, said: SaidOfTheSea) -> None:
    sea = _sea(position, said)
    for what, provenance in _layers(sea).items():
        assert layer_name(what, provenance, language="en") == provenance.name
        assert layer_note(what, sea, provenance, language="en") == provenance.note


@pytest.mark.parametrize("said", [SILENT, SPOKEN])
@pytest.mark.parametrize("position", PLACES)
def test_in_french_none_of_them_stays_english(position: Position, said: SaidOfTheSea) -> None:
    sea = _sea(position, said)
    for what, provenance in _layers(sea).items():
        name = layer_name(what, provenance, language="fr")
        note = layer_note(what, sea, provenance, language="fr")
        assert name != provenance.name
        assert (note != provenance.note) == bool(provenance.note)
        assert re.findall(r"\d[\d.]*", note) == re.findall(r"\d[\d.]*", provenance.note)


@pytest.fixture
def bay_at_sea(tmp_path):
    """A place at sea in an added area without tide and stream."""
    text = parse_area(bay(without=("tide",)), name="bay.yaml")
    keep_area(area_parts(text, block("csv").encode()), folder=tmp_path, replace=False)
    offer_shelf(OwnAreas(tmp_path))
    yield Position(latitude=40.45, longitude=-30.30)
    offer_shelf(None)


def test_what_an_added_area_lacks_is_said_in_both_languages(bay_at_sea):
    sea = _sea(bay_at_sea, SILENT, "test_bay")
    for what, provenance in _layers(sea).items():
        assert layer_name(what, provenance, language="en") == provenance.name
        assert layer_note(what, sea, provenance, language="en") == provenance.note
        assert layer_name(what, provenance, language="fr") != provenance.name
        assert layer_note(what, sea, provenance, language="fr") != provenance.note


def test_every_note_is_met_somewhere(bay_at_sea) -> None:
    met = {one.note for place in PLACES for one in _layers(_sea(place, SILENT)).values()}
    met |= {one.note for one in _layers(_sea(bay_at_sea, SILENT, "test_bay")).values()}
    assert set(NOTES) - met == set()
