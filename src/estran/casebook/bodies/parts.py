"""Parts that bodies share: positions as said, ranges of people, facts, private texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal[
    "call",
    "message",
    "email",
    "form",
    "vhf",
    "ais",
    "sart",
    "patrol",
    "drone",
    "aircraft",
    "ship",
    "unit",
    "centre",
]
"""How a report came."""
Source = Literal[
    "caller",
    "ngo",
    "volunteer",
    "resident",
    "ship",
    "centre",
    "patrol",
    "aircraft",
    "drone",
    "semaphore",
    "radar",
    "unknown",
]
"""Through whom it came: a kind, never a name. The first four call for help."""
CALLS_FOR_HELP: tuple[Source, ...] = ("caller", "ngo", "volunteer", "resident")
Phase = Literal["uncertainty", "alert", "distress"]
Indicated = Literal["distress", "distress_not_excluded", "not_indicated"]
Engine = Literal["running", "stopped", "none", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A text that stands outside the record and can be erased by law.

    Attributes
    ----------
    sealed : str
        Under which id the store holds it.
    digest : str
        H(nonce, text); the nonce is destroyed with the text.
    """

    sealed: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSaid:
    """One position as somebody gave it; several may stand side by side and compete.

    Attributes
    ----------
    said : str
        As given, with hemispheres, or a map link.
    accuracy_m : float or None
        One standard deviation per axis [m]; None where nobody gave it.
    at : datetime or None
        When it held, where that is not the time of the report.
    by : str
        Who measured it: a kind, such as ``caller`` or ``radar``.
    """

    said: str
    accuracy_m: float | None = None
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """How many people, as a range, and the words in which it was said."""

    low: int
    high: int
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSaid:
    """A fact that rules ask for: its value as text, who saw it and when."""

    value: str
    by: str = ""
    at: datetime | None = None
