"""A difference of two rates in two parts that add up, Kitagawa (1955)."""

import numpy as np
import pytest

from estran.lab.analysis.contrasts import kitagawa_1955
from tests.support.synthetic_study import evidence


def study(left, deaths):
    columns = {"embarked": np.array(left), "deaths": np.array(deaths)}
    return evidence({key: one.reshape(-1, 1, 1) for key, one in columns.items()})


def test_as_many_who_left_and_half_the_risk_is_all_risk():
    found = kitagawa_1955(study([1000.0, 1000.0], [10.0, 5.0]), "D1")
    assert [found.through_numbers, found.through_risk] == pytest.approx([0.0, -5.0])


def test_half_who_left_at_the_same_risk_is_all_numbers():
    found = kitagawa_1955(study([1000.0, 500.0], [10.0, 5.0]), "D1")
    assert [found.through_numbers, found.through_risk] == pytest.approx([-5.0, 0.0])
    assert found.risk_doctrine == found.risk_reference == pytest.approx(10.0)


def test_fewer_who_left_can_hide_more_risk():
    found = kitagawa_1955(study([1000.0, 400.0], [10.0, 8.0]), "D1")
    assert found.through_risk > 0.0 > found.through_numbers
    assert found.through_numbers + found.through_risk == pytest.approx(-2.0)


def test_where_nobody_leaves_nobody_is_at_risk():
    assert kitagawa_1955(study([1000.0, 0.0], [10.0, 0.0]), "D1").risk_doctrine == 0.0
