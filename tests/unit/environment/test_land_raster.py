"""Land from rings, and the distance from its coast line, against shapes whose answer is known."""

import numpy as np
import pytest

from estran.environment.land_raster import CELL, CELLS_PER_NODE, CLIP, land_cells, shore_metres
from estran.environment.tide import Box

BOX = Box(west=-30.2, south=40.0, east=-30.0, north=40.15)


def square(west, south, east, north):
    return np.array(
        [(west, south), (east, south), (east, north), (west, north), (west, south)], dtype=float
    )


def is_land(cells, longitude, latitude):
    row = int((cells.north - latitude) / cells.dlat)
    column = int((longitude - cells.west) / cells.dlon)
    return bool(cells.land[row, column])


ISLAND, LAKE = square(-30.12, 40.05, -30.06, 40.10), square(-30.10, 40.07, -30.08, 40.08)


@pytest.mark.parametrize("turned", [False, True])
def test_land_lies_inside_a_ring_and_a_lake_in_it_does_not(turned):
    rings = [one[::-1] if turned else one for one in (ISLAND, LAKE)]
    cells = land_cells([rings], box=BOX)
    assert is_land(cells, -30.11, 40.06)
    assert not is_land(cells, -30.09, 40.075)
    assert not is_land(cells, -30.15, 40.06)
    assert not is_land(cells, -30.09, 40.11)


def test_a_ring_may_reach_beyond_the_box_on_every_side():
    cells = land_cells([[square(-40.0, 30.0, -20.0, 50.0)]], box=BOX)
    assert cells.land.all()
    east_half = land_cells([[square(-30.1, 30.0, -20.0, 50.0)]], box=BOX)
    assert east_half.land.mean() == pytest.approx(0.5, abs=0.002)


def test_the_share_of_land_is_that_of_the_ring():
    cells = land_cells([[ISLAND]], box=BOX)
    share = (0.06 * 0.05) / (0.2 * 0.15)
    assert cells.land.mean() == pytest.approx(share, rel=0.01)


def test_the_distance_is_that_from_a_straight_coast_and_positive_at_sea():
    cells = land_cells([[square(-30.1, 30.0, -20.0, 50.0)]], box=BOX)
    metres = shore_metres(cells)
    row = metres[metres.shape[0] // 2]
    column = np.arange(row.size) * CELLS_PER_NODE + 0.5
    latitude = BOX.north - (metres.shape[0] // 2 * CELLS_PER_NODE + 0.5) * cells.dlat
    east = BOX.west + column * cells.dlon
    wanted = (-30.1 - east) * 111_200.0 * np.cos(np.radians(latitude))
    near = np.abs(wanted) < 3900.0
    assert np.abs(row[near] - wanted[near]).max() < CELL
    assert row.min() == -CLIP
    assert row.max() == CLIP


def test_off_a_corner_the_distance_is_that_from_the_corner():
    cells = land_cells([[ISLAND]], box=BOX)
    metres = shore_metres(cells)
    for north, east in ((1000.0, 1000.0), (300.0, 2000.0)):
        latitude = 40.10 + north / 111_200.0
        longitude = -30.06 + east / (111_200.0 * np.cos(np.radians(40.10)))
        row = round(((BOX.north - latitude) / cells.dlat - 0.5) / CELLS_PER_NODE)
        column = round(((longitude - BOX.west) / cells.dlon - 0.5) / CELLS_PER_NODE)
        assert metres[row, column] == pytest.approx(np.hypot(north, east), abs=90.0)


def test_without_land_there_is_no_coast_near():
    assert (shore_metres(land_cells([[square(0.0, 0.0, 1.0, 1.0)]], box=BOX)) == CLIP).all()


def test_land_that_is_given_twice_or_overlaps_stays_land():
    east, west = square(-30.10, 40.05, -30.04, 40.10), square(-30.12, 40.05, -30.06, 40.10)
    twice = land_cells([[ISLAND], [ISLAND[::-1]]], box=BOX)
    assert (twice.land == land_cells([[ISLAND]], box=BOX).land).all()
    both = land_cells([[west], [east]], box=BOX)
    assert is_land(both, -30.08, 40.06)
    assert both.land.mean() == pytest.approx((0.08 * 0.05) / (0.2 * 0.15), rel=0.01)


def test_land_in_the_water_of_another_piece_is_land_and_the_water_beside_it_stays():
    inner = square(-30.095, 40.073, -30.085, 40.077)
    cells = land_cells([[ISLAND, LAKE], [inner]], box=BOX)
    assert is_land(cells, -30.09, 40.075)
    assert not is_land(cells, -30.0975, 40.075)
