"""Which fix of a craft meets a new report, which of them drifts, and when nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Literal

from estran.assess.drifted_cloud import (
    RUN_HOURS,
    SharedSea,
    cloud_key,
    digest_of,
    drifted_cloud,
    run_hours,
)
from estran.assess.likeness_evidence import unknown_part, weighed
from estran.assess.likeness_position import Place, look_up
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.errors import InputError
from estran.language.catalogue import say
from estran.quantities.instants import epoch_seconds, parse_instant
from estran.quantities.units import HOUR, MINUTE, NAUTICAL_MILE

if TYPE_CHECKING:
    from estran.assess.drifted_cloud import CloudCache, DriftedCloud
    from estran.assess.likeness_answer import CraftSeen, LikenessPart, ReportSeen
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.sources.assumptions import AssumptionBook

AREA = "dover_strait"
LONGEST = RUN_HOURS[-1] * HOUR
FINE_HOURS = 1
"""A longer run takes steps of an hour: its cloud is wide by then, and no ratio changes for it."""
Why = Literal["no_fix_now", "no_fix_known", "inland", "too_long", "recovered", "left"]
"""Why a position says nothing."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two fixes that are to be compared, the earlier one to drift, or why they are not.

    Attributes
    ----------
    gap : float
        Between them [s].
    """

    earlier: Report | None = None
    later: Report | None = None
    gap: float = 0.0
    why: Why | None = None

    @property
    def hours(self) -> int:
        """Length of the run."""
        return run_hours(self.gap)


def meeting_of(new: ReportSeen, craft: CraftSeen) -> Meeting:
    """Return which two fixes are compared: the new one, and the craft's nearest to it in time."""
    if new.report is None:
        return Meeting(why="no_fix_now")
    here = _seconds(new.report)
    fixes = [one.report for one in craft.reports if one.report is not None]
    if not fixes:
        return Meeting(why="no_fix_known")
    near = min(fixes, key=lambda fix: (abs(_seconds(fix) - here), _seconds(fix), digest_of(fix)))
    gap = here - _seconds(near)
    if craft.recovered and gap > 0.0:
        return Meeting(why="recovered")
    if abs(gap) > LONGEST:
        return Meeting(why="too_long")
    earlier, later = (near, new.report) if gap >= 0.0 else (new.report, near)
    return Meeting(earlier, later, abs(gap))


@dataclass(slots=True)
class Drifting:
    """Clouds and situations of one question, each computed once.

    Attributes
    ----------
    settings : RunSettings
        Size, step and seed; the hours are those of each meeting.
    clouds : CloudCache
        Kept between questions.
    """

    settings: RunSettings
    clouds: CloudCache
    _sea: SharedSea = field(default_factory=SharedSea)
    _understood: dict[str, Situation | None] = field(default_factory=dict)

    def order(self, meeting: Meeting) -> tuple[float, int]:
        """Return where in the order of work a meeting stands, so that runs share their sea."""
        start = 0.0 if meeting.earlier is None else _seconds(meeting.earlier) // HOUR
        return start, run_hours(meeting.gap)

    def situation(self, report: Report) -> Situation | None:
        """Return a report as understood; None where it cannot be, or lies in inland water."""
        key = digest_of(report)
        if key not in self._understood:
            self._understood[key] = _afloat(report)
        return self._understood[key]

    def cloud(self, meeting: Meeting) -> DriftedCloud | None:
        """Return the cloud of the earlier report; None where its drift is unknown."""
        if meeting.earlier is None:
            return None
        settings = _with_hours(self.settings, meeting.hours)
        key = cloud_key(meeting.earlier, settings, area=AREA)
        found = self.clouds.get(key)
        if found is None:
            situation = self.situation(meeting.earlier)
            if situation is None:
                return None
            found = drifted_cloud(situation, settings, self._sea)
            self.clouds.keep(key, found)
        return found


def position_part(
    meeting: Meeting, drifting: Drifting, *, book: AssumptionBook, language: str
) -> LikenessPart:
    """Return what the two positions say.

    Parameters
    ----------
    meeting : Meeting
        Which two.
    drifting : Drifting
        Gives clouds and situations.
    book : AssumptionBook
        Notes what is assumed.
    language : str
        Of the text.
    """
    if meeting.why is not None or meeting.later is None:
        return _unknown(meeting.why or "no_fix_now", language)
    cloud, there = drifting.cloud(meeting), drifting.situation(meeting.later)
    if cloud is None or there is None:
        return _unknown("inland", language)
    _book_all(cloud.assumptions, book)
    found = look_up(cloud, time=meeting.gap, place=_place(there, cloud), book=book)
    if not isfinite(found.distance):
        return _unknown("left", language)
    text = say(
        language,
        "likeness.position",
        gap=_duration(language, meeting.gap),
        distance=_miles(language, found.distance),
        half=_miles(language, found.half),
    )
    return weighed("position", found.ratio, text, book=book)


def _unknown(why: Why, language: str) -> LikenessPart:
    return unknown_part("position", say(language, f"likeness_position.{why}"))


def _afloat(report: Report) -> Situation | None:
    try:
        situation = understand(report, area_key=AREA)
    except InputError:
        return None
    return None if situation.inland_water else situation


def _place(there: Situation, cloud: DriftedCloud) -> Place:
    seed = there.seed_position
    x, y = cloud.plane.to_plane(longitude=seed.longitude, latitude=seed.latitude)
    return Place(x, y, there.position_sd)


def _book_all(keys: tuple[str, ...], book: AssumptionBook) -> None:
    """Note what a cloud rests on, which may have been computed for another question."""
    for key in keys:
        book.note(key)


def _with_hours(settings: RunSettings, hours: int) -> RunSettings:
    step = settings.step if hours <= FINE_HOURS else HOUR
    return RunSettings(particles=settings.particles, hours=hours, seed=settings.seed, step=step)


def _seconds(report: Report) -> float:
    return epoch_seconds(parse_instant(report.at))


def _duration(language: str, seconds: float) -> str:
    hours, minutes = divmod(round(seconds / MINUTE), 60)
    return say(language, "likeness.duration", hours=hours, minutes=f"{minutes:02d}")


def _miles(language: str, metres: float) -> str:
    point = say(language, "likeness.point")
    return f"{metres / NAUTICAL_MILE:.1f}".replace(".", point)
