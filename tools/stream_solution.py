"""The tide solved for on the mesh: boundary and weak forcing fitted to gauges, then the overtides.

The laws stand in docs/explanation/tidal-stream.md. Nothing here has seen a measured stream but the
two constants that say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.linalg import block_diag
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree
from shapely.geometry import Point

from estran.environment.tidal_constituents import constituent_speeds
from tools.stream_inputs import FITTED_PORTS, ports, to_plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.stream_elements import Elements

DRAG = 0.0040  # quadratic bed friction; fitted to the atlas (one of two)
FRICTION = 8 / (3 * np.pi) * DRAG  # of the linear law, times speed over depth
FRICTION_OF_M2, FRICTION_OF_OTHERS, FRICTION_OF_SOURCES = 1.1, 1.5, 1.2
ROUNDS = 4  # until friction and the stream of M2 agree
FIRST_SPEED = 0.8  # m/s
BOUNDARY_VALUES = (4, 7)  # on the south-western and the north-eastern boundary
PORT_SD, BOUNDARY_SD = 0.01, 0.10  # relative to 2.3 m of M2 at the mean port
FORCING_SD, FORCING_LENGTH = 1e-5, 30.0  # m/s2, about a tenth of the pressure gradient; km
LESS_TRUSTED = {"herne_bay": 5, "cadzand": 2, "oosterschelde11": 2}
QUARTER_DIURNAL = {"M4": "M2", "MS4": "S2", "MN4": "N2"}
FROM_FRICTION = {"MU2": "S2", "L2": "N2"}
SOLVED = ("M2", "S2", "N2", "MU2", "L2", "M4", "MS4", "MN4")
NORTH_EAST_PORTS = ("brouwershaven02", "euro_platform", "felixstowe")


@dataclass(frozen=True, slots=True)
class Wave:
    """One constituent: amplitudes proportional to e^{iwt}.

    Attributes
    ----------
    level : (n,) complex array
        At the nodes [m].
    east, north : (t,) complex arrays
        Mean over the depth, in the triangles [m/s].
    misfit : dict of str to float
        Distance from the constant of each fitted gauge [m].
    """

    level: NDArray[Any]
    east: NDArray[Any]
    north: NDArray[Any]
    misfit: dict[str, float]


@dataclass(frozen=True, slots=True)
class Source:
    """What other constituents add to one: a push [m/s2] and a transport [m2/s] in the triangles."""

    push: tuple[Any, Any] = (0.0, 0.0)
    transport: tuple[Any, Any] = (0.0, 0.0)


class Solver:
    """Solves one constituent after another on a mesh of given depth."""

    def __init__(self, elements: Elements, depth: NDArray[Any]) -> None:
        self.elements, self.depth = elements, depth
        self.gauges = [ports()[name] for name in FITTED_PORTS]
        places = [to_plane(gauge.longitude, gauge.latitude) for gauge in self.gauges]
        self.at = cKDTree(elements.mesh.nodes).query(np.array(places))[1]
        self.hats = block_diag(
            *(
                np.maximum(0, 1 - np.abs(along[:, None] - np.linspace(0, 1, n)[None]) * (n - 1))
                for along, n in zip(elements.mesh.along, BOUNDARY_VALUES, strict=True)
            )
        )
        self.bumps = _bumps(elements)

    def solve(self, name: str, friction: NDArray[Any], source: Source) -> Wave:
        """Return one constituent, fitted to its constants at the gauges; friction [1/s]."""
        elements, free = self.elements, self.elements.free
        frequency = float(np.radians(constituent_speeds([name])[0])) / 3600
        matrix = elements.stiffness(frequency, friction, self.depth)
        factor = splu(matrix[free][:, free].tocsc())
        shapes = np.zeros((elements.count, self.hats.shape[1]), complex)
        shapes[free] = factor.solve(-(matrix[free][:, elements.boundary] @ self.hats))
        shapes[elements.boundary] = self.hats
        forced = np.zeros((elements.count, 2 * self.bumps.shape[1]), complex)
        forced[free] = factor.solve(np.ascontiguousarray(self._pushes(frequency, friction)[free]))
        own = np.zeros(elements.count, complex)
        own[free] = factor.solve(self._sources(frequency, friction, source)[free])
        basis = np.hstack([shapes, forced])
        weights = self._fitted(name, basis[self.at], own[self.at])
        level = basis @ weights + own
        first = self.hats.shape[1]
        push = [self.bumps @ weights[first + k :: 2] + source.push[k] for k in (0, 1)]
        east, north = elements.velocity(level, frequency, friction, push)
        off = np.abs(level[self.at] - self._wanted(name))
        return Wave(level, east, north, dict(zip(FITTED_PORTS, map(float, off), strict=True)))

    def _wanted(self, name: str) -> NDArray[Any]:
        return np.array([np.conj(gauge.constant(name)) for gauge in self.gauges])

    def _pushes(self, frequency: float, friction: NDArray[Any]) -> NDArray[Any]:
        """Return the right-hand sides of a unit push east and north of each bump."""
        along, across = self.elements.response(frequency, friction)
        sides = []
        for bump in self.bumps.T:
            straight, turned = self.depth * along * bump, self.depth * across * bump
            sides.append(self.elements.transport_forcing(straight, -turned))
            sides.append(self.elements.transport_forcing(turned, straight))
        return np.array(sides).T

    def _sources(self, frequency: float, friction: NDArray[Any], source: Source) -> NDArray[Any]:
        along, across = self.elements.response(frequency, friction)
        (east, north), transport = source.push, source.transport
        return self.elements.transport_forcing(
            self.depth * (along * east + across * north) + transport[0],
            self.depth * (along * north - across * east) + transport[1],
        )

    def _fitted(self, name: str, basis: NDArray[Any], own: NDArray[Any]) -> NDArray[Any]:
        """Return the weights of boundary values and pushes that fit the gauges best."""
        wanted = self._wanted(name)
        scale = (np.abs(wanted).mean() + 1e-6) / 1.9
        loose = (3, 5, 3) if name in QUARTER_DIURNAL else (1, 1, 1)
        at_port = np.full(len(wanted), PORT_SD * 2.3) * scale * loose[0]
        for port, times in LESS_TRUSTED.items():
            at_port[FITTED_PORTS.index(port)] *= times
        values = self.hats.shape[1]
        expected = np.r_[self._expected(name), np.zeros(basis.shape[1] - values)]
        spread = np.r_[
            np.full(values, BOUNDARY_SD * 2.3 * scale * loose[1]),
            np.full(basis.shape[1] - values, FORCING_SD * scale * loose[2]),
        ]
        rows = np.vstack([basis / at_port[:, None], np.diag(1 / spread)])
        target = np.r_[(wanted - own) / at_port, expected / spread]
        weights: NDArray[Any] = np.linalg.lstsq(rows, target, rcond=None)[0]
        return weights

    def _expected(self, name: str) -> NDArray[Any]:
        """Return the boundary values as the gauges on the boundary would have them."""
        known = ports()
        level = {port: np.conj(known[port].constant(name)) for port in known}
        west = np.linspace(0, 1, BOUNDARY_VALUES[0])
        line = self.elements.mesh.north_east
        along = [
            line.project(
                Point(np.array(to_plane(known[port].longitude, known[port].latitude))),
                normalized=True,
            )
            for port in NORTH_EAST_PORTS
        ]
        there = np.array([level[port] for port in NORTH_EAST_PORTS])
        east = np.linspace(0, 1, BOUNDARY_VALUES[1])
        values: NDArray[Any] = np.r_[
            level["brighton"] + (level["le_havre"] - level["brighton"]) * west,
            np.interp(east, along, there.real) + 1j * np.interp(east, along, there.imag),
        ]
        return values


def solve_all(elements: Elements, depth: NDArray[Any]) -> dict[str, Wave]:
    """Return every constituent that is stored, the friction of each that of the stream of M2."""
    solver = Solver(elements, depth)
    speed = np.full(elements.triangles, FIRST_SPEED)
    found: dict[str, Wave] = {}
    for left in reversed(range(ROUNDS)):
        friction = FRICTION * speed / depth
        found["M2"] = solver.solve("M2", friction * FRICTION_OF_M2, Source())
        if left:
            east, north = found["M2"].east, found["M2"].north
            speed = 0.5 * speed + 0.5 * np.sqrt(np.abs(east) ** 2 + np.abs(north) ** 2)
    for name in SOLVED[1:]:
        source = _source(elements, depth, found, (name, friction))
        found[name] = solver.solve(name, friction * FRICTION_OF_OTHERS, source)
    return found


def _source(
    elements: Elements,
    depth: NDArray[Any],
    found: dict[str, Wave],
    named: tuple[str, NDArray[Any]],
) -> Source:
    """Return what M2 and its partner add to a constituent."""
    name, friction = named
    if name in FROM_FRICTION:
        return _of_friction(found["M2"], found[FROM_FRICTION[name]], friction)
    if name not in QUARTER_DIURNAL:
        return Source()
    other = found[QUARTER_DIURNAL[name]]
    transport, push = _of_products(elements, found["M2"], other)
    east, north = (
        -one + friction * FRICTION_OF_SOURCES * flow / depth
        for one, flow in zip(push, transport, strict=True)
    )
    return Source(push=(east, north), transport=transport)


def _of_friction(main: Wave, other: Wave, friction: NDArray[Any]) -> Source:
    """Return the push of quadratic friction on 2M2 - X, by a rectilinear approximation."""
    squared = main.east * main.east + main.north * main.north
    share = squared / (np.abs(main.east) ** 2 + np.abs(main.north) ** 2)
    return Source(
        push=(
            -0.5 * friction * share * np.conj(other.east),
            -0.5 * friction * share * np.conj(other.north),
        )
    )


def _of_products(elements: Elements, main: Wave, other: Wave) -> tuple[Any, Any]:
    """Return transport and advection of the product of two constituents, or of one with itself."""

    def mean(level: NDArray[Any]) -> NDArray[Any]:
        middle: NDArray[Any] = level[elements.mesh.triangles].mean(1)
        return middle

    def carried(wave: Wave, by: Wave) -> tuple[Any, Any]:
        nodes = (elements.to_nodes @ wave.east, elements.to_nodes @ wave.north)
        east, north = (
            by.east * (elements.east @ one) + by.north * (elements.north @ one) for one in nodes
        )
        return east, north

    if main is other:
        level, advected = mean(main.level), carried(main, main)
        return (
            (0.5 * level * main.east, 0.5 * level * main.north),
            (0.5 * advected[0], 0.5 * advected[1]),
        )
    one, two = mean(main.level), mean(other.level)
    there, back = carried(other, main), carried(main, other)
    return (
        (0.5 * (one * other.east + two * main.east), 0.5 * (one * other.north + two * main.north)),
        (0.5 * (there[0] + back[0]), 0.5 * (there[1] + back[1])),
    )


def _bumps(elements: Elements) -> NDArray[Any]:
    """Return smooth bumps over the water in which a push may act (t, k)."""
    step = 1.3 * FORCING_LENGTH
    east, north = np.meshgrid(np.arange(-110, 170, step), np.arange(-150, 125, step))
    middle = np.c_[east.ravel(), north.ravel()]
    middle = middle[cKDTree(elements.centre).query(middle)[0] < 0.6 * FORCING_LENGTH]
    far = ((elements.centre[:, None, :] - middle[None]) ** 2).sum(2)
    bumps: NDArray[Any] = np.exp(-far / (2 * FORCING_LENGTH**2))
    return bumps
