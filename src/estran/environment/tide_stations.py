"""Tide stations: constants and datums of one gauge each, read from an area's data, and prediction.

Nothing between the gauges lives here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.area import area_text
from estran.environment.area_shelf import by_area
from estran.environment.tidal_constituents import Phasors, constituent_names, phasors
from estran.errors import DataError
from estran.quantities.geodesy import Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Floats

SOURCE = "ticon4_2025"
STATIONS_FILE = "tide_constituents.json"


@dataclass(frozen=True, slots=True, eq=False)
class TideStation:
    """Harmonic constants and datums of one gauge.

    Attributes
    ----------
    key, name : str
        Key in the data, and the name for people.
    position : Position
        Where the gauge stands.
    constituents : tuple of str
        Those of the file that have a law in `tidal_constituents`.
    constants : (c,) complex array
        Amplitude and phase lag on Greenwich, A e^{i g} [m].
    mean_sea_level, mean_high_water_springs, lowest_tide : float
        Above the gauge's own zero [m]; the last is the lowest astronomical tide.
    attribution : str
        Credit that the licence asks for.
    """

    key: str
    name: str
    position: Position
    constituents: tuple[str, ...]
    constants: Phasors
    mean_sea_level: float
    mean_high_water_springs: float
    lowest_tide: float
    attribution: str


def predict(*, station: TideStation, epoch_seconds: Floats) -> Floats:
    """Return the astronomical tide at a station.

    Parameters
    ----------
    station : TideStation
        Whose constants are used.
    epoch_seconds : (n,) array
        Seconds since 1970, UTC.

    Returns
    -------
    (n,) array
        Level above the station's own zero [m], without weather: the seasonal cycle is in it, surge
        is not. Valid within decades of the constants' epoch (2005 to 2025).

    Notes
    -----
    Source: pugh_1987, eq. 4.1, with the constants of ticon4_2025.
    """
    swing = phasors(names=station.constituents, epoch_seconds=epoch_seconds)
    level: Floats = station.mean_sea_level + (station.constants.conj() @ swing).real
    return level


def read_stations(data: Mapping[str, Any]) -> dict[str, TideStation]:
    """Read the gauges of a table of constituents.

    Parameters
    ----------
    data : mapping
        Key of a gauge to its record: name, lat, lon, datums [m], attribution, and
        ``constituents_m_degGMT`` (name to amplitude [m] and phase lag on Greenwich [degrees]).
        Records without a highest tide (interpolated ones) and keys that begin with ``_`` are left.

    Raises
    ------
    DataError
        Where a record lacks a field.
    """
    return {
        key: _station(key, record)
        for key, record in data.items()
        if not key.startswith("_") and not record.get("derived", False)
    }


@by_area
def load_stations(area_key: str = "dover_strait") -> dict[str, TideStation]:
    """Return the gauges of an area.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where its table is missing or malformed.
    """
    text = area_text(area_key, STATIONS_FILE)
    try:
        return read_stations(json.loads(text))
    except json.JSONDecodeError as problem:
        raise DataError(
            "tide.malformed",
            f"areas/{area_key}/tide_constituents.json is not JSON: {problem}.",
            area=area_key,
        ) from problem


def _station(key: str, record: Mapping[str, Any]) -> TideStation:
    try:
        held = record["constituents_m_degGMT"]
        names = tuple(name for name in constituent_names() if name in held)
        amplitude, lag_deg = np.array([held[name] for name in names]).T
        return TideStation(
            key=key,
            name=record["name"],
            position=Position(latitude=record["lat"], longitude=record["lon"]),
            constituents=names,
            constants=np.asarray(amplitude * np.exp(1j * np.radians(lag_deg))),
            mean_sea_level=record["datums"]["MSL"],
            mean_high_water_springs=record["datums"]["MHWS"],
            lowest_tide=record["datums"]["LAT"],
            attribution=record["attribution"],
        )
    except KeyError as problem:
        raise DataError(
            "tide.field_missing",
            f"The tide station {key!r} lacks {problem.args[0]!r}: each needs name, position, datums"
            " (MSL, MHWS, LAT), constituents and attribution.",
            station=key,
            field=problem.args[0],
        ) from problem
