"""Opens what AIS comes from: a file of sentences, or a receiver."""

from __future__ import annotations

import importlib.util
import math
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from estran.errors import InputError, MissingExtraError
from estran.wiring import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from estran.adapters.ais_hearing import HeardThere
    from estran.room.desk import Desk

LISTENING_S = 30.0
"""How long a receiver is listened to where nobody says."""
LONGEST_S = 86_400.0
"""A day: a look that nobody could wait for is a slip of the hand."""


def require_ais() -> None:
    """Refuse where what decodes AIS is not installed."""
    if importlib.util.find_spec("pyais") is None:
        raise MissingExtraError(
            "ais.extra_missing",
            "AIS needs pyais, which is not installed: pip install 'estran[ais]'.",
            module="pyais",
        )


def heard_at(
    where: str,
    *,
    until: datetime | None = None,
    untimed: datetime | None = None,
    seconds: float = LISTENING_S,
) -> HeardThere:
    """Return what is heard at a file, or at a receiver for a while.

    Parameters
    ----------
    where : str
        A file, or tcp://HOST:PORT or udp://HOST:PORT.
    until : datetime or None
        What is heard of ships later does not count; at a receiver the time of listening is added.
    untimed : datetime or None
        Time of a file's lines that hold none.
    seconds : float
        How long to listen to a receiver: more than 0, at most a day.

    Raises
    ------
    InputError
        Where the file cannot be read, the address is none, or so long cannot be listened.
    """
    require_ais()
    _require_seconds(seconds)
    from estran.adapters.ais_hearing import After, hear_file, hear_receiver
    from estran.adapters.ais_receiver import place_of

    place = place_of(where)
    if place.kind == "file":
        return hear_file(place, until=until, untimed=untimed)
    end = None if until is None else until + timedelta(seconds=seconds)
    return hear_receiver(place, stop=After(seconds), clock=clock(), until=end)


def _require_seconds(seconds: float) -> None:
    if not (math.isfinite(seconds) and 0.0 < seconds <= LONGEST_S):
        raise InputError(
            "ais.seconds",
            f"{seconds:g} seconds: a receiver is listened to for more than 0 and at most"
            f" {LONGEST_S:g} seconds (a day); 30 is usual.",
            seconds=f"{seconds:g}",
            most=f"{LONGEST_S:g}",
        )


@contextmanager
def follow_beside(
    desk: Desk, where: str | None, *, shared: tuple[str, ...], language: Literal["en", "fr"]
) -> Iterator[None]:
    """Follow AIS for devices that call for help while a server runs; None follows nothing.

    Parameters
    ----------
    desk : Desk
        Where they become reports.
    where : str or None
        A file that grows, or tcp://HOST:PORT or udp://HOST:PORT.
    shared : tuple of str
        Centres that read this room, its own first.
    language : str
        Of the words of the reports.

    Raises
    ------
    InputError
        Where the record is one of an exercise or a replay: a real call would be taken for play.
    """
    if where is None:
        yield
        return
    require_ais()
    from estran.adapters.ais_receiver import place_of
    from estran.adapters.ais_thread import AisThread
    from estran.room.distress_heard import DistressWatch

    if desk.watermark:
        raise InputError(
            "ais.exercise",
            "This record is one of an exercise or a replay: a real call for help would be taken for"
            " play in it. Follow AIS beside a real record.",
        )
    watch = DistressWatch(desk=desk, shared=shared, language=language)
    thread = AisThread(place_of(where), watch.hear, clock=clock(), rest=watch.tell_waiting)
    thread.start()
    try:
        yield
    finally:
        thread.stop()
