"""A contrast emulated on the scale on which most of it is foretold: as counted, log, or rank.

A few seasons with very many deaths are most of a variance, and nothing foretells them; on a scale
that draws them in, what moves the usual season is seen. Whoever shows a share says of which scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from estran.lab.analysis.emulator import blatman_sudret_2011
from estran.lab.analysis.nested import bonett_price_2012, sun_2011, too_few
from estran.lab.analysis.polynomials import ranks
from estran.lab.findings import Refused, Scale

if TYPE_CHECKING:
    from estran.lab.analysis.emulator import Emulator
    from estran.lab.analysis.evidence import Evidence
    from estran.lab.analysis.nested import Nested
    from estran.quantities.arrays import Floats

SCALES: tuple[Scale, ...] = get_args(Scale)
NEEDED_FOR_EMULATOR = 40
"""Effective draws below which no emulator is fitted."""
LEAST_EXPLAINED = 0.3
"""Share of the signal, on draws not seen, below which an emulator says nothing."""
ENOUGH_AS_COUNTED = 0.5
"""Share of the signal above which no other scale is tried: then most is explained as it counts."""
BY_CHANCE = 9.0
"""Over the effective draws: a share of the variance on draws not seen that chance seldom gives.
What has nothing to foretell correlates with it by more than three standard errors once in 700."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulated:
    """A contrast on one scale, and the polynomial that stands in for it.

    Attributes
    ----------
    scale : Scale
    nested : Nested
        Variance components on that scale.
    emulator : Emulator
    """

    scale: Scale
    nested: Nested
    emulator: Emulator

    @property
    def of_signal(self) -> float:
        """Share of what is not chance of the seasons that is foretold on draws not seen."""
        if self.emulator.explained * self.nested.effective < BY_CHANCE:
            return 0.0
        return min(1.0, self.emulator.explained / self.nested.ceiling)


def emulated(evidence: Evidence, apart: Floats) -> Emulated | Refused:
    """Return a contrast as a polynomial of the parameters, or why there is none.

    As it is counted, where that explains most of it; else on the scale that explains most.

    Parameters
    ----------
    apart : array, shape (draws, seasons)
        Differences in the same seasons, as of `Evidence.apart`.
    """
    counted = bonett_price_2012(apart, evidence.weights)
    if refused := _unfit(evidence, counted):
        return refused
    best: Emulated | None = None
    for scale in SCALES:
        found = _on(evidence, apart, scale)
        if found and (best is None or found.of_signal > best.of_signal):
            best = found
        if best and best.of_signal >= ENOUGH_AS_COUNTED and best.scale == "counted":
            break
    if best is None:
        return Refused(why="no_spread", have=0.0, need=counted.spread**0.5)
    if best.of_signal < LEAST_EXPLAINED:
        return Refused(why="poor_fit", have=best.of_signal, need=LEAST_EXPLAINED)
    return best


def on_scale(apart: Floats, scale: Scale) -> Floats:
    """Return differences on a scale; none of them turns an order round.

    Notes
    -----
    Source: john_draper_1980 (``signed_log``: the logarithm of one more than the size, with its
    sign).
    Source: iman_conover_1979 (``rank``: the share of all seasons that lie below).
    """
    if scale == "signed_log":
        return np.sign(apart) * np.log1p(np.abs(apart))
    if scale == "rank":
        return ranks(apart.ravel()).reshape(apart.shape)
    return apart


def _unfit(evidence: Evidence, counted: Nested) -> Refused | None:
    refused = too_few(counted)
    if refused is not None and refused.why != "no_spread":
        return refused
    if counted.effective < NEEDED_FOR_EMULATOR - 1e-9:
        return Refused(why="few_draws", have=counted.effective, need=NEEDED_FOR_EMULATOR)
    if evidence.basis is None:
        return Refused(why="not_varied", have=0, need=1)
    return None


def _on(evidence: Evidence, apart: Floats, scale: Scale) -> Emulated | None:
    """Return the emulator on one scale; None where the draws differ by no more than chance."""
    nested = sun_2011(on_scale(apart, scale), evidence.weights)
    if evidence.basis is None or not nested.between > 0.0:
        return None
    found = blatman_sudret_2011(evidence.basis, nested.means, nested.weights)
    return Emulated(scale=scale, nested=nested, emulator=found)
