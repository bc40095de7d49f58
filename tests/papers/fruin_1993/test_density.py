"""Density of crowds, Fruin (1993), on the floor of a boat of 9 m."""

import numpy as np
import pytest

from estran.hazard.crowding import clear_floor, crowd_class, crowd_density
from estran.hazard.limits import limit


def floor():
    nine, beam = np.array([9.0]), np.array([2.3])
    return clear_floor(length=nine, beam=beam, diameter=np.array([0.55]), shortfall=np.array([1.0]))


def test_the_clear_floor_is_9_to_10_square_metres():
    assert floor()[0] == pytest.approx(9.6)


@pytest.mark.parametrize(("persons", "density"), [(60.0, 6.0), (100.0, 10.0)])
def test_sixty_and_a_hundred_aboard(persons, density):
    assert crowd_density(persons=np.array([persons]), floor=floor())[0] == pytest.approx(
        density, rel=0.06
    )


def test_five_is_dangerous_and_seven_presses():
    assert (limit("crowd_density"), limit("crowd_compression")) == (5.0, 7.0)


@pytest.mark.parametrize(
    ("density", "name"),
    [
        (3.9, "below 4"),
        (4.0, "4 to 6"),
        (6.0, "6 to 8"),
        (8.0, "above 8"),
        (float("nan"), "unknown"),
    ],
)
def test_the_classes(density, name):
    assert crowd_class(density=density) == name


def test_a_tube_wider_than_the_boat_leaves_no_floor():
    narrow = clear_floor(
        length=np.array([9.0]),
        beam=np.array([1.2]),
        diameter=np.array([0.7]),
        shortfall=np.array([1.0]),
    )
    assert np.isnan(narrow[0])
