"""From laws and uncertain inputs to a class: exceeded, not shown safe, or unknown.

A class is all that may leave the house. No number of a law, no persons a boat could carry, and
no word for safe: there is none.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard import breaking, crowding, swamped, under_keel, wading_waves, waves_aboard
from estran.hazard.cold import COLDEST, HANDS_BELOW, hands_used_up
from estran.hazard.limits import limit
from estran.hazard.spans import Span, exactly, span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.hazard.boat import Boat
    from estran.hazard.wading import Wader
    from estran.quantities.arrays import Floats
    from estran.sources.assumptions import AssumptionBook


class HazardClass(StrEnum):
    """What may be said of a hazard; none of the three is a permission.

    `EXCEEDED`: somewhere within what is known the limit is passed. `NOT_SHOWN_SAFE`: nowhere within
    what is known, which proves no safety. `UNKNOWN`: an input is missing, or no law holds there.
    """

    EXCEEDED = "exceeded"
    NOT_SHOWN_SAFE = "not_shown_safe"
    UNKNOWN = "unknown"


def classify(
    *,
    law: Callable[..., Floats],
    inputs: Mapping[str, Span | None],
    limit_value: float,
    exceeded_below: bool = False,
) -> HazardClass:
    """Hold a law against its limit over everything that the inputs may be.

    Parameters
    ----------
    law : callable
        Takes arrays by keyword and answers an array, NaN outside its range. It must be monotonic
        in each input and valid on a convex set, so that the corners of the ranges decide.
    inputs : mapping of name to Span or None
        What is known of each; None is unknown.
    limit_value : float
        In the unit of the law.
    exceeded_below : bool
        Whether the danger lies below the limit.

    Returns
    -------
    HazardClass
        Unknown where an input is missing or the law does not hold over the whole of the ranges;
        else exceeded where it may be exceeded. So a wider range never improves a class.
    """
    spans = list(inputs.values())
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return HazardClass.UNKNOWN
    corners = np.array(list(product(*((span.low, span.high) for span in known)))).T
    answers = law(**dict(zip(inputs, corners, strict=True)))
    if np.isnan(answers).any():
        return HazardClass.UNKNOWN
    passed = answers < limit_value if exceeded_below else answers > limit_value
    return HazardClass.EXCEEDED if passed.any() else HazardClass.NOT_SHOWN_SAFE


def swamped_buoyancy(*, persons: Span | None, boat: Boat) -> HazardClass:
    """Whether a flooded boat may no longer carry its people at the surface.

    Parameters
    ----------
    persons : Span or None
        Aboard.
    boat : Boat
        Its geometry; both tubes whole. With one lost it is worse.
    """
    inputs = {
        "length": boat.length,
        "diameter": boat.tube_diameter,
        "length_share": boat.tube_length_share,
        "persons": persons,
        "person_mass": boat.person_mass,
        "boat_mass": boat.boat_mass,
    }
    return classify(law=_swamped_ratio, inputs=inputs, limit_value=1.0, exceeded_below=True)


def waves_shipped(*, wave_height: Span | None, boat: Boat, book: AssumptionBook) -> HazardClass:
    """Whether waves may come over the side faster than people can bail.

    Parameters
    ----------
    wave_height : Span or None
        Significant [m].
    boat : Boat
        Its freeboard and motion.
    book : AssumptionBook
        Gives period and limit.
    """
    inputs = {
        "wave_height": wave_height,
        "freeboard": boat.freeboard,
        "relative_motion": boat.relative_motion,
        "period": span_of(book.take("hazard_wave_period")),
    }
    most = book.value("hazard_shipping_limit")
    return classify(law=waves_aboard.rayleigh_shipping, inputs=inputs, limit_value=most)


def crowded(*, persons: Span | None, boat: Boat) -> HazardClass:
    """Whether people may stand so tightly that a movement can crush.

    Parameters
    ----------
    persons : Span or None
        Aboard.
    boat : Boat
        Its floor.
    """
    inputs = {
        "persons": persons,
        "length": boat.length,
        "beam": boat.beam,
        "diameter": boat.tube_diameter,
        "shortfall": boat.floor_shortfall,
    }
    return classify(law=_density, inputs=inputs, limit_value=limit("crowd_density"))


def surf(*, wave_height: Span | None, depth: Span | None) -> HazardClass:
    """Whether waves may break at a place.

    Parameters
    ----------
    wave_height : Span or None
        Significant, just outside the surf [m].
    depth : Span or None
        Of the water there [m].
    """
    inputs = {"wave_height": wave_height, "depth": depth}
    return classify(law=_share_of_depth, inputs=inputs, limit_value=limit("surf_share_of_depth"))


def breaker_abeam(*, breaker_height: Span | None, boat: Boat, book: AssumptionBook) -> HazardClass:
    """Whether breakers may capsize a swamped or overloaded boat that lies across them.

    Parameters
    ----------
    breaker_height : Span or None
        [m].
    boat : Boat
        Its beam.
    book : AssumptionBook
        Gives the limit.
    """
    inputs = {"breaker_height": breaker_height, "beam": boat.beam}
    most = book.value("hazard_breaker_beam_share")
    return classify(law=breaking.breaker_over_beam, inputs=inputs, limit_value=most)


def wading(
    *,
    wader: Wader,
    depth: Span | None,
    speed: Span | None,
    wave_height: Span | None,
    book: AssumptionBook,
) -> HazardClass:
    """Whether a person who stands in waves and current may lose their footing.

    Parameters
    ----------
    wader : Wader
        Who: a trained officer, an exhausted adult, a child.
    depth : Span or None
        Of still water [m].
    speed : Span or None
        Of the current [m/s]. Unknown is not nil.
    wave_height : Span or None
        Significant, at that place [m].
    book : AssumptionBook
        Gives the wave of the task over the significant one.
    """
    if depth is None or speed is None or wave_height is None:
        return HazardClass.UNKNOWN
    if depth.high > wader.depth or speed.high > wader.speed:
        return HazardClass.EXCEEDED
    factor = exactly(book.value("hazard_wave_height_factor"))
    inputs = {"depth": depth, "speed": speed, "wave_height": wave_height, "factor": factor}
    sure = classify(law=wading_waves.wading_flow_at_least, inputs=inputs, limit_value=wader.flow)
    if sure is HazardClass.EXCEEDED:
        return sure
    return classify(law=wading_waves.wading_flow, inputs=inputs, limit_value=wader.flow)


def grounding(
    *, depth: Span | None, draught: Span | None, wave_height: Span | None, book: AssumptionBook
) -> HazardClass:
    """Whether a hull may touch the bottom.

    Parameters
    ----------
    depth, draught : Span or None
        [m].
    wave_height : Span or None
        Significant [m].
    book : AssumptionBook
        Gives the margin.
    """
    margin = exactly(book.value("hazard_keel_margin"))
    inputs = {"depth": depth, "draught": draught, "wave_height": wave_height, "margin": margin}
    return classify(law=_water_to_spare, inputs=inputs, limit_value=0.0, exceeded_below=True)


def cold_hands(*, minutes: Span | None, water_temperature: Span | None) -> HazardClass:
    """Whether hands may no longer hold a line.

    Parameters
    ----------
    minutes : Span or None
        In the water, standing in it included.
    water_temperature : Span or None
        [degC]. Where part of the range is warmer than the law holds, the colder part may exceed it.
    """
    inputs = {"minutes": minutes, "water_temperature": water_temperature}
    found = classify(law=hands_used_up, inputs=inputs, limit_value=1.0)
    if minutes is None or water_temperature is None or found is not HazardClass.UNKNOWN:
        return found
    if not COLDEST <= water_temperature.low <= HANDS_BELOW <= water_temperature.high:
        return found
    cold = {"minutes": minutes, "water_temperature": Span(water_temperature.low, HANDS_BELOW)}
    may_be = classify(law=hands_used_up, inputs=cold, limit_value=1.0)
    return may_be if may_be is HazardClass.EXCEEDED else found


def _swamped_ratio(
    *,
    length: Floats,
    diameter: Floats,
    length_share: Floats,
    persons: Floats,
    person_mass: Floats,
    boat_mass: Floats,
) -> Floats:
    volume = swamped.tube_volume(length=length, diameter=diameter, length_share=length_share)
    return swamped.swamped_buoyancy_ratio(
        volume=volume, persons=persons, person_mass=person_mass, boat_mass=boat_mass
    )


def _density(
    *, persons: Floats, length: Floats, beam: Floats, diameter: Floats, shortfall: Floats
) -> Floats:
    floor = crowding.clear_floor(length=length, beam=beam, diameter=diameter, shortfall=shortfall)
    return crowding.crowd_density(persons=persons, floor=floor)


def _share_of_depth(*, wave_height: Floats, depth: Floats) -> Floats:
    breaker = breaking.mccowan_1894_breaker(depth=depth)
    waves = np.where(
        (wave_height > 0.0) & (wave_height <= breaking.SURF_HEIGHT), wave_height, np.nan
    )
    return waves / (breaker / breaking.MCCOWAN)


def _water_to_spare(
    *, depth: Floats, draught: Floats, wave_height: Floats, margin: Floats
) -> Floats:
    needed = under_keel.depth_needed(draught=draught, wave_height=wave_height, margin=margin)
    return depth - needed
