"""From a request to a look at the record: who looks, at what state, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from estran.room.views import Looking

if TYPE_CHECKING:
    from estran.server.route import Asked


def looking(asked: Asked) -> Looking:
    """Return the look of whoever asks, at the state as it is now."""
    desk = asked.ports.desk
    return Looking(
        desk=desk, book=desk.book(), by=asked.by, now=desk.now(), language=asked.language
    )


def spoken(asked: Asked) -> Literal["en", "fr"]:
    """Return the language that a request asks for, as one of those that answers are given in."""
    return "fr" if asked.language == "fr" else "en"
