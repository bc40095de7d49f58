"""Ships near a place at a time: each carried ahead from her last position, and how well that holds.

Any ship may help, and a master who hears of persons in distress must: nobody is tasked here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.hazard.spans import Span
from estran.quantities.geodesy import destination, distance_and_bearing
from estran.quantities.units import KNOT, MINUTE, NAUTICAL_MILE
from estran.rescue.ais_codes import codes
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.geodesy import Position
    from estran.rescue.ships_heard import Fix, Particulars, ShipsHeard, Track

USED = (
    "ais_near",
    "ais_recent",
    "ais_fastest",
    "ais_position_error",
    "ais_carried_error",
    "ais_speed_share",
    "ais_speed_unknown",
    "ais_slow",
    "ais_leaves_late",
    "ais_clock_ahead",
    "asset_ready_at_sea",
)
"""Keys of the assumptions on which a ship near rests."""
STAYS = 0.5 * KNOT  # slower than this she is where she was


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipNear:
    """One ship near a place.

    Attributes
    ----------
    fix : Fix
        Her last position, as heard.
    age : float
        From then until the time asked for [s].
    position : Position
        Where she is likely then.
    error : float
        Radius about it [m].
    distance : float
        From the place [m]; 0 where none was asked for.
    bearing_deg : float
        From the place, true.
    speed, leaves : Span
        Likely on the way [m/s], and from a call to leaving [s].
    can_come : bool
        No where she says that she is aground or not under command.
    """

    mmsi: int
    said: Particulars
    fix: Fix
    age: float
    position: Position
    error: float
    distance: float
    bearing_deg: float
    speed: Span
    leaves: Span
    can_come: bool

    @property
    def at(self) -> datetime:
        """When her last position was heard."""
        return self.fix.at

    @property
    def said_speed(self) -> float | None:
        """Over the ground, as she sent it [m/s]."""
        return self.fix.speed


def ships_near(
    heard: ShipsHeard, *, place: Position | None, asked: datetime
) -> tuple[tuple[ShipNear, ...], Counter[str]]:
    """Return the ships near a place, nearest first, and how many were left out and why.

    Parameters
    ----------
    heard : ShipsHeard
        All that was heard.
    place : Position or None
        Where help is needed; None takes every ship.
    asked : datetime
        When.

    Notes
    -----
    Left out: ``old`` where the last position is too old, ``far``, and ``shared_number`` where two
    tracks go on under one number, so that neither can be trusted.

    Source: solas_1974, chapter V, regulation 33: any ship in a position to assist proceeds.
    """
    found: list[ShipNear] = []
    left_out: Counter[str] = Counter()
    recent = assumption("ais_recent").value * MINUTE
    near = assumption("ais_near").value * NAUTICAL_MILE
    for mmsi, tracks in heard.tracks.items():
        track = _trusted(tracks, asked=asked, recent=recent)
        if isinstance(track, str):
            left_out[track] += 1
            continue
        ship = _near(mmsi, track.fix, heard.said_of(mmsi), place=place, asked=asked)
        if ship.distance - ship.error > near:
            left_out["far"] += 1
            continue
        found.append(ship)
    return tuple(sorted(found, key=lambda one: (one.distance, one.mmsi))), left_out


def carried(fix: Fix, *, asked: datetime) -> tuple[Position, float]:
    """Return where a ship is likely at a time, and the radius of error [m].

    Parameters
    ----------
    fix : Fix
        Her last position; carried ahead on course and speed, never back.
    asked : datetime
        When.
    """
    gone = max((asked - fix.at).total_seconds(), 0.0)
    error = assumption("ais_position_error").value
    if fix.speed is None:
        return fix.position, error + gone * assumption("ais_speed_unknown").value * KNOT
    way = fix.speed * gone
    if fix.course_deg is None or fix.speed < STAYS:
        return fix.position, error + way
    ahead = destination(start=fix.position, bearing_deg=fix.course_deg, distance=way)
    return ahead, error + way * assumption("ais_carried_error").value


def likely_speed(fix: Fix) -> Span:
    """Return how fast a ship may come [m/s]: near what she does, where she is under way."""
    if _is_slow(fix):
        row = assumption("ais_speed_unknown")
        return Span(row.low * KNOT, row.high * KNOT)
    share, speed = assumption("ais_speed_share"), fix.speed or 0.0
    return Span(speed * share.low, speed * share.high)


def leaving(fix: Fix) -> Span:
    """Return how long a ship takes from a call to leaving [s]."""
    late = _is_slow(fix) or fix.status in codes().leaves_late
    row = assumption("ais_leaves_late" if late else "asset_ready_at_sea")
    return Span(row.low * MINUTE, row.high * MINUTE)


def _is_slow(fix: Fix) -> bool:
    return fix.speed is None or fix.speed < assumption("ais_slow").value * KNOT


def _trusted(tracks: list[Track], *, asked: datetime, recent: float) -> Track | str:
    """Return the track of a number that counts, or why none does."""
    fresh = [one for one in tracks if (asked - one.fix.at).total_seconds() <= recent]
    if not fresh:
        return "old"
    if sum(one.count > 1 for one in fresh) > 1:
        return "shared_number"
    return max(fresh, key=lambda one: one.count)


def _near(
    mmsi: int, fix: Fix, said: Particulars, *, place: Position | None, asked: datetime
) -> ShipNear:
    position, error = carried(fix, asked=asked)
    distance, bearing = distance_and_bearing(start=place or position, end=position)
    return ShipNear(
        mmsi=mmsi,
        said=said,
        fix=fix,
        age=max((asked - fix.at).total_seconds(), 0.0),
        position=position,
        error=error,
        distance=distance,
        bearing_deg=bearing,
        speed=likely_speed(fix),
        leaves=leaving(fix),
        can_come=fix.status not in codes().cannot_come,
    )
