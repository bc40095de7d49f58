"""Searches held against the forecast of a report: the whole way, in the terms of a watch."""

from typing import Any

import msgspec
import pytest

from estran.assess.answer_words import Language
from estran.assess.search_answer import search_answer
from estran.assess.search_said import SearchAnswer, SearchDone
from estran.assess.settings import RunSettings
from estran.errors import PositionError, QuantityError, TimeError
from tests.support.searches import AROUND, REPORT, done

SETTINGS = RunSettings(particles=400, hours=6, seed=7)
FAR = ["51-30N 001-30E", "51-35N 001-30E", "51-35N 001-40E", "51-30N 001-40E"]
SPARE = {"width_nm_low": 0.2, "width_nm_high": 0.4}


HELD: dict[tuple[bytes, str], Any] = {}


def answer(*searches: SearchDone, language: Language = "en") -> Any:
    """Return the answer to some searches, computed once; loosely typed, for shares may be None."""
    key = msgspec.json.encode(searches), language
    if key not in HELD:
        HELD[key] = search_answer(REPORT, SETTINGS, searches, language=language)
    return HELD[key]


def body(value, name):
    return next(one for one in value.bodies if one.body == name)


def test_a_search_around_the_cloud_has_a_pod_and_a_pos_as_ranges():
    (value,) = answer(done()).searches
    hull = body(value, "people_on_hull")
    assert 0.0 < hull.width_nm_low < hull.width_nm_high
    assert 0.0 < hull.coverage_low < hull.coverage_high
    assert 0.0 < hull.pod_low < hull.pod_high <= 1.0
    assert 0.0 < value.pos_low < value.pos_high
    assert value.pos_high <= sum(one.inside for one in value.bodies)
    assert value.unknown_because == []
    assert value.area_nm2 == pytest.approx(17.0 * 30.0 * 0.626, rel=0.01)  # minutes, cos 51.2 deg


def test_a_lookout_for_the_boat_is_worth_less_for_people_in_the_water():
    (value,) = answer(done()).searches
    hull, water = body(value, "people_on_hull"), body(value, "people_in_water")
    assert (hull.object, water.object) == ("crowded_inflatable", "person_in_water")
    assert water.pod_high < hull.pod_low
    assert body(answer(done(object="person_in_water")).searches[0], "people_on_hull") == hull


def test_a_search_elsewhere_finds_nobody_however_well_it_sees():
    (value,) = answer(done(corners=FAR)).searches
    assert body(value, "people_on_hull").pod_low > 0.0
    assert (value.pos_low, value.pos_high) == (0.0, 0.0)


def test_cumulative_pos_never_falls_and_the_order_changes_only_who_is_first():
    one, other = done(), done(unit="Ship 2", searcher="merchant_ship", start="2022-06-14T09:00Z")
    found, turned = answer(one, other), answer(other, one)
    lows = [value.cumulative_pos_low for value in found.searches]
    assert lows == sorted(lows)
    assert lows[0] == found.searches[0].pos_low
    assert (found.pos_low, found.pos_high) == (lows[-1], found.searches[-1].cumulative_pos_high)
    assert (found.pos_low, found.pos_high) == (turned.pos_low, turned.pos_high)
    assert found.searches[1].pos_low == turned.searches[0].pos_low


def test_the_same_inputs_give_the_same_bytes_and_other_inputs_another_digest():
    first = msgspec.json.encode(search_answer(REPORT, SETTINGS, [done()]))
    assert first == msgspec.json.encode(search_answer(REPORT, SETTINGS, [done()]))
    assert msgspec.json.decode(first, type=SearchAnswer) == answer(done())
    assert answer(done()).inputs_sha256 != answer(done(spacing_nm=2.1)).inputs_sha256


def test_hours_reach_to_the_last_search_and_do_not_change_the_first():
    late = done(unit="Late", start="2022-06-14T15:00Z", end="2022-06-14T17:30Z")
    found = answer(done(), late)
    assert found.hours == 11
    assert found.searches[0] == answer(done()).searches[0]
    assert found.searches[1].unknown_because == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"start": "2022-06-14T06:50Z"}, "before the report"),
        ({"start": "2022-06-17T05:00Z", "end": "2022-06-17T08:00Z"}, "72 hours"),
        ({"visibility_nm": None}, "visibility"),
        ({"visibility_nm": 0.5}, "visibility"),
        ({"wind_kn": None}, "wind and waves"),
        ({"waves_m": None}, "wind and waves"),
        ({"searcher": "helicopter"}, "speed"),
        ({"searcher": "drone"}, "kind of unit"),
        ({"sensor": "infrared"}, "but for the eye"),
        ({"spacing_nm": None}, "track spacing"),
        ({"start": "2022-06-14T19:30Z", "end": "2022-06-14T21:30Z"}, "daylight"),
    ],
)
def test_unknown_in_unknown_out_with_its_reason(changes, why):
    found = answer(done(**changes))
    (value,) = found.searches
    assert (value.pos_low, value.pos_high, value.cumulative_pos_low) == (None, None, None)
    assert (found.pos_low, found.pos_high, found.uncounted) == (None, None, 1)
    assert any(why in reason for reason in value.unknown_because), value.unknown_because
    assert "Unknown" in found.text


def test_an_unknown_search_counts_as_not_done_beside_a_known_one():
    known, unknown = done(), done(unit="Night", visibility_nm=None)
    found = answer(known, unknown)
    assert found.pos_low == answer(known).pos_low
    assert found.searches[1].pos_low is None
    assert found.searches[1].cumulative_pos_low == found.pos_low
    assert found.uncounted == 1


def test_a_width_given_by_hand_holds_at_night_for_its_object_only():
    night = {"start": "2022-06-14T22:00Z", "end": "2022-06-14T23:30Z", "sensor": "infrared"}
    (value,) = answer(done(**night, **SPARE)).searches
    hull, water = body(value, "people_on_hull"), body(value, "people_in_water")
    assert (hull.width_nm_low, hull.width_nm_high) == (0.2, 0.4)
    assert water.width_nm_low is None
    assert value.pos_low > 0.0
    assert value.unknown_because == [water.unknown_because]
    assert value.confidence == "low"


def test_effort_over_area_stands_in_for_an_unknown_spacing():
    (value,) = answer(done(spacing_nm=None, speed_kn=15.0)).searches
    hull = body(value, "people_on_hull")
    area = value.area_nm2
    assert hull.coverage_low == pytest.approx(hull.width_nm_low * 15.0 * 3.0 / area, abs=2e-3)


def test_drift_unknown_in_a_canal_makes_every_search_unknown():
    canal = msgspec.structs.replace(REPORT, position="50.9893N 2.1182E")
    found = search_answer(canal, SETTINGS, [done()])
    assert found.pos_low is None
    assert "canal" in found.searches[0].unknown_because[0]


def test_no_search_at_all_is_unknown_and_not_zero():
    found = answer()
    assert (found.pos_low, found.pos_high, found.searches) == (None, None, [])


def test_the_first_corner_may_be_given_again_at_the_end():
    closed = answer(done(corners=[*AROUND, AROUND[0]])).searches[0]
    assert closed == answer(done()).searches[0]


def test_every_answer_says_that_it_closes_nothing_in_both_languages():
    assert "ends no search" in answer(done()).text
    french = answer(done(wind_kn=None), language="fr")
    assert "n'arrête aucune recherche" in french.text
    assert "le vent et les vagues" in french.searches[0].unknown_because[0]


def test_what_it_rests_on_is_named():
    found = answer(done())
    assert {"koopman_1946", "iamsar_2", "us_nss", "jp_3_50", "assumed"} <= set(found.sources)
    assert "diffusion" in found.assumptions
    assert (found.seed, found.particles, found.exercise) == (7, 400, True)
    assert "exponential" in found.model


@pytest.mark.parametrize(
    ("changes", "kind", "code"),
    [
        ({"end": "2022-06-14T08:00Z"}, TimeError, "time.search_order"),
        ({"start": "2022-06-14T08:00"}, TimeError, None),
        ({"corners": ["51N 1E", "51N 2E", "nowhere"]}, PositionError, None),
        (
            {"corners": [AROUND[0], AROUND[2], AROUND[1], AROUND[3]]},
            QuantityError,
            "search.corners",
        ),
        ({"width_nm_low": 0.1}, QuantityError, "search.width_one_end"),
        ({"width_nm_low": 0.3, "width_nm_high": 0.1}, QuantityError, "search.width_range"),
    ],
)
def test_a_search_that_cannot_have_been_is_refused(changes, kind, code):
    with pytest.raises(kind) as refusal:
        search_answer(REPORT, SETTINGS, [done(**changes)])
    assert code is None or refusal.value.code == code


def test_a_search_reads_back_from_what_a_person_writes():
    text = msgspec.json.encode(done())
    assert msgspec.json.decode(text, type=SearchDone) == done()
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text.replace(b'"visual"', b'"sonar"'), type=SearchDone)
