"""What the numbers of AIS mean: kinds of stations, types of ships, status, what a device says.

A table read once; no station is followed here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from estran.sources.library import source

Device = Literal["sart", "mob", "epirb", "ship"]
"""What calls: a transponder of a survival craft, of a person overboard, a beacon, or a ship."""
DEVICES: tuple[Device, ...] = ("sart", "mob", "epirb")
STATE_TYPES = frozenset({"military", "law_enforcement"})
"""Types whose ships' places are nobody's business but of who coordinates a rescue."""
STATE_NAMES = (
    "BF ",
    "BORDER FORCE",
    "COASTAL FORCE",
    "CUSTOMS",
    "DOUANE",
    "FS ",
    "GENDARMERIE",
    "HMC ",
    "HMS ",
    "NAVY",
    "POLICE",
    "POLITIE",
    "PSP ",
    "RFA ",
    "VCSM",
    "WARSHIP",
)
"""How names of such ships begin or what they hold: many give no type, or another one."""
MMSI_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The numbers, as `ais_codes.toml` gives them.

    Attributes
    ----------
    identity : tuple of (str, str)
        Beginning of a nine-digit number and kind of station; the longest beginning counts.
    types : tuple of (int, int, str)
        First and last number of a type of ship, and the type.
    cannot_come, leaves_late : frozenset of int
        Navigational status of ships that cannot come, and of those that leave late.
    distress, under_test : int
        Navigational status of a device that calls, and of one that is tested.
    """

    identity: tuple[tuple[str, str], ...]
    types: tuple[tuple[int, int, str], ...]
    cannot_come: frozenset[int]
    leaves_late: frozenset[int]
    distress: int
    under_test: int
    devices: dict[str, Device]
    active_word: str
    test_word: str
    no_speed_kn: float
    no_course: float


@cache
def codes() -> Codes:
    """Return the table.

    Raises
    ------
    SourceError
        Where a part of it cites a source that the library does not hold.
    """
    text = files("estran.rescue").joinpath("ais_codes.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    for one in tables.values():
        source(one["source"])
    status, said, nothing = tables["status"], tables["device_text"], tables["not_available"]
    return Codes(
        identity=tuple((one["begins"], one["kind"]) for one in tables["identity"]["kinds"]),
        types=tuple(
            (one["first"], one["last"], one["type"]) for one in tables["ship_type"]["types"]
        ),
        cannot_come=frozenset(status["cannot_come"]),
        leaves_late=frozenset(status["leaves_late"]),
        distress=status["distress"],
        under_test=status["under_test"],
        devices=said["devices"],
        active_word=said["active"],
        test_word=said["under_test"],
        no_speed_kn=nothing["speed_kn"],
        no_course=nothing["course"],
    )


@lru_cache(maxsize=10_000)
def station_kind(mmsi: int) -> str:
    """Return the kind of station that a number belongs to; ``unknown`` where none fits."""
    digits = f"{mmsi:09d}"
    if len(digits) != MMSI_DIGITS or mmsi < 0:
        return "unknown"
    fitting = [pair for pair in codes().identity if digits.startswith(pair[0])]
    return max(fitting, key=lambda pair: len(pair[0]), default=("", "unknown"))[1]


def ship_type(number: int | None) -> str:
    """Return the type of ship that a number stands for; ``unknown`` where nobody said."""
    if not number:
        return "unknown"
    found = (name for first, last, name in codes().types if first <= number <= last)
    return next(found, "unknown")


def is_state_vessel(*, kind: str, name: str) -> bool:
    """Say whether a ship gives itself as one of armed forces, police, customs or border guard.

    Parameters
    ----------
    kind : str
        By `ship_type`.
    name : str
        As sent.
    """
    called = f"{name.upper()} "
    return kind in STATE_TYPES or any(
        called.startswith(one) or f" {one.strip()} " in f" {called}" for one in STATE_NAMES
    )


def is_on_distress_call(status: int | None) -> bool:
    """Say whether a navigational status is that of a device that calls."""
    return status == codes().distress
