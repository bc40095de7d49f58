"""An ensemble reweighted and resampled by what was learnt later, instead of a fresh start.

Fixes and searches that found nothing: a filter of particles, each a narrow Gaussian kernel. Where
the particles cannot follow, the outcome says so by name and no cloud is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.continued import marks_at, places_at, statuses_at
from estran.engine.evidence import (
    by_time,
    disagree,
    effective_sample_size,
    fused,
    systematic_resampling,
    unfound,
)
from estran.engine.surprise import as_unlikely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.engine.continued import Body
    from estran.engine.evidence import Fix
    from estran.engine.result import Result
    from estran.quantities.arrays import Bools, Codes, Floats, Ints
    from estran.quantities.randomness import RandomStreams

FEWEST = 20  # particles of one status that get a kernel of their own shape; fewer share one
_LEAST_VARIANCE = 1e-6
_BODIES: tuple[Body, ...] = ("people", "hull")


class Outcome(StrEnum):
    """What became of the ensemble."""

    CONTINUED = "continued"
    RESTART = "restart_from_the_fix"


class Reason(StrEnum):
    """Why an ensemble could not go on."""

    FAR = "far"
    """The fix is far from every particle."""
    FEW = "few"
    """Too few particles would carry all the weight."""
    GONE = "gone"
    """No particle is left in the area."""
    SEARCHED = "searched"
    """By the searches nobody can be anywhere: one of them, or the ensemble, is wrong."""
    DISAGREE = "disagree"
    """Two fixes at one time are too far apart to be of one boat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When an ensemble can no longer follow.

    Attributes
    ----------
    least_effective : float
        Effective sample size below which it is too thin [particles].
    farthest : float
        Distance of a fix from the nearest particle, or from another fix, in standard deviations.
    """

    least_effective: float
    farthest: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rebased:
    """What became of an ensemble of n particles.

    Attributes
    ----------
    outcome : Outcome
        Whether it goes on.
    reason : Reason or None
        Why not.
    ancestors : (n,) array of int
        The particles that go on, each with the same weight.
    people, hull : (t, n, 2) arrays
        Where each goes at the times asked for, east and north [m], the shore not looked at.
    effective : float
        The smallest effective sample size on the way [particles].
    nearest : float
        Distance of the worst fix from its nearest particle, in standard deviations.
    unlikely : mapping of (float, str) to float
        For the time and body of each fix that was held against it: the chance that the ensemble,
        as it then was, gives to fixes at most as likely [-]; see
        :func:`estran.engine.surprise.as_unlikely`.
    """

    outcome: Outcome
    reason: Reason | None
    ancestors: Ints
    people: Floats
    hull: Floats
    effective: float
    nearest: float
    unlikely: Mapping[tuple[float, Body], float]


def rebase(
    result: Result,
    *,
    fixes: Sequence[Fix],
    times: Floats,
    limits: Limits,
    streams: RandomStreams,
    pods: Sequence[Floats] = (),
) -> Rebased:
    r"""Hold an ensemble against what was learnt later.

    Parameters
    ----------
    result : Result
        The ensemble; its run covers all the fixes and times.
    fixes : sequence of Fix
        In any order: those at one time count as one, the others in the order of time.
    times : (t,) array
        When the ways of those that go on are wanted [s since the start].
    limits : Limits
        When it can no longer follow.
    streams : RandomStreams
        Seeded; streams whose names begin with ``rebase`` are used.
    pods : sequence of (n,) arrays
        Of searches that found nothing: chance to have found each particle.

    Notes
    -----
    Each particle stands for a kernel about its way whose covariance is that of the ways of its
    status times :math:`n^{-1/3}`; B is its part at the time of a fix f with covariance R. A
    particle at p has the weight :math:`N(f; p, B + R)`. What is drawn gets a way b of the kernel,
    and moves by :math:`b + G K (f + r - p - b)` with :math:`K = B (B + R)^{-1}`, r drawn
    from R, and G the regression of each later place on that at the time of the fix: exact for
    Gaussian clouds, and by the part :math:`n^{-1/3}` wider in variance, never narrower. Copies of
    one particle so part again. Source: musso_oudjane_legland_2001 (kernels before the correction),
    silverman_1986 (their width).
    """
    filtered = _Filter(result, limits, streams, unfound(result.weights, pods))
    groups = list(by_time(fixes))
    filtered.follow(sorted({one[0].time for one in groups} | set(times.tolist())))
    for number, same in enumerate(groups):
        if filtered.reason is None:
            filtered.take_fix(same, number)
    if filtered.reason is None:
        filtered.settle(len(groups))
    return filtered.rebased(times)


class _Filter:
    """Weights, ancestors and ways on from one piece of evidence to the next."""

    def __init__(
        self, result: Result, limits: Limits, streams: RandomStreams, weights: Floats
    ) -> None:
        self.result, self.limits, self.streams, self.weights = result, limits, streams, weights
        self.ancestors = np.arange(weights.size)
        self.effective, self.nearest = effective_sample_size(weights), 0.0
        self.reason: Reason | None = None if weights.any() else Reason.SEARCHED
        self.unlikely: dict[tuple[float, Body], float] = {}
        self.ways: dict[Body, Floats] = {}
        self.rows: dict[float, int] = {}

    def follow(self, times: Sequence[float]) -> None:
        """Note where everybody is at these times."""
        self.rows = {time: row for row, time in enumerate(times)}
        for body in _BODIES:
            self.ways[body] = np.stack([places_at(self.result, body, time=one) for one in times])

    def take_fix(self, same: Sequence[Fix], number: int) -> None:
        """Weigh, draw and move by the fixes of one time, or note why that cannot be."""
        if disagree(same, self.limits.farthest):
            self.reason = Reason.DISAGREE
            return
        fix = fused(same)
        left = marks_at(self.result, f"{fix.body}_left", time=fix.time)[self.ancestors]
        before = np.where(left, 0.0, self.weights)
        if not before.any():
            self.reason = Reason.GONE
            return
        offset = np.array([fix.x, fix.y]) - self.ways[fix.body][self.rows[fix.time]]
        groups = self._groups(fix, before)
        self._note_surprise(fix, number, before, groups)
        self._weigh(fix, before, offset, groups)
        if self.reason is None:
            picked = self._draw(number)
            if picked is not None:
                self._move(fix, number, groups, picked)

    def _groups(self, fix: Fix, weights: Floats) -> list[_Group]:
        places = self.ways[fix.body][self.rows[fix.time]]
        statuses = statuses_at(self.result, time=fix.time)[self.ancestors]
        return [_group(mark, places, weights) for mark in _marks(statuses, weights)]

    def _note_surprise(
        self, fix: Fix, number: int, before: Floats, groups: Sequence[_Group]
    ) -> None:
        error = np.eye(2) * fix.sd**2
        self.unlikely[fix.time, fix.body] = as_unlikely(
            np.array([fix.x, fix.y]),
            places=self.ways[fix.body][self.rows[fix.time]],
            weights=before,
            kernels=[(one.members, one.kernel + error) for one in groups],
            streams=self.streams,
            step=number,
        )

    def _weigh(self, fix: Fix, before: Floats, offset: Floats, groups: Sequence[_Group]) -> None:
        form, root = np.empty(len(offset)), np.empty(len(offset))
        for one in groups:
            form[one.members], root[one.members] = _mahalanobis(
                offset[one.members], one.kernel + np.eye(2) * fix.sd**2
            )
        least = float(form[before > 0.0].min())
        self.nearest = max(self.nearest, least**0.5)
        if self.nearest > self.limits.farthest:
            self.reason = Reason.FAR
            return
        weights = before * np.exp(-0.5 * np.maximum(form - least, 0.0)) / root
        self.weights = weights / weights.sum()

    def settle(self, number: int) -> None:
        """Draw where weights still differ, as after searches alone."""
        if self.weights.min() == self.weights.max():
            return
        picked = self._draw(number)
        if picked is not None:
            self.ways = {body: way[:, picked] for body, way in self.ways.items()}

    def _draw(self, number: int) -> Ints | None:
        """Draw those that go on, by their places among those before; None where too few would."""
        effective = effective_sample_size(self.weights)
        self.effective = min(self.effective, effective)
        if effective < self.limits.least_effective:
            self.reason = Reason.FEW
            return None
        uniform = self.streams.uniforms("rebase.resample", step=number, first=0, count=1)[0, 0]
        count = self.weights.size
        picked = systematic_resampling(weights=self.weights, uniform=float(uniform), count=count)
        self.ancestors = self.ancestors[picked]
        self.weights = np.full(count, 1.0 / count)
        return picked

    def _move(self, fix: Fix, number: int, groups: Sequence[_Group], picked: Ints) -> None:
        """Move those drawn towards the fix, each later place by its regression on that place."""
        count, row = picked.size, self.rows[fix.time]
        drawn = {"step": number, "first": 0, "count": count}
        error = fix.sd * self.streams.normals("rebase.error", per=2, **drawn)
        pair = self.streams.uniforms("rebase.kernel", per=2, **drawn)
        before = self.ways
        self.ways = {body: way[:, picked] for body, way in before.items()}
        for one in groups:
            mine = np.flatnonzero(one.members[picked])
            first, second = (one.pick(np.ascontiguousarray(pair[mine, k])) for k in (0, 1))
            wander = {
                body: one.narrow * (way[:, first] - way[:, second]) for body, way in before.items()
            }
            here = before[fix.body][row]
            aim = np.array([fix.x, fix.y]) + error[mine]
            told = aim - here[picked[mine]] - wander[fix.body][row]
            pulled = told @ one.gain(fix.sd).T
            for body, way in before.items():
                slopes = one.regression(way, here)
                self.ways[body][:, mine] += wander[body] + np.einsum("tij,nj->tni", slopes, pulled)

    def rebased(self, times: Floats) -> Rebased:
        """Return what became of it."""
        rows = [self.rows[time] for time in times.tolist()]
        return Rebased(
            outcome=Outcome.CONTINUED if self.reason is None else Outcome.RESTART,
            reason=self.reason,
            ancestors=self.ancestors,
            people=self.ways["people"][rows],
            hull=self.ways["hull"][rows],
            effective=self.effective,
            nearest=self.nearest,
            unlikely=self.unlikely,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Particles of one status: who they are (n,), their weights (n,), kernel (2, 2) and width."""

    members: Bools
    weights: Floats
    spread: Floats
    effective: float

    @property
    def narrow(self) -> float:
        """Width of the kernel over that of the group, for the difference of two particles."""
        return float(self.effective ** (-1.0 / 6.0) * 0.5**0.5)

    @property
    def kernel(self) -> Floats:
        return self.effective ** (-1.0 / 3.0) * self.spread + np.eye(2) * _LEAST_VARIANCE

    def gain(self, sd: float) -> Floats:
        """Part of the way to a fix that a particle takes (2, 2)."""
        gain: Floats = self.kernel @ np.linalg.inv(self.kernel + np.eye(2) * sd**2)
        return gain

    def pick(self, uniforms: Floats) -> Ints:
        """Members drawn by their weights."""
        bounds = np.cumsum(self.weights)
        return np.minimum(
            np.searchsorted(bounds, uniforms * bounds[-1], side="right"), bounds.size - 1
        )

    def regression(self, ways: Floats, here: Floats) -> Floats:
        """Slope of each place on the one at the fix (t, 2, 2); one to one where too few tell."""
        if self.effective < FEWEST:
            return np.tile(np.eye(2), (len(ways), 1, 1))
        apart = here - self.weights @ here
        there = ways - np.einsum("n,tnc->tc", self.weights, ways)[:, np.newaxis]
        both = np.einsum("n,tni,nj->tij", self.weights, there, apart)
        held: Floats = both @ np.linalg.inv(self.spread + np.eye(2) * _LEAST_VARIANCE)
        return held


def _group(members: Bools, places: Floats, weights: Floats) -> _Group:
    share = np.where(members, weights, 0.0)
    total = float(share.sum())
    share = share / total if total > 0.0 else members / members.sum()
    apart = places - share @ places
    spread = (apart * share[:, np.newaxis]).T @ apart
    return _Group(members, share, spread, effective_sample_size(share))


def _marks(statuses: Codes, weights: Floats) -> list[Bools]:
    """Mark the particles of each status; those too few for a shape of their own come together."""
    marks = [np.asarray(statuses == one) for one in np.unique(statuses)]
    many = [mark for mark in marks if np.count_nonzero(weights[mark]) >= FEWEST]
    rest = ~np.logical_or.reduce(many) if many else np.ones(len(statuses), dtype=np.bool_)
    if not rest.any():
        return many
    if not weights[rest].any():  # nobody to weigh: any shape will do
        return [*many[:-1], many[-1] | rest]
    return [*many, rest]


def _mahalanobis(offset: Floats, covariance: Floats) -> tuple[Floats, float]:
    """Squared distance in standard deviations, and the root of the determinant."""
    (a, b), (_, d) = covariance
    determinant = a * d - b * b
    x, y = offset[:, 0], offset[:, 1]
    return (d * x * x - 2.0 * b * x * y + a * y * y) / determinant, float(np.sqrt(determinant))
