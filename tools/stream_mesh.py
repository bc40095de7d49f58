"""The mesh of the stream builder: triangles that follow the coast, fine inside the strait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.spatial import Delaunay, cKDTree
from shapely.geometry import LineString, Point, Polygon, shape
from shapely.ops import unary_union

from tools.stream_inputs import coast_shapes, ring, to_degrees, to_plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINE, COARSE = 1.5, 4.0  # km: sides of the triangles in the strait, and far outside it
FINE_UP_TO = 2.2 * FINE
SMOOTHING = 0.8  # km: bays and spits narrower than twice this are smoothed away
NEAR_THE_SEAM = 0.8  # km: nodes on the edge so near to an open boundary belong to it
COAST_BOX = ((0.8, 50.5), (2.8, 50.5), (2.8, 51.5), (0.8, 51.5))
SOUTH_WEST = ((-0.10, 50.80), (0.07, 49.50))
NORTH_EAST = ((3.84, 51.729), (3.617, 51.768), (3.275, 51.998), (1.36, 51.95))


@dataclass(frozen=True, slots=True)
class Mesh:
    """Nodes [km] and triangles, and which nodes lie on which boundary.

    Attributes
    ----------
    nodes : (n, 2) array
        Places in the plane [km].
    triangles : (t, 3) int array
        Nodes of each triangle, anticlockwise.
    open_nodes : two int arrays
        Nodes on the south-western and on the north-eastern boundary.
    along : two arrays
        How far along its boundary each of them lies, 0 to 1.
    coast : int array
        The other nodes of the edge.
    north_east : LineString
        The north-eastern boundary in the plane.
    """

    nodes: NDArray[Any]
    triangles: NDArray[Any]
    open_nodes: tuple[NDArray[Any], NDArray[Any]]
    along: tuple[NDArray[Any], NDArray[Any]]
    coast: NDArray[Any]
    north_east: Any


def build_mesh() -> Mesh:
    """Return the mesh of the water between Brighton, Le Havre, Felixstowe and Zeeland."""
    edge = _edge_points(_water())
    water = Polygon(edge)
    nodes = np.vstack([edge, *_inner_points(water, edge)])
    triangles = Delaunay(nodes).simplices
    centre = nodes[triangles].mean(axis=1)
    triangles = triangles[shapely.contains_xy(water.buffer(-0.02), centre[:, 0], centre[:, 1])]
    triangles = triangles[np.abs(_twice_area(nodes, triangles)) > 0.02 * FINE**2]
    used = np.unique(triangles)
    number = -np.ones(len(nodes), dtype=int)
    number[used] = np.arange(len(used))
    nodes, triangles = nodes[used], number[triangles]
    clockwise = _twice_area(nodes, triangles) < 0.0
    triangles[clockwise] = triangles[clockwise][:, [0, 2, 1]]
    return _with_boundaries(nodes, triangles)


def _water() -> Polygon:
    """Return the water as one polygon without islands, its coast smoothed."""
    land = unary_union([shape(one).buffer(0) for one in coast_shapes()])
    land = shapely.transform(land, lambda points: np.column_stack(to_plane(*points.T)))
    box = Polygon([tuple(map(float, to_plane(*corner))) for corner in COAST_BOX])
    beyond = [Polygon(ring(side)).difference(box).buffer(0.05) for side in ("england", "continent")]
    land = unary_union([land.intersection(box), *beyond])
    land = land.buffer(SMOOTHING).buffer(-2 * SMOOTHING).buffer(SMOOTHING)
    water = Polygon(ring("domain")).difference(land).buffer(-0.6).buffer(0.6)
    largest = max(getattr(water, "geoms", [water]), key=lambda part: part.area)
    smooth = Polygon(largest.exterior).simplify(0.35)
    if not isinstance(smooth, Polygon):
        raise TypeError("The water of the builder has come apart: look at its rings.")
    return smooth


def _spacing(east: NDArray[Any], north: NDArray[Any]) -> NDArray[Any]:
    """Return the wanted side of a triangle [km] at places in the plane [km]."""
    longitude, latitude = to_degrees(east, north)
    beyond = np.maximum.reduce(
        [0.95 - longitude, 50.45 - latitude, longitude - 2.6, latitude - 51.35, 0 * longitude]
    )
    spacing: NDArray[Any] = np.clip(FINE + beyond * 10.0, FINE, COARSE)
    return spacing


def _edge_points(water: Polygon) -> NDArray[Any]:
    """Return places along the edge of the water, spaced as wanted."""
    along, points = 0.0, []
    while along < water.exterior.length - 0.5 * FINE:
        point = water.exterior.interpolate(along)
        points.append((point.x, point.y))
        along += float(_spacing(np.array(point.x), np.array(point.y)))
    return np.array(points)


def _inner_points(water: Polygon, edge: NDArray[Any]) -> list[NDArray[Any]]:
    """Return places inside the water: a fine lattice in the strait, a coarse one beyond."""
    found: list[NDArray[Any]] = []
    west, south, east, north = water.bounds
    to_edge = cKDTree(edge)
    for side in (FINE, COARSE):
        x, y = np.meshgrid(np.arange(west, east, side), np.arange(south, north, side * 0.866))
        x = x + 0.5 * side * (np.arange(len(y)) % 2)[:, None]
        points = np.c_[x.ravel(), y.ravel()]
        points = points[shapely.contains_xy(water, points[:, 0], points[:, 1])]
        wanted = _spacing(points[:, 0], points[:, 1])
        keep = to_edge.query(points)[0] > 0.6 * side
        if side == FINE:
            keep &= wanted < FINE_UP_TO
        else:
            keep &= wanted >= FINE_UP_TO
            keep &= cKDTree(found[0]).query(points)[0] > 0.7 * side
        found.append(points[keep])
    return found


def _twice_area(nodes: NDArray[Any], triangles: NDArray[Any]) -> NDArray[Any]:
    """Return twice the signed area of triangles [km2], positive anticlockwise."""
    first, second, third = (nodes[triangles[:, k]] for k in range(3))
    one, other = second - first, third - first
    area: NDArray[Any] = one[:, 0] * other[:, 1] - other[:, 0] * one[:, 1]
    return area


def _with_boundaries(nodes: NDArray[Any], triangles: NDArray[Any]) -> Mesh:
    """Tell the open boundaries from the coast."""
    sides = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    side, times = np.unique(np.sort(sides, axis=1), axis=0, return_counts=True)
    outer = np.unique(side[times == 1])
    found, along = [], []
    lines = [
        LineString([tuple(map(float, to_plane(*point))) for point in seam])
        for seam in (SOUTH_WEST, NORTH_EAST)
    ]
    for line in lines:
        near = outer[[line.distance(Point(*nodes[k])) < NEAR_THE_SEAM for k in outer]]
        found.append(near)
        along.append(np.array([line.project(Point(*nodes[k]), normalized=True) for k in near]))
    return Mesh(
        nodes=nodes,
        triangles=triangles,
        open_nodes=(found[0], found[1]),
        along=(along[0], along[1]),
        coast=np.setdiff1d(outer, np.concatenate(found)),
        north_east=lines[1],
    )
