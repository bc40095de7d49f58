"""Daylight and moonlight at a place and time; the only home of ephem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from math import degrees
from typing import TYPE_CHECKING, Any, Literal

from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.geodesy import Position

SOURCE = "ephem"
Phase = Literal["day", "civil", "nautical", "astronomical", "night"]

UPPER_LIMB_DEG = -34.0 / 60.0  # horizon for the upper limb: refraction at the horizon
SUNSET_DEG = -50.0 / 60.0  # elevation of the sun's centre at sunrise and sunset
PHASES: tuple[tuple[float, Phase], ...] = (
    (SUNSET_DEG, "day"),
    (-6.0, "civil"),
    (-12.0, "nautical"),
    (-18.0, "astronomical"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light at one place and time.

    Attributes
    ----------
    sun_elevation_deg : float
        Elevation of the sun's centre without refraction [degrees].
    phase : str
        ``day`` from sunrise to sunset, then the twilight by its name, then ``night``.
    sunrise, sunset : datetime or None
        The next ones, UTC; None where the sun does not rise or set within a day.
    next_daylight : datetime or None
        The next beginning of civil twilight, sun at -6 degrees, UTC.
    moon_up : bool
        Whether the moon's upper limb is above the horizon.
    moon_illuminated : float
        Lit share of its disc, 0 to 1.
    """

    sun_elevation_deg: float
    phase: Phase
    sunrise: datetime | None
    sunset: datetime | None
    next_daylight: datetime | None
    moon_up: bool
    moon_illuminated: float


def light(*, position: Position, time: datetime) -> Light:
    """Return the light at a place and time, at sea level with a free horizon and without clouds.

    Parameters
    ----------
    position : Position
        Anywhere on earth.
    time : datetime
        Any instant with its zone.

    Raises
    ------
    TimeError
        Where the time has no zone.

    Notes
    -----
    Sunrise and sunset are those of almanacs: upper limb, refraction 34 minutes of arc. Good to a
    minute or so; hills, haze and refraction in the field do more. Source: ephem.
    """
    import ephem  # noqa: PLC0415 (not needed to read an area)

    observer = _observer(position, time)
    sun, moon = ephem.Sun(observer), ephem.Moon(observer)
    elevation = degrees(float(sun.alt))
    return Light(
        sun_elevation_deg=elevation,
        phase=phase_of(elevation),
        sunrise=_next(observer, "next_rising", horizon_deg=UPPER_LIMB_DEG, centre=False),
        sunset=_next(observer, "next_setting", horizon_deg=UPPER_LIMB_DEG, centre=False),
        next_daylight=_next(observer, "next_rising", horizon_deg=-6.0, centre=True),
        moon_up=degrees(float(moon.alt) + float(moon.radius)) > UPPER_LIMB_DEG,
        moon_illuminated=float(moon.phase) / 100.0,
    )


def phase_of(sun_elevation_deg: float) -> Phase:
    """Return the name of the light at an elevation of the sun's centre [degrees]."""
    for limit, name in PHASES:
        if sun_elevation_deg >= limit:
            return name
    return "night"


def _observer(position: Position, time: datetime) -> Any:  # noqa: ANN401 (ephem has no types)
    import ephem  # noqa: PLC0415 (not needed to read an area)

    observer = ephem.Observer()
    observer.lat, observer.lon = str(position.latitude), str(position.longitude)
    observer.elevation, observer.pressure = 0.0, 0.0
    observer.date = ephem.Date(in_utc(time).replace(tzinfo=None))
    return observer


def _next(observer: Any, event: str, *, horizon_deg: float, centre: bool) -> datetime | None:  # noqa: ANN401
    """Time of the sun's next rising or setting through a horizon, or None in a polar season."""
    import ephem  # noqa: PLC0415 (not needed to read an area)

    observer.horizon = str(horizon_deg)
    try:
        found = getattr(observer, event)(ephem.Sun(), use_center=centre)
    except ephem.CircumpolarError:
        return None
    return found.datetime().replace(tzinfo=UTC)
