"""Wave heights: what was reported counts, and nothing is ever flat."""

import pytest

from estran.environment.waves import LEAST_HEIGHT, WaveHeight, reported_waves
from estran.errors import QuantityError


def test_a_reported_height_counts_with_its_error():
    waves = reported_waves(height=0.8, relative_error=0.3)
    assert waves.value == 0.8
    assert waves.low == pytest.approx(0.8 / 1.3)
    assert waves.high == pytest.approx(0.8 * 1.3)
    assert waves.sd == pytest.approx(0.21, abs=0.005)


def test_a_sea_reported_flat_is_not_taken_as_flat():
    waves = reported_waves(height=0.0, relative_error=0.3)
    assert waves.value == waves.low == LEAST_HEIGHT
    assert waves.sd > 0.0


def test_a_prior_that_holds_zero_is_refused():
    with pytest.raises(QuantityError, match="rise"):
        WaveHeight(value=0.5, low=0.0, high=1.0)


@pytest.mark.parametrize("height", [-0.1, float("nan"), float("inf")])
def test_a_height_that_is_none_is_refused(height):
    with pytest.raises(QuantityError):
        reported_waves(height=height, relative_error=0.3)
