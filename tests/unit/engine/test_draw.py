"""Drawing particles: spreads, starts afloat, ways through the water."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.craft import craft
from estran.engine.draw import draw_particles
from estran.engine.status import Status
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SyntheticSea, uniform
from tests.support.releases import one_class, release

N = 20_000


def draw(sea=None, **changes):
    return draw_particles(
        release=release(count=N, **changes),
        window=sea or SyntheticSea(),
        streams=RandomStreams(2),
        first=0,
        count=N,
    )


def test_starts_have_the_spread_of_the_datum_and_more_along_the_track():
    east = np.sqrt(0.5)
    start = draw(datum={"x": 5e3, "sd": 100.0, "along_sd": 300.0, "along": (east, east)}).start
    along, across = start @ [east, east], start @ [east, -east]
    assert along.std() == pytest.approx(np.hypot(300.0, 100.0), rel=0.03)
    assert across.std() == pytest.approx(100.0, rel=0.03)
    assert start[:, 0].mean() == pytest.approx(5e3, abs=10.0)


def test_states_and_classes_are_drawn_by_their_weights():
    mixture = craft("inflatable").mixture
    particles = draw(hull=mixture, states={Status.SWAMPED: 0.25, Status.ADRIFT: 0.75})
    assert np.mean(particles.clocks.swamping == 0.0) == pytest.approx(0.25, abs=0.013)
    shares = np.bincount(particles.hull.chosen) / N
    assert shares == pytest.approx(mixture.weights, abs=0.014)
    assert particles.weight.sum() == pytest.approx(1.0)
    assert particles.hull.on_right.mean() == pytest.approx(0.5, abs=0.015)


def test_nobody_starts_ashore_when_the_datum_lies_on_the_beach():
    sea = SyntheticSea(coast_y=0.0, level=lambda t: np.full_like(t, -2.0))
    start = draw(sea, datum={"y": 250.0, "sd": 100.0}).start
    # slope 0.01, level -2 m, draught 0.5 m: afloat from 250 m on
    assert np.mean(start[:, 1] < 250.0) < 1e-3
    assert start[:, 1].mean() > 300.0


def test_what_is_drawn_again_is_the_same_one_by_one_and_out_of_all(monkeypatch):
    sea = SyntheticSea(coast_y=0.0, level=lambda t: np.full_like(t, -2.0))
    changes = {"datum": {"y": 500.0, "sd": 100.0}, "hull": one_class("PIW-5")}  # some run upwind
    found = []
    for few in (0, N + 1):  # always one by one, never
        monkeypatch.setattr("estran.engine.draw._FEW", few)
        found.append(draw(sea, **changes))
    assert found[0].start.tobytes() == found[1].start.tobytes()
    slopes = [one.hull.coefficients.downwind_slope.tobytes() for one in found]
    assert slopes[0] == slopes[1]


def test_a_datum_far_inland_ends_with_its_last_draw_instead_of_hanging():
    assert draw(SyntheticSea(coast_y=1e6), datum={"sd": 100.0}).start.std() > 0.0


def test_a_reported_velocity_over_ground_is_stream_plus_velocity_through_the_water():
    particles = draw(
        SyntheticSea(flow=uniform(1.0, 0.5)),
        states={Status.UNDER_WAY: 1.0},
        way={"over_ground": (0.0, 2.0)},
    )
    assert np.unique(particles.propulsion.velocity, axis=0) == pytest.approx(
        np.array([[-1.0, 1.5]])
    )
    assert particles.propulsion.course[0] == pytest.approx([0.0, 1.0])


def test_a_reported_speed_and_course_have_their_spread_over_ground():
    particles = draw(
        SyntheticSea(flow=uniform(1.0, 0.5)),
        states={Status.UNDER_WAY: 1.0},
        way={"over_ground": (0.0, 2.0), "speed_error": 0.15, "heading_error": 0.2},
    )
    ground = particles.propulsion.velocity + np.array([1.0, 0.5])
    speed = np.hypot(*ground.T)
    assert np.log(speed / 2.0).std() == pytest.approx(0.15, rel=0.03)
    assert np.arctan2(ground[:, 0], ground[:, 1]).std() == pytest.approx(0.2, rel=0.03)


def test_an_unreported_course_follows_the_prior_and_its_speed_the_range():
    particles = draw(
        states={Status.UNDER_WAY: 1.0},
        way={"speed": (1.0, 3.0), "course": (-1.0, 0.0), "course_sd": 0.5, "share_by_heading": 0.3},
    )
    way = particles.propulsion
    turned = np.arctan2(-way.course[:, 1], -way.course[:, 0])
    assert turned.std() == pytest.approx(0.5, rel=0.03)
    assert way.speed.mean() == pytest.approx(2.0, abs=0.02)
    assert way.by_heading.mean() == pytest.approx(0.3, abs=0.014)


def test_without_any_course_the_boat_may_head_anywhere():
    course = draw(states={Status.UNDER_WAY: 1.0}, way={"course": None}).propulsion.course
    assert np.abs(course.mean(axis=0)).max() < 0.02


def test_each_particle_is_the_same_in_whatever_block_it_is_drawn():
    whole = draw(datum={"sd": 100.0}, hull=craft("inflatable").mixture)
    part = draw_particles(
        release=release(count=N, datum={"sd": 100.0}, hull=craft("inflatable").mixture),
        window=SyntheticSea(),
        streams=RandomStreams(2),
        first=777,
        count=5,
    )
    assert part.start.tobytes() == whole.start[777:782].tobytes()
    assert part.hull.coefficients.left_slope.tobytes() == (
        whole.hull.coefficients.left_slope[777:782].tobytes()
    )
