"""What a simulated past is compared by: observed value, simulated statistic, asked closeness.

Targets stand in targets.toml; here each is unfolded into aims, one number each.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from estran.errors import SourceError
from estran.lab.history import Series, history

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estran.quantities.arrays import Floats

How = Literal["each", "pooled", "spread"]
Scale = Literal["plain", "log"]
Past: TypeAlias = "Mapping[int, Mapping[str, Floats]]"
"""Columns by name, shape (draws, seasons), by year."""

HALF_A_DEATH = 0.5
"""Added to counts whose logarithm is taken, so that a year without one has a logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One row of targets.toml; its fields are explained there."""

    key: str
    unit: str
    observed: Sequence[str]
    simulated: Sequence[str]
    how: How
    scale: Scale
    fitted: Sequence[int]
    held: Sequence[int]
    error: float
    discrepancy: float
    weighed: bool
    why: str
    observed_over: Sequence[str] = ()
    simulated_over: Sequence[str] = ()
    per: float = 1.0

    def __post_init__(self) -> None:
        words = (self.how, get_args(How)), (self.scale, get_args(Scale))
        if any(word not in known for word, known in words):
            raise _malformed(self.key, "how or scale is not one")
        if min(self.error, self.discrepancy) < 0.0 or self.error + self.discrepancy <= 0.0:
            raise _malformed(self.key, "error and discrepancy leave nothing to differ by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One number of history, and the statistic of a simulated past to set beside it.

    Attributes
    ----------
    years : tuple of int
        Whose columns make the statistic.
    fitted : bool
        Whether it weeds out draws; else it is only checked.
    value : float
        Observed, on the target's scale.
    """

    target: Target
    years: tuple[int, ...]
    fitted: bool
    value: float

    @property
    def span(self) -> str:
        """Its years, in words."""
        first, last = self.years[0], self.years[-1]
        return str(first) if first == last else f"{first}-{last}"

    @property
    def key(self) -> str:
        """Key of its target, and its years."""
        return f"{self.target.key}, {self.span}"

    @property
    def allowance(self) -> float:
        """Variance granted for counting and for a model of this kind, on the target's scale."""
        return self.target.error**2 + self.target.discrepancy**2

    def statistic(self, past: Past) -> Floats:
        """Return the statistic of every simulated past, shape (draws, seasons)."""
        target = self.target
        parts = [
            (_summed(past[year], target.simulated), _summed(past[year], target.simulated_over))
            for year in self.years
        ]
        return _on_scale(target, parts)


@cache
def targets() -> Mapping[str, Target]:
    """Return every target by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    return parse_targets(files(__package__).joinpath("targets.toml").read_text("utf-8"))


def parse_targets(text: str) -> Mapping[str, Target]:
    """Read targets from TOML text, one table each.

    Raises
    ------
    SourceError
        Where an entry lacks a field or has one too many.
    """
    tables = tomllib.loads(text)
    return MappingProxyType({key: _entry(key, row) for key, row in tables.items()})


def aims(
    rows: Mapping[str, Target] | None = None, counted: Mapping[str, Series] | None = None
) -> tuple[Aim, ...]:
    """Unfold targets into aims, with what was counted.

    Parameters
    ----------
    rows : mapping, optional
        Targets; the shipped ones where absent.
    counted : mapping, optional
        Series by key; those of history.toml where absent.

    Raises
    ------
    SourceError
        Where a target names a series or a year that is not held.
    """
    held = history() if counted is None else counted
    rows = targets() if rows is None else rows
    return tuple(
        _aim(row, years, held, fitted=fitted)
        for row in rows.values()
        for all_years, fitted in ((row.fitted, True), (row.held, False))
        for years in _groups(row, all_years)
    )


def fitted_years(given: Iterable[Aim]) -> tuple[int, ...]:
    """Return every year that a fitted aim needs, in order."""
    return tuple(sorted({year for aim in given if aim.fitted for year in aim.years}))


def held_years(given: Iterable[Aim]) -> tuple[int, ...]:
    """Return every year that only a held-out aim needs, in order."""
    given = tuple(given)
    named = {year for aim in given if not aim.fitted for year in aim.years}
    return tuple(sorted(named - set(fitted_years(given))))


def _groups(row: Target, years: Sequence[int]) -> list[tuple[int, ...]]:
    if row.how == "each":
        return [(year,) for year in years]
    return [tuple(years)] if years else []


def _aim(row: Target, years: tuple[int, ...], held: Mapping[str, Series], *, fitted: bool) -> Aim:
    try:
        parts = [
            (
                np.array(sum(held[key].of(year) for key in row.observed)),
                np.array(sum(held[key].of(year) for key in row.observed_over) or 1.0),
            )
            for year in years
        ]
    except KeyError as error:
        raise _malformed(row.key, f"names the series {error}, which is not held") from error
    value = float(_on_scale(row, parts))
    return Aim(target=row, years=years, fitted=fitted, value=value)


def _on_scale(target: Target, parts: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return a statistic from numerators and denominators by year."""
    if target.how == "spread":
        rates = [np.log(_rate(top + HALF_A_DEATH, below, target.per)) for top, below in parts]
        return np.std(np.stack(rates), axis=0, ddof=1)
    top = sum((part[0] for part in parts), start=np.zeros(()))
    below = sum((part[1] for part in parts), start=np.zeros(()))
    if not _is_ratio(target):
        below = np.ones(())
    if target.scale == "log":
        shift = HALF_A_DEATH if _is_ratio(target) else 0.0
        return np.log(np.maximum(_rate(top + shift, below, target.per), 1e-9))
    return _rate(top, below, target.per)


def _is_ratio(target: Target) -> bool:
    return bool(target.simulated_over)


def _rate(top: Floats, below: Floats, per: float) -> Floats:
    return per * top / np.maximum(below, 1e-9)


def _summed(columns: Mapping[str, Floats], names: Sequence[str]) -> Floats:
    if not names:
        return np.ones(())
    return np.sum([columns[name] for name in names], axis=0)


def _entry(key: str, row: dict[str, Any]) -> Target:
    try:
        return Target(key=key, **row)
    except TypeError as error:
        raise _malformed(key, str(error)) from error


def _malformed(key: str, why: str) -> SourceError:
    return SourceError(
        "target.malformed",
        f"lab/calibration/targets.toml: [{key}] {why}. A target has unit, observed, simulated, "
        "how, scale, fitted, held, error, discrepancy, weighed and why.",
        key=key,
    )
