"""Meeting the shore on a beach whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.particles import Foreshore
from estran.engine.shore import Footing, draught_table, is_aground, stopped_at_shore
from estran.engine.status import Status
from tests.support.flows import SyntheticSea
from tests.support.releases import release

BEACH = SyntheticSea(coast_y=0.0, level=lambda t: np.full_like(t, -3.0), half_width=5e4)


def footing(n: int, *, slope: float = 0.01, draught: float = 0.5, error: float = 0.0) -> Footing:
    return Footing(np.full(n, draught), Foreshore(np.full(n, slope), np.full(n, error)))


def places(*y: float) -> np.ndarray:
    return np.array([[0.0, value] for value in y])


def test_aground_begins_where_depth_equals_draught():
    # level -3 m, slope 0.01, draught 0.5 m: at 350 m
    aground = is_aground(
        window=BEACH, position=places(349.0, 351.0, -5.0), time=0.0, footing=footing(3)
    )
    assert aground.tolist() == [True, False, True]


def test_a_higher_level_for_a_member_moves_its_edge_shoreward():
    aground = is_aground(
        window=BEACH, position=places(301.0), time=0.0, footing=footing(1, error=0.5)
    )
    assert aground.tolist() == [False]


def test_a_body_driven_ashore_stops_within_an_eighth_of_its_step_of_the_edge():
    ending = stopped_at_shore(
        window=BEACH, start=places(1000.0), end=places(-600.0), time=0.0, footing=footing(1)
    )
    assert ending.aground.tolist() == [True]
    assert 350.0 <= ending.position[0, 1] <= 350.0 + 1600.0 / 8


def test_a_body_in_open_water_goes_its_way_and_one_left_dry_stays():
    ending = stopped_at_shore(
        window=BEACH,
        start=places(2000.0, 100.0),
        end=places(1500.0, 900.0),
        time=0.0,
        footing=footing(2),
    )
    assert ending.aground.tolist() == [False, True]
    assert ending.position[:, 1].tolist() == [1500.0, 100.0]


def test_a_thin_spit_is_not_jumped():
    class Spit(SyntheticSea):
        def coast_distance(self, *, x, y):
            del x
            return np.abs(y) - 150.0

        def is_land(self, *, x, y):
            del x
            return np.abs(y) < 150.0

    ending = stopped_at_shore(
        window=Spit(),
        start=places(900.0),
        end=places(-900.0),
        time=0.0,
        footing=footing(1, slope=0.2),
    )
    assert ending.aground.tolist() == [True]
    assert ending.position[0, 1] > 150.0


def test_a_body_that_would_leave_the_window_stays_at_its_last_place_inside():
    ending = stopped_at_shore(
        window=BEACH, start=places(49_900.0), end=places(50_100.0), time=0.0, footing=footing(1)
    )
    assert ending.left.tolist() == [True]
    assert ending.position[0, 1] == 49_900.0


def test_statuses_count_their_draughts_in_order():

    shore = release(shore={"draughts": {one: float(one) for one in Status}}).shore
    assert draught_table(shore) == pytest.approx([0.0, 1.0, 2.0, 3.0, 4.0])
