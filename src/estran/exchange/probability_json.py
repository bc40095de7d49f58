"""Probability grids, areas and tracks of one answer as plain values for a screen. Pure."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.published import DEGREE_DECIMALS, instant_after
from estran.exchange.rings import nested, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from estran.assess.answer import Contour, Forecast, Place
    from estran.assess.probability_grid import Grid

UNIT = 1e-7
"""A whole number of the grid is so much of the ensemble."""

Json = dict[str, object]


def probability_of(forecast: Forecast, grids: Iterable[Grid], *, start: datetime) -> Json:
    """Return what a screen paints of a forecast.

    Parameters
    ----------
    forecast : Forecast
        Of the kept answer: its areas and tracks are told as they stand there.
    grids : iterable of Grid
        Of the same particles; none where they could not be had again.
    start : datetime
        Of the report.
    """
    return {
        "known": forecast.known,
        "unknown_because": forecast.unknown_because,
        "coordinator": forecast.coordinator_sentence,
        "times": forecast.times,
        "grids": [_grid(one, start) for one in grids],
        "unit": UNIT,
        "contours": _contours(forecast),
        "most_likely_track": _track(forecast.times, forecast.most_likely_position),
        "mean_track": _track(forecast.times, forecast.mean_position),
        "hypotheses": [
            {
                "name": one.name,
                "probability": one.probability,
                "aground_probability": one.aground_probability,
                "track": _track(forecast.times, one.mean_position),
            }
            for one in forecast.hypotheses
        ],
        "hull_track": _track(forecast.times, forecast.hull.mean_position) if forecast.hull else [],
    }


def _grid(grid: Grid, start: datetime) -> Json:
    rows, columns = grid.shares.shape
    return {
        "time": instant_after(start, grid.time),
        "body": "people",
        "west": round(grid.west, 7),
        "south": round(grid.south, 7),
        "dlon": round(grid.dlon, 9),
        "dlat": round(grid.dlat, 9),
        "rows": rows,
        "columns": columns,
        "cell_east_m": round(grid.cell_east_m, 1),
        "cell_north_m": round(grid.cell_north_m, 1),
        "cell_nm2": round(grid.cell_nm2, 7),
        "held": round(grid.held, 4),
        "values": np.rint(grid.shares / UNIT).astype(int).ravel().tolist(),
    }


def _contours(forecast: Forecast) -> Json:
    hull = forecast.hull.contours if forecast.hull else []
    return {
        "type": "FeatureCollection",
        "features": [_feature(one) for one in chain(forecast.contours, hull)],
    }


def _feature(contour: Contour) -> Json:
    rings = [ring for raw in contour.rings for ring in tidy(raw, decimals=DEGREE_DECIMALS)]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": nested(rings)},
        "properties": {
            "time": contour.time,
            "level": contour.level,
            "area_nm2": contour.area_nm2,
            "body": contour.body,
        },
    }


def _track(times: list[str], places: Iterable[Place | None]) -> list[Json]:
    return [
        {"time": time, "lat": one.lat, "lon": one.lon, "dmm": one.dmm}
        for time, one in zip(times, places, strict=True)
        if one is not None
    ]
