"""Phases of cold immersion, Golden and Tipton (2002)."""

import numpy as np
import pytest

from estran.hazard.cold import ColdPhase, golden_tipton_2002_phase, hands_used_up


@pytest.mark.parametrize(
    ("minutes", "phase"),
    [
        (0.0, ColdPhase.COLD_SHOCK),
        (2.9, ColdPhase.COLD_SHOCK),
        (3.0, ColdPhase.SWIM_FAILURE),
        (29.0, ColdPhase.SWIM_FAILURE),
        (30.0, ColdPhase.HYPOTHERMIA),
        (300.0, ColdPhase.HYPOTHERMIA),
        (-1.0, ColdPhase.UNKNOWN),
        (float("nan"), ColdPhase.UNKNOWN),
    ],
)
def test_phases_in_water_of_ten_degrees(minutes, phase):
    assert golden_tipton_2002_phase(minutes=minutes, water_temperature=10.0) is phase


def test_warm_water_is_unknown_and_not_harmless():
    assert golden_tipton_2002_phase(minutes=1.0, water_temperature=19.0) is ColdPhase.UNKNOWN


@pytest.mark.parametrize(("minutes", "used"), [(5.0, 0.5), (10.0, 1.0), (15.0, 1.5)])
def test_below_ten_degrees_hands_last_ten_minutes(minutes, used):
    found = hands_used_up(minutes=np.array([minutes]), water_temperature=np.array([9.0]))[0]
    assert found == pytest.approx(used)


def test_above_ten_degrees_nobody_has_said_how_long():
    assert np.isnan(hands_used_up(minutes=np.array([60.0]), water_temperature=np.array([12.0]))[0])
