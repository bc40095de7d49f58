"""Numbers that no source gives, each with range and reason, and a book of those an answer used.

They stand in assumptions.toml, those of AIS beside it, and nowhere else. What a source gives stands
as a `Sourced` number beside its law.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import isclose
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from estran.errors import SourceError
from estran.sources.library import source
from estran.sources.sourced import require_within

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES = ("assumptions.toml", "assumptions_ais.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One number with its range, in `unit`, and why it was chosen."""

    key: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    why: str

    def __post_init__(self) -> None:
        source(self.source)
        require_within(
            value=self.value, low=self.low, high=self.high, name=f"assumption {self.key}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedWeights:
    """Weights given to several possibilities; none is negative and they sum to one."""

    key: str
    weights: Mapping[str, float]
    source: str
    why: str

    def __post_init__(self) -> None:
        source(self.source)
        total = sum(self.weights.values())
        if min(self.weights.values(), default=-1.0) < 0.0 or not isclose(total, 1.0, abs_tol=1e-9):
            raise SourceError(
                "assumption.weights",
                f"Assumption {self.key}: the weights {dict(self.weights)} must not be negative "
                f"and must sum to one; they sum to {total:g}.",
                key=self.key,
            )


@cache
def assumptions() -> Mapping[str, Assumption | AssumedWeights]:
    """Return every assumption by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    tables = [files(__package__).joinpath(name).read_text("utf-8") for name in TABLES]
    return parse_assumptions("\n".join(tables))


def parse_assumptions(text: str) -> Mapping[str, Assumption | AssumedWeights]:
    """Read assumptions from TOML text: one table each, with `value` or with `weights`.

    Raises
    ------
    SourceError
        Where an entry lacks a field, has an unknown one, or lies outside its range.
    """
    tables = tomllib.loads(text)
    return MappingProxyType({key: _entry(key, table) for key, table in tables.items()})


def assumption(key: str) -> Assumption:
    """Return one assumed number.

    Raises
    ------
    SourceError
        Where there is none of that key; the message names the nearest.
    """
    found = _known(key)
    if not isinstance(found, Assumption):
        raise SourceError(
            "assumption.kind", f"Assumption {key} holds weights, not a number.", key=key
        )
    return found


def assumed_weights(key: str) -> AssumedWeights:
    """Return one set of assumed weights.

    Raises
    ------
    SourceError
        Where there is none of that key; the message names the nearest.
    """
    found = _known(key)
    if not isinstance(found, AssumedWeights):
        raise SourceError(
            "assumption.kind", f"Assumption {key} holds a number, not weights.", key=key
        )
    return found


@dataclass(slots=True)
class AssumptionBook:
    """Hands out assumptions and remembers which, and for which part of the answer.

    `instead` holds rows that stand in place of those of the table, such as an area's own.
    """

    part: str = ""
    instead: Mapping[str, Assumption] = field(default_factory=dict)
    _used: dict[str, Assumption | AssumedWeights] = field(default_factory=dict)
    _behind: dict[str, set[str]] = field(default_factory=dict)

    def value(self, key: str) -> float:
        """Return the value of an assumed number, in its own unit, and note its use."""
        return self.take(key).value

    def take(self, key: str) -> Assumption:
        """Return an assumed number with its range, and note its use."""
        found = self.instead.get(key) or assumption(key)
        self._write(key, found)
        return found

    def weights(self, key: str) -> Mapping[str, float]:
        """Return assumed weights by name, and note their use."""
        found = assumed_weights(key)
        self._write(key, found)
        return found.weights

    def note(self, key: str) -> None:
        """Note the use of an assumption of either kind, such as one behind a kept result."""
        self._write(key, _known(key))

    @property
    def used(self) -> tuple[Assumption | AssumedWeights, ...]:
        """Every assumption handed out so far, by key."""
        return tuple(self._used[key] for key in sorted(self._used))

    def behind(self, part: str) -> tuple[str, ...]:
        """Return the keys handed out while `part` was that part of an answer, sorted."""
        return tuple(sorted(self._behind.get(part, ())))

    def _write(self, key: str, found: Assumption | AssumedWeights) -> None:
        self._used[key] = found
        self._behind.setdefault(self.part, set()).add(key)


def _known(key: str) -> Assumption | AssumedWeights:
    try:
        return assumptions()[key]
    except KeyError:
        near = get_close_matches(key, assumptions(), n=1, cutoff=0.0)[0]
        raise SourceError(
            "assumption.unknown",
            f"No assumption {key!r} in sources/assumptions.toml; the nearest is {near!r}.",
            key=key,
            nearest=near,
        ) from None


def _entry(key: str, table: dict[str, Any]) -> Assumption | AssumedWeights:
    try:
        if "weights" in table:
            return AssumedWeights(key=key, **table)
        return Assumption(key=key, **table)
    except TypeError as error:
        raise SourceError(
            "assumption.malformed",
            f"sources/assumptions.toml: [{key}] {error}. A number has value, unit, low, high, "
            "source and why; weights have weights, source and why.",
            key=key,
        ) from error
