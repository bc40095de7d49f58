"""The file of another coast as somebody writes it: which keys, of what kind, within what limits.

Only the form. What must hold between its parts, and what is made of it, stand beside.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Longitude: TypeAlias = Annotated[float, Meta(ge=-180, le=180)]
Latitude: TypeAlias = Annotated[float, Meta(ge=-90, le=90)]
Point: TypeAlias = tuple[Longitude, Latitude]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=60)]
Key: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Cited: TypeAlias = Annotated[
    str, Meta(min_length=1, description="Key of a source: of `sources`, or of Estran's library.")
]
Level: TypeAlias = Annotated[float, Meta(ge=-20, le=20)]


class BoxGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The stretch of sea, in degrees."""

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude


class SourceGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper, chart, notice or data set on which the file rests."""

    title: Annotated[str, Meta(min_length=1)]
    authors: Annotated[list[Name], Meta(min_length=1)]
    where: Annotated[str, Meta(min_length=1, description="What a reader needs to find it.")]
    licence: Annotated[str, Meta(min_length=1, description="On what terms it may be used.")]
    year: int | None = None


class CoastGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The coast line at mean high water springs, in a file beside this one."""

    file: Annotated[str, Meta(min_length=1, description="GeoJSON, or CSV by the end of its name.")]
    source: Cited


class SlopeGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How steeply the beaches fall, from the flattest to the steepest."""

    low: Annotated[float, Meta(gt=0, le=0.2)]
    high: Annotated[float, Meta(gt=0, le=0.2)]
    source: Cited


class TemperatureGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean sea temperature of the months from January on, and its spread between years."""

    monthly: Annotated[
        list[Annotated[float, Meta(ge=-3, le=40)]], Meta(min_length=12, max_length=12)
    ]
    sd: Annotated[float, Meta(gt=0, le=10)]
    source: Cited


class RegionGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rescue region: who coordinates it, and on which side of each line it lies."""

    key: Key
    coordinator: Name
    source: Cited
    sides: dict[str, Literal["left", "right"]] = {}


class LineGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line between two regions, by what lies left and right of its travel."""

    key: Key
    name: Name
    left: str
    right: str
    source: Cited
    points: Annotated[list[Point], Meta(min_length=2, max_length=10_000)]


class PlaceGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named place, ashore in a region or at sea."""

    name: Name
    kind: Literal["port", "town", "beach", "cape", "bank", "lightship", "buoy"]
    shore: Annotated[str, Meta(description="Key of a region, or sea.")]
    latitude: Latitude
    longitude: Longitude
    source: Cited


class HarbourGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A harbour as a ring."""

    name: Name
    ring: Annotated[list[Point], Meta(min_length=3, max_length=10_000)]


class CanalGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A canal or river as a centre line; `tidal` is no where locks keep the sea's level out."""

    name: Name
    tolerance: Annotated[float, Meta(gt=0, le=5000, description="What still counts as it, in m.")]
    tidal: bool
    line: Annotated[list[Point], Meta(min_length=2, max_length=10_000)]


class InlandGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Water where the stream of the open sea does not run."""

    source: Cited
    harbours: list[HarbourGiven] = []
    canals: list[CanalGiven] = []


class StationGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tide gauge: levels above its own zero in metres, and its harmonic constants."""

    key: Key
    name: Name
    latitude: Latitude
    longitude: Longitude
    mean_sea_level: Level
    mean_high_water_springs: Level
    lowest_tide: Level
    constituents: Annotated[
        dict[
            str,
            tuple[
                Annotated[float, Meta(ge=0, le=10)],
                Annotated[float, Meta(ge=-360, le=360)],
            ],
        ],
        Meta(min_length=1, description="Amplitude in m, and phase lag on Greenwich in degrees."),
    ]


class TideGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Gauges, and the one or two coasts along which the tide is drawn between them."""

    source: Cited
    stations: Annotated[list[StationGiven], Meta(min_length=1, max_length=100)]
    coasts: Annotated[
        list[Annotated[list[str | Point], Meta(min_length=1)]],
        Meta(max_length=2, description="Keys of gauges, and turns of the coast between them."),
    ] = []


class AreaGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another coast."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    name: Name
    box: BoxGiven
    coast: CoastGiven
    sea_temperature: TemperatureGiven
    regions: Annotated[list[RegionGiven], Meta(min_length=1, max_length=20)]
    places: Annotated[list[PlaceGiven], Meta(min_length=1, max_length=2000)]
    sources: dict[Key, SourceGiven] = {}
    lines: Annotated[list[LineGiven], Meta(max_length=50)] = []
    told_at_intake: Annotated[
        list[Name], Meta(description="Coordinators told of every case; all unless said.")
    ] = []
    inland: InlandGiven | None = None
    beach_slope: SlopeGiven | None = None
    tide: TideGiven | None = None
