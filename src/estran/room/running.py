"""What an assessment is made from, and the port to wherever it is computed.

The same inputs give the same bytes on the same kind of machine, in this process or in another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

import msgspec

from estran.assess.answer import Assessment
from estran.assess.answer_words import Language
from estran.assess.assessment import assess
from estran.assess.evidence_said import History
from estran.assess.kept_choice import environment_of
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.exchange.json_answer import to_json
from estran.room.sea import SeaGiven, read_back


class Inputs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that an assessment was made from; a second machine makes the same bytes of it."""

    report: Report
    particles: int
    hours: int
    seed: int
    replay: str | None
    language: str
    history: History | None = None
    sea: SeaGiven | None = None


class Runner(Protocol):
    """Computes answers somewhere: here, or in a process beside, so that intake stays quick."""

    def answer(self, inputs: Inputs, files: Mapping[str, bytes]) -> bytes:
        """Return the answer as `to_json` writes it.

        Parameters
        ----------
        inputs : Inputs
            What it is made from.
        files : mapping of str to bytes
            The files of the kept fields that the inputs name, by their SHA-256.

        Raises
        ------
        InputError
            Where the report cannot be used.
        CasebookError
            Where a field that the inputs name is not among the files.
        """
        ...


class Here:
    """Computes in the thread that asks."""

    def answer(self, inputs: Inputs, files: Mapping[str, bytes]) -> bytes:
        """Return the answer as `to_json` writes it."""
        return to_json(answered(inputs, files))


def answered(
    inputs: Inputs, files: Mapping[str, bytes], *, language: Language = "en"
) -> Assessment:
    """Return the answer that inputs give: the same bytes on the same kind of machine.

    Raises
    ------
    CasebookError
        Where a field that the inputs name is not among the files.
    """
    sea = read_back(inputs.sea, files)
    situation = replace(understand(inputs.report), history=inputs.history)
    return assess(
        situation,
        environment_of(situation, sea),
        settings_of(inputs),
        replay=inputs.replay,
        language=language,
    )


def settings_of(inputs: Inputs) -> RunSettings:
    """Return how the forecast of some inputs is computed."""
    return RunSettings(particles=inputs.particles, hours=inputs.hours, seed=inputs.seed)
