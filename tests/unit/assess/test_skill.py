"""Skill against synthetic truth: drifters drawn from a known law, followed by the same or another.

Truth is one particle each of ensembles with another seed, in the embedded sea: areas must then hold
it as often as they say. With 60 starts one standard error of a share is 6.5 % at 50 % and 2.8 % at
95 %: three of them are allowed below, and 10 % more above, as areas are drawn a little too wide.
"""

from functools import cache

import numpy as np
import pytest

from estran.assess.drifter_tracks import Stretch, Track
from estran.assess.settings import RunSettings
from estran.assess.skill import HORIZONS, Asked, _drifted, _nothing, _Sea, skill
from estran.environment.kept_sea import OfferedFields
from estran.environment.sea import load_sea_fields
from estran.errors import InputError, UnknownNameError
from estran.exchange.skill_text import skill_text
from estran.quantities.units import HOUR
from tests.support.kept import START as KEPT_START
from tests.support.kept import kept

START = 1_757_484_000.0  # 2025-09-10 06:00 UTC
SETTINGS = RunSettings(particles=400, seed=3)
ASKED = Asked(fix_error=200.0)


@cache
def truth(count, hours=12, place=(51.02, 1.52)):
    """Tracks of drifters that go with the water, each with errors of its own."""
    one = Stretch("truth", START, np.full(hours + 1, place[0]), np.full(hours + 1, place[1]))
    sea = _Sea(load_sea_fields(), _nothing)
    result, window, _ = _drifted(one, RunSettings(particles=max(count, 100), seed=977), ASKED, sea)
    tracks = []
    for number in range(count):
        x, y = result.people[:, number].T
        longitude, latitude = window.geographic(x=x, y=y)
        times = START + HOUR * np.arange(hours + 1)
        tracks.append(Track(str(number), times, latitude, longitude))
    return tuple(tracks)


def the_mean_of(tracks):
    """One track through the middle of others."""
    latitude = np.mean([one.latitude for one in tracks], axis=0)
    longitude = np.mean([one.longitude for one in tracks], axis=0)
    return Track("mean", tracks[0].times, latitude, longitude)


def backwards(track):
    """The same way in the other direction, from the same start."""
    return Track(
        "against",
        track.times,
        2.0 * track.latitude[0] - track.latitude,
        2.0 * track.longitude[0] - track.longitude,
    )


def held(found, hour, level):
    row = next(one for one in found.horizons if one.hour == hour)
    return next(one.share for one in row.held if one.level == level)


@pytest.mark.slow
def test_areas_hold_drifters_of_their_own_law_as_often_as_they_say():
    found = skill(truth(60), SETTINGS, ASKED)
    assert [(row.hour, row.forecasts, row.drifters) for row in found.horizons] == [
        (hour, 60, 60) for hour in HORIZONS if hour <= 12
    ]
    for hour in (3, 6, 12):
        for level in (0.5, 0.75, 0.95):
            error = np.sqrt(level * (1.0 - level) / 60)
            assert level - 3.0 * error < held(found, hour, level) < level + 3.0 * error + 0.1


def test_a_drifter_in_the_middle_is_followed_well_and_held():
    found = skill([the_mean_of(truth(60))], SETTINGS, ASKED)
    for row in found.horizons:
        assert row.separation_km < 0.15 * row.displacement_km + 0.5
        assert row.skill is not None
        assert row.skill > 0.85
        assert {one.level: one.share for one in row.held}[0.5] == 1.0


def test_a_drifter_that_goes_the_other_way_has_no_skill_and_is_not_held():
    found = skill([backwards(the_mean_of(truth(60)))], SETTINGS, ASKED)
    for row in found.horizons[:2]:
        assert row.skill == 0.0
        assert {one.share for one in row.held} == {0.0}


@pytest.mark.slow
def test_drifters_that_stray_more_than_the_law_show_as_overconfidence():
    middle = the_mean_of(truth(60))
    wide = [
        Track(
            one.key,
            one.times,
            middle.latitude + 3.0 * (one.latitude - middle.latitude),
            middle.longitude + 3.0 * (one.longitude - middle.longitude),
        )
        for one in truth(60)[:30]
    ]
    assert held(skill(wide, SETTINGS, ASKED), 6, 0.95) < 0.85


def test_the_same_seed_gives_the_same_answer():
    tracks = truth(60)[:2]
    assert skill(tracks, SETTINGS, ASKED) == skill(tracks, SETTINGS, ASKED)


def test_a_start_on_land_is_left_out_by_name():
    inland = Track("ashore", START + HOUR * np.arange(5.0), np.full(5, 50.90), np.full(5, 2.00))
    found = skill([truth(60)[0], inland], SETTINGS, ASKED)
    assert [(one.drifter, bool(one.why)) for one in found.left_out] == [("ashore", True)]
    with pytest.raises(InputError, match="None of 1 tracks can be followed") as refused:
        skill([inland], SETTINGS, ASKED)
    assert refused.value.code == "drifters.none_usable"


def test_a_track_that_leaves_the_area_is_scored_while_it_is_inside():
    hours = np.arange(13.0)
    east = Track("east", START + HOUR * hours, np.full(13, 51.2), 2.55 + 0.05 * hours)
    found = skill([east], SETTINGS, ASKED)
    assert [row.hour for row in found.horizons] == [3]
    soon = Track("soon", START + HOUR * hours, np.full(13, 51.2), 2.75 + 0.05 * hours)
    left = skill([east, soon], SETTINGS, ASKED).left_out
    assert [(one.drifter, one.code) for one in left] == [("soon", "drifters.left_area")]


def test_a_drifter_may_have_the_leeway_of_a_craft():
    wide = skill(truth(60)[:1], SETTINGS, Asked(craft="inflatable", fix_error=200.0))
    assert wide.craft == "inflatable"
    with pytest.raises(UnknownNameError, match="No craft is called 'zeppelin'"):
        skill(truth(60)[:1], SETTINGS, Asked(craft="zeppelin"))


def drift_due_east(speed):
    """A drifter that goes due east [m/s] from the start of the kept fields."""
    hours = np.arange(7.0)
    metres_a_degree = 111_320.0 * np.cos(np.radians(51.1))
    return Track(
        "east",
        KEPT_START + HOUR * hours,
        np.full(7, 51.1),
        1.7 + speed * HOUR * hours / metres_a_degree,
    )


def test_kept_currents_that_the_drifter_had_are_used_and_named():
    offered = OfferedFields((kept("currents", (0.5, 0.0), source="model"),), {})
    track = drift_due_east(0.5)
    embedded = skill([track], SETTINGS, ASKED)
    with_field = skill([track], SETTINGS, ASKED, offer=lambda *_: offered)
    assert [one.currents for one in embedded.starts] == ["embedded"]
    assert [(one.currents, one.wind) for one in with_field.starts] == [("model", "assumed")]
    assert with_field.horizons[-1].separation_km < 0.6
    assert with_field.horizons[-1].separation_km < 0.2 * embedded.horizons[-1].separation_km


def test_kept_currents_of_other_hours_are_passed_over():
    offered = OfferedFields((kept("currents", (0.5, 0.0), hours=(40, 60)),), {})
    found = skill([drift_due_east(0.5)], SETTINGS, ASKED, offer=lambda *_: offered)
    assert [one.currents for one in found.starts] == ["embedded"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["SKILL AGAINST DRIFTERS", "area of 95 %", "embedded tide (1)", "0-79: 0 %"]),
        ("fr", ["FACE AUX BOUÉES DÉRIVANTES", "zone de 95 %", "marée embarquée (1)", "km"]),
    ],
)
def test_the_tables_in_both_languages(language, words):
    text = skill_text(skill([backwards(truth(60)[0])], SETTINGS, ASKED), language=language)
    for word in words:
        assert word in text
    assert max(len(line) for line in text.splitlines()) <= 100
