"""The states a boat and its people pass through, each with a line of advice."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """State of one particle, in the order in which a boat can pass through them."""

    BOARDING = 0
    UNDER_WAY = 1
    ADRIFT = 2
    SWAMPED = 3
    IN_WATER = 4

    @property
    def key(self) -> str:
        """Name in data and messages, such as ``under_way``."""
        return self.name.lower()

    @property
    def advice(self) -> str:
        """What this state means for those who search, in one sentence."""
        return _ADVICE[self]


_ADVICE = {
    Status.BOARDING: "People stand in the water around a boat they hold; it has not left yet.",
    Status.UNDER_WAY: "The engine runs: look along its course, not only downwind.",
    Status.ADRIFT: "Afloat without way on; wind and stream carry it.",
    Status.SWAMPED: "Awash, low and slow in the wind, hard to see; people may leave it soon.",
    Status.IN_WATER: "People are in the water apart from the hull: two search areas, people first.",
}


def status_of(key: str) -> Status:
    """Return the status with this name in data, such as ``adrift``.

    Raises
    ------
    KeyError
        Where no status has this name.
    """
    return Status[key.upper()]
