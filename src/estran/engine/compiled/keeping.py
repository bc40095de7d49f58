"""What a compiled run keeps: counts by hour, and every particle at full hours where wanted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.engine.compiled.tables import Kept, Tallies
from estran.engine.particles import Clocks
from estran.engine.result import Result
from estran.engine.status import Status
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.engine.compiled.tables import World
    from estran.engine.particles import Particles
    from estran.engine.release import Release
    from estran.quantities.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class CodeRaster:
    """Codes of cells on the plane: one for each region, or every cell its own for a density.

    Attributes
    ----------
    west, south, spacing : float
        Corner of the first cell and size of a cell [m].
    codes : (rows, columns) array
        From zero; row 0 in the south.
    """

    west: float
    south: float
    spacing: float
    codes: Ints


def tallies_of(hours: int, raster: CodeRaster | None) -> Tallies:
    """Return counts of nothing yet."""
    codes = np.zeros((0, 0), dtype=np.int64) if raster is None else raster.codes
    beyond = 0 if raster is None else int(codes.max()) + 2
    return Tallies(
        status=np.zeros((hours + 1, len(Status)), dtype=np.int64),
        west=0.0 if raster is None else float(raster.west),
        south=0.0 if raster is None else float(raster.south),
        spacing=1.0 if raster is None else float(raster.spacing),
        codes=np.ascontiguousarray(codes, dtype=np.int64),
        people=np.zeros((hours + 1, beyond), dtype=np.int64),
        hull=np.zeros((hours + 1, beyond), dtype=np.int64),
        no_stream=np.zeros((hours + 1, 2), dtype=np.int64),
    )


def summed(parts: Sequence[Tallies]) -> Tallies:
    """Return the sum of counts."""
    names = ("status", "people", "hull", "no_stream")
    sums = {name: sum(getattr(part, name) for part in parts) for name in names}
    return parts[0]._replace(**sums)


@dataclass(frozen=True, slots=True, eq=False)
class Keeping:
    """Snapshots and what else a result tells of each particle; empty what is not wanted."""

    kept: Kept
    weights: Floats
    clocks: Floats
    first_aground: Floats
    first_ashore: Floats
    ashore: Floats
    no_stream: Floats
    hull_class: Ints
    people_class: Ints

    @classmethod
    def of(cls, count: int, hours: int, *, snapshots: bool, landings: bool = False) -> Keeping:
        """Return room for a run; snapshots bring landings with them."""
        shape = (hours + 1 if snapshots else 0, count)
        rows = count if snapshots else 0
        landed = count if snapshots or landings else 0
        return cls(
            kept=Kept(
                hull=np.zeros((*shape, 2)),
                people=np.zeros((*shape, 2)),
                status=np.zeros(shape, dtype=np.int8),
                hull_aground=np.zeros(shape, dtype=np.bool_),
                people_aground=np.zeros(shape, dtype=np.bool_),
                hull_left=np.zeros(shape, dtype=np.bool_),
                people_left=np.zeros(shape, dtype=np.bool_),
            ),
            weights=np.zeros(rows),
            clocks=np.zeros((4, rows)),
            first_aground=np.zeros(rows),
            first_ashore=np.full(landed, np.nan),
            ashore=np.full((landed, 2), np.nan),
            no_stream=np.zeros((2, rows)),
            hull_class=np.zeros(rows, dtype=np.int64),
            people_class=np.zeros(rows, dtype=np.int64),
        )

    def note(self, first: int, particles: Particles, world: World) -> None:
        """Note what a batch from `first` on leaves beside its snapshots."""
        fate, count = world.fate, particles.count
        place, here = lifted(fate.place, count), slice(first, first + count)
        if self.first_ashore.size:
            self.first_ashore[place] = lifted(fate.first_ashore, count)
            self.ashore[place] = lifted(fate.ashore, count).T
        if not self.weights.size:
            return
        self.weights[here] = particles.weight
        self.clocks[:, place] = lifted(fate.clocks, count)
        self.first_aground[place] = lifted(fate.first_aground, count)
        for row, kind in enumerate((world.hull, world.people)):
            self.no_stream[row, place] = lifted(kind.no_stream, count)
        self.hull_class[here] = particles.hull.chosen
        self.people_class[here] = particles.people.chosen

    def result(self, release: Release) -> Result | None:
        """Return all particles at full hours, as the reference does; None where none are kept."""
        if not self.weights.size:
            return None
        names = (one.name for one in fields(Clocks))
        return Result(
            times=HOUR * np.arange(len(self.kept.status), dtype=np.float64),
            weights=self.weights,
            clocks=Clocks(**dict(zip(names, self.clocks, strict=True))),
            first_aground=self.first_aground,
            first_ashore=self.first_ashore,
            ashore=self.ashore,
            hull_no_stream=self.no_stream[0],
            people_no_stream=self.no_stream[1],
            hull_mixture=release.hull,
            people_mixture=release.people,
            hull_class=self.hull_class,
            people_class=self.people_class,
            **self.kept._asdict(),
        )


def lifted(room: Any, count: int) -> Any:  # noqa: ANN401 -- numbers of any kind
    """Return what lies in blocks as one row: last axis the particles, in their order there."""
    whole = np.moveaxis(room, 0, -2)
    return whole.reshape(*whole.shape[:-2], room.shape[0] * room.shape[-1])[..., :count]
