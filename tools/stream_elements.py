"""Finite elements of the stream builder: level linear on nodes, velocity constant in a triangle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from tools.stream_inputs import to_degrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tools.stream_mesh import Mesh

GRAVITY = 9.81
EARTH_ROTATION = 7.2921e-5
CANDIDATES = 12  # triangles looked at for the one that holds a place


class Elements:
    """Matrices of the linearised shallow-water equations on a mesh, in metres and seconds.

    One constituent at a time, amplitudes proportional to e^{iwt}: momentum is solved within each
    triangle, so that only the level at the nodes remains.
    """

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        corner = mesh.nodes[mesh.triangles] * 1e3
        x, y = corner[:, :, 0], corner[:, :, 1]
        self.area = 0.5 * (
            (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
        )
        self.count, self.triangles = len(mesh.nodes), len(mesh.triangles)
        self.centre = mesh.nodes[mesh.triangles].mean(axis=1)
        self.coriolis = 2 * EARTH_ROTATION * np.sin(np.radians(to_degrees(*self.centre.T)[1]))
        self.east, self.north = self._gradients(x, y)
        self.to_nodes = self._to_nodes()
        self.mass = self._mass()
        self.boundary = np.concatenate(mesh.open_nodes)
        self.free = np.setdiff1d(np.arange(self.count), self.boundary)

    def _gradients(self, x: NDArray[Any], y: NDArray[Any]) -> tuple[Any, Any]:
        """Return what turns levels at the nodes into slopes east and north in the triangles."""
        twice = 2 * self.area[:, None]
        row, column = np.repeat(np.arange(self.triangles), 3), self.mesh.triangles.ravel()
        shape = (self.triangles, self.count)
        by_x = np.stack([y[:, 1] - y[:, 2], y[:, 2] - y[:, 0], y[:, 0] - y[:, 1]], 1) / twice
        by_y = np.stack([x[:, 2] - x[:, 1], x[:, 0] - x[:, 2], x[:, 1] - x[:, 0]], 1) / twice
        return (
            sparse.csr_matrix((by_x.ravel(), (row, column)), shape=shape),
            sparse.csr_matrix((by_y.ravel(), (row, column)), shape=shape),
        )

    def _to_nodes(self) -> sparse.csr_matrix:
        """Return what averages values of triangles onto nodes, by area."""
        row, column = self.mesh.triangles.ravel(), np.repeat(np.arange(self.triangles), 3)
        shares = sparse.csr_matrix(
            (np.repeat(self.area, 3), (row, column)), shape=(self.count, self.triangles)
        )
        return sparse.diags(1 / np.asarray(shares.sum(1)).ravel()) @ shares

    def _mass(self) -> sparse.csr_matrix:
        triangle = self.mesh.triangles
        row, column = np.repeat(triangle, 3, axis=1).ravel(), np.tile(triangle, (1, 3)).ravel()
        local = self.area[:, None, None] / 12 * (np.ones((3, 3)) + np.eye(3))[None]
        return sparse.csr_matrix((local.ravel(), (row, column)), shape=(self.count, self.count))

    def response(self, frequency: float, friction: NDArray[Any]) -> tuple[Any, Any]:
        """Return what a push does along itself and across itself in each triangle [s]."""
        along = 1j * frequency + friction
        whole = along * along + self.coriolis**2
        return along / whole, self.coriolis / whole

    def stiffness(
        self, frequency: float, friction: NDArray[Any], depth: NDArray[Any]
    ) -> sparse.csc_matrix:
        """Return the matrix of the level at the nodes; friction [1/s] and depth [m] a triangle."""
        along, across = self.response(frequency, friction)
        straight = sparse.diags(self.area * depth * GRAVITY * along)
        turned = sparse.diags(self.area * depth * GRAVITY * across)
        east, north = self.east, self.north
        matrix = (
            east.T @ straight @ east
            + north.T @ straight @ north
            + east.T @ turned @ north
            - north.T @ turned @ east
        )
        return (matrix + 1j * frequency * self.mass).tocsc()

    def velocity(
        self,
        level: NDArray[Any],
        frequency: float,
        friction: NDArray[Any],
        push: Sequence[NDArray[Any]],
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return east and north in each triangle [m/s] of a level [m] and a push [m/s2]."""
        along, across = self.response(frequency, friction)
        east = -GRAVITY * (self.east @ level) + push[0]
        north = -GRAVITY * (self.north @ level) + push[1]
        return along * east + across * north, along * north - across * east

    def transport_forcing(self, east: NDArray[Any], north: NDArray[Any]) -> NDArray[Any]:
        """Return the right-hand side at the nodes of a transport [m2/s] in the triangles."""
        forcing: NDArray[Any] = self.east.T @ (self.area * east) + self.north.T @ (
            self.area * north
        )
        return forcing

    def between_nodes(self, places: NDArray[Any]) -> tuple[Any, NDArray[Any]]:
        """Return what interpolates from nodes to places [km], and which lie within the mesh.

        A place outside takes the nearest point of a triangle near it.
        """
        near = cKDTree(self.centre).query(places, k=CANDIDATES)[1]
        corner = self.mesh.nodes[self.mesh.triangles[near]]
        matrix = np.ones((*near.shape, 3, 3))
        matrix[..., :2, :] = np.swapaxes(corner, -1, -2)
        wanted = np.broadcast_to(
            np.c_[places, np.ones(len(places))][:, None, :, None], (*near.shape, 3, 1)
        )
        share = np.linalg.solve(matrix, wanted)[..., 0]
        best = share.min(axis=-1).argmax(axis=1)
        row = np.arange(len(places))
        share, triangle = share[row, best], near[row, best]
        inside: NDArray[Any] = share.min(axis=1) > -1e-6
        share = np.clip(share, 0, 1)
        share /= share.sum(axis=1, keepdims=True)
        column = self.mesh.triangles[triangle].ravel()
        shape = (len(places), self.count)
        return sparse.csr_matrix((share.ravel(), (np.repeat(row, 3), column)), shape=shape), inside
