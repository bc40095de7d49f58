"""Leeway: sides, calm, rotation, residuals."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.leeway import LeewayCoefficients, allen_2005, breivik_allen_2008, runs_upwind
from estran.drift.leeway_classes import leeway_class
from estran.quantities.units import components_from

OCTANTS = [45.0 * k for k in range(8)]


def coefficients(*, downwind=(0.0, 0.0), right=(0.0, 0.0), left=(0.0, 0.0)) -> LeewayCoefficients:
    return LeewayCoefficients(
        *(np.array([value]) for line in (downwind, right, left) for value in line)
    )


def blow(lines, *, from_deg, speed, on_right, light_wind=0.0):
    wind = np.array([components_from(speed=speed, from_deg=from_deg)])
    return allen_2005(
        wind=wind, coefficients=lines, on_right=np.array([on_right]), light_wind=light_wind
    )[0]


def test_a_southerly_wind_drives_north_and_a_right_hand_drift_goes_east():
    lines = coefficients(downwind=(0.03, 0.0), right=(0.01, 0.0), left=(-0.01, 0.0))
    assert blow(lines, from_deg=180.0, speed=10.0, on_right=True) == pytest.approx([0.1, 0.3])
    assert blow(lines, from_deg=180.0, speed=10.0, on_right=False) == pytest.approx([-0.1, 0.3])


@pytest.mark.parametrize("from_deg", OCTANTS)
def test_positive_crosswind_lies_to_the_right_of_downwind_in_every_octant(from_deg):
    lines = coefficients(downwind=(0.03, 0.05), right=(0.01, 0.02), left=(-0.02, -0.01))
    to = np.array(components_from(speed=1.0, from_deg=from_deg))
    for on_right, across in ((True, 0.01 * 8 + 0.02), (False, -0.02 * 8 - 0.01)):
        leeway = blow(lines, from_deg=from_deg, speed=8.0, on_right=on_right)
        assert leeway @ to == pytest.approx(0.03 * 8 + 0.05)
        assert to[1] * leeway[0] - to[0] * leeway[1] == pytest.approx(across)


def test_turning_the_wind_turns_the_leeway():
    lines = coefficients(downwind=(0.03, 0.05), right=(0.01, 0.02))
    north = blow(lines, from_deg=180.0, speed=7.0, on_right=True)
    east = blow(lines, from_deg=270.0, speed=7.0, on_right=True)
    assert east == pytest.approx([north[1], -north[0]])


@pytest.mark.parametrize("light_wind", [0.0, 2.0])
def test_calm_means_calm_even_for_a_class_made_of_offset(light_wind):
    lines = coefficients(downwind=(0.01, 0.1), right=(0.0, 0.04))
    still = blow(lines, from_deg=0.0, speed=0.0, on_right=True, light_wind=light_wind)
    assert still.tolist() == [0.0, 0.0]


def test_offsets_fade_below_light_wind_without_a_jump_and_not_above():
    lines = coefficients(downwind=(0.01, 0.1))
    at = {
        speed: blow(lines, from_deg=180.0, speed=speed, on_right=True, light_wind=2.0)[1]
        for speed in (1e-9, 1.0, 2.0, 5.0)
    }
    assert at[1e-9] == pytest.approx(0.0, abs=1e-9)
    assert at[1.0] == pytest.approx(0.01 + 0.05)
    assert at[2.0] == pytest.approx(0.02 + 0.1)
    assert at[5.0] == pytest.approx(0.05 + 0.1)


def test_a_jibe_changes_slope_offset_and_residual_together():
    raft = leeway_class("REFUGEE-RAFT-1")  # symmetric, mostly offset
    lines = breivik_allen_2008(
        classes=(raft,), chosen=np.array([0]), downwind=np.array([0.0]), crosswind=np.array([1.3])
    )
    right = blow(lines, from_deg=180.0, speed=8.0, on_right=True)
    left = blow(lines, from_deg=180.0, speed=8.0, on_right=False)
    assert left == pytest.approx([-right[0], right[1]])
    assert right[0] == pytest.approx(0.00078 * 8 + 0.027 + 1.3 * 0.0152 * (8 / 20 + 1 / 2))


def test_an_asymmetric_class_keeps_its_own_line_on_each_side():
    suit = leeway_class("PIW-4")
    lines = breivik_allen_2008(
        classes=(suit,), chosen=np.array([0]), downwind=np.array([0.0]), crosswind=np.array([0.0])
    )
    assert blow(lines, from_deg=180.0, speed=8.0, on_right=True)[0] == pytest.approx(0.0758)
    assert blow(lines, from_deg=180.0, speed=8.0, on_right=False)[0] == pytest.approx(-0.0369)


def test_a_residual_counts_in_full_at_ten_metres_a_second():
    raft = leeway_class("LIFE-RAFT-NB-2")
    one, none = (
        breivik_allen_2008(
            classes=(raft,), chosen=np.array([0]), downwind=np.array([d]), crosswind=np.array([0.0])
        )
        for d in (1.0, 0.0)
    )
    faster = blow(one, from_deg=180.0, speed=10.0, on_right=True)
    assert faster[1] - blow(none, from_deg=180.0, speed=10.0, on_right=True)[1] == pytest.approx(
        0.0982
    )


def test_only_a_negative_downwind_slope_asks_for_another_draw():
    upright = leeway_class("PIW-2")  # slope 0.48 %, residual 8.3 cm/s: turns at -1.157
    again = runs_upwind(
        classes=(upright,), chosen=np.zeros(3, dtype=np.int64), downwind=np.array([-1.2, -1.1, 0.0])
    )
    assert again.tolist() == [True, False, False]
