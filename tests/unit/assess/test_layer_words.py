"""The layers' words: English as the layers say it, French under the same keys."""

import re
from datetime import UTC, datetime

import pytest

from estran.assess.layer_words import NOTES, layer_name, layer_note
from estran.environment.sea import SaidOfTheSea, Sea, assumed_sea, load_sea_fields, sea_at
from estran.environment.wind import WindReport
from estran.quantities.geodesy import Position
from estran.sources.assumptions import AssumptionBook

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


def _sea(position: Position, said: SaidOfTheSea) -> Sea:
    assumed = assumed_sea(AssumptionBook(), said)
    fields = load_sea_fields()
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


def test_every_note_is_met_somewhere() -> None:
    met = {one.note for place in PLACES for one in _layers(_sea(place, SILENT)).values()}
    assert set(NOTES) - met == set()
