"""A square grid of cells and Gaussian smoothing on it, in cosine space."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats, Ints

#: Cells along each side of the grid, whatever lies on it.
CELLS = 128


def masses_on_grid(*, cells: Floats, weights: Floats) -> Floats:
    """Masses of particles, each shared among the four cells whose centres surround it.

    Parameters
    ----------
    cells : (n, 2) array
        Places, in cells from the centre of the first.
    weights : (n,) array
        Masses.

    Returns
    -------
    (m, m) array
        The first index runs along the first axis.
    """
    masses = np.zeros(CELLS * CELLS)
    for index, share in _corners(cells):
        masses += np.bincount(index, weights=weights * share, minlength=CELLS * CELLS)
    return masses.reshape(CELLS, CELLS)


def values_at(*, values: Floats, cells: Floats) -> Floats:
    """Values between the cell centres that surround each place, shape (n,)."""
    flat = values.ravel()
    between = np.zeros(len(cells))
    for index, share in _corners(cells):
        between += share * flat[index]
    return between


def cosine_coefficients(masses: Floats) -> Floats:
    """Cosine coefficients of masses on the grid, shape (m, m); the first is their sum."""
    matrix = _cosine_matrix()
    coefficients: Floats = matrix @ masses @ matrix.T
    return coefficients


def smoothed(*, coefficients: Floats, relative: Floats) -> Floats:
    """Masses after Gaussian smoothing; nothing is lost over the grid's edge.

    Parameters
    ----------
    coefficients : (m, m) array
        From :func:`cosine_coefficients`.
    relative : (2,) array
        Bandwidth over the length of the grid, along each axis.
    """
    return masses_of([damped(coefficients=coefficients, relative=relative)])


def damped(*, coefficients: Floats, relative: Floats) -> Floats:
    """Return what smoothing leaves of the coefficients, (j, k): the waves that still matter.

    Parameters
    ----------
    coefficients, relative
        As for :func:`smoothed`.
    """
    first, second = (_damping(float(width)) for width in relative)
    left: Floats = first[:, None] * coefficients[: first.size, : second.size] * second
    return left


def masses_of(parts: Sequence[Floats]) -> Floats:
    """Masses on the grid of the sum of some damped coefficients, each (j, k) of its own."""
    shape = np.max([part.shape for part in parts], axis=0)
    total = np.zeros(shape)
    for part in parts:
        total[: part.shape[0], : part.shape[1]] += part
    matrix = _cosine_matrix()
    masses: Floats = matrix[: shape[0]].T @ total @ matrix[: shape[1]]
    return np.maximum(masses, 0.0)


def _damping(width: float) -> Floats:
    """Return what smoothing leaves of each wave, as far as it matters (more than 1e-8)."""
    kept = min(CELLS, int(2.0 / width) + 1)
    waves = np.arange(kept)
    scale = np.where(waves == 0, 1.0, 2.0) / CELLS
    left: Floats = scale * np.exp(-0.5 * (np.pi * waves * width) ** 2)
    return left


@cache
def _cosine_matrix() -> Floats:
    """Waves of the grid: row k is cos(pi k (i + 1/2) / m)."""
    waves, places = np.arange(CELLS)[:, None], np.arange(CELLS)[None, :] + 0.5
    return np.cos(np.pi * waves * places / CELLS)


def _corners(cells: Floats) -> list[tuple[Ints, Floats]]:
    """Flat index and share of the four cells around places."""
    base = np.clip(cells.astype(np.int64), 0, CELLS - 2)
    part = cells - base
    index = base[:, 0] * CELLS + base[:, 1]
    far = part[:, 0], part[:, 1]
    near = 1.0 - far[0], 1.0 - far[1]
    return [
        (index, near[0] * near[1]),
        (index + 1, near[0] * far[1]),
        (index + CELLS, far[0] * near[1]),
        (index + CELLS + 1, far[0] * far[1]),
    ]
