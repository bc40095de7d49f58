"""Tracks of drifters as recorded, and the stretches of them that a forecast is held to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.quantities.arrays import Floats

LONGEST_GAP = 3.0 * HOUR
"""Fixes further apart are not joined: half a tide is a quarter of the ellipse."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """What one drifter recorded.

    Attributes
    ----------
    key : str
        Its name in the file.
    times : (n,) array
        Seconds since 1970, UTC, strictly rising.
    latitude, longitude : (n,) arrays
        Degrees, WGS 84; longitude from -180 to 180.
    """

    key: str
    times: Floats
    latitude: Floats
    longitude: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A start on a track, and where the drifter was every full hour after it.

    Attributes
    ----------
    key : str
        Of the drifter.
    start : float
        Time of the fix that it starts from [s since 1970].
    latitude, longitude : (h + 1,) arrays
        At the start and every hour after it, linear between fixes [degrees].
    """

    key: str
    start: float
    latitude: Floats
    longitude: Floats

    @property
    def hours(self) -> int:
        """Full hours that it lasts."""
        return len(self.latitude) - 1


def stretches(track: Track, *, every: int, hours: int, least: int) -> Iterator[Stretch]:
    """Yield stretches of a track, one begun every some hours.

    Parameters
    ----------
    track : Track
        What was recorded.
    every : int
        Hours from one start to the next, at least 1.
    hours : int
        Longest stretch.
    least : int
        Shorter ones are left out.
    """
    times = track.times
    due = times[0] if len(times) else np.inf
    while due <= times[-1] if len(times) else False:
        first = int(np.searchsorted(times, due))
        start = float(times[first])
        lasts = min(hours, int((_unbroken(times, first) - start) // HOUR))
        if lasts >= least:
            moments = start + HOUR * np.arange(lasts + 1)
            yield Stretch(
                key=track.key,
                start=start,
                latitude=np.interp(moments, times, track.latitude),
                longitude=np.interp(moments, times, track.longitude),
            )
        due = max(due + every * HOUR, start + HOUR)


def _unbroken(times: Floats, first: int) -> float:
    """Return the time of the last fix that is joined to this one without a long gap."""
    gaps = np.flatnonzero(np.diff(times[first:]) > LONGEST_GAP)
    return float(times[first + gaps[0]] if gaps.size else times[-1])
