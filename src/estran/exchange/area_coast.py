"""The coast line of another coast: GeoJSON or CSV read into rings of land, checked, or refused.

Which cells are land is worked out by others; no file is opened here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.printed import is_printed
from estran.errors import ReportFileError
from estran.exchange.area_rings import first_crossing, first_meeting, first_twin, nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.quantities.arrays import Floats

Land = list["Floats"]
"""One piece of land: its outline and then those of waters in it, each (p, 2), closed."""

MOST_POINTS = 400_000
COLUMNS = ["ring", "longitude", "latitude"]
CSV_ENDING = ".csv"
POLYGONS, LINES = ("Polygon", "MultiPolygon"), ("LineString", "MultiLineString")


def read_coast(content: bytes, *, name: str) -> list[Land]:
    """Return the land of a coast line's file.

    Parameters
    ----------
    content : bytes
        GeoJSON with polygons or closed lines; or, where the name ends in ``.csv``, rows of
        ``ring``, ``longitude`` and ``latitude``. Land lies inside a polygon, whatever others lie
        there; and inside a closed line or a ring of rows, but for a ring inside that one.
    name : str
        What to call the file in a message.

    Raises
    ------
    ReportFileError
        Naming file and place.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(name, "file", "is not UTF-8 text") from error
    reader = _from_csv if name.casefold().endswith(CSV_ENDING) else _from_geojson
    land: list[Land] = []
    loose: list[tuple[str, Floats]] = []
    count = 0
    for whole, piece in reader(text, name):
        checked = [(place, ring_of(points, file=name, place=place)) for place, points in piece]
        count += sum(len(ring) for _, ring in checked)
        if count > MOST_POINTS:
            raise refused(name, "file", f"has more than {MOST_POINTS} points")
        if whole:
            _require_apart(checked, file=name, touching=False)
            land.append([ring for _, ring in checked])
        else:
            loose += checked
    _require_apart(loose, file=name, touching=True)
    land += nested([ring for _, ring in loose])
    if not land:
        raise refused(name, "file", "holds no land")
    return land


def ring_of(points: Any, *, file: str, place: str) -> Floats:  # noqa: ANN401 -- foreign JSON
    """Return a closed ring (p, 2) that does not cross itself.

    Raises
    ------
    ReportFileError
        Where it is not one.
    """
    try:
        ring = np.array([(one[0], one[1]) for one in points], dtype=np.float64)
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise refused(file, place, "is no list of [longitude, latitude]") from error
    if not np.isfinite(ring).all() or ring.shape[0] < 4:
        raise refused(file, place, "needs at least four points, each two numbers")
    if (np.abs(ring) > np.array([180.0, 90.0])).any():
        raise refused(file, place, "has a point that is no longitude and latitude in degrees")
    if (ring[0] != ring[-1]).any():
        raise refused(file, place, "is not closed: its last point must be its first")
    ring = ring[np.concatenate(([True], (np.diff(ring, axis=0) != 0.0).any(axis=1)))]
    if ring.shape[0] < 4:
        raise refused(file, place, "needs at least four points, each two numbers")
    crossing = first_crossing(ring)
    if crossing is not None:
        raise refused(file, place, f"crosses itself near {_spoken(ring[crossing])}")
    return ring


def refused(file: str, place: str, problem: str) -> ReportFileError:
    """Return the refusal of a coast line, to be raised."""
    return ReportFileError(
        "area.coast",
        f"{file}, {place}: {problem}.",
        file=file,
        place=place,
        problem=problem,
    )


def _require_apart(rings: Sequence[tuple[str, Floats]], *, file: str, touching: bool) -> None:
    """Refuse rings of which one stands twice, or two meet: what is land would be a guess."""
    twin = first_twin([ring for _, ring in rings])
    if twin is not None:
        raise refused(file, rings[twin[1]][0], f"is the same ring as {rings[twin[0]][0]}")
    found = first_meeting([ring for _, ring in rings], touching=touching)
    if found is not None:
        first, second, point = found
        problem = f"meets {rings[first][0]} near {_spoken(point)}; make them one ring"
        raise refused(file, rings[second][0], problem)


def _spoken(point: Floats) -> str:
    longitude, latitude = (float(one) for one in point)
    north, east = "N" if latitude >= 0.0 else "S", "E" if longitude >= 0.0 else "W"
    return f"{abs(latitude):.5f} {north}, {abs(longitude):.5f} {east}"


def _from_geojson(text: str, name: str) -> Iterator[tuple[bool, list[tuple[str, Any]]]]:
    """Yield each polygon, and each line by itself; True where it tells of its own waters."""
    try:
        data = json.loads(text)
        features = data["features"] if data.get("type") == "FeatureCollection" else [data]
        shapes = [one.get("geometry", one) for one in features]
        pairs = [(one["type"], one.get("coordinates")) for one in shapes]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refused(name, "file", "is no GeoJSON with features") from error
    for number, (kind, coordinates) in enumerate(pairs, start=1):
        place = f"feature {number}"
        if kind not in (*POLYGONS, *LINES) or not isinstance(coordinates, list):
            raise refused(name, place, "is neither a polygon nor a closed line")
        single = kind in ("Polygon", "LineString")
        for piece in [coordinates] if single else coordinates:
            rings = piece if kind in POLYGONS else [piece]
            if not isinstance(rings, list) or not rings:
                raise refused(name, place, "holds no ring")
            named = [(f"{place}, ring {k}", ring) for k, ring in enumerate(rings, start=1)]
            yield kind in POLYGONS, named


def _from_csv(text: str, name: str) -> Iterator[tuple[bool, list[tuple[str, Any]]]]:
    rows = csv.reader(io.StringIO(text))
    if [one.strip().casefold() for one in next(rows, [])] != COLUMNS:
        raise refused(name, "line 1", f"must name the columns {','.join(COLUMNS)}")
    rings: dict[str, list[tuple[float, float]]] = {}
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        try:
            key, longitude, latitude = row
            rings.setdefault(key.strip(), []).append((float(longitude), float(latitude)))
            if not is_printed(key):
                raise ValueError("a name of a ring that cannot be shown")
        except ValueError as error:
            raise refused(name, f"line {number}", "is no ring, longitude and latitude") from error
    for key, points in rings.items():
        yield False, [(f"ring {key}", points)]
