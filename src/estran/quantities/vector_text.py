"""Courses and winds as people write them: read without guessing, or refused with reasons.

A unit is compulsory, except in ``290/5.3``, which is degrees and knots by custom. Nothing here
knows what a boat or a wind does.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from estran.errors import QuantityError
from estran.quantities.compass import ANY_DIRECTION, Direction, read_direction
from estran.quantities.speed_text import FoundSpeed, find_force, find_speed
from estran.quantities.typed_text import folded, plain, shown
from estran.quantities.units import KNOT

FASTEST_BOAT_KN = 60.0
"""Largest speed that is believed of a boat [knots]."""
STRONGEST_WIND_KN = 150.0
"""Largest speed that is believed of a wind [knots]."""
CALM = 0.5
"""Upper end of what is called calm [m/s]."""

_COURSE_EXAMPLE = "Write it like 290 5.3kn, NW 5 kn or 290/5.3."
_WIND_EXAMPLE = "Write it like SW 8 kn, 225 4 m/s, SW F4 or calm."
_UNITS_OF = {
    "course": ("kn, m/s or km/h", _COURSE_EXAMPLE),
    "wind": ("kn, m/s, km/h or Bft", _WIND_EXAMPLE),
}

_SLASHED = re.compile(r"(?P<course>\d{1,3}(?:[.,]\d+)?\s?\u00b0?)\s?/\s?(?P<knots>\d+(?:[.,]\d+)?)")
_UNITLESS = re.compile(r"(?P<direction>.*[^\s/,;])[\s/,;]+(?P<number>-?\d+(?:[.,]\d+)?)")
_CALM = re.compile(r"(?:wind |vent )?(?:calm|calme|nil)|no wind|pas de vent")
_VARIABLE = frozenset(("variable", "var", "vrb"))
_IDLE = frozenset(("at", "a", "speed", "vitesse", "sog", "and", "et", "wind", "vent"))
_COURSE_WORDS = frozenset(
    ("course", "cog", "heading", "hdg", "cap", "route", "to", "towards", "toward", "vers")
)
_WIND_WORDS = frozenset(("from", "de", "du", "secteur", "sector"))
_ARROWS = {"course": ("from", "de", "du"), "wind": ("to", "towards", "toward", "vers")}


@dataclass(frozen=True, slots=True)
class CourseAndSpeed:
    """Where something goes and how fast.

    Parameters
    ----------
    course_to_deg : float
        Clockwise from true north, at least 0 and below 360.
    speed : float
        [m/s], from 0 to 60 knots.
    course_resolution_deg : float
        Standard deviation of the rounding of the direction [degrees].
    speed_resolution : float
        Standard deviation of the rounding of the speed [m/s].
    """

    course_to_deg: float
    speed: float
    course_resolution_deg: float = 0.0
    speed_resolution: float = 0.0


@dataclass(frozen=True, slots=True)
class WindFrom:
    """Where the wind comes from and how strong it is.

    Parameters
    ----------
    from_deg : float
        Clockwise from true north, at least 0 and below 360; it means nothing where the direction
        is not known (calm, variable), and its resolution is then 104 degrees.
    speed : float
        [m/s], from 0 to 150 knots; the middle of a Beaufort force or a range; 0.25 for calm.
    direction_resolution_deg : float
        Standard deviation of the rounding of the direction [degrees].
    speed_resolution : float
        Standard deviation of the rounding of the speed [m/s]: a range of speeds or a Beaufort
        force is taken as uniform between its ends.
    """

    from_deg: float
    speed: float
    direction_resolution_deg: float = 0.0
    speed_resolution: float = 0.0


def parse_course_and_speed(text: str) -> CourseAndSpeed:
    """Read a course and a speed, such as ``290 5.3kn``, ``NW 5 kn`` or ``cap 290 à 5 nds``.

    Parameters
    ----------
    text : str
        Degrees from true north or a compass point, English or French; knots, m/s, km/h or mph
        (statute miles); degrees and knots alone in the form ``290/5.3``. A course over ground and
        a heading are not told apart.

    Raises
    ------
    QuantityError
        If the unit, course or speed is missing, the course is magnetic or above 360, the speed is
        negative or above 60 knots, or the text says where from.
    """
    typed = _typed(text)
    if match := _SLASHED.fullmatch(typed):
        typed = f"{match['course']} {match['knots']} kn"
    found = find_speed(typed)
    if found is None:
        raise _no_speed(typed, text, "course")
    _check_speed(found, limit_kn=FASTEST_BOAT_KN, of="a boat")
    course = _direction(found.rest, text, kind="course")
    return CourseAndSpeed(
        course_to_deg=course.degrees,
        speed=found.speed,
        course_resolution_deg=course.resolution,
        speed_resolution=found.resolution,
    )


def parse_wind(text: str) -> WindFrom:
    """Read a wind, such as ``SW 8 kn``, ``225 4 m/s``, ``SW 10-15 kn``, ``SO F4`` or ``calm``.

    Parameters
    ----------
    text : str
        Degrees from true north, a compass point, English or French (O is ouest), or ``variable``;
        knots, m/s, km/h, mph or Beaufort.

    Raises
    ------
    QuantityError
        If the unit, direction or speed is missing, the speed is negative or above 150 knots, or
        the text says where to.
    """
    typed = _typed(text)
    if _CALM.fullmatch(typed):
        return _wind(ANY_DIRECTION, CALM / 2.0, CALM / math.sqrt(12.0))
    found = find_speed(typed) or find_force(typed)
    if found is None:
        raise _no_speed(typed, text, "wind")
    _check_speed(found, limit_kn=STRONGEST_WIND_KN, of="a wind")
    return _wind(_direction(found.rest, text, kind="wind"), found.speed, found.resolution)


def _wind(direction: Direction, speed: float, resolution: float) -> WindFrom:
    return WindFrom(
        from_deg=direction.degrees,
        speed=speed,
        direction_resolution_deg=direction.resolution,
        speed_resolution=resolution,
    )


def _typed(text: str) -> str:
    return folded(plain(text)).replace("\u0153", "oe").strip(" .")


def _direction(rest: str, text: str, *, kind: str) -> Direction:
    example = _COURSE_EXAMPLE if kind == "course" else _WIND_EXAMPLE
    words = re.split(r"[\s/,;:@=]+", rest)
    if contrary := [word for word in words if word in _ARROWS[kind]]:
        raise _contrary(contrary[0], text, kind)
    spoken = _COURSE_WORDS if kind == "course" else _WIND_WORDS
    kept = " ".join(word for word in words if word not in _IDLE | spoken).strip(" -")
    if not kept:
        raise QuantityError(
            "quantity.direction_missing",
            f"No direction in {shown(text)}. {example}",
            text=text,
            variant=kind,
        )
    if kind == "wind" and kept in _VARIABLE:
        return ANY_DIRECTION
    direction = read_direction(kept)
    if direction is None:
        raise QuantityError(
            "quantity.unreadable",
            f"I cannot read '{kept}' as a direction in {shown(text)}. {example}",
            text=text,
            piece=kept,
            variant=f"{kind}_direction",
        )
    return direction


def _check_speed(found: FoundSpeed, *, limit_kn: float, of: str) -> None:
    knots = found.speed / KNOT
    if knots > limit_kn:
        raise QuantityError(
            "quantity.out_of_range",
            f"A speed of {knots:.0f} knots is not believable of {of} (the limit is {limit_kn:.0f})."
            " Check the number and its unit.",
            knots=knots,
            limit_kn=limit_kn,
            variant=of.removeprefix("a "),
        )


def _contrary(word: str, text: str, kind: str) -> QuantityError:
    meant = "towards which it goes" if kind == "course" else "from which it blows"
    return QuantityError(
        "quantity.contrary_direction",
        f"'{word}' in {shown(text)}: a {kind} is named by the direction {meant}. Turn it round.",
        text=text,
        word=word,
        variant=kind,
    )


def _no_speed(typed: str, text: str, kind: str) -> QuantityError:
    units, example = _UNITS_OF[kind]
    match = _UNITLESS.fullmatch(typed)
    if match is None or read_direction(match["direction"]) is None:
        return QuantityError(
            "quantity.unreadable",
            f"{shown(text)} has no speed with a unit ({units}). {example}",
            text=text,
            variant=f"{kind}_speed",
        )
    return QuantityError(
        "quantity.unit_missing",
        f"The speed {match['number']} in {shown(text)} has no unit: {units}? {example}",
        text=text,
        value=match["number"],
        variant=kind,
    )
