"""The find of 24 November 2021 run backwards, in this file and nowhere else.

Estran does not drift backwards: that would lead from a place at sea to a place of departure. Here
sea and wind are turned about in time, which needs nothing of the engine. Why this accuracy: the
midpoint rule is not its own inverse, so a body comes back to its start within metres (10 m in eight
hours; Euler's rule misses by hundreds). The find proves nothing about the boat, whose place nobody
knows: the middle of the line from Dunkirk to Dover is assumed, with 4 nm an axis. Both clouds of
the time of entry are wide, and need only lie over each other: more than half of the people carried
back lie in the forward 95 %. A tide of the wrong sign would pass that too; it fails the first test.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from estran.assess.ensemble import release_of, settings_of
from estran.assess.forecast import run_ensemble
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.engine.areas import density_of, smallest_areas
from estran.engine.release import Datum
from estran.engine.run import run
from estran.engine.status import Status
from estran.engine.step import euler, midpoint
from estran.environment.sea import assumed_wind, load_sea_fields
from estran.environment.wind import wind_members
from estran.environment.window import open_window
from estran.errors import QuantityError
from estran.exchange.replay import replay
from estran.quantities.geodesy import Position
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR
from estran.sources.assumptions import AssumptionBook
from tests.support.flows import SteadyWind
from tests.support.releases import one_class, release, settings

if TYPE_CHECKING:
    from estran.environment.forcing import WindMembers
    from estran.environment.window import Window

FOUND = Position(latitude=51.0 + 9.45 / 60.0, longitude=1.0 + 50.95 / 60.0)
HOURS_TO_FIND = 12  # 01:06, when the positions were sent, to 13:06; the find was about 12:49
HOURS_TO_ENTRY = 2  # 01:06 to 03:06; people were in the water from about 03:12
AFTER = HOURS_TO_FIND - HOURS_TO_ENTRY


def turned_about(window: Window, hours: int) -> Window:
    """The same sea from its end to its beginning: what flowed there flows back."""
    last = window.first_level + window.level_spacing * (len(window.stream) - 1)
    return replace(
        window,
        stream=-window.stream[::-1],
        tide=np.ascontiguousarray(window.tide[::-1]),
        first_level=hours * HOUR - last,
    )


def wind_turned_about(wind: WindMembers) -> WindMembers:
    """The same wind from its end to its beginning, blowing back."""

    def members(*, first: int, count: int) -> np.ndarray:
        return -wind(first=first, count=count)[::-1]

    return members


@pytest.mark.parametrize(
    ("scheme", "least", "most"),
    [(midpoint, 0.0, 10.0), (euler, 100.0, 5000.0)],
    ids=["midpoint", "euler"],
)
def test_a_body_run_forth_and_back_comes_home(scheme, least, most):
    hours, origin = 8, Position(latitude=51.05, longitude=1.55)
    sea = open_window(fields=load_sea_fields(), start=1.7575e9, hours=hours, origin=origin)

    def drifted(window, wind, place):
        return run(
            release=release(
                count=1,
                datum={"x": float(place[0]), "y": float(place[1])},
                hull=one_class("PIW-4"),
                stream={"amplitude": 0.15, "rotation": 0.16},
            ),
            window=window,
            wind=wind,
            settings=settings(hours=hours, scheme=scheme),
            streams=RandomStreams(5),
        ).hull[-1, 0]

    wind = SteadyWind(3.0, 5.0, hours=hours)
    there = drifted(sea, wind, np.zeros(2))
    home = drifted(turned_about(sea, hours), wind_turned_about(wind), there)
    assert np.hypot(*there) > 2000.0
    assert least <= np.hypot(*home) < most


def test_the_find_of_2021_and_the_assumed_place_of_the_calls_can_both_be_true():
    situation, book = understand(replay("2021-11-24").report), AssumptionBook()
    window = open_window(
        fields=load_sea_fields(),
        start=epoch_seconds(situation.time) + HOUR * HOURS_TO_ENTRY,
        hours=AFTER,
        origin=situation.seed_position,
    )
    x, y = window.plane.to_plane(longitude=FOUND.longitude, latitude=FOUND.latitude)
    streams = RandomStreams(3)
    wind = partial(
        wind_members, prior=assumed_wind(book), report=None, hours=AFTER, streams=streams
    )
    back = run(
        release=replace(
            release_of(situation, plane=window.plane, particles=3000, book=book),
            datum=Datum(x=float(x), y=float(y), sd=500.0),
            states={Status.IN_WATER: 1.0},
        ),
        window=turned_about(window, AFTER),
        wind=wind_turned_about(wind),
        settings=settings_of(hours=AFTER, step=1200.0, book=book),
        streams=streams,
    )
    assert not back.people_left.any()
    assert back.share(back.people_aground)[-1] < 0.05
    assert np.hypot(*(back.people[-1] - back.people[0]).mean(axis=0)) < 0.2 * AFTER * HOUR
    inside = within_95(forward(), back.people[-1])
    assert inside.mean() > 0.5


def forward() -> np.ndarray:
    """People of the replay at the time of entry, from the place assumed for the calls."""
    situation, book = understand(replay("2021-11-24").report), AssumptionBook()
    window = open_window(
        fields=load_sea_fields(),
        start=epoch_seconds(situation.time),
        hours=HOURS_TO_ENTRY,
        origin=situation.seed_position,
    )
    how = RunSettings(particles=3000, hours=HOURS_TO_ENTRY)
    return run_ensemble(situation, window, how, book=book).result.people[-1]


def within_95(cloud: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which places lie in the 95 % area of a cloud."""
    density = density_of(positions=cloud, weights=np.ones(len(cloud)))
    (area,) = smallest_areas(density=density, shares=(0.95,))
    inside = np.zeros(len(places), dtype=bool)
    for ring in area.rings:
        inside ^= shapely.contains_xy(shapely.Polygon(ring), *places.T)
    return inside


@pytest.mark.parametrize("change", [{"hours": -8}, {"step": -600.0}], ids=str)
def test_the_engine_itself_refuses_to_run_backwards(change):
    with pytest.raises(QuantityError):
        settings(**change)
