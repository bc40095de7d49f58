"""How long people live in cold water, by published models: each with its meaning and its range.

Hypothermia only; none of these decides anything. Which of them counts for what stands in survival.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, isfinite, log
from typing import TYPE_CHECKING, Any, Literal

from estran.quantities.units import HOUR, MINUTE
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Mapping

Meaning = Literal["median", "upper", "lower", "predicted"]
HSE_LIGHT, HSE_STRONGEST = 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalTime:
    """What one model says at one water temperature.

    Attributes
    ----------
    name : str
        Publication, as in the library of sources, with what sets the case apart.
    hours : float or None
        Since entry; None outside the range of the model.
    meaning : str
        ``median``: half were alive. ``upper``: the longest known. ``lower``: at least so long for
        half of them, or all that the most vulnerable may have. ``predicted``: of one average body.
    in_range : bool
        Whether the model holds at this temperature.
    sources : tuple of str
        Keys; two where the same numbers are given out under two names.
    """

    name: str
    hours: float | None
    meaning: Meaning
    in_range: bool
    sources: tuple[str, ...]


def hayward_1975(*, water_temperature: float) -> SurvivalTime:
    r"""Return the predicted time of an average body: light clothes, flotation, calm water.

    .. math:: t_{min} = 15 + 7.2 / (0.0785 - 0.0034\,T)

    Parameters
    ----------
    water_temperature : float
        [degC], 4.6 to 18.2 in the trials. The formula has a pole at 23.1.

    Notes
    -----
    Source: hayward_1975: cooling to a core of 30 degC.
    """
    held = 4.6 <= water_temperature <= 18.2
    minutes = 15.0 + 7.2 / (0.0785 - 0.0034 * water_temperature) if held else float("nan")
    return _time("hayward_1975", minutes * MINUTE / HOUR, "predicted", ("hayward_1975",))


def golden_tipton(*, water_temperature: float) -> SurvivalTime:
    """Return the time after which half of clothed adults are alive.

    Parameters
    ----------
    water_temperature : float
        [degC], 5 to 15; between the three published points the logarithm of the time is linear.

    Notes
    -----
    Source: golden_1996 (clothed, with life jacket). The same times are quoted under tipton_2018
    (clothed). Both attributions are kept, and the two count as one model.
    """
    return _from_points("golden_tipton", "golden_tipton", water_temperature, "median")


def ukniis_2006(*, water_temperature: float) -> SurvivalTime:
    r"""Return the time after which half were alive, without buoyancy: 2.28 exp(0.0916 T) hours.

    Parameters
    ----------
    water_temperature : float
        [degC], 5 to 15.

    Notes
    -----
    Source: ukniis_2006, table 4; 1593 cases round Britain. The curve through its three points is
    ours.
    """
    held = 5.0 <= water_temperature <= 15.0
    hours = 2.28 * exp(0.0916 * water_temperature) if held else float("nan")
    return _time("ukniis_2006", hours, "median", ("ukniis_2006",))


def ukniis_2006_buoyancy(*, water_temperature: float) -> SurvivalTime:
    """Return the time at which, with buoyancy worn, more than half were still alive.

    Parameters
    ----------
    water_temperature : float
        [degC], 5 to 15.

    Notes
    -----
    Source: ukniis_2006, table 4: more than 24 h, without an end. So it is a lower bound.
    """
    return _from_points("ukniis_2006_buoyancy", "ukniis_buoyancy", water_temperature, "lower")


def xu_giesbrecht_2018(*, water_temperature: float) -> SurvivalTime:
    r"""Return the envelope of the longest survivals: :math:`0.0547 T^2 + 0.5048 T + 1.3604` hours.

    Parameters
    ----------
    water_temperature : float
        [degC], 0 to 20: the data lie below 20.

    Notes
    -----
    Source: xu_giesbrecht_2018, 122 cases; coefficients as quoted elsewhere, low confidence. The
    abstract knows of 75 hours, with a diver's suit or partly out of the water.
    """
    t = water_temperature
    hours = 0.0547 * t * t + 0.5048 * t + 1.3604 if 0.0 <= t <= 20.0 else float("nan")
    return _time("xu_giesbrecht_2018", hours, "upper", ("xu_giesbrecht_2018",))


def hse_1995(*, water_temperature: float, beaufort: int | None) -> SurvivalTime:
    """Return how little time the most vulnerable may have, in working clothes and life jacket.

    Parameters
    ----------
    water_temperature : float
        [degC], 5 to 13; between the two published points the logarithm of the time is linear.
    beaufort : int or None
        Wind force, 0 to 12. None, and 3 and more, take the shorter row; from 5 on the work says
        "significantly less" without a number, so that the time is then at most this.

    Notes
    -----
    Source: hse_1995, OTO 95 038.
    """
    if beaufort is not None and not 0 <= beaufort <= HSE_STRONGEST:
        return _time("hse_1995", float("nan"), "lower", ("hse_1995",))
    light = beaufort is not None and beaufort <= HSE_LIGHT
    row = "hse_light" if light else "hse_moderate"
    return _from_points("hse_1995", row, water_temperature, "lower")


def survival_models(*, water_temperature: float, beaufort: int | None) -> tuple[SurvivalTime, ...]:
    """Return every model at one temperature, those out of range too.

    Parameters
    ----------
    water_temperature : float
        [degC].
    beaufort : int or None
        Wind force, where known.
    """
    return (
        hse_1995(water_temperature=water_temperature, beaufort=beaufort),
        golden_tipton(water_temperature=water_temperature),
        hayward_1975(water_temperature=water_temperature),
        ukniis_2006(water_temperature=water_temperature),
        xu_giesbrecht_2018(water_temperature=water_temperature),
        ukniis_2006_buoyancy(water_temperature=water_temperature),
    )


@cache
def _points() -> Mapping[str, Any]:
    text = files("estran.rescue").joinpath("survival_points.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _from_points(name: str, row: str, water_temperature: float, meaning: Meaning) -> SurvivalTime:
    """Straight lines in the logarithm of the time between published points, none beyond them."""
    table = _points()[row]
    pairs = list(zip(table["temperatures"], table["hours"], strict=True))
    hours = float("nan")
    for (cold, short), (warm, long) in pairwise(pairs):
        if cold <= water_temperature <= warm:
            share = (water_temperature - cold) / (warm - cold)
            hours = exp((1.0 - share) * log(short) + share * log(long))
    return _time(name, hours, meaning, tuple(table["sources"]))


def _time(name: str, hours: float, meaning: Meaning, keys: tuple[str, ...]) -> SurvivalTime:
    held = isfinite(hours)
    return SurvivalTime(
        name=name,
        hours=hours if held else None,
        meaning=meaning,
        in_range=held,
        sources=tuple(source(key).key for key in keys),
    )
