"""Build shore_distance.npz of an area from its land mask: the same mask gives the same bytes.

A developer's tool: it needs scipy, which Estran itself does not. It writes nothing but that file.

    python tools/build_shore_distance.py [area]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import cKDTree

from estran.environment.area import area_file
from estran.environment.coast import LandMask, load_mask
from estran.quantities.geodesy import LocalPlane, Position

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELLS_PER_NODE = 4  # nodes at the centres of every fourth cell: 100 m
CLIP = 4000.0  # m: beyond the 3 km that count as inshore
METRES_PER_STEP = 10.0


def unpacked(mask: LandMask) -> NDArray[Any]:
    """Return the mask as (rows, columns) bool."""
    rows = mask.packed.reshape(mask.rows, mask.row_bytes)
    return np.unpackbits(rows, axis=1)[:, : mask.columns].astype(bool)


def coast_points(mask: LandMask) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return points along the edges between land and water cells: longitude, latitude [degrees].

    Three to an edge (both ends and the middle), so that no place on an edge is more than a quarter
    of a cell from a point.
    """
    land = unpacked(mask)
    i, j = np.nonzero(land[:, 1:] != land[:, :-1])
    upright = [(i + part, j + 1.0) for part in (0.0, 0.5, 1.0)]
    i, j = np.nonzero(land[1:] != land[:-1])
    level = [(i + 1.0, j + part) for part in (0.0, 0.5, 1.0)]
    row, column = (np.concatenate(part) for part in zip(*upright, *level, strict=True))
    return mask.west + column * mask.dlon, mask.north - row * mask.dlat


def signed_distance(
    mask: LandMask, *, rows: slice = slice(None), columns: slice = slice(None)
) -> NDArray[Any]:
    """Return the signed distance at the nodes of some cells [m], positive at sea, clipped."""
    row = np.arange(mask.rows)[rows][::CELLS_PER_NODE]
    column = np.arange(mask.columns)[columns][::CELLS_PER_NODE]
    latitude, longitude = np.meshgrid(
        mask.north - (row + 0.5) * mask.dlat, mask.west + (column + 0.5) * mask.dlon, indexing="ij"
    )
    plane = LocalPlane(
        origin=Position(
            latitude=mask.north - mask.rows * mask.dlat / 2,
            longitude=mask.west + mask.columns * mask.dlon / 2,
        )
    )
    east, north = coast_points(mask)
    tree = cKDTree(np.column_stack(plane.to_plane(longitude=east, latitude=north)))
    nodes = np.column_stack(plane.to_plane(longitude=longitude.ravel(), latitude=latitude.ravel()))
    metres, _ = tree.query(nodes, distance_upper_bound=CLIP)
    metres = np.minimum(metres, CLIP).reshape(latitude.shape)
    signed: NDArray[Any] = np.where(unpacked(mask)[np.ix_(row, column)], -metres, metres)
    return signed


def main(area: str = "dover_strait") -> None:
    """Write the raster beside the mask it was built from."""
    mask = load_mask(area)
    path = Path(str(area_file(area, "landmask_osm_25m.npz"))).with_name("shore_distance.npz")
    np.savez_compressed(
        path,
        steps=np.rint(signed_distance(mask) / METRES_PER_STEP).astype(np.int16),
        metres_per_step=METRES_PER_STEP,
        west=mask.west + 0.5 * mask.dlon,
        north=mask.north - 0.5 * mask.dlat,
        dlon=mask.dlon * CELLS_PER_NODE,
        dlat=mask.dlat * CELLS_PER_NODE,
        clip=CLIP,
    )
    sys.stdout.write(f"{path}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
