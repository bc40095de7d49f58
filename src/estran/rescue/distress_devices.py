"""Devices that call for help by AIS: transponders of survival craft, of persons, beacons.

A test is one only where all that was heard of a device says so. No position and no clock is needed
for an alarm, and nothing here decides that one is false.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estran.quantities.geodesy import Position
from estran.rescue.ais_codes import DEVICES, codes, is_on_distress_call, station_kind

if TYPE_CHECKING:
    from datetime import datetime

    from estran.rescue.ais_codes import Device

MOST_CALLS = 500
"""More devices than this are counted and not told apart: a flood must not fill a memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one message says of one station; None is: not in it, or not available.

    Attributes
    ----------
    mmsi : int
        Nine digits.
    at : datetime or None
        When it was heard.
    latitude, longitude : float or None
        WGS84 degrees as sent; 91 and 181 stand for nothing.
    speed_kn, course_deg : float or None
        Over the ground, as sent.
    status : int or None
        Navigational status.
    places : bool
        Whether the message is of a kind that tells a position.
    text : str
        Of a safety message.
    name : str
        Of the ship.
    type_number : int or None
        Of her type.
    length, draught : float or None
        [m]
    """

    mmsi: int
    at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    speed_kn: float | None = None
    course_deg: float | None = None
    status: int | None = None
    places: bool = False
    text: str = ""
    name: str = ""
    type_number: int | None = None
    length: float | None = None
    draught: float | None = None

    @property
    def position(self) -> Position | None:
        """The position, where there is one on this earth."""
        latitude, longitude = self.latitude, self.longitude
        if latitude is None or longitude is None:
            return None
        if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
            return None
        return Position(latitude=latitude, longitude=longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistressCall:
    """What has been heard of one device.

    Attributes
    ----------
    device : str
        ``sart``, ``mob``, ``epirb``, or ``ship``: a ship's own transponder that calls.
    test : bool
        Whether all that was heard of it says test.
    first, last : datetime or None
        When it was heard; None where nothing has a time.
    position : Position or None
        The last one that it sent.
    placed : datetime or None
        When it sent that.
    count : int
        Messages heard.
    """

    mmsi: int
    device: Device
    test: bool
    first: datetime | None
    last: datetime | None
    position: Position | None
    placed: datetime | None
    count: int


def device_of(one: Sighting) -> Device | None:
    """Return what calls in a message; None where nothing does.

    Notes
    -----
    A device is known by its number, by its words, or by its status, whichever says so first.
    Source: imo_sart_ais_2007, annex: what a transmitter of a survival craft sends.
    """
    if not (one.places or one.text):
        return None
    kind = station_kind(one.mmsi)
    for device in DEVICES:
        if kind == device:
            return device
    named = _named(one.text)
    if named is not None:
        return named
    return "ship" if is_on_distress_call(one.status) else None


def says_test(one: Sighting) -> bool:
    """Say whether a message says of itself that its device is tested, and nothing else."""
    if one.text:
        words = one.text.upper()
        return codes().test_word in words and codes().active_word not in words
    return one.status == codes().under_test


def called(before: DistressCall | None, one: Sighting) -> DistressCall | None:
    """Return what is known of a device after one more message; None where nothing calls.

    Parameters
    ----------
    before : DistressCall or None
        What was known of this number.
    one : Sighting
        The message.
    """
    device = device_of(one)
    if device is None:
        return before
    place = one.position
    if before is None:
        return DistressCall(
            mmsi=one.mmsi,
            device=device,
            test=says_test(one),
            first=one.at,
            last=one.at,
            position=place,
            placed=None if place is None else one.at,
            count=1,
        )
    times = [time for time in (before.first, before.last, one.at) if time is not None]
    newer = place is not None and not _is_older(one.at, before.placed)
    return replace(
        before,
        device=before.device if device == "ship" else device,
        test=before.test and says_test(one),
        first=min(times, default=None),
        last=max(times, default=None),
        position=place if newer else before.position,
        placed=one.at if newer else before.placed,
        count=before.count + 1,
    )


def _is_older(time: datetime | None, known: datetime | None) -> bool:
    return time is not None and known is not None and time < known


def _named(text: str) -> Device | None:
    """Return the device that a text speaks of as active or under test."""
    words = text.upper().split()
    if not {codes().active_word, codes().test_word} & set(words):
        return None
    return next((codes().devices[word] for word in words if word in codes().devices), None)
