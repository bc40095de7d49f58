"""What the stream builder starts from: gauges, coast, and the tables typed by hand."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.area import area_text
from estran.environment.tide_stations import load_stations

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

AREA = "dover_strait"
TABLES = Path(__file__).with_name("stream_inputs.toml")
MIDDLE_LONGITUDE, MIDDLE_LATITUDE = 1.5, 50.9
KM_A_DEGREE_EAST = 111.32 * np.cos(np.radians(MIDDLE_LATITUDE))
KM_A_DEGREE_NORTH = 111.2

FITTED_PORTS = (
    "brighton",
    "le_havre",
    "herne_bay",
    "oosterschelde11",
    "felixstowe",
    "euro_platform",
    "brouwershaven02",
    "newhaven",
    "hastings_pier",
    "dover",
    "deal_pier",
    "dieppe",
    "boulogne",
    "calais",
    "dunkerque",
    "cadzand",
)
"""Gauges that the solution is fitted to; Vlissingen is left out, as the Scheldt is closed here."""


@dataclass(frozen=True, slots=True)
class Port:
    """A gauge: where it stands [degrees], and A e^{ig} of each constituent [m]."""

    longitude: float
    latitude: float
    constants: dict[str, complex]

    def constant(self, name: str) -> complex:
        """Return A e^{ig} of a constituent [m]; 0 where the gauge has none."""
        return self.constants.get(name, 0j)


def to_plane(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return kilometres east and north of the middle of the strait."""
    return (
        (np.asarray(longitude) - MIDDLE_LONGITUDE) * KM_A_DEGREE_EAST,
        (np.asarray(latitude) - MIDDLE_LATITUDE) * KM_A_DEGREE_NORTH,
    )


def to_degrees(east: NDArray[Any], north: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return longitude and latitude of places in the plane [degrees]."""
    return (
        east / KM_A_DEGREE_EAST + MIDDLE_LONGITUDE,
        north / KM_A_DEGREE_NORTH + MIDDLE_LATITUDE,
    )


@cache
def tables() -> dict[str, Any]:
    """Return the tables typed by hand: more ports, rings, depths."""
    return tomllib.loads(TABLES.read_text("utf-8"))


@cache
def ports() -> dict[str, Port]:
    """Return every gauge by its key: those of the area and those further out."""
    found = {
        key: Port(
            longitude=station.position.longitude,
            latitude=station.position.latitude,
            constants={
                name: complex(one)
                for name, one in zip(station.constituents, station.constants, strict=True)
            },
        )
        for key, station in load_stations(AREA).items()
    }
    for key, row in tables()["ports"].items():
        found[key] = Port(
            longitude=row["longitude"],
            latitude=row["latitude"],
            constants={
                name: amplitude * complex(np.exp(1j * np.radians(lag)))
                for name, (amplitude, lag) in row["constants"].items()
            },
        )
    return found


def ring(name: str) -> list[tuple[float, float]]:
    """Return a ring typed by hand as places in the plane [km]."""
    return [tuple(float(one) for one in to_plane(*point)) for point in tables()["rings"][name]]  # type: ignore[misc]


def coast_shapes() -> list[dict[str, Any]]:
    """Return the area's coast as GeoJSON geometries, in degrees."""
    return [row["geometry"] for row in json.loads(area_text(AREA, "coast_osm.geojson"))["features"]]
