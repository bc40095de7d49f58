"""Areas beside those that come with Estran: where somebody keeps them, as one small port.

Whoever opens things offers a shelf; its areas are read once, when first asked for. No file is
touched here, and nothing is known of what an area holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from functools import _lru_cache_wrapper

Read = TypeVar("Read")


class AreaShelf(Protocol):
    """Where areas are kept that somebody added."""

    def keys(self) -> tuple[str, ...]:
        """Return the keys of what is kept, in order; none where nothing is."""
        ...

    def files(self, key: str) -> Mapping[str, bytes]:
        """Return the files of one area by their names.

        Raises
        ------
        DataError
            Where what is kept is damaged.
        """
        ...


@dataclass(slots=True)
class _Slot:
    """The shelf of this process, and what was read from it."""

    shelf: AreaShelf | None = None
    read: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_SLOT = _Slot()
_FORGET: list[Callable[[], None]] = []


def offer_shelf(shelf: AreaShelf | None) -> None:
    """Offer a shelf of areas in place of the one before; None takes it back.

    What was read of areas is forgotten, where any of them stood on the old shelf.
    """
    with _SLOT.lock:
        _SLOT.shelf = shelf
        if _SLOT.read:
            _SLOT.read = {}
            for forget in _FORGET:
                forget()


def shelf_keys() -> tuple[str, ...]:
    """Return the keys of the areas on the shelf, in order."""
    return () if _SLOT.shelf is None else _SLOT.shelf.keys()


def shelf_files(key: str) -> Mapping[str, bytes]:
    """Return the files of an area on the shelf; none where it does not stand there.

    Raises
    ------
    DataError
        Where what is kept is damaged.
    """
    with _SLOT.lock:
        if key not in _SLOT.read:
            shelf = _SLOT.shelf
            if shelf is None or key not in shelf_keys():
                return {}
            _SLOT.read[key] = shelf.files(key)
        return _SLOT.read[key]


def by_area(read: Callable[..., Read]) -> _lru_cache_wrapper[Read]:
    """Keep what a function reads of each area, until another shelf is offered."""
    kept = cache(read)
    _FORGET.append(kept.cache_clear)
    return kept
