"""Days with attempts: a chain of two states whose odds the sea moves, with the shares asked for.

The sea of yesterday and of today are alike, so part of the chain's memory is weather's. What is
left for the chain itself is solved for, so that its shares come out as history has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

NODES = 25
REACH = 4.0
ROUNDS = 24


def chain_offsets(
    *, again: Floats, new: Floats, slope: Floats, memory: Floats
) -> tuple[Floats, Floats]:
    """Return log odds of a day with attempts in a mean sea, after one with and one without.

    Parameters
    ----------
    again, new : (n,) arrays
        Shares of days with attempts after a day with, and after one without; 0.01 to 0.99.
    slope : (n,) array
        Fall of the log odds for one standard deviation of the sea; not negative.
    memory : (n,) array
        Day-to-day correlation of the sea, 0 to 0.95.

    Returns
    -------
    two (n,) arrays
        The offsets for which the chain has those shares in the long run.
    """
    after, before = _log_odds(again), _log_odds(new)
    density = np.full((2, again.size, NODES), 1.0 / NODES)
    density *= np.stack([new, 1.0 - again])[:, :, np.newaxis]
    step = _steps(memory)
    for _ in range(ROUNDS):
        density, found = _day(density, (after, before), slope, step)
        after = after + _log_odds(again) - _log_odds(found[0])
        before = before + _log_odds(new) - _log_odds(found[1])
    return after, before


def _day(
    density: Floats, offsets: tuple[Floats, Floats], slope: Floats, step: Floats
) -> tuple[Floats, tuple[Floats, Floats]]:
    """Step the joint density of state and sea on by a day; return it and the two shares found."""
    sea = np.linspace(-REACH, REACH, NODES)
    moved = [np.einsum("lz,lzy->ly", one, step) for one in density]
    goes = [
        1.0 / (1.0 + np.exp(slope[:, np.newaxis] * sea - offset[:, np.newaxis]))
        for offset in offsets
    ]
    share = [(one * go).sum(axis=1) / one.sum(axis=1) for one, go in zip(moved, goes, strict=True)]
    active = moved[0] * goes[0] + moved[1] * goes[1]
    idle = moved[0] + moved[1] - active
    return np.stack([active, idle]), (share[0], share[1])


def _steps(memory: Floats) -> Floats:
    """Return the chances of tomorrow's sea for each of today's, shape (n, nodes, nodes)."""
    sea = np.linspace(-REACH, REACH, NODES)
    spread = np.sqrt(1.0 - memory**2)[:, np.newaxis, np.newaxis]
    away = (sea - memory[:, np.newaxis, np.newaxis] * sea[:, np.newaxis]) / spread
    weight = np.exp(-0.5 * away**2)
    return np.asarray(weight / weight.sum(axis=2, keepdims=True))


def _log_odds(share: Floats) -> Floats:
    return np.log(share / (1.0 - share))
