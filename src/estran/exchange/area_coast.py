"""The coast line of another coast: GeoJSON or CSV read into rings of land, checked, or refused.

Which cells are land is worked out by others; no file is opened here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import ReportFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        ``ring``, ``longitude`` and ``latitude``. Land lies inside a ring.
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
    count = 0
    for piece in reader(text, name):
        checked = [ring_of(points, file=name, place=place) for place, points in piece]
        count += sum(len(ring) for ring in checked)
        if count > MOST_POINTS:
            raise refused(name, "file", f"has more than {MOST_POINTS} points")
        land.append(checked)
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
        where = f"{ring[crossing, 1]:.5f} N, {ring[crossing, 0]:.5f} E"
        raise refused(file, place, f"crosses itself near {where}")
    return ring


def first_crossing(line: Floats) -> int | None:
    """Return the number of a segment that another one, not beside it, crosses or touches.

    Parameters
    ----------
    line : (p, 2) array
        Points in their order, no two in a row alike. Where the first and the last are the same, the
        first and the last segment lie beside each other.
    """
    ends = np.stack((line[:-1], line[1:]))
    west, east = ends[..., 0].min(axis=0), ends[..., 0].max(axis=0)
    south, north = ends[..., 1].min(axis=0), ends[..., 1].max(axis=0)
    order = np.argsort(west, kind="stable")
    until = np.searchsorted(west[order], east[order], side="right")
    closed, last = bool((line[0] == line[-1]).all()), len(order) - 1
    for at, one in enumerate(order):
        others = order[at + 1 : until[at]]
        others = others[(south[others] <= north[one]) & (north[others] >= south[one])]
        others = others[np.abs(others - one) > 1]
        if closed:
            others = others[np.abs(others - one) != last]
        if others.size and _meet(line, int(one), others):
            return int(one)
    return None


def refused(file: str, place: str, problem: str) -> ReportFileError:
    """Return the refusal of a coast line, to be raised."""
    return ReportFileError(
        "area.coast",
        f"{file}, {place}: {problem}.",
        file=file,
        place=place,
        problem=problem,
    )


def _meet(line: Floats, one: int, others: Any) -> bool:  # noqa: ANN401 -- indices
    """Whether a segment meets any of others: each has the ends of the other on both its sides."""
    a, b = line[one], line[one + 1]
    c, d = line[others], line[others + 1]

    def side(p: Floats, q: Floats, r: Floats) -> Floats:
        turn = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
        return np.sign(turn - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0]))

    apart = side(a, b, c) * side(a, b, d) > 0.0
    apart |= side(c, d, a) * side(c, d, b) > 0.0
    return bool((~apart).any())


def _from_geojson(text: str, name: str) -> Iterator[list[tuple[str, Any]]]:
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
            yield [(f"{place}, ring {k}", ring) for k, ring in enumerate(rings, start=1)]


def _from_csv(text: str, name: str) -> Iterator[list[tuple[str, Any]]]:
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
        except ValueError as error:
            raise refused(name, f"line {number}", "is no ring, longitude and latitude") from error
    for key, points in rings.items():
        yield [(f"ring {key}", points)]
