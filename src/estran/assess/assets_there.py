"""Whether a unit can come to where the people are: depth and waves against what is known of it.

Classes of hazard only. None is a permission, and which unit goes is the coordinator's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.environment.light import light
from estran.hazard.classes import HazardClass, grounding
from estran.hazard.spans import exactly

if TYPE_CHECKING:
    from estran.assess.answer_words import DepthWord, HazardWord
    from estran.assess.assets_known import Candidate
    from estran.assess.situation import Situation
    from estran.environment.coast import Coast
    from estran.hazard.spans import Span
    from estran.sources.assumptions import AssumptionBook

INSHORE_DRAUGHT, INSHORE_DISTANCE = "asset_inshore_draught", "asset_inshore_distance"


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The water where the people are.

    Attributes
    ----------
    depth : Span or None
        [m]; None where nobody knows.
    off : float
        From the coast line [m]; infinite where that is not asked.
    waves : float or None
        Significant height reported [m].
    """

    depth: Span | None
    off: float
    waves: float | None


def there(situation: Situation, *, depth: Span | None, coast: Coast | None) -> There:
    """Return the water at the position of a report; without a coast it is taken as open sea."""
    place = situation.position.position
    off = float("inf")
    if coast is not None:
        off = float(coast.distance(longitude=[place.longitude], latitude=[place.latitude])[0])
    return There(depth=depth, off=off, waves=situation.waves)


def daylight_there(situation: Situation) -> bool | None:
    """Return whether a crew is ready as by day; None in civil twilight, where either may hold."""
    phase = light(position=situation.position.position, time=situation.time).phase
    return None if phase == "civil" else phase == "day"


def depth_class(one: Candidate, place: There, *, book: AssumptionBook) -> DepthWord:
    """Return whether a unit may touch the bottom there.

    Parameters
    ----------
    one : Candidate
        With its draught as a range.
    place : There
        Depth and waves.
    book : AssumptionBook
        Gives the margin under a keel, and what is deep.

    Returns
    -------
    {"exceeded", "not_shown_safe", "unknown", "not_applicable"}
        Exceeded for a deep hull where the water may be too shallow, or where its depth is unknown
        and the coast near; for any other, which feels its way in, only where all of the range is
        too shallow. Not applicable to what has no hull.
    """
    if one.kind != "surface":
        return "not_applicable"
    deep = not one.inshore or (
        one.draught is not None and one.draught.high > book.value(INSHORE_DRAUGHT)
    )
    near = place.off < book.value(INSHORE_DISTANCE)
    found = _touches(one.draught, place.depth, place.waves, book)
    if deep and near and found is HazardClass.UNKNOWN:
        return "exceeded"
    if deep or found is not HazardClass.EXCEEDED:
        return found.value
    return _touches_everywhere(one.draught, place, book)


def sea_class(limit: Span | None, waves: float | None) -> HazardWord:
    """Return whether reported waves may pass the sea that a source or the user calls the limit."""
    if limit is None or waves is None:
        return "unknown"
    return "exceeded" if waves > limit.low else "not_shown_safe"


def _touches(
    draught: Span | None, depth: Span | None, waves: float | None, book: AssumptionBook
) -> HazardClass:
    """Return the class of grounding; without waves it may be exceeded and is never less."""
    height = exactly(0.0 if waves is None else waves)
    found = grounding(depth=depth, draught=draught, wave_height=height, book=book)
    calm = waves is None and found is HazardClass.NOT_SHOWN_SAFE
    return HazardClass.UNKNOWN if calm else found


def _touches_everywhere(draught: Span | None, place: There, book: AssumptionBook) -> HazardWord:
    """Return exceeded where even the deepest of what is known is too shallow, else unknown."""
    deepest = None if place.depth is None else exactly(place.depth.high)
    least = None if draught is None else exactly(draught.low)
    found = _touches(least, deepest, place.waves, book)
    return "exceeded" if found is HazardClass.EXCEEDED else "unknown"
