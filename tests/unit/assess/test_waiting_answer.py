"""What waiting may cost the people of one report, and whether there is room for all."""

import msgspec
import pytest

from estran.assess.report import Report
from estran.assess.waiting_answer import DELAYS_MINUTES, WaitingAnswer, waiting_answer
from estran.errors import QuantityError, TimeError

REPORT = Report(
    at="2021-11-24T03:12Z",
    position="51 10.0N 001 45.0E",
    craft="inflatable",
    persons="33",
    wind="SW 4 kn",
    water_temperature=9.0,
    entered_water="2021-11-24T03:12Z/2021-11-24T03:13Z",
    facts={"life_jackets": "all"},
    exercise=True,
)
NOW = "2021-11-24T03:20Z"


def waited(report=REPORT, **changes):
    return waiting_answer(report, now=NOW, **changes)


def test_every_delay_has_two_bounds_and_the_low_one_falls():
    found = waited()
    assert [row.minutes for row in found.rows] == list(DELAYS_MINUTES)
    lows = [row.alive_low for row in found.rows]
    assert lows == sorted(lows, reverse=True)
    assert lows[0] > 0.0
    assert lows[-1] == 0.0
    assert {row.alive_high for row in found.rows} == {1.0}


def test_each_row_says_which_models_have_passed():
    last = waited().rows[-1]
    assert "hse_1995" in last.past_half
    assert "hse_1995" in last.text
    assert last.text.startswith("After 180 min: between 0 and 100 %")


def test_it_is_never_a_reason_to_wait():
    assert "never a reason to wait" in waited().text
    assert "jamais une raison d'attendre" in waited(language="fr").text


@pytest.mark.parametrize("unknown", [{"entered_water": None, "facts": {"persons_in_water": "yes"}}])
def test_unknown_entry_unknown_cost(unknown):
    found = waited(msgspec.structs.replace(REPORT, **unknown))
    assert {row.alive_low for row in found.rows} == {None}
    assert {row.alive_high for row in found.rows} == {None}
    assert all("unknown" in row.text for row in found.rows)


def test_warm_water_outside_the_models_is_unknown():
    found = waited(msgspec.structs.replace(REPORT, water_temperature=19.0))
    assert {row.alive_low for row in found.rows} == {None}


def test_persons_against_the_sum_of_places():
    found = waited(capacities=[23, 47])
    assert (found.places, found.room, found.units_for_all) == (70, "enough", 2)
    assert "one unit is not enough" in found.room_text
    less = waited(capacities=[23])
    assert (less.room, less.units_for_all) == ("not_enough", None)
    assert "more units are needed now" in less.room_text
    assert waited().room == "unknown"


def test_it_reads_back_and_names_what_it_rests_on():
    found = waited(delays_minutes=[0, 7.5])
    assert msgspec.json.decode(msgspec.json.encode(found), type=WaitingAnswer) == found
    assert {"hse_1995", "golden_1996", "xu_giesbrecht_2018"} <= set(found.sources)
    assert "survival_early_loss" in found.assumptions
    assert found.rows[1].minutes == 7.5


def test_what_cannot_be_used_is_refused():
    with pytest.raises(QuantityError):
        waited(delays_minutes=[-1])
    with pytest.raises(TimeError):
        waiting_answer(REPORT, now="2021-11-24T03:20")
