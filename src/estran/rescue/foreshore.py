"""How deep the water may be off the edge of sands, from how far off: a range, no sounding."""

from __future__ import annotations

from estran.hazard.spans import Span

FURTHEST = 1500.0
"""Further off [m] the slope of a foreshore says nothing: flats, bars and channels begin."""


def foreshore_depth_span(
    *, distance_low: float, distance_high: float, slope_low: float, slope_high: float
) -> Span | None:
    """Return how deep the water may be [m].

    Parameters
    ----------
    distance_low, distance_high : float
        From the water's edge of the moment, seaward positive [m], with its error; a place that may
        be dry has a negative one.
    slope_low, slope_high : float
        Rise over run of the foreshore, above 0.

    Returns
    -------
    Span or None
        None where all of the distance is beyond `FURTHEST`.

    Notes
    -----
    A plane beach. Bars and runnels are not in it, nor steep shingle: what it says of the sands
    between Boulogne and Ostend holds on no other shore.
    """
    if distance_low > FURTHEST:
        return None
    return Span(max(distance_low, 0.0) * slope_low, max(distance_high, 0.0) * slope_high)
