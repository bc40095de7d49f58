"""The draws of parameters that a study runs on: of the priors, or of what history left over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import InputError
from estran.lab.calibration.posterior import shipped_posterior
from estran.lab.parameters import prior_draws

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.design import Design
    from estran.quantities.arrays import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Draws of every parameter.

    Attributes
    ----------
    values : mapping
        By key, each in its own unit, shape (draws,).
    weights : array of shape (draws,)
        Not negative, together 1.
    """

    values: Mapping[str, Floats]
    weights: Floats

    @property
    def digest(self) -> str:
        """SHA-256 of keys, values and weights."""
        return digest_of_values({**self.values, " weights": self.weights})


def draws_of(design: Design) -> Draws:
    """Return the draws that a design asks for, with what the user fixed.

    Raises
    ------
    InputError
        Where the posterior is asked for, and none ships, or fewer draws differ than are asked for.
    """
    count = design.draws
    values, weights = dict(prior_draws(design.seed, count)), np.full(count, 1.0 / count)
    if design.parameters == "posterior":
        left_over, weights = _left_over(count)
        values |= left_over
    values |= {key: np.full(count, value) for key, value in design.fixed.items()}
    return Draws(values=MappingProxyType(dict(sorted(values.items()))), weights=weights)


def digest_of_values(values: Mapping[str, Floats]) -> str:
    """Return the SHA-256 of named arrays, in the order of their names."""
    digest = hashlib.sha256()
    for key in sorted(values):
        held = np.ascontiguousarray(values[key], dtype="<f8")
        digest.update(f"{key} {held.size}\n".encode())
        digest.update(held.tobytes())
    return digest.hexdigest()


def _left_over(count: int) -> tuple[Mapping[str, Floats], Floats]:
    """Return draws that history left over, each once, with their weights."""
    held = shipped_posterior()
    if held is None:
        raise InputError(
            "study.no_posterior",
            "No draws that history left over ship with this version. Write `parameters: prior` in "
            "the study, or make them: estran study calibrate.",
        )
    if count > held.distinct:
        raise InputError(
            "study.too_many_draws",
            f"History left over {held.distinct} draws that differ, and the study asks for {count}. "
            "Ask for at most so many, with more seasons on each; or write `parameters: prior`.",
            held=held.distinct,
            count=count,
        )
    return held.different(count)
