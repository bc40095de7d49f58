"""Units that may come to the rescue: classes with published numbers, and units a user names.

A class is not a unit, and nobody here is tasked. Where somebody patrols is not known here and must
never be.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from estran.errors import SourceError
from estran.sources.assumptions import assumption
from estran.sources.library import source
from estran.sources.sourced import Sourced, read_sourced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.quantities.geodesy import Position

Kind = Literal["surface", "air", "land"]
KINDS: tuple[Kind, ...] = ("surface", "air", "land")
FIGURES = (
    "speed",
    "draught",
    "capacity",
    "capacity_most",
    "ready",
    "ready_night",
    "sea_limit",
)
KEYS = frozenset({*FIGURES, "kind", "inshore", "stations"})
ASSUMED = (
    "asset_speed_chartered",
    "asset_speed_small",
    "asset_draught_inflatable",
    "asset_draught_lifeboat",
    "asset_draught_patrol",
    "asset_draught_chartered",
    "asset_capacity_small",
    "asset_ready_at_sea",
    "asset_ready_helicopter",
    "asset_ready_helicopter_night",
)
"""Assumptions that a class may name in place of a published number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A public home of a class: a place of the area, and what it is called where that differs."""

    place: str
    source: str
    name: str = ""

    def __post_init__(self) -> None:
        source(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetClass:
    """One class of units.

    Attributes
    ----------
    speed : Sourced or None
        Published speed [knot]: the greatest afloat, cruising in the air; None of those by land.
    draught : Sourced or None
        [m]; None in the air and by land.
    capacity, capacity_most : Sourced or None
        Survivors that the source gives for hard conditions, and at the most; None where unknown.
    ready : Sourced or None
        From the call to leaving [minute], by day where `ready_night` says otherwise of the night;
        None of those by land.
    ready_night : Sourced or None
        The same by night; None where the source makes no difference.
    sea_limit : Sourced or None
        Significant wave height up to which a source calls it able [m]; None where none says so.
    inshore : bool
        Whether it comes near the shore; no where a source says that it stays off.
    stations : tuple of Station
        Public homes; none where its place is not public.
    """

    key: str
    kind: Kind
    speed: Sourced | None
    draught: Sourced | None
    capacity: Sourced | None
    capacity_most: Sourced | None
    ready: Sourced | None
    ready_night: Sourced | None
    sea_limit: Sourced | None
    inshore: bool
    stations: tuple[Station, ...]
    assumptions: tuple[str, ...]

    @property
    def figures(self) -> tuple[Sourced, ...]:
        """Every number that is known of it."""
        return tuple(one for name in FIGURES if (one := getattr(self, name)) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that the user names, in SI; None is unknown, and its class may fill the gap.

    Attributes
    ----------
    name : str
        Call sign or name of the unit, of no person.
    asset_class : str or None
        Key of its class.
    position : Position or None
        Where it is when the report is made.
    place : str
        What was said of its position.
    speed, draught, ready, sea_limit : float or None
        [m/s], [m], [s] and [m] significant.
    capacity : int or None
        Survivors it can take aboard.
    tasked : bool
        Whether somebody has tasked it.
    tasked_at : datetime or None
        When, if said.
    """

    name: str
    asset_class: str | None = None
    position: Position | None = None
    place: str = ""
    speed: float | None = None
    draught: float | None = None
    capacity: int | None = None
    ready: float | None = None
    sea_limit: float | None = None
    tasked: bool = False
    tasked_at: datetime | None = None


@cache
def asset_classes() -> Mapping[str, AssetClass]:
    """Return every class by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the class.
    """
    return parse_asset_classes(
        files("estran.rescue").joinpath("asset_classes.toml").read_text(encoding="utf-8")
    )


def parse_asset_classes(text: str) -> Mapping[str, AssetClass]:
    """Read classes from TOML text: one table a class.

    Raises
    ------
    SourceError
        Where a class lacks a field, has an unknown one, or a number is refused.
    """
    tables = tomllib.loads(text)
    return MappingProxyType({key: _class(key, table) for key, table in tables.items()})


def _class(key: str, table: dict[str, Any]) -> AssetClass:
    where = f"rescue/asset_classes.toml: [{key}]"
    if unknown := sorted(table.keys() - KEYS):
        raise SourceError("asset.malformed", f"{where} has the unknown {', '.join(unknown)}.")
    given = {name: _figure(table.get(name), where=f"{where} {name}") for name in FIGURES}
    try:
        return AssetClass(
            key=key,
            kind=_kind(table["kind"]),
            inshore=bool(table.get("inshore", True)),
            stations=tuple(Station(**row) for row in table["stations"]),
            assumptions=tuple(table[name] for name in FIGURES if isinstance(table.get(name), str)),
            **_complete(given, kind=table["kind"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise SourceError(
            "asset.malformed",
            f"{where}: {problem}. A class has kind, speed, ready and stations; compare [severn].",
            key=key,
        ) from problem


def _kind(said: str) -> Kind:
    for kind in KINDS:
        if said == kind:
            return kind
    raise ValueError(f"kind {said!r} is neither of {', '.join(KINDS)}")


def _complete(given: dict[str, Sourced | None], *, kind: str) -> dict[str, Any]:
    missing = [name for name in ("speed", "ready") if given[name] is None]
    if missing and kind != "land":
        raise ValueError(f"{', '.join(missing)} is missing")
    return given


def _figure(said: dict[str, Any] | str | None, *, where: str) -> Sourced | None:
    """Return a published number, or the assumption that stands for it."""
    if said is None:
        return None
    if isinstance(said, dict):
        return read_sourced(said, where=where)
    if said not in ASSUMED:
        raise SourceError(
            "asset.assumption", f"{where}: {said!r} is none of {', '.join(ASSUMED)}.", key=said
        )
    row = assumption(said)
    return Sourced(
        value=row.value,
        unit=row.unit,
        low=row.low,
        high=row.high,
        source=row.source,
        page=f"assumption {said}",
        confidence="low",
    )
