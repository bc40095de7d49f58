"""An area: what Estran knows of one stretch of coast, read from a folder of data.

Places, canals, harbours and lines live here as facts with their sources. Another coast is another
folder; no law of sea or drift belongs here.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.area_facts import (
    read_centres,
    read_foreshore,
    read_inland,
    read_line,
    read_place,
    read_region,
    read_sources,
    read_temperature,
)
from estran.environment.area_shelf import by_area, shelf_files, shelf_keys
from estran.environment.polyline import Polyline, distance, inside_ring
from estran.errors import DataError, PositionError, UnknownNameError
from estran.quantities.geodesy import LocalPlane, Position, distance_and_bearing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from estran.environment.area_facts import (
        BoundaryLine,
        Canal,
        Centres,
        Degrees,
        Foreshore,
        Harbour,
        InlandWaters,
        MonthlyTemperature,
        Place,
        Region,
    )
    from estran.quantities.arrays import Floats, Ints
    from estran.sources.library import Source


@dataclass(frozen=True, kw_only=True, eq=False)
class Area:
    """One stretch of coast: a box in degrees and what is known inside it.

    Attributes
    ----------
    centres : Centres or None
        Who coordinates; None where that is the strait's, which others know.
    foreshore : Foreshore or None
        Slopes of its beaches; None where those assumed hold.
    coast_source : str
        Of its coast line.
    sources : mapping of str to Source
        Those that only its own file names.
    """

    key: str
    name: str
    west: float
    south: float
    east: float
    north: float
    sea_temperature: MonthlyTemperature
    regions: tuple[Region, ...]
    lines: tuple[BoundaryLine, ...]
    places: tuple[Place, ...]
    inland: InlandWaters
    centres: Centres | None = None
    foreshore: Foreshore | None = None
    coast_source: str = "osm"
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether somebody added it: its own file says who coordinates."""
        return self.centres is not None

    def contains(self, position: Position) -> bool:
        """Return whether a position lies inside the box whose sea is held."""
        return (
            self.west <= position.longitude <= self.east
            and self.south <= position.latitude <= self.north
        )

    def inland_water(self, position: Position) -> str | None:
        """Return the name of the harbour or canal that a position lies in, or None.

        The shapes are approximate (typed by hand): None is no proof of open sea.
        """
        found = self.inland_shape(position)
        return found.name if found else None

    def inland_shape(self, position: Position) -> Harbour | Canal | None:
        """Return the harbour or canal that a position lies in, or None; harbours come first."""
        shapes = _inland_shapes(self)
        east, north = _plane_point(self, position)
        for harbour, ring in shapes.harbours:
            if bool(inside_ring(ring, x=east, y=north)[0]):
                return harbour
        for canal, line in shapes.canals:
            if float(distance(line, x=east, y=north)[0]) <= canal.tolerance:
                return canal
        return None

    def nearest_place(self, position: Position) -> tuple[Place, float, float]:
        """Return the nearest named place, its distance [m] and the bearing from it [degrees]."""
        east, north = _plane_point(self, position)
        places_east, places_north = _plane_places(self)
        nearest = self.places[int(np.argmin(np.hypot(places_east - east, places_north - north)))]
        metres, bearing_deg = distance_and_bearing(start=nearest.position, end=position)
        return nearest, metres, bearing_deg

    @property
    def shores(self) -> tuple[Place, ...]:
        """The named places that lie on a coast, not at sea."""
        return tuple(place for place in self.places if place.shore != "sea")

    def nearest_shores(self, *, longitude: Floats, latitude: Floats, within: float) -> Ints:
        """Return which of `shores` is nearest to each position.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].
        within : float
            Distance beyond which no place gives its name [m].

        Returns
        -------
        (n,) array of int
            Index into `shores`; -1 where none lies within that distance.
        """
        east, north = _plane(self).to_plane(longitude=longitude, latitude=latitude)
        nearest = np.full(np.shape(east), -1, dtype=np.int64)
        least = np.full(np.shape(east), within)
        shores = np.array([place.shore != "sea" for place in self.places])
        places = zip(*(axis[shores] for axis in _plane_places(self)), strict=True)
        for number, (place_east, place_north) in enumerate(places):
            distance = np.hypot(place_east - east, place_north - north)
            closer = distance <= least
            nearest[closer], least[closer] = number, distance[closer]
        return nearest

    def place(self, name: str) -> Place:
        """Return a place by its name.

        Raises
        ------
        UnknownNameError
            Where no place has that name; the message offers the nearest.
        """
        by_name = {place.name.lower(): place for place in self.places}
        if name.lower() not in by_name:
            raise _unknown("place", name, [place.name for place in self.places])
        return by_name[name.lower()]


@by_area
def load_area(name: str = "dover_strait") -> Area:
    """Read an area from its files.

    Parameters
    ----------
    name : str
        One of `area_names`.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where what it says of itself is malformed.
    """
    try:
        return read_area(area_table(name, "area"))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as problem:
        raise DataError(
            "area.malformed", f"areas/{name}/area.toml cannot be read: {problem}.", area=name
        ) from problem


def read_area(data: Mapping[str, Any]) -> Area:
    """Read an area from the tables of its ``area.toml``.

    Raises
    ------
    DataError
        Where a table or a field is missing, too many, or of the wrong kind.
    """
    try:
        gazetteer = data["gazetteer"]
        return Area(
            **{name: data[name] for name in ("key", "name", "west", "south", "east", "north")},
            sea_temperature=read_temperature(data["sea_temperature"]),
            regions=tuple(read_region(row) for row in data["regions"]),
            lines=tuple(read_line(row) for row in data["lines"]),
            places=tuple(
                read_place(row, source=gazetteer["source"]) for row in gazetteer["places"]
            ),
            inland=read_inland(data["inland"]),
            centres=read_centres(data.get("coordination")),
            foreshore=read_foreshore(data.get("foreshore")),
            coast_source=data.get("coast_source", "osm"),
            sources=read_sources(data.get("sources", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError, PositionError) as problem:
        named = data.get("key", "an area") if isinstance(data, dict) else "an area"
        raise DataError(
            "area.malformed",
            f"area.toml of {named} is malformed: {problem}. "
            "Compare it with areas/dover_strait/area.toml.",
            problem=str(problem),
        ) from problem


def area_names() -> list[str]:
    """Return the keys of every area, those that come with Estran first, each kind in order."""
    shipped = shipped_areas()
    return [*shipped, *(key for key in shelf_keys() if key not in shipped)]


def shipped_areas() -> list[str]:
    """Return the keys of the areas that come with Estran, in order."""
    return sorted(folder.name for folder in _areas().iterdir() if folder.is_dir())


def is_own(name: str) -> bool:
    """Return whether an area is one that somebody added."""
    return name not in shipped_areas()


def _areas() -> Traversable:
    return files("estran.environment").joinpath("areas")


def area_file(name: str, file_name: str) -> Traversable:
    """Return a data file of an area that comes with Estran.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where the area lacks the file.
    """
    known = shipped_areas()
    if name not in known:
        raise _unknown("area", name, area_names())
    found = _areas().joinpath(name, file_name)
    if not found.is_file():
        raise DataError(
            "area.file_missing",
            f"areas/{name}/{file_name} is missing from this installation: install Estran again.",
            area=name,
            file=file_name,
        )
    return found


def area_holds(name: str, file_name: str) -> bool:
    """Return whether an area has a file; UnknownNameError where there is no such area."""
    if is_own(name):
        return file_name in _own(name)
    return _areas().joinpath(name, file_name).is_file()


def area_bytes(name: str, file_name: str) -> bytes:
    """Return a file of an area.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where the area lacks the file, or what is kept of it is damaged.
    """
    if not is_own(name):
        return area_file(name, file_name).read_bytes()
    own = _own(name)
    if file_name not in own:
        raise DataError(
            "area.lacks", f"The area {name} holds no {file_name}.", area=name, file=file_name
        )
    return own[file_name]


def area_text(name: str, file_name: str) -> str:
    """Return a text file of an area; errors as for `area_bytes`."""
    return area_bytes(name, file_name).decode("utf-8")


def area_table(name: str, stem: str) -> dict[str, Any]:
    """Return a table of an area: TOML of one that comes with Estran, JSON of one that was added."""
    if is_own(name):
        table: dict[str, Any] = json.loads(area_text(name, f"{stem}.json"))
        return table
    return tomllib.loads(area_text(name, f"{stem}.toml"))


def area_data(name: str) -> dict[str, bytes]:
    """Return every file of an area by its name; errors as for `area_bytes`."""
    if is_own(name):
        return dict(_own(name))
    items = _areas().joinpath(name).iterdir()
    return {item.name: item.read_bytes() for item in items if item.is_file()}


def _own(name: str) -> Mapping[str, bytes]:
    own = shelf_files(name)
    if not own:
        raise _unknown("area", name, area_names())
    return own


@dataclass(frozen=True, slots=True)
class _InlandShapes:
    """Harbours and canals in the plane of their area."""

    harbours: tuple[tuple[Harbour, Polyline], ...]
    canals: tuple[tuple[Canal, Polyline], ...]


@cache
def _plane(area: Area) -> LocalPlane:
    middle = Position(latitude=(area.south + area.north) / 2, longitude=(area.west + area.east) / 2)
    return LocalPlane(origin=middle)


@cache
def _inland_shapes(area: Area) -> _InlandShapes:
    return _InlandShapes(
        harbours=tuple((one, _in_plane(area, one.ring)) for one in area.inland.harbours),
        canals=tuple((one, _in_plane(area, one.line)) for one in area.inland.canals),
    )


@cache
def _plane_places(area: Area) -> tuple[Floats, Floats]:
    line = _in_plane(area, tuple((one.longitude, one.latitude) for one in area.places))
    return line.x, line.y


def _in_plane(area: Area, points: tuple[Degrees, ...]) -> Polyline:
    longitude, latitude = np.array(points).T
    east, north = _plane(area).to_plane(longitude=longitude, latitude=latitude)
    return Polyline(x=np.asarray(east), y=np.asarray(north))


def _plane_point(area: Area, position: Position) -> tuple[Floats, Floats]:
    point = _in_plane(area, ((position.longitude, position.latitude),))
    return point.x, point.y


def _unknown(kind: str, name: str, known: list[str]) -> UnknownNameError:
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return UnknownNameError(
        f"{kind}.unknown",
        f"There is no {kind} named {name!r}.{hint} Known: {', '.join(known)}.",
        name=name,
        nearest=near[0] if near else None,
        known=tuple(known),
    )
