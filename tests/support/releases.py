"""Releases for tests: no spread at all unless a test asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from estran.drift.craft import Mixture
from estran.drift.leeway import LeewayClass, LeewayLine
from estran.drift.leeway_classes import leeway_class
from estran.engine.release import Datum, Rates, Release, Shore, StreamSpread, Way
from estran.engine.settings import Settings
from estran.engine.status import Status

NEVER = (0.0, 0.0)
NO_LEEWAY = LeewayClass(
    key="NONE",
    group="test",
    label="moves with the water",
    downwind=LeewayLine(0.0, 0.0, 0.0),
    right=LeewayLine(0.0, 0.0, 0.0),
    left=LeewayLine(0.0, 0.0, 0.0),
    source="test",
    confidence="test",
)


def one_class(key: str) -> Mixture:
    """A mixture of one class of the table."""
    return Mixture((leeway_class(key),), (1.0,))


NOTHING = Mixture((NO_LEEWAY,), (1.0,))

PLAIN = Release(
    count=1000,
    datum=Datum(x=0.0, y=0.0, sd=0.0),
    states={Status.ADRIFT: 1.0},
    hull=NOTHING,
    people=NOTHING,
    way=Way(
        over_ground=None,
        speed=(2.0, 2.0),
        course=(0.0, 1.0),
        course_sd=0.0,
        speed_error=0.0,
        heading_error=0.0,
        share_by_heading=1.0,
    ),
    rates=Rates(boarding_end=NEVER, failure=NEVER, swamping=NEVER, parting=NEVER),
    stream=StreamSpread(amplitude=0.0, shift=0.0, rotation=0.0, residual=0.0),
    shore=Shore(slope=(0.01, 0.01), level_sd=0.0, draughts=dict.fromkeys(Status, 0.5)),
    swamped_factor=(0.4, 0.4),
)

CALM_SETTINGS = Settings(hours=6, diffusivity=0.0, jibe_hourly=0.0, light_wind=0.0)


def release(**changes: Any) -> Release:
    """The plain release with some fields changed; nested dataclasses by a dict of their fields."""
    nested = {
        name: replace(getattr(PLAIN, name), **value)
        for name, value in changes.items()
        if isinstance(value, dict) and name != "states"
    }
    return replace(PLAIN, **{**changes, **nested})


def settings(**changes: Any) -> Settings:
    """The plain settings with some fields changed."""
    return replace(CALM_SETTINGS, **changes)
