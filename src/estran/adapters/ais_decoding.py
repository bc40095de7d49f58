"""From whole AIS sentences to what they say. The only home of pyais; nothing is judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyais

from estran.rescue.distress_devices import Sighting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

PLACED = frozenset({1, 2, 3, 9, 18, 19, 27})
"""Messages that tell where their sender is."""
SAID = frozenset({5, 14, 24})
"""Messages that tell what a ship is, or a text of safety."""
LONGEST_TEXT, LONGEST_NAME = 160, 20
NO_SPEED_LONG_RANGE = 63.0
LONG_RANGE = 27


def decoded(parts: Sequence[bytes], *, at: datetime | None) -> Sighting | None:
    """Return what a message says; None where its kind is of no use here.

    Parameters
    ----------
    parts : sequence of bytes
        Its sentences in their order, checked.
    at : datetime or None
        When it was heard.

    Raises
    ------
    ValueError
        Where the bits make no message.
    """
    try:
        message: Any = pyais.decode(*parts)
        kind = int(message.msg_type)
        return _sighting(message, kind, at) if kind in PLACED | SAID else None
    except Exception as error:  # whatever the decoder trips over in bits off the air
        raise ValueError(f"no message: {type(error).__name__}") from error


def _sighting(message: Any, kind: int, at: datetime | None) -> Sighting:  # noqa: ANN401
    def number(name: str) -> float | None:
        value = getattr(message, name, None)
        return None if value is None else float(value)

    speed, type_number = number("speed"), number("ship_type")
    status = number("status")
    return Sighting(
        mmsi=int(message.mmsi),
        at=at,
        latitude=number("lat"),
        longitude=number("lon"),
        speed_kn=None if kind == LONG_RANGE and speed == NO_SPEED_LONG_RANGE else speed,
        course_deg=number("course"),
        status=None if status is None else int(status),
        places=kind in PLACED,
        text=_plain(getattr(message, "text", ""), LONGEST_TEXT),
        name=_plain(getattr(message, "shipname", ""), LONGEST_NAME),
        type_number=None if type_number is None else int(type_number),
        length=_length(number("to_bow"), number("to_stern")),
        draught=number("draught") or None,
    )


def _length(bow: float | None, stern: float | None) -> float | None:
    return ((bow or 0.0) + (stern or 0.0)) or None


def _plain(text: object, longest: int) -> str:
    """Return a text of the air on one line, without what cannot be printed."""
    if not text:
        return ""
    shown = "".join(one if one.isprintable() else " " for one in str(text))
    return " ".join(shown.replace("@", " ").split())[:longest]
