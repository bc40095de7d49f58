"""Surf similarity, Battjes (1974) after Iribarren."""

import numpy as np
import pytest

from estran.hazard.breaking import battjes_1974_form, iribarren


def test_a_deep_water_wave_of_5_s_is_39_m_long():
    number = iribarren(wave_height=np.array([1.0]), period=np.array([5.0]), slope=np.array([0.02]))[
        0
    ]
    assert number == pytest.approx(0.02 * np.sqrt(1.56 * 25.0), rel=1e-3)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0.12, "spilling"),
        (0.5, "plunging"),
        (3.3, "plunging"),
        (3.4, "surging"),
        (float("nan"), "unknown"),
    ],
)
def test_spilling_plunging_surging(number, form):
    assert battjes_1974_form(similarity=number) == form


def test_wind_waves_spill_on_these_flat_beaches():
    for slope in (0.01, 0.03):
        number = iribarren(
            wave_height=np.array([0.8]), period=np.array([5.0]), slope=np.array([slope])
        )[0]
        assert battjes_1974_form(similarity=number) == "spilling"


def test_beyond_its_range_there_is_no_number():
    assert np.isnan(
        iribarren(wave_height=np.array([0.8]), period=np.array([40.0]), slope=np.array([0.02]))[0]
    )
