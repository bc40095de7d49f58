"""The hull's own places, once it and the people part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.assess.answer import Contour, Hull
from estran.assess.areas_answer import cloud_areas
from estran.assess.published import places, share

if TYPE_CHECKING:
    from datetime import datetime

    from estran.assess.answer import Place
    from estran.engine.result import Result
    from estran.quantities.geodesy import LocalPlane

LEAST_SHARE = 0.01  # of the ensemble: below it the parted hulls are too few to draw


def hull_of(result: Result, *, plane: LocalPlane, start: datetime) -> Hull | None:
    """Return where the hulls are that have lost their people; None where almost none has.

    Parameters
    ----------
    result : Result
        Of the engine.
    plane : LocalPlane
        Of the result.
    start : datetime
        Time of the report.
    """
    parted = result.people_parted
    shares = result.share(parted)
    if shares.max() < LEAST_SHARE:
        return None
    means: list[Place | None] = []
    contours: list[Contour] = []
    for hour, time in enumerate(result.times):
        if shares[hour] < LEAST_SHARE:
            means.append(None)
            continue
        cloud = result.hull[hour][parted[hour]]
        weights = result.weights[parted[hour]] / shares[hour]
        means.extend(places((weights @ cloud)[np.newaxis, :], plane=plane))
        drawn = cloud_areas(cloud, weights, body="hull", plane=plane, start=start, time=float(time))
        contours.extend(drawn.contours)
    return Hull(
        parted_probability=[share(value) for value in shares],
        mean_position=means,
        contours=contours,
    )
