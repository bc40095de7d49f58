"""What happens to the record itself: legal holds, and erasure by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced:
    """Nothing of a case may be erased while a hold stands, such as for an inquiry."""

    kind: ClassVar[str] = "hold.placed"
    hold: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted:
    """The hold no longer stands."""

    kind: ClassVar[str] = "hold.lifted"
    hold: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextErased:
    """Private texts were erased and their key destroyed; the chain stays whole."""

    kind: ClassVar[str] = "text.erased"
    sealed: tuple[str, ...]
    ground: Literal["time_passed", "request", "order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightErased:
    """The key of a night was destroyed: its telephone numbers can no longer be compared."""

    kind: ClassVar[str] = "night.erased"
    night: str
