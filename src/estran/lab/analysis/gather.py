"""Builds everything that a report shows from the results of a study, by the methods beside this."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from estran.lab.analysis.advice import advice
from estran.lab.analysis.bindings import bindings
from estran.lab.analysis.contrasts import contrast, count, kitagawa_1955
from estran.lab.analysis.discovery import bryant_lempert_2010
from estran.lab.analysis.effects import binned_first_order, tornado
from estran.lab.analysis.evidence import evidence_of
from estran.lab.analysis.information import information
from estran.lab.analysis.nested import sampling
from estran.lab.analysis.polynomials import is_switch
from estran.lab.analysis.regions import davis_2019_belief, davis_2019_region
from estran.lab.analysis.regret import regret_table
from estran.lab.analysis.tails import burdens, tail
from estran.lab.findings import Findings, Standing
from estran.lab.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.lab.analysis.evidence import Evidence
    from estran.lab.findings import Contrast, History, Region, Tornado
    from estran.lab.parameters import Parameter
    from estran.lab.results import StudyResults

_Found = TypeVar("_Found")


def findings(
    results: StudyResults, table: Mapping[str, Parameter], history: History | None = None
) -> Findings:
    """Return everything that a report shows.

    Parameters
    ----------
    results : StudyResults
        Its first doctrine is the reference. The same results give the same findings to the byte.
    table : mapping
        What is known of each parameter, by key: `lab.parameters.parameters()`.
    history : History or None
        How the model stands beside history, from `lab.calibration`.

    Raises
    ------
    DataError
        Where the results do not fit together.
    """
    evidence = evidence_of(results, table)
    judged, main = _judged(evidence), evidence.main()
    others = [one for one in evidence.doctrines if one != evidence.reference]
    against = [(outcome, doctrine) for outcome in main for doctrine in others]
    tornados = tuple(tornado(evidence, *one) for one in against)
    return Findings(
        design=results.design,
        manifest=results.manifest,
        sampling=sampling(evidence.weights, evidence.seasons),
        standings=_standings(evidence, results.breaches),
        counts=tuple(
            count(evidence, outcome, doctrine)
            for doctrine in evidence.doctrines
            for outcome in OUTCOMES
            if outcome in evidence.columns
        ),
        contrasts=tuple(
            contrast(evidence, outcome, doctrine, evidence.reference)
            for doctrine in others
            for outcome in OUTCOMES
            if outcome in evidence.columns
        ),
        pairs=_pairs(evidence, others),
        exposures=tuple(kitagawa_1955(evidence, doctrine) for doctrine in others),
        regrets=_given(regret_table(evidence, outcome) for outcome in judged),
        regions=tuple(region for one in tornados for region in _regions(evidence, one)),
        beliefs=_given(
            davis_2019_belief(evidence, outcome, key)
            for outcome in main
            for key in _rivals(evidence)
        ),
        discoveries=tuple(bryant_lempert_2010(evidence, *one) for one in against),
        tornados=tornados,
        information=_given(information(evidence, outcome) for outcome in main),
        tails=tuple(tail(evidence, doctrine) for doctrine in evidence.doctrines),
        burdens=tuple(one for which in evidence.doctrines for one in burdens(evidence, which)),
        bindings=tuple(one for which in evidence.doctrines for one in bindings(evidence, which)),
        advice=_given(advice(evidence, *one) for one in against),
        history=history,
    )


def _given(found: Iterable[_Found | None]) -> tuple[_Found, ...]:
    return tuple(one for one in found if one is not None)


def _judged(evidence: Evidence) -> tuple[str, ...]:
    return tuple(
        key for key, one in OUTCOMES.items() if one.direction == "fewer" and key in evidence.columns
    )


def _standings(evidence: Evidence, breaches: Mapping[str, tuple[str, ...]]) -> tuple[Standing, ...]:
    return tuple(
        Standing(doctrine=one, breaches=breaches.get(one, ()), ranked=one in evidence.ranked)
        for one in evidence.doctrines
    )


def _pairs(evidence: Evidence, others: list[str]) -> tuple[Contrast, ...]:
    return tuple(
        contrast(evidence, outcome, later, earlier)
        for outcome in evidence.main()
        for place, earlier in enumerate(others)
        for later in others[place + 1 :]
    )


def _rivals(evidence: Evidence) -> tuple[str, ...]:
    return tuple(
        key
        for key, one in evidence.table.items()
        if one.kind == "rival" and is_switch(evidence.drawn[key])
    )


def _regions(evidence: Evidence, found: Tornado) -> tuple[Region, ...]:
    """Return a region over the two parameters that move most, and over the first two rivals.

    A region has figures on its edges, so no parameter whose figures stay inside spans one.
    """
    pairs = [pair for pair in (_moving(evidence, found), _rivals(evidence)[:2]) if len(pair) == 2]
    return tuple(
        davis_2019_region(evidence, found.outcome, found.doctrine, (pair[0], pair[1]))
        for pair in dict.fromkeys(pairs)
    )


def _moving(evidence: Evidence, found: Tornado) -> tuple[str, ...]:
    shown = [key for key, one in evidence.table.items() if not one.class_only]
    if isinstance(found.effects, tuple) and len(found.effects) >= 2:
        return tuple(one.parameter for one in found.effects if one.parameter in shown)[:2]
    nested = evidence.difference(found.outcome, found.doctrine, found.reference)
    shares = [
        binned_first_order(nested.means, nested.weights, groups) for groups in evidence.groups
    ]
    order = np.argsort(-np.array(shares), kind="stable")
    keys = [tuple(evidence.drawn)[place] for place in order]
    return tuple(key for key in keys if key in shown)[:2]
