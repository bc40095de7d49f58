"""The layers' words: English as the layers say it, French under the same keys."""

import re
from datetime import UTC, datetime

import numpy as np
import pytest

from estran.adapters.own_areas import OwnAreas, keep_area
from estran.assess.layer_words import NOTES, layer_name, layer_note
from estran.environment.area_shelf import offer_shelf
from estran.environment.sea import (
    SaidOfTheSea,
    Sea,
    SeaFields,
    assumed_sea,
    load_sea_fields,
    sea_at,
)
from estran.environment.wind import WindReport
from estran.exchange.area_file import parse_area
from estran.exchange.area_parts import area_parts
from estran.quantities.geodesy import Position
from estran.sources.assumptions import AssumptionBook
from tests.support.bay import bay, block
from tests.support.beds import beach, grid, keeping

TIME = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)
SILENT = SaidOfTheSea(time=TIME)
WIND = WindReport(east=3.0, north=3.0, relative_error=0.25, direction_error=0.35, least_error=0.75)
SPOKEN = SaidOfTheSea(time=TIME, wind=WIND, wave_height=0.4, water_temperature=11.0)
AFLOAT = Position(latitude=50.98823, longitude=1.35145)
AT_A_BEACH = Position(latitude=51.02, longitude=2.05)
AT_SEA = Position(latitude=51.0805, longitude=2.1)
ON_SANDS = Position(latitude=51.018, longitude=2.1)
HARBOUR = Position(latitude=51.011, longitude=2.098)
CANAL = Position(latitude=50.943, longitude=2.150)
FAR = Position(latitude=48.0, longitude=-20.0)
PLACES = [AFLOAT, AT_A_BEACH, HARBOUR, CANAL, FAR]


def _sea(
    position: Position,
    said: SaidOfTheSea,
    fields: SeaFields | None = None,
    area: str = "dover_strait",
) -> Sea:
    fields = fields or load_sea_fields(area)
    assumed = assumed_sea(AssumptionBook(), said, fields.kept)
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
        **({"depth": sea.depth.now.provenance} if sea.depth else {}),
    }


def _charted() -> list[Sea]:
    """A beach that a grid holds, and every way in which a grid says nothing."""
    wild = grid(lambda _, latitude: np.where(np.round(latitude * 1000) % 2, -9.0, 8.0))
    cases = [
        (beach(0.012), AT_A_BEACH),
        (beach(0.012, resolution=460.0), ON_SANDS),
        (grid(8.0, datum=""), AT_SEA),
        (grid(8.0, box=(51.0, 51.05, 2.0, 2.2)), AT_SEA),
        (wild, AT_SEA),
    ]
    return [_sea(place, SILENT, keeping(field)) for field, place in cases]


@pytest.mark.parametrize("number", range(5))
def test_the_notes_of_a_grid_stand_in_both_languages(number: int) -> None:
    sea = _charted()[number]
    assert sea.depth is not None
    assert (sea.edge is not None) == (number == 0)
    for what in ("depth", "waterline"):
        provenance = _layers(sea)[what]
        english, french = (layer_note(what, sea, provenance, language=one) for one in ("en", "fr"))
        assert english == provenance.note
        assert french != english


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
    sea = _sea(bay_at_sea, SILENT, area="test_bay")
    for what, provenance in _layers(sea).items():
        assert layer_name(what, provenance, language="en") == provenance.name
        assert layer_note(what, sea, provenance, language="en") == provenance.note
        assert layer_name(what, provenance, language="fr") != provenance.name
        assert layer_note(what, sea, provenance, language="fr") != provenance.note


def test_every_note_is_met_somewhere(bay_at_sea) -> None:
    met = {one.note for place in PLACES for one in _layers(_sea(place, SILENT)).values()}
    met |= {one.note for one in _layers(_sea(bay_at_sea, SILENT, area="test_bay")).values()}
    met |= {one.note for sea in _charted() for one in _layers(sea).values()}
    assert set(NOTES) - met == set()
