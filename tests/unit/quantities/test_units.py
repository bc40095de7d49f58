"""Units and directions: the compass, not the unit circle; wind from, all else to."""

import numpy as np
import pytest

from estran.quantities import units
from estran.quantities.units import (
    components_from,
    components_to,
    direction_from_deg,
    direction_to_deg,
)

CARDINALS = {0.0: (0.0, 1.0), 90.0: (1.0, 0.0), 180.0: (0.0, -1.0), 270.0: (-1.0, 0.0)}


def test_a_knot_is_a_nautical_mile_of_1852_metres_in_an_hour():
    assert units.NAUTICAL_MILE == 1852.0
    assert pytest.approx(1852.0 / 3600.0) == units.KNOT
    assert pytest.approx(1.0) == 3.6 * units.KILOMETRE_PER_HOUR
    assert pytest.approx(0.44704) == units.MILE_PER_HOUR


@pytest.mark.parametrize("towards", CARDINALS)
def test_what_goes_towards_a_cardinal_point_has_its_components(towards):
    assert components_to(speed=1.0, to_deg=towards) == pytest.approx(CARDINALS[towards], abs=1e-15)


@pytest.mark.parametrize("comes_from", CARDINALS)
def test_wind_from_a_cardinal_point_blows_the_other_way(comes_from):
    east, north = CARDINALS[comes_from]
    blown = components_from(speed=2.0, from_deg=comes_from)
    assert blown == pytest.approx((-2.0 * east, -2.0 * north), abs=1e-15)


def test_a_south_westerly_blows_towards_the_north_east():
    east, north = components_from(speed=10.0, from_deg=225.0)
    assert east == pytest.approx(north)
    assert east > 0.0


def test_numbers_give_plain_floats_and_arrays_give_arrays():
    assert all(type(part) is float for part in components_to(speed=1.0, to_deg=30.0))
    assert type(direction_to_deg(east=1.0, north=1.0)) is float
    east, north = components_from(speed=np.ones((2, 3)), from_deg=np.full((2, 3), 30.0))
    assert east.shape == north.shape == (2, 3)
    assert direction_from_deg(east=east, north=north) == pytest.approx(30.0)


@pytest.mark.parametrize(("east", "north"), [(-1e-20, 1.0), (-0.0, 1.0), (0.0, 0.0)])
def test_a_direction_is_never_360(east, north):
    assert direction_to_deg(east=east, north=north) == 0.0


def test_a_calm_has_direction_0_both_ways():
    assert direction_from_deg(east=0.0, north=0.0) == 0.0
    assert direction_to_deg(east=0.0, north=0.0) == 0.0
