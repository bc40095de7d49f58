"""A posterior as the findings of a study show it: history beside the model, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.calibration.targets import targets
from estran.lab.findings import Check, History, Identified, Interval
from estran.lab.history import history
from estran.lab.parameters import parameters
from estran.language.catalogue import name_in

if TYPE_CHECKING:
    from estran.lab.calibration import checks, identified
    from estran.lab.calibration.posterior import Posterior

COVERAGE = 0.9


def history_of(found: Posterior) -> History:
    """Return what a posterior tells, for the findings of a study."""
    return History(
        checks=tuple(_check(one) for one in found.checks),
        identified=tuple(_identified(one) for one in found.identified if one.key in parameters()),
        attributions=tuple(found.attributions),
    )


def _check(one: checks.Check) -> Check:
    return Check(
        key=one.target,
        label=f"{name_in('en', 'target', one.target)}, {one.years}",
        unit=one.unit,
        observed=one.observed,
        modelled=Interval(low=one.low, high=one.high, share=COVERAGE),
        inside=one.inside,
        held_out=not one.fitted,
        source=history()[targets()[one.target].observed[0]].source,
    )


def _identified(one: identified.Identification) -> Identified:
    return Identified(
        parameter=one.key,
        label=parameters()[one.key].label,
        kind=one.kind,
        spread=one.ratio,
        told=one.told,
    )
