"""The ensemble behind an answer, drifted again: same inputs and seed, the same particles.

No sea, no law and no assumption of its own; what an answer says of them is not told here again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.assess.drift_answer import drift_of
from estran.assess.forecast import sample_of
from estran.assess.kept_choice import EMBEDDED_SEA, environment_of
from estran.assess.situation import understand
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from estran.assess.answer import Sample
    from estran.assess.evidence_said import History
    from estran.assess.forecast import Ensemble
    from estran.assess.kept_choice import SeaChosen
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings


def drift_again(
    report: Report,
    settings: RunSettings,
    *,
    history: History | None = None,
    sea: SeaChosen = EMBEDDED_SEA,
) -> Ensemble | None:
    """Return the ensemble of a report's forecast; None where its drift is unknown.

    Parameters
    ----------
    report : Report
        As it was assessed.
    settings : RunSettings
        Size, length, step and seed of that forecast.
    history : History or None
        What it was re-based on.
    sea : SeaChosen
        The kept fields that counted for it.

    Raises
    ------
    InputError
        Where the report cannot be used.
    """
    situation = replace(understand(report), history=history)
    environment = environment_of(situation, sea)
    return drift_of(situation, environment, settings, book=AssumptionBook(), language="en").ensemble


def agrees(ensemble: Ensemble, kept: Sample) -> bool:
    """Say whether an ensemble is the one of which an answer kept a sample.

    Parameters
    ----------
    ensemble : Ensemble
        Drifted again.
    kept : Sample
        Of the answer: the first particles, to the published decimals.
    """
    return sample_of(ensemble) == kept
