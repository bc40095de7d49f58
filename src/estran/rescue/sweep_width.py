"""How wide a strip a searcher sweeps: published tables for the eye by day, and their corrections.

Always a range, or unknown with its reason; nothing is carried beyond a table. A width for the
night, infrared, radar or a drone is the user's to give: no table of theirs is held.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from estran.errors import QuantityError, UnknownNameError
from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.rescue.detection import Range

Unknown = Literal["searcher", "visibility", "size", "weather", "speed"]
"""Why there is no width: what is not given, or lies outside the tables."""
NO_FACTOR: Range = (1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookout:
    """Who looked, and in what conditions. None is unknown.

    Attributes
    ----------
    searcher : str
        A key of `searchers`, or any other kind, for which no table is held.
    visibility : float or None
        Meteorological [m].
    wind, waves : float or None
        Wind speed [m/s] and significant height [m] during the search.
    speed : float or None
        Over the ground [m/s]; of aircraft only it decides.
    fatigue : bool or None
        Whether the crew reports excessive fatigue.

    Raises
    ------
    QuantityError
        Where a number is negative or none.
    """

    searcher: str
    visibility: float | None
    wind: float | None
    waves: float | None
    speed: float | None = None
    fatigue: bool | None = None

    def __post_init__(self) -> None:
        for name in ("visibility", "wind", "waves", "speed"):
            value = getattr(self, name)
            if value is not None and not (isfinite(value) and value >= 0.0):
                raise QuantityError(
                    "search.condition",
                    f"{name} during the search is {value}: give a number that is not negative, or "
                    "leave it out where nobody knows.",
                    name=name,
                    value=f"{value}",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepWidth:
    """A width as a range, or why there is none.

    Attributes
    ----------
    width : (low, high) or None
        [m]; None is unknown.
    unknown : str or None
        Why; None where the width is known.
    sources : tuple of str
        Keys of the library that the width rests on.
    confidence : str
        ``high``, ``medium`` or ``low``: how far the table is to be trusted; empty where unknown.
    """

    width: Range | None
    unknown: Unknown | None
    sources: tuple[str, ...] = ()
    confidence: str = ""


def searchers() -> tuple[str, ...]:
    """Return the kinds of searcher of which a table is held."""
    return tuple(_data()["searchers"])


def search_objects() -> tuple[str, ...]:
    """Return what may be searched for."""
    return tuple(_data()["objects"])


def sweep_width(target: str, lookout: Lookout) -> SweepWidth:
    """Return the corrected sweep width of the eye by day.

    Parameters
    ----------
    target : str
        One of `search_objects`.
    lookout : Lookout
        Who looked, and in what conditions.

    Returns
    -------
    SweepWidth
        The product of the uncorrected width and the factors for weather, fatigue and an aircraft's
        speed, low ends and high ends apart. Unknown where any of them is.

    Raises
    ------
    UnknownNameError
        Where nothing of that name can be searched for.

    Notes
    -----
    Source: iamsar_2, appendix N, and the sources in the table.
    """
    row = _target(target)
    table = _data()["searchers"].get(lookout.searcher)
    if table is None:
        return SweepWidth(width=None, unknown="searcher")
    parts = (
        uncorrected_width(target, lookout),
        _weather_factor(row["weather"], lookout),
        _speed_factor(row["rows"], lookout, air=table["kind"] == "air"),
        fatigue_factor(lookout.fatigue),
    )
    low = high = NAUTICAL_MILE
    for part in parts:
        if isinstance(part, str):
            return SweepWidth(width=None, unknown=part)
        low, high = low * part[0], high * part[1]
    return SweepWidth(
        width=(low, high),
        unknown=None,
        sources=_sources(table, row, air=lookout.searcher),
        confidence=table["confidence"],
    )


def given_width(low: float, high: float) -> SweepWidth:
    """Return a width that a person gave as a range [m].

    Raises
    ------
    QuantityError
        Where it is negative, no number, or the wrong way round.
    """
    if not (isfinite(low) and isfinite(high) and 0.0 <= low <= high):
        raise QuantityError(
            "search.width_range",
            f"Sweep width {low / NAUTICAL_MILE:g} to {high / NAUTICAL_MILE:g} nm: two numbers are "
            "needed, none negative, the smaller first.",
            low=f"{low / NAUTICAL_MILE:g}",
            high=f"{high / NAUTICAL_MILE:g}",
        )
    return SweepWidth(width=(low, high), unknown=None, confidence="low")


def uncorrected_width(target: str, lookout: Lookout) -> Range | Unknown:
    """Return the width of the table [nm], between its rows and with half of its last digit.

    Parameters
    ----------
    target : str
        One of `search_objects`.
    lookout : Lookout
        Gives searcher and visibility; between two columns the width is linear.

    Returns
    -------
    (low, high) or str
        Why not, where the visibility is unknown or outside the table, or no row is as small or as
        large as the object.
    """
    table = _data()["searchers"].get(lookout.searcher)
    if table is None:
        return "searcher"
    if lookout.visibility is None:
        return "visibility"
    found: list[float] = []
    for kind, smallest, largest in _target(target)["rows"]:
        held = _neighbours(table.get(kind, {}), smallest, largest)
        if held is None:
            return "size"
        for widths in held:
            width = _between(table["visibility"], widths, lookout.visibility / NAUTICAL_MILE)
            if width is None:
                return "visibility"
            found.append(width)
    half = _data()["printed"]["half_step"]
    return max(min(found) - half, 0.0), max(found) + half


def fatigue_factor(fatigue: bool | None) -> Range:  # noqa: FBT001 -- a fact, with unknown
    """Return the factor for a tired crew [-]; between both where nobody knows.

    Notes
    -----
    Source: jp_3_50, appendix D.
    """
    tired: float = _data()["fatigue"]["factor"]
    if fatigue is None:
        return tired, 1.0
    return (tired, tired) if fatigue else NO_FACTOR


def _weather_factor(kinds: Sequence[str], lookout: Lookout) -> Range | Unknown:
    """Return the factor for wind and sea; low by the stricter limits, high by the wider ones."""
    if lookout.wind is None or lookout.waves is None:
        return "weather"
    table = _data()["weather"]
    blown = _grade(lookout.wind / KNOT, table["wind"])
    strict = max(blown, _grade(lookout.waves, table["waves_strict"]))
    wide = max(blown, _grade(lookout.waves, table["waves_wide"]))
    return min(table[kind][strict] for kind in kinds), max(table[kind][wide] for kind in kinds)


def _speed_factor(
    rows: Sequence[tuple[str, float, float]], lookout: Lookout, *, air: bool
) -> Range | Unknown:
    """Return the factor for an aircraft's speed; 1 for a vessel."""
    if not air:
        return NO_FACTOR
    table = _data()["speed"][lookout.searcher]
    kind, smallest, _ = rows[0]
    exact = next((name for name in (kind, f"{kind}_{smallest}") if name in table), None)
    nearest = exact or ("raft_4" if "raft_4" in table else "person")
    speeds = list(table["speed"])
    speed = None if lookout.speed is None else lookout.speed / KNOT
    if speed is not None and table.get("or_less") and speed > 0.0:
        speed = max(speed, speeds[0])
    factor = None if speed is None else _between(speeds, table[nearest], speed)
    if factor is None:
        return "speed"
    return (factor, factor) if exact else (min(factor, 1.0), max(factor, 1.0))


def _grade(value: float, limits: Sequence[float]) -> int:
    return sum(value > limit for limit in limits)


def _neighbours(
    rows: Mapping[str, Sequence[float]], smallest: float, largest: float
) -> tuple[Sequence[float], Sequence[float]] | None:
    """Return the widths of the rows next to a span of sizes, from below and from above."""
    sizes = {float(size): widths for size, widths in rows.items()}
    below = [size for size in sizes if size <= smallest]
    above = [size for size in sizes if size >= largest]
    if not (below and above):
        return None
    return sizes[max(below)], sizes[min(above)]


def _between(points: Sequence[float], values: Sequence[float], at: float) -> float | None:
    """Return the value at a point, linear between neighbours; None outside them."""
    pairs = list(zip(points, values, strict=True))
    for (left, before), (right, after) in pairwise(pairs):
        if left <= at <= right:
            share = (at - left) / (right - left)
            return (1.0 - share) * before + share * after
    return None


def _sources(table: Mapping[str, Any], row: Mapping[str, Any], *, air: str) -> tuple[str, ...]:
    speed = _data()["speed"].get(air, {})
    rows = (table, row, speed, _data()["weather"], _data()["fatigue"])
    keys = {key for one in rows for key in one.get("sources", ())}
    return tuple(source(key).key for key in sorted(keys))


def _target(target: str) -> Mapping[str, Any]:
    objects: Mapping[str, Any] = _data()["objects"]
    if target not in objects:
        raise UnknownNameError(
            "search.object",
            f"Nothing called {target!r} can be searched for here; known: {', '.join(objects)}.",
            name=target,
            known=tuple(objects),
        )
    row: Mapping[str, Any] = objects[target]
    return row


@cache
def _data() -> Mapping[str, Any]:
    text = files("estran.rescue").joinpath("sweep_width.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
