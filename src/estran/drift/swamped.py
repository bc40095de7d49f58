"""A swamped hull sits deeper and makes less leeway; the trials that measured it are data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Number


def swamped_leeway(*, leeway: Floats, factor: Floats) -> Floats:
    """Leeway of a swamped craft from that of the same craft afloat.

    Parameters
    ----------
    leeway : (n, 2) array
        East and north, afloat [m/s].
    factor : (n,) array
        0.40 to 0.47 in three trials [-]; see :func:`measured_factors`.

    Notes
    -----
    Source: allen_fitzgerald_1997, abstract: one wooden boat and two rafts.
    """
    return slowed(leeway=leeway, factor=factor[:, None])


def slowed(leeway: Number, factor: Number) -> Number:
    """Leeway [m/s] of which only a part is made."""
    return leeway * factor


@cache
def measured_factors() -> dict[str, float]:
    """Swamped or capsized leeway over that afloat, by craft; the source is in swamped.toml."""
    text = files("estran.drift").joinpath("swamped.toml").read_text(encoding="utf-8")
    return {
        trial["craft"]: trial["swamped_percent"] / trial["afloat_percent"]
        for trial in tomllib.loads(text)["trial"]
    }
