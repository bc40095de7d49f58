"""What must hold between the parts of another coast's file: refused with the place where it fails.

Nothing is read and nothing is kept here.
"""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.area import shipped_areas
from estran.environment.tidal_constituents import constituent_names
from estran.exchange.area_rings import first_crossing
from estran.sources.library import library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estran.exchange.area_file import AreaText
    from estran.exchange.area_given import BoxGiven

FURTHEST_NORTH = 60.0
"""Beyond this latitude [degrees] the engine's plane and its nodes are not made for the area."""
SMALLEST, LARGEST = 5.0, 200.0
"""Sides of a box [km]: below, all soon drifts out of it; above, it is no stretch of coast."""
KILOMETRES_A_DEGREE = 111.2
NEAR_BOX = 5.0  # degrees: a line, a gauge or a coast further off belongs to another sea
OTHER, AT_SEA = "other", "sea"


def check_area(text: AreaText) -> None:
    """Check what the parts of a file say of each other, its coast line apart.

    Raises
    ------
    ReportFileError
        Naming file, line, place and what would be right.
    """
    for check in (_box, _named_once, _sources, _regions, _lines, _places, _inland, _numbers, _tide):
        for path, problem in check(text):
            raise text.refused(path, problem)


def near_box(box: BoxGiven, points: Sequence[tuple[float, float]]) -> bool:
    """Return whether all points lie in a box or within five degrees of it."""
    return all(
        box.west - NEAR_BOX <= longitude <= box.east + NEAR_BOX
        and box.south - NEAR_BOX <= latitude <= box.north + NEAR_BOX
        for longitude, latitude in points
    )


def _box(text: AreaText) -> Iterator[tuple[str, str]]:
    given, box = text.given, text.given.box
    if given.key in shipped_areas():
        yield "key", f"{given.key} is an area that comes with Estran; choose another key"
    if box.west >= box.east:
        yield "box", "west must be less than east; a box across the 180th meridian is not held"
    if box.south >= box.north:
        yield "box", "south must be less than north"
    if max(abs(box.south), abs(box.north)) > FURTHEST_NORTH:
        yield "box", f"reaches beyond {FURTHEST_NORTH:g} degrees of latitude, which is not held"
    middle = radians((box.south + box.north) / 2.0)
    sides = (
        (box.east - box.west) * cos(middle) * KILOMETRES_A_DEGREE,
        (box.north - box.south) * KILOMETRES_A_DEGREE,
    )
    if not all(SMALLEST <= side <= LARGEST for side in sides):
        yield (
            "box",
            f"is {sides[0]:.0f} km by {sides[1]:.0f} km; each side has {SMALLEST:g} to "
            f"{LARGEST:g} km",
        )


def _named_once(text: AreaText) -> Iterator[tuple[str, str]]:
    given = text.given
    tables: dict[str, list[str]] = {
        "regions[{}].key": [one.key for one in given.regions],
        "lines[{}].key": [one.key for one in given.lines],
        "places[{}].name": [one.name.casefold() for one in given.places],
        "told_at_intake[{}]": list(given.told_at_intake),
    }
    if given.tide is not None:
        tables["tide.stations[{}].key"] = [one.key for one in given.tide.stations]
    for path, names in tables.items():
        for number, name in enumerate(names):
            if name in names[:number]:
                yield path.format(number), f"{name} stands twice"


def _sources(text: AreaText) -> Iterator[tuple[str, str]]:
    own = text.given.sources
    for key in own:
        if key in library():
            yield f"sources.{key}", f"{key} is a source of Estran's library; choose another key"
    for path, key in _cited(text):
        if key not in own and key not in library():
            yield path, f"there is no source {key}: name it under `sources`"


def _cited(text: AreaText) -> Iterator[tuple[str, str]]:
    """Yield every key of a source that the file cites, with its place."""
    given = text.given
    yield "coast.source", given.coast.source
    yield "sea_temperature.source", given.sea_temperature.source
    for name in ("beach_slope", "inland", "tide"):
        if (table := getattr(given, name)) is not None:
            yield f"{name}.source", table.source
    yield from ((f"regions[{k}].source", one.source) for k, one in enumerate(given.regions))
    yield from ((f"lines[{k}].source", one.source) for k, one in enumerate(given.lines))
    yield from ((f"places[{k}].source", one.source) for k, one in enumerate(given.places))


def _regions(text: AreaText) -> Iterator[tuple[str, str]]:
    given = text.given
    lines = {one.key for one in given.lines}
    for number, one in enumerate(given.regions):
        if one.key in (OTHER, AT_SEA):
            yield f"regions[{number}].key", f"{one.key} is no name of a region"
        for key in one.sides:
            if key not in lines:
                yield f"regions[{number}].sides.{key}", f"there is no line {key}"
        if len(given.regions) > 1 and not one.sides:
            yield f"regions[{number}]", "needs `sides`: on which side of each line it lies"
    names = {one.coordinator for one in given.regions}
    for number, name in enumerate(given.told_at_intake):
        if name not in names:
            yield f"told_at_intake[{number}]", f"{name} coordinates none of the regions"


def _lines(text: AreaText) -> Iterator[tuple[str, str]]:
    given = text.given
    regions = {one.key for one in given.regions} | {OTHER}
    for number, one in enumerate(given.lines):
        path = f"lines[{number}]"
        for side in ("left", "right"):
            if getattr(one, side) not in regions:
                yield f"{path}.{side}", f"there is no region {getattr(one, side)}"
        yield from _way(text, f"{path}.points", one.points)


def _places(text: AreaText) -> Iterator[tuple[str, str]]:
    given, box = text.given, text.given.box
    shores = {one.key for one in given.regions} | {AT_SEA}
    for number, one in enumerate(given.places):
        if one.shore not in shores:
            yield f"places[{number}].shore", f"{one.shore} is neither a region nor {AT_SEA}"
        inside = box.west <= one.longitude <= box.east and box.south <= one.latitude <= box.north
        if not inside:
            yield f"places[{number}]", f"{one.name} lies outside the box"


def _inland(text: AreaText) -> Iterator[tuple[str, str]]:
    if text.given.inland is None:
        return
    for number, harbour in enumerate(text.given.inland.harbours):
        ring = (
            harbour.ring
            if harbour.ring[0] == harbour.ring[-1]
            else [*harbour.ring, harbour.ring[0]]
        )
        yield from _way(text, f"inland.harbours[{number}].ring", ring)
    for number, canal in enumerate(text.given.inland.canals):
        yield from _way(text, f"inland.canals[{number}].line", canal.line)


def _way(
    text: AreaText, path: str, points: Sequence[tuple[float, float]]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a line or a closed ring."""
    row = np.array(points, dtype=np.float64)
    if not near_box(text.given.box, points):
        yield path, "has a point far from the box; are longitude and latitude the right way round?"
    if (np.diff(row, axis=0) == 0.0).all(axis=1).any():
        yield path, "has the same point twice in a row"
    elif first_crossing(row) is not None:
        yield path, "crosses itself"


def _numbers(text: AreaText) -> Iterator[tuple[str, str]]:
    slope = text.given.beach_slope
    if slope is not None and slope.low > slope.high:
        yield "beach_slope", "low must not be more than high"


def _tide(text: AreaText) -> Iterator[tuple[str, str]]:
    tide = text.given.tide
    if tide is None:
        return
    for number, one in enumerate(tide.stations):
        path = f"tide.stations[{number}]"
        if not near_box(text.given.box, [(one.longitude, one.latitude)]):
            yield path, "lies far from the box"
        if not one.lowest_tide < one.mean_sea_level < one.mean_high_water_springs:
            yield path, "needs lowest_tide below mean_sea_level below mean_high_water_springs"
        for name in one.constituents:
            if name not in constituent_names():
                yield f"{path}.constituents.{name}", f"there is no law for {name}; leave it out"
    yield from _coasts(tide.coasts, [one.key for one in tide.stations])


def _coasts(
    coasts: Sequence[Sequence[str | tuple[float, float]]], stations: Iterable[str]
) -> Iterator[tuple[str, str]]:
    known = set(stations)
    named: list[str] = []
    for number, coast in enumerate(coasts):
        path = f"tide.coasts[{number}]"
        gauges = [one for one in coast if isinstance(one, str)]
        named += gauges
        for one in gauges:
            if one not in known:
                yield path, f"there is no gauge {one}"
        if not (isinstance(coast[0], str) and isinstance(coast[-1], str)):
            yield path, "must begin and end at a gauge"
        if len(coasts) == 2 and len(coast) < 2:
            yield path, "needs two gauges: one on each end"
    if coasts and (len(set(named)) < len(named) or set(named) != known):
        yield "tide.coasts", "must name every gauge once"
