"""Reports and craft for tests of likeness: short to write, and clouds of known shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from estran.assess.drifted_cloud import DriftedCloud
from estran.assess.likeness_answer import CraftSeen, Likeness, LikenessPart, ReportSeen
from estran.assess.report import Report
from estran.assess.situation import understand
from estran.environment.area import load_area
from estran.environment.tide import Box
from estran.quantities.geodesy import LocalPlane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.assess.situation import Situation

MIDSTRAIT = "51.05N 1.75E"


def seen(key: str, at: str, position: str | None = None, **said: Any) -> ReportSeen:
    """Return a caller's report; without a position it has no drift."""
    drifting = {name: said.pop(name) for name in ("position_accuracy_m",) if name in said}
    fix = None
    if position is not None:
        fix = Report(
            at=at,
            position=position,
            craft="inflatable",
            state=said.get("state"),
            source="caller",
            **drifting,
        )
    return ReportSeen(id=key, at=at, report=fix, **{"source": "caller", **said})


def drifting_from(at: str, position: str = MIDSTRAIT, **said: Any) -> Situation:
    """Return a caller's report as understood."""
    found = seen("K", at, position, **said).report
    assert found is not None
    return understand(found)


def weight(one: Likeness | LikenessPart) -> float:
    """Return the decades of something that must be known."""
    assert one.log10_ratio is not None
    return one.log10_ratio


def boat(key: str, *reports: ReportSeen, **known: Any) -> CraftSeen:
    return CraftSeen(id=key, reports=reports, **known)


def part(row: Likeness, name: str) -> LikenessPart:
    return next(one for one in row.parts if one.name == name)


def still_cloud(
    points: NDArray[np.float64], status: NDArray[np.int8] | None = None
) -> DriftedCloud:
    """Return a cloud that stays where it is for an hour, hull and people together."""
    rows = np.stack((points, points))
    marks = np.zeros(len(points), dtype=np.int8) if status is None else status
    area = load_area()
    box = Box(west=area.west, south=area.south, east=area.east, north=area.north)
    left = np.zeros(rows.shape[:2], dtype=np.bool_)
    return DriftedCloud(
        plane=LocalPlane(origin=box.middle),
        step=3600.0,
        hull=rows,
        people=rows,
        hull_left=left,
        people_left=left,
        status=np.stack((marks, marks)),
        parted=False,
        assumptions=(),
    )
