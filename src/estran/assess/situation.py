"""From a report as said to a situation in quantities: read, checked, or refused with a reason.

A position in a canal or harbour is kept, with drift unknown; one on land or outside the area is
refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from math import hypot, isclose
from typing import TYPE_CHECKING, Literal

from estran.assess.amounts_text import persons_reported, waves_reported
from estran.assess.coordination import centres_of, require_order
from estran.assess.facts_said import KnownFact, facts_said
from estran.drift.craft import PERSON, craft
from estran.environment.area import load_area
from estran.environment.area_facts import Harbour
from estran.environment.coast import load_coast
from estran.errors import (
    OutsideAreaError,
    PositionError,
    QuantityError,
    TimeError,
    UnknownNameError,
)
from estran.quantities.geodesy import Position, distance_and_bearing
from estran.quantities.instants import format_instant, parse_instant
from estran.quantities.map_links import VIEW
from estran.quantities.position_format import format_dmm
from estran.quantities.position_text import ParsedPosition, parse_position
from estran.quantities.vector_text import (
    CourseAndSpeed,
    WindFrom,
    parse_course_and_speed,
    parse_wind,
)
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.assess.ais_hearing import Hearing
    from estran.assess.answer import Persons
    from estran.assess.answer_words import StateName
    from estran.assess.evidence_said import History
    from estran.assess.report import Report
    from estran.environment.area import Area
    from estran.environment.area_facts import Canal

FIRST_YEAR, END_YEAR = 1900, 2100  # in which the laws of the tide's constituents hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is understood of one boat at one time, in SI and WGS 84.

    Attributes
    ----------
    position_sd : float
        One standard deviation per axis [m], from the source and the digits given.
    seed_position : Position
        Where the ensemble starts: the position, or the nearest water where its error allows it.
    inland_water : str or None
        The named canal or harbour it lies in; drift is then unknown.
    waters : str
        ``sea``, ``harbour`` or ``canal``, by shapes typed by hand.
    waves : float or None
        Significant wave height reported [m].
    entry : pair of datetime, or None
        When the first and the last entered the water, as reported.
    facts : mapping
        What the report says of the facts that rules ask for, by name.
    history : History or None
        What else is known of the boat, where the forecast is to go on from it.
    heard : Hearing or None
        What was heard by AIS, where somebody gave it.
    """

    report: Report
    time: datetime
    position: ParsedPosition
    position_sd: float
    seed_position: Position
    inland_water: str | None
    waters: Literal["sea", "harbour", "canal"]
    area: Area
    craft: str
    state: StateName | None
    persons: Persons | None
    way: CourseAndSpeed | None
    wind: WindFrom | None
    waves: float | None
    entry: tuple[datetime, datetime] | None
    facts: Mapping[str, KnownFact]
    history: History | None = None
    heard: Hearing | None = None


def understand(report: Report, *, area_key: str = "dover_strait") -> Situation:
    """Read a report into quantities.

    Parameters
    ----------
    report : Report
        As said.
    area_key : str
        The area whose sea is to be used.

    Raises
    ------
    InputError
        Where a field cannot be read, or the position is on land or outside the area.
    """
    area = load_area(area_key)
    time = parse_instant(report.at)
    _require_known_sky(time)
    position = parse_position(report.position)
    _require_inside(area, position.position)
    fix_sd = report.position_accuracy_m or assumption(fix_assumption(position)).value
    position_sd = hypot(fix_sd, position.resolution)
    shape = area.inland_shape(position.position)
    inland = shape.name if shape else None
    seed = (
        position.position if inland else _afloat(area, position.position, reach=2.0 * position_sd)
    )
    way = None if report.under_way is None else parse_course_and_speed(report.under_way)
    kind = craft(report.craft).key
    _require_weights(report)
    _require_centres(report, centres_of(area).known)
    require_order(report)
    return Situation(
        report=report,
        time=time,
        position=position,
        position_sd=position_sd,
        seed_position=seed,
        inland_water=inland,
        waters=_waters(shape),
        area=area,
        craft=kind,
        state=_state(report, kind),
        persons=persons_reported(report.persons),
        way=way,
        wind=None if report.wind is None else parse_wind(report.wind),
        waves=waves_reported(report.waves),
        entry=entry_reported(report.entered_water),
        facts=facts_said(report),
    )


def understand_place(said: str, *, area_key: str = "dover_strait") -> Position:
    """Return where somebody is afloat: the place as said, or the nearest water within its error.

    Parameters
    ----------
    said : str
        A position as people write it.
    area_key : str
        The area whose sea is to be used.

    Raises
    ------
    InputError
        Where it cannot be read, is on land, or lies outside the area.
    """
    area, position = load_area(area_key), parse_position(said)
    _require_inside(area, position.position)
    if area.inland_shape(position.position):
        return position.position
    fix_sd = assumption(fix_assumption(position)).value
    reach = 2.0 * hypot(fix_sd, position.resolution)
    return _afloat(area, position.position, reach=reach)


def _waters(shape: Harbour | Canal | None) -> Literal["sea", "harbour", "canal"]:
    if shape is None:
        return "sea"
    return "harbour" if isinstance(shape, Harbour) else "canal"


def entry_reported(said: str | None) -> tuple[datetime, datetime] | None:
    """Return when the first and the last entered the water, or None where nobody said.

    Parameters
    ----------
    said : str or None
        A time with its zone, or two with a stroke between them, the earlier first.

    Raises
    ------
    TimeError
        Where a time cannot be read, or the later stands first.
    """
    if said is None:
        return None
    first, _, last = said.partition("/")
    earliest = parse_instant(first.strip())
    latest = parse_instant(last.strip()) if last.strip() else earliest
    if earliest > latest:
        raise TimeError(
            "time.entry_order",
            f"entered_water: {said!r} gives the later time first. Write earliest/latest, such as "
            "2021-11-24T03:12Z/2021-11-24T03:33Z.",
            said=said,
        )
    return earliest, latest


def _state(report: Report, kind: str) -> StateName | None:
    """Return the reported state; a person in the water is in no other, and has no engine."""
    if kind != PERSON:
        return report.state or (None if report.under_way is None else "under_way")
    if report.state not in (None, "in_water") or report.under_way or report.hypotheses:
        raise QuantityError(
            "craft.contradiction",
            "craft: a person in the water can be neither under way nor adrift in a boat. Leave out "
            "state, under_way and hypotheses; or name the boat as the craft and say --state "
            "in_water where its people are in the water.",
        )
    return "in_water"


def fix_assumption(position: ParsedPosition) -> str:
    """Return the key of the error assumed of a position whose own error nobody gave."""
    return "position_view_sd" if position.form == VIEW else "position_fix_sd"


def _require_known_sky(time: datetime) -> None:
    if FIRST_YEAR <= time.year < END_YEAR:
        return
    raise TimeError(
        "time.outside_almanac",
        f"{format_instant(time)}: tides are known from {FIRST_YEAR} to {END_YEAR - 1} only. Check "
        "the year.",
        time=format_instant(time),
        first=FIRST_YEAR,
        last=END_YEAR - 1,
    )


def _require_inside(area: Area, position: Position) -> None:
    if area.contains(position):
        return
    raise OutsideAreaError(
        "position.outside_area",
        f"{format_dmm(position)} lies outside the area whose sea is used: {area.name}, "
        f"{area.south:g} to {area.north:g} N, {area.west:g} to {area.east:g} E. Check the "
        "hemisphere letters and the degrees. For another coast, estran area list tells which are "
        "held, and --area names one: see docs/how-to/add-an-area.md.",
        position=format_dmm(position),
        area=area.key,
        name=area.name,
        south=f"{area.south:g}",
        north=f"{area.north:g}",
        west=f"{area.west:g}",
        east=f"{area.east:g}",
    )


def _afloat(area: Area, position: Position, *, reach: float) -> Position:
    """Return the position, or the nearest water within its error; refuse it further inland."""
    coast = load_coast(area.key)
    if not bool(coast.is_land(longitude=[position.longitude], latitude=[position.latitude])[0]):
        return position
    water = coast.nearest_water(position)
    distance, bearing = distance_and_bearing(start=position, end=water)
    if distance <= reach:
        return water
    raise PositionError(
        "position.on_land",
        f"{format_dmm(position)} is on land: the nearest sea is {distance / 1000:.1f} km away, "
        f"bearing {bearing:03.0f} deg true, at {format_dmm(water)}. Ask for the position again; "
        "people in danger on land or in a canal are for the land rescue services as well.",
        position=format_dmm(position),
        nearest_water=format_dmm(water),
        distance_km=f"{distance / 1000:.1f}",
        bearing=f"{bearing:03.0f}",
    )


def _require_centres(report: Report, known: tuple[str, ...]) -> None:
    named = [report.coordinator, *report.told, *report.acknowledged, *report.phases]
    for centre in named:
        if centre is not None and centre not in known:
            near = get_close_matches(centre, known, n=1, cutoff=0.0)[0]
            raise UnknownNameError(
                "centre.unknown",
                f"There is no rescue centre {centre!r} here; the nearest name is {near}. "
                f"Known: {', '.join(known)}.",
                name=centre,
                nearest=near,
                known=known,
            )


def _require_weights(report: Report) -> None:
    weights = report.hypotheses
    if weights is None:
        return
    sums_to_one = isclose(sum(weights.values()), 1.0, abs_tol=1e-6)  # a NaN does not
    if not (sums_to_one and min(weights.values()) >= 0.0):
        raise QuantityError(
            "hypotheses.not_one",
            f"hypotheses: the weights are {weights}; none may be negative, and their sum is one.",
            weights=weights,
        )
