"""Opens what AIS comes from: a file of sentences, or a receiver."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from estran.errors import MissingExtraError
from estran.wiring import clock

if TYPE_CHECKING:
    from datetime import datetime

    from estran.adapters.ais_hearing import HeardThere

LISTENING_S = 30.0
"""How long a receiver is listened to where nobody says."""


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
        What a file says of later times does not count.
    untimed : datetime or None
        Time of a file's lines that hold none.
    seconds : float
        How long to listen to a receiver.

    Raises
    ------
    InputError
        Where the file cannot be read, or the address is none.
    """
    require_ais()
    from estran.adapters.ais_hearing import After, hear_file, hear_receiver
    from estran.adapters.ais_receiver import place_of

    place = place_of(where)
    if place.kind == "file":
        return hear_file(place, until=until, untimed=untimed)
    return hear_receiver(place, stop=After(seconds), clock=clock())
