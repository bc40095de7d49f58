"""What an assessment is made from, and the port to wherever it is computed.

The same inputs give the same bytes on the same kind of machine, in this process or in another.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from estran.assess.answer import Assessment
from estran.assess.answer_words import Language
from estran.assess.assessment import assess_report
from estran.assess.evidence_said import History
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.exchange.json_answer import to_json


class Inputs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that an assessment was made from; a second machine makes the same bytes of it."""

    report: Report
    particles: int
    hours: int
    seed: int
    replay: str | None
    language: str
    history: History | None = None


class Runner(Protocol):
    """Computes answers somewhere: here, or in a process beside, so that intake stays quick."""

    def answer(self, inputs: Inputs) -> bytes:
        """Return the answer as `to_json` writes it.

        Raises
        ------
        InputError
            Where the report cannot be used.
        """
        ...


class Here:
    """Computes in the thread that asks."""

    def answer(self, inputs: Inputs) -> bytes:
        """Return the answer as `to_json` writes it."""
        return to_json(answered(inputs))


def answered(inputs: Inputs, *, language: Language = "en") -> Assessment:
    """Return the answer that inputs give: the same bytes on the same kind of machine."""
    settings = RunSettings(particles=inputs.particles, hours=inputs.hours, seed=inputs.seed)
    return assess_report(
        inputs.report,
        settings,
        replay=inputs.replay,
        language=language,
        history=inputs.history,
    )
