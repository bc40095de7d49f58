"""Every parameter of a simulated season, with its range and where that comes from; and its draws.

Numbers stand in parameters.toml and nowhere else. A draw is a Latin hypercube: each parameter's
range is cut into as many strips as there are draws, and each strip is used once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from estran.errors import SourceError
from estran.quantities.hashed_draws import things
from estran.sources.library import source
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Floats
    from estran.quantities.hashed_draws import Things

Kind = Literal["measured", "assumed", "rival"]
Prior = Literal["uniform", "log_uniform", "switch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter, in `unit`, from `low` to `high`.

    Attributes
    ----------
    prior : str
        How draws spread over the range; of a ``switch``, 0 or 1.
    kind : str
        ``measured`` where some series or document bounds it, ``assumed`` where nothing does,
        ``rival`` where published findings oppose each other.
    why : str
        Where the range comes from.
    class_only : bool
        Whether its figures stay inside: they say how a boat is loaded and floats, and what leaves
        the house is a class, never a stability figure.
    """

    key: str
    label: str
    label_fr: str
    unit: str
    low: float
    high: float
    prior: Prior
    kind: Kind
    source: str
    confidence: Confidence
    why: str
    class_only: bool = False

    def __post_init__(self) -> None:
        source(self.source)
        words = (self.prior, get_args(Prior)), (self.kind, get_args(Kind))
        named = (*words, (self.confidence, get_args(Confidence)))
        if any(word not in known for word, known in named) or not self.low < self.high:
            raise _malformed(self.key, "prior, kind, confidence or range is not one")
        if self.prior == "log_uniform" and self.low <= 0.0:
            raise _malformed(self.key, "a logarithm needs a range above 0")

    def at(self, share: Floats) -> Floats:
        """Return the values at shares of the prior, 0 to 1."""
        if self.prior == "switch":
            return np.where(share < 0.5, self.low, self.high)
        if self.prior == "log_uniform":
            return np.exp(log(self.low) + share * (log(self.high) - log(self.low)))
        return self.low + share * (self.high - self.low)

    def said(self, language: str) -> str:
        """Return the label in a language."""
        return self.label_fr if language == "fr" else self.label

    @property
    def middle(self) -> float:
        """The middle of the prior; of a switch, 0."""
        if self.prior == "switch":
            return self.low
        if self.prior == "log_uniform":
            return exp((log(self.low) + log(self.high)) / 2.0)
        return (self.low + self.high) / 2.0


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return every parameter by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    text = files(__package__).joinpath("parameters.toml").read_text("utf-8")
    return MappingProxyType({key: _entry(key, row) for key, row in tomllib.loads(text).items()})


def prior_draws(seed: int, draws: int) -> Mapping[str, Floats]:
    """Return a Latin hypercube over all priors.

    Parameters
    ----------
    seed : int
        From 0 to 2**64 - 1.
    draws : int
        How many, at least 1.

    Returns
    -------
    mapping
        Values by key, each in its own unit, shape (draws,).

    Notes
    -----
    Source: mckay_1979.
    """
    rows = things(seed, np.arange(draws))
    return MappingProxyType({key: one.at(_strips(key, rows)) for key, one in parameters().items()})


def middles(count: int) -> Mapping[str, Floats]:
    """Return the middle of every prior, `count` times: one setting to look at, not a finding."""
    return MappingProxyType({key: np.full(count, one.middle) for key, one in parameters().items()})


def _strips(key: str, rows: Things) -> Floats:
    order = np.argsort(rows.uniforms(f"lab.strip.{key}"), kind="stable")
    rank = np.empty(order.size)
    rank[order] = np.arange(order.size)
    return (rank + rows.uniforms(f"lab.within.{key}")) / order.size


def _entry(key: str, row: dict[str, Any]) -> Parameter:
    try:
        return Parameter(key=key, **row)
    except TypeError as error:
        raise _malformed(key, str(error)) from error


def _malformed(key: str, why: str) -> SourceError:
    return SourceError(
        "parameter.malformed",
        f"lab/parameters.toml: [{key}] {why}. A parameter has label, label_fr, unit, low, high, "
        "prior, kind, source, confidence and why.",
        key=key,
    )
