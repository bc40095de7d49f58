"""Leeway afloat and swamped of three craft, Allen and Fitzgerald (1997), abstract."""

from __future__ import annotations

import pytest

from estran.drift.leeway_classes import leeway_class
from estran.drift.swamped import measured_factors


def test_swamping_leaves_0405_to_0474_of_the_leeway():
    assert sorted(measured_factors().values()) == pytest.approx([0.4007, 0.4051, 0.4740], abs=1e-4)


def test_the_wooden_boat_makes_365_per_cent_of_the_wind_afloat():
    boat = leeway_class("WOODEN-BOAT")
    assert (boat.downwind.slope**2 + boat.right.slope**2) ** 0.5 == pytest.approx(0.0365)
