"""The datum of a forecast, in the words and places a search planner writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.assess.answer import Datum
from estran.assess.datum import SearchErrors, line_datum, point_datum, probable_error
from estran.assess.published import AREA_DECIMALS, instant_after, places, share
from estran.engine.status import Status
from estran.quantities.units import NAUTICAL_MILE

if TYPE_CHECKING:
    from estran.assess.datum import DatumGeometry
    from estran.assess.situation import Situation
    from estran.engine.result import Result
    from estran.quantities.geodesy import LocalPlane
    from estran.sources.assumptions import AssumptionBook

LINE_FROM_SHARE = 0.25  # of the ensemble under way at the datum's hour: from here on a line datum


def datum_of(
    result: Result, *, hour: int, situation: Situation, plane: LocalPlane, book: AssumptionBook
) -> Datum:
    """Return the datum at an hour: a line where the boat may still be under way, else a point.

    Parameters
    ----------
    result : Result
        Of the engine.
    hour : int
        Hours after the report.
    situation : Situation
        Gives the error of the first position.
    plane : LocalPlane
        Of the result.
    book : AssumptionBook
        Gives the searcher's error and the search factor.
    """
    errors = SearchErrors(
        position=probable_error(sd=situation.position_sd),
        search_craft=book.value("search_craft_position_error"),
        safety_factor=book.value("search_safety_factor"),
    )
    way_share = float(result.weights[result.status[hour] == Status.UNDER_WAY].sum())
    is_line = situation.way is not None or way_share >= LINE_FROM_SHARE
    draw = line_datum if is_line else point_datum
    drawn = draw(cloud=result.people[hour], weights=result.weights, errors=errors)
    time = instant_after(situation.time, float(result.times[hour]))
    return _datum(drawn, errors, time, plane)


def _datum(drawn: DatumGeometry, errors: SearchErrors, time: str, plane: LocalPlane) -> Datum:
    width, length = (float(np.hypot(*(drawn.box[corner] - drawn.box[1]))) for corner in (0, 2))
    return Datum(
        time=time,
        kind="point" if len(drawn.points) == 1 else "line",
        points=places(drawn.points, plane=plane),
        drift_error_nm=_miles(drawn.drift_error),
        position_error_nm=_miles(errors.position),
        search_craft_error_nm=_miles(errors.search_craft),
        total_probable_error_nm=_miles(drawn.total_probable_error),
        search_radius_nm=_miles(drawn.search_radius),
        box=places(drawn.box, plane=plane),
        box_area_nm2=round(length * width / NAUTICAL_MILE**2, AREA_DECIMALS),
        box_holds=share(drawn.box_holds),
    )


def _miles(metres: float) -> float:
    return round(metres / NAUTICAL_MILE, AREA_DECIMALS)
