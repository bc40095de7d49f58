"""What every layer of the environment keeps to, the made-up one included."""

from datetime import UTC, datetime, timedelta

import pytest

from estran.environment.area import load_area
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.environment.stream import load_stream_field
from estran.environment.tide import load_tide_field
from estran.environment.water import WaterTemperature
from estran.quantities.geodesy import Position
from estran.sources.library import library

AT_SEA = Position(latitude=51.03, longitude=1.55)
ELSEWHERE = Position(latitude=43.0, longitude=5.0)
TIME = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)


class StillWater:
    """A layer that says zero in the strait and knows nothing elsewhere."""

    origin = Provenance(source="assumed", name="still water", note="for tests")

    def sample(self, *, position, time):
        if abs(position.latitude - 51.0) > 1.0:
            return unknown(unit="m", provenance=self.origin)
        return LayerAnswer(
            value=0.0 * time.timestamp(), unit="m", uncertainty=1.0, provenance=self.origin
        )


LAYERS = {
    "tide": load_tide_field(),
    "stream": load_stream_field(),
    "water temperature": WaterTemperature(load_area()),
    "still water": StillWater(),
}


@pytest.fixture(params=LAYERS)
def layer(request):
    return LAYERS[request.param]


def test_it_answers_at_sea_with_a_value_a_unit_and_an_uncertainty(layer):
    answer = layer.sample(position=AT_SEA, time=TIME)
    assert isinstance(answer, LayerAnswer)
    assert answer.known
    assert answer.unit
    assert answer.uncertainty is not None
    assert answer.uncertainty > 0.0


def test_outside_what_it_holds_it_says_unknown_and_does_not_raise(layer):
    answer = layer.sample(position=ELSEWHERE, time=TIME)
    assert not answer.known
    assert answer.value is None
    assert answer.provenance.note


def test_it_says_where_the_answer_came_from(layer):
    answer = layer.sample(position=AT_SEA, time=TIME)
    assert answer.provenance.source in library()
    assert answer.provenance.name


def test_the_same_question_has_the_same_answer(layer):
    assert layer.sample(position=AT_SEA, time=TIME) == layer.sample(position=AT_SEA, time=TIME)


def test_one_unit_for_all_times_and_places(layer):
    units = {
        layer.sample(position=position, time=TIME + timedelta(hours=hours)).unit
        for position in (AT_SEA, ELSEWHERE)
        for hours in (0, 6, 24 * 180)
    }
    assert len(units) == 1


def test_a_pair_is_east_and_north(layer):
    value = layer.sample(position=AT_SEA, time=TIME).value
    assert isinstance(value, float) or len(value) == 2
