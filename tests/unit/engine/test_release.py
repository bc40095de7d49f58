"""Releases and settings refuse numbers that cannot be meant, and name them."""

from __future__ import annotations

import pytest

from estran.engine.status import Status
from estran.errors import QuantityError
from tests.support.releases import release, settings


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"count": 0}, "count"),
        ({"states": {Status.ADRIFT: 0.9}}, "states"),
        ({"states": {}}, "states"),
        ({"states": {Status.ADRIFT: 1.5, Status.SWAMPED: -0.5}}, "states"),
        ({"shore": {"slope": (0.0, 0.01)}}, "shore.slope"),
        ({"swamped_factor": (0.5, 0.4)}, "swamped_factor"),
        ({"rates": {"failure": (0.0, 1.0)}}, "rates.failure"),
        ({"datum": {"sd": -1.0}}, "datum.sd"),
        ({"stream": {"shift": float("nan")}}, "stream.shift"),
        ({"way": {"speed": (3.0, 1.0)}}, "way.speed"),
        ({"shore": {"draughts": {Status.ADRIFT: 0.4}}}, "shore.draughts"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_release_names_the_number_that_is_wrong(changes, name):
    with pytest.raises(QuantityError, match=name):
        release(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"step": 700.0}, {"step": 0.0}, {"step": 7200.0}, {"hours": 0}, {"diffusivity": -1.0}],
    ids=str,
)
def test_settings_refuse_a_step_that_does_not_divide_an_hour_and_negative_numbers(changes):
    with pytest.raises(QuantityError):
        settings(**changes)
