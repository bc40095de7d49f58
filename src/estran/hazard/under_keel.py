"""Water that a hull needs under it in waves. A law of margins; no chart and no tide here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats


def depth_needed(*, draught: Floats, wave_height: Floats, margin: Floats) -> Floats:
    """Return draught, half the significant wave height and a margin [m].

    Parameters
    ----------
    draught : array
        [m], 0 to 15.
    wave_height : array
        Significant [m], 0 to 5.
    margin : array
        [m], 0 to 3; hazard_keel_margin gives 0.3. NaN outside these ranges.

    Notes
    -----
    Source: assumed. Squat, bars and an uneven bed are in the margin or nowhere.
    """
    valid = within(draught, low=0.0, high=15.0) & within(wave_height, low=0.0, high=5.0)
    valid &= within(margin, low=0.0, high=3.0)
    return known_where(valid, values=draught + wave_height / 2.0 + margin)
