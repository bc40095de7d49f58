"""The areas that hold 50, 75 and 95 per cent of a cloud at one hour, and its likeliest place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.assess.answer import Contour
from estran.assess.published import AREA_DECIMALS, DEGREE_DECIMALS, instant_after, places
from estran.engine.areas import density_of, smallest_areas
from estran.quantities.units import NAUTICAL_MILE

if TYPE_CHECKING:
    from datetime import datetime

    from estran.assess.answer import Place
    from estran.engine.areas import Area, Density
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import LocalPlane

LEVELS = (0.95, 0.75, 0.50)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudAreas:
    """Areas of one hour, the 95 % first, and the most likely place."""

    contours: list[Contour]
    mode: Place


def cloud_areas(
    cloud: Floats,
    weights: Floats,
    *,
    body: Literal["people", "hull"],
    plane: LocalPlane,
    start: datetime,
    time: float,
) -> CloudAreas:
    """Return the areas of a cloud.

    Parameters
    ----------
    cloud : (n, 2) array
        Places in the plane [m].
    weights : (n,) array
        Summing to one.
    body : str
        Whose places they are.
    plane : LocalPlane
        Of the places.
    start, time : datetime, float
        Time of the report, and seconds after it.
    """
    density = density_of(positions=cloud, weights=weights)
    label = instant_after(start, time)
    return CloudAreas(
        contours=[
            Contour(
                time=label,
                level=one.share,
                area_nm2=round(one.size / NAUTICAL_MILE**2, AREA_DECIMALS),
                body=body,
                rings=_rings(one, plane),
            )
            for one in smallest_areas(density=density, shares=LEVELS)
        ],
        mode=places(_mode(density)[np.newaxis, :], plane=plane)[0],
    )


def _mode(density: Density) -> Floats:
    """Return the centre of the densest cell, east and north [m]."""
    densest = np.unravel_index(int(density.values.argmax()), density.values.shape)
    offset = (np.array(densest) + 0.5) * density.cell
    return density.corner + offset @ density.axes


def _rings(area: Area, plane: LocalPlane) -> list[list[tuple[float, float]]]:
    """Return the rings in degrees; all are turned at once, which is what costs."""
    if not area.rings:
        return []
    corners = np.concatenate(area.rings)
    longitude, latitude = plane.to_geographic(east=corners[:, 0], north=corners[:, 1])
    pairs = np.column_stack((longitude, latitude)).round(DEGREE_DECIMALS).tolist()
    ends = np.cumsum([len(ring) for ring in area.rings]).tolist()
    starts = [0, *ends[:-1]]
    return [
        [(east, north) for east, north in pairs[start:end]]
        for start, end in zip(starts, ends, strict=True)
    ]
