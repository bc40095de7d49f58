"""Build the tidal stream of the Dover Strait from the tides of its ports, and the level beside it.

A developer's tool: it needs scipy and shapely (and xarray for a depth file), which Estran itself
does not. The same inputs give the same bytes. It writes two files into a folder and nothing else.

    python -m tools.build_stream FOLDER [--depth FILE.nc --datum lat|msl]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import cKDTree

from tools.stream_depth import DATUMS, depth_of_file, depth_of_points
from tools.stream_elements import Elements
from tools.stream_inputs import ports, to_plane
from tools.stream_mesh import build_mesh
from tools.stream_solution import SOLVED, Wave, solve_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STREAM, LEVEL = "stream_constituents.npz", "level_constituents.npz"
SURFACE = 1.15  # surface over mean speed; fitted to the atlas (two of two), 1.14 by the 1/7 law
STEP = 1000.0  # of the stored integers: one millimetre, or one millimetre a second
WEST, EAST, BY_LONGITUDE = 0.80, 2.82, 0.03
SOUTH, NORTH, BY_LATITUDE = 50.46, 51.50, 0.02
REACH = 3.5  # km: cells so near to the water are kept, so that a beach lies between cells
INFERRED = {"K2": "S2", "T2": "S2", "NU2": "N2", "2N2": "N2"}
INFERRED_LIKE = "calais"
CREDIT = (
    "Derived from TICON-4 port constituents (CC BY 4.0, doi 10.17882/109129) by stream_model.py; "
    "surface stream, mm/s; uv = first difference along the masked cells of [Re u,Im u,Re v,Im v]; "
    "coast OSM (ODbL). Not for navigation."
)
CREDIT_OF_LEVEL = (
    "Derived from TICON-4 port constituents (CC BY 4.0, doi 10.17882/109129) beside the stream; "
    "mm about mean level; level = first difference along the masked cells of [Re,Im]; coast OSM "
    "(ODbL). Not for navigation."
)


def grid_arrays(elements: Elements) -> tuple[dict[str, Any], NDArray[Any]]:
    """Return what describes the grid of the files, and the places of its kept cells [km]."""
    longitude = np.arange(WEST, EAST, BY_LONGITUDE)
    latitude = np.arange(SOUTH, NORTH, BY_LATITUDE)
    east, north = np.meshgrid(longitude, latitude)
    places = np.c_[to_plane(east.ravel(), north.ravel())]
    kept = cKDTree(elements.centre).query(places)[0] < REACH
    described = {
        "names": np.array(SOLVED),
        "lon0": longitude[0],
        "dlon": BY_LONGITUDE,
        "lat0": latitude[0],
        "dlat": BY_LATITUDE,
        "shape": np.array(east.shape),
        "mask": np.packbits(kept),
    }
    return described, places[kept]


def stored(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return amplitudes e^{iwt} as whole steps of A e^{ig}, differences along the cells.

    Parameters
    ----------
    parts : sequence of (c, m) complex arrays
        Amplitudes of the constituents in m cells, [m] or [m/s].

    Returns
    -------
    (c, 2 len(parts), m) int16 array
    """
    held = np.conj(np.stack(parts, axis=1)) * STEP
    whole = np.stack([held.real, held.imag], axis=2).reshape(held.shape[0], -1, held.shape[2])
    steps: NDArray[Any] = np.diff(np.round(whole).astype(np.int16), axis=2, prepend=0)
    return steps.astype(np.int16)


def inferred() -> NDArray[Any]:
    """Return the constituents that a reader infers: name, parent, ratio, lag [degrees]."""
    like = ports()[INFERRED_LIKE]
    rows = []
    for name, parent in INFERRED.items():
        ratio = abs(like.constant(name)) / abs(like.constant(parent))
        lag = np.degrees(np.angle(like.constant(name)) - np.angle(like.constant(parent)))
        rows.append(f"{name},{parent},{ratio:.4f},{(lag + 180) % 360 - 180:.2f}")
    return np.array(rows)


def files_of(elements: Elements, waves: dict[str, Wave]) -> dict[str, dict[str, Any]]:
    """Return the arrays of each file."""
    grid, places = grid_arrays(elements)
    to_cells, _ = elements.between_nodes(places)
    solved = [waves[name] for name in SOLVED]
    east, north = (
        np.array([to_cells @ (elements.to_nodes @ getattr(wave, way)) for wave in solved])
        for way in ("east", "north")
    )
    level = np.array([to_cells @ wave.level for wave in solved])
    like = {"infer": inferred()}
    stream = {"uv": stored([east * SURFACE, north * SURFACE])}
    return {
        STREAM: {**grid, **stream, **like, "meta": np.array(CREDIT)},
        LEVEL: {**grid, "level": stored([level]), **like, "meta": np.array(CREDIT_OF_LEVEL)},
    }


def main(arguments: Sequence[str]) -> None:
    """Write the files into the folder that the arguments name."""
    reader = argparse.ArgumentParser(prog="build_stream", description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--depth", type=Path, help="NetCDF of elevation or depth")
    reader.add_argument("--datum", choices=sorted(DATUMS), default="lat", help="zero of that file")
    asked = reader.parse_args(arguments)
    elements = Elements(build_mesh())
    if asked.depth:
        depth = depth_of_file(elements, asked.depth, asked.datum)
    else:
        depth = depth_of_points(elements)
    waves = solve_all(elements, depth)
    misfits = ", ".join(f"{port} {off:.3f}" for port, off in waves["M2"].misfit.items())
    print(f"{elements.count} nodes, {elements.triangles} triangles; misfit of M2 [m]: {misfits}")
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, arrays in files_of(elements, waves).items():
        np.savez_compressed(asked.folder / name, **arrays)
        print(f"{asked.folder / name}: {(asked.folder / name).stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
