"""Another coast as it is kept: its tables as JSON and its two rasters, made of what was checked.

No file is opened here; what is kept is read back by the environment as any other area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from estran.environment.area import Area, read_area
from estran.environment.area_facts import OWN_MEANS
from estran.environment.land_raster import CELLS_PER_NODE, CLIP, land_cells, shore_metres
from estran.environment.regions import OTHER, open_regions
from estran.environment.tide import Box
from estran.exchange.area_checks import check_area, near_box
from estran.exchange.area_coast import read_coast, refused
from estran.quantities.geodesy import Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.environment.land_raster import LandCells
    from estran.exchange.area_coast import Land
    from estran.exchange.area_file import AreaText
    from estran.exchange.area_given import AreaGiven, TideGiven


LOOKS = 25
"""So many places along each side of the box are asked for their region."""
METRES_PER_STEP = 10.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaParts:
    """What is kept of another coast.

    Attributes
    ----------
    key, name : str
        Of the area.
    texts : mapping of str to bytes
        By the name of the file.
    land, shore : mapping of str to array
        The rasters, as `estran.environment.coast` reads them.
    """

    key: str
    name: str
    texts: Mapping[str, bytes]
    land: Mapping[str, Any]
    shore: Mapping[str, Any]


def area_parts(text: AreaText, coast: bytes) -> AreaParts:
    """Return what is kept of another coast, after every check.

    Parameters
    ----------
    text : AreaText
        The file.
    coast : bytes
        Content of the coast line's file.

    Raises
    ------
    ReportFileError
        Naming file and place of what cannot be used.
    """
    check_area(text)
    given = text.given
    table = _table(given)
    area = read_area(table)
    _require_regions(text, area)
    land = read_coast(coast, name=given.coast.file)
    cells = _cells(given, land)
    metres = shore_metres(cells)
    _require_places(text, cells, metres)
    texts = {"area.json": _json(table), "coast_osm.geojson": _json(_drawn(given, land))}
    if given.tide is not None:
        texts |= _tide(given.tide, title=_title(given, given.tide.source))
    return AreaParts(
        key=given.key,
        name=given.name,
        texts=texts,
        land=_land_raster(cells),
        shore=_shore_raster(cells, metres),
    )


def _table(given: AreaGiven) -> dict[str, Any]:
    """Return the area as `estran.environment.area.read_area` reads it."""
    plain: dict[str, Any] = msgspec.to_builtins(given)
    told = given.told_at_intake or list(dict.fromkeys(one.coordinator for one in given.regions))
    known = list(dict.fromkeys([*told, *(one.coordinator for one in given.regions)]))
    nothing = {"source": given.coast.source, "harbours": [], "canals": []}
    return {
        "key": given.key,
        "name": given.name,
        **plain["box"],
        "sea_temperature": {**plain["sea_temperature"], "note": OWN_MEANS},
        "regions": plain["regions"],
        "lines": [_line(one) for one in plain["lines"]],
        "gazetteer": {"source": given.coast.source, "places": plain["places"]},
        "inland": plain["inland"] or nothing,
        "coordination": {"told": told, "known": known},
        "foreshore": plain["beach_slope"],
        "coast_source": given.coast.source,
        "sources": plain["sources"],
    }


def _line(row: dict[str, Any]) -> dict[str, Any]:
    kept = {key: row[key] for key in ("key", "name", "left", "right")}
    points = [
        {"longitude": longitude, "latitude": latitude, "source": row["source"]}
        for longitude, latitude in row["points"]
    ]
    return {**kept, "points": points}


def _title(given: AreaGiven, source: str) -> str:
    return given.sources[source].title if source in given.sources else source


def _tide(tide: TideGiven, *, title: str) -> dict[str, bytes]:
    stations = {
        one.key: {
            "name": one.name,
            "lat": one.latitude,
            "lon": one.longitude,
            "datums": {
                "MSL": one.mean_sea_level,
                "MHWS": one.mean_high_water_springs,
                "LAT": one.lowest_tide,
            },
            "constituents_m_degGMT": one.constituents,
            "attribution": title,
        }
        for one in tide.stations
    }
    coasts = tide.coasts or [[one.key for one in tide.stations]]
    drawn = {f"coast {number}": _points(coast) for number, coast in enumerate(coasts, start=1)}
    return {
        "tide_constituents.json": _json(stations),
        "tide_coasts.json": _json({"source": tide.source, "coast": drawn}),
    }


def _points(coast: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- keys and points mixed
    return [
        {"station": one} if isinstance(one, str) else {"longitude": one[0], "latitude": one[1]}
        for one in coast
    ]


def _require_regions(text: AreaText, area: Area) -> None:
    """Refuse regions that leave a place of the box without a coordinator, or give it to two."""
    regions = open_regions(area)
    longitude, latitude = (
        axis.ravel()
        for axis in np.meshgrid(
            np.linspace(area.west, area.east, LOOKS), np.linspace(area.south, area.north, LOOKS)
        )
    )
    shares = regions.memberships(longitude=longitude, latitude=latitude)
    wrong = np.flatnonzero(np.abs(shares[:, regions.names.index(OTHER)]) > 1e-9)
    if wrong.size:
        at = f"{latitude[wrong[0]]:.3f} N, {longitude[wrong[0]]:.3f} E"
        raise text.refused(
            "regions", f"exactly one must hold each place of the box; at {at} it is not so"
        )


def _cells(given: AreaGiven, land: list[Land]) -> LandCells:
    name, box = given.coast.file, given.box
    for piece in land:
        if not near_box(box, piece[0].tolist()):
            raise refused(
                name,
                "file",
                "has a point far from the box; are longitude and latitude the right way round?",
            )
    cells = land_cells(
        land,
        box=Box(west=box.west, south=box.south, east=box.east, north=box.north),
    )
    if not cells.land.any() or cells.land.all():
        missing = "sea" if cells.land.any() else "land"
        raise refused(name, "file", f"leaves no {missing} in the box")
    return cells


def _require_places(text: AreaText, cells: LandCells, metres: Any) -> None:  # noqa: ANN401
    """Refuse places at sea that are land, and places ashore far from the coast."""
    for number, one in enumerate(text.given.places):
        Position(latitude=one.latitude, longitude=one.longitude)
        row = min(int((cells.north - one.latitude) / cells.dlat), cells.land.shape[0] - 1)
        column = min(int((one.longitude - cells.west) / cells.dlon), cells.land.shape[1] - 1)
        if one.shore == "sea" and cells.land[row, column]:
            raise text.refused(
                f"places[{number}]", f"{one.name} is said to lie at sea, and is land"
            )
        off = abs(float(metres[row // CELLS_PER_NODE, column // CELLS_PER_NODE]))
        if one.shore != "sea" and off >= CLIP:
            raise text.refused(
                f"places[{number}]",
                f"{one.name} is said to lie ashore, and is at least {CLIP / 1000.0:g} km from the "
                "coast line",
            )


def _drawn(given: AreaGiven, land: list[Land]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "properties": {"source": given.coast.source},
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Polygon", "coordinates": [ring.tolist() for ring in piece]},
            }
            for piece in land
        ],
    }


def _land_raster(cells: LandCells) -> dict[str, Any]:
    return {
        "packed": np.packbits(cells.land, axis=1),
        "shape": np.array(cells.land.shape),
        **_corner(cells, half=0.0, step=1),
    }


def _shore_raster(cells: LandCells, metres: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "steps": np.rint(metres / METRES_PER_STEP).astype(np.int16),
        "metres_per_step": np.array(METRES_PER_STEP),
        "clip": np.array(CLIP),
        **_corner(cells, half=0.5, step=CELLS_PER_NODE),
    }


def _corner(cells: LandCells, *, half: float, step: int) -> dict[str, Any]:
    values: dict[str, float] = {
        "west": cells.west + half * cells.dlon,
        "north": cells.north - half * cells.dlat,
        "dlon": cells.dlon * step,
        "dlat": cells.dlat * step,
    }
    return {key: np.array(value) for key, value in values.items()}


def _json(data: Any) -> bytes:  # noqa: ANN401 -- any JSON
    return msgspec.json.encode(data, order="deterministic")
