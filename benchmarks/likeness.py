"""One new report against fifty open craft, beside the answer to one report: is it as quick?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

from estran.assess.assessment import assess_report
from estran.assess.drifted_cloud import RecentClouds
from estran.assess.likeness import likeness_of
from estran.assess.likeness_answer import CraftSeen, ReportSeen
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.exchange.replay import replay

CRAFT, MINUTES = 50, 180
STEP_NORTH, STEP_EAST, STEP_TIME = 7, 11, 37  # without common factors with 50 and 180: well spread


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessCosts:
    """Seconds, the quickest of several, taken in turn."""

    answer: float
    first: float
    again: float


def likeness_costs(case: str, *, tries: int) -> LikenessCosts:
    """The answer to a replay; a report against all craft for the first time; and once more."""
    report, craft = replay(case).report, open_craft()
    new = _seen("R-new", minute=MINUTES + 5, position="51-05.0N 001-45.0E")
    rounds = [_round(report, new, craft) for _ in range(tries)]
    answer, first, again = (min(costs) for costs in zip(*rounds, strict=True))
    return LikenessCosts(answer=answer, first=first, again=again)


def open_craft() -> tuple[CraftSeen, ...]:
    """Fifty boats between Dunkirk and Dover, last seen at minutes spread over three hours."""
    return tuple(
        CraftSeen(
            id=f"B-{number:04d}",
            reports=(
                _seen(
                    f"R-{number:04d}",
                    minute=number * STEP_TIME % MINUTES,
                    position=f"{51.0 + 0.004 * (number * STEP_NORTH % CRAFT):.4f}N "
                    f"{1.5 + 0.008 * (number * STEP_EAST % CRAFT):.4f}E",
                ),
            ),
        )
        for number in range(CRAFT)
    )


def _round(report: Report, new: ReportSeen, craft: tuple[CraftSeen, ...]) -> tuple[float, ...]:
    clouds = RecentClouds()
    marks = [perf_counter()]
    assess_report(report, RunSettings())
    marks.append(perf_counter())
    for _ in range(2):
        likeness_of(new, craft, clouds=clouds)
        marks.append(perf_counter())
    return tuple(after - before for before, after in pairwise(marks))


def _seen(key: str, *, minute: int, position: str) -> ReportSeen:
    at = f"2021-11-24T{minute // 60:02d}:{minute % 60:02d}Z"
    return ReportSeen(
        id=key,
        at=at,
        report=Report(at=at, position=position, craft="inflatable", source="caller"),
        persons=30 + minute % 20,
        colour="black",
        engine="stopped",
        phones=(key,),
        source="caller",
    )
