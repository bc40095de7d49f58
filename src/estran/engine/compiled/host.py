"""Between a release and the compiled loop: tables from a window, rows from particles, and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.drift.diffusion import walk_size
from estran.drift.jibing import jibe_probability
from estran.engine.clocks import status_at
from estran.engine.compiled.keeping import Keeping, tallies_of
from estran.engine.compiled.motion import EULER, MIDPOINT, RUNGE_KUTTA_4
from estran.engine.compiled.tables import (
    Edges,
    Fate,
    Grid,
    How,
    Kind,
    Lines,
    Raster,
    Scratch,
    Sea,
    World,
)
from estran.engine.compiled.throws import WORDS
from estran.engine.crew import LINES
from estran.engine.shore import draught_table
from estran.engine.step import euler, midpoint, runge_kutta_4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.engine.particles import LeewayDraw, Particles
    from estran.engine.release import Shore
    from estran.engine.settings import Settings
    from estran.environment.coast import LandMask, ShoreDistance
    from estran.environment.window import Window
    from estran.quantities.arrays import Floats
    from estran.quantities.randomness import RandomStreams

SCHEMES = {euler: EULER, midpoint: MIDPOINT, runge_kutta_4: RUNGE_KUTTA_4}
STREAMS = ("hull.jibe", "people.jibe", "hull.diffusion", "people.diffusion")
BLOCK = 512


def sea_of(window: Window) -> Sea:
    """Lay a window open."""
    coast, box = window.coast, window.box
    levels, rows, columns = window.tide.shape
    return Sea(
        grid=Grid(
            float(window.west),
            float(window.south),
            float(window.spacing),
            float(window.first_level),
            float(window.level_spacing),
            rows,
            columns,
            levels,
        ),
        stream=window.flow,
        stand_in=np.zeros(0, dtype=np.bool_) if window.stand_in is None else window.stand_in,
        tide=_flat(window.tide),
        place=_flat(np.stack((window.longitude, window.latitude), axis=-1)),
        clear=_flat(window.clearance),
        mask=_raster(coast.mask, coast.mask.row_bytes),
        land=np.ascontiguousarray(coast.mask.packed),
        coast=_raster(coast.shore, coast.shore.columns),
        shore=np.ascontiguousarray(coast.shore.metres),
        bed=(
            np.zeros(0, dtype=np.float32)
            if window.bed is None
            else np.ascontiguousarray(window.bed.below_springs)
        ),
        box=Edges(float(box.west), float(box.south), float(box.east), float(box.north)),
    )


def _flat(values: Floats) -> Floats:
    return np.ascontiguousarray(values, dtype=np.float64).reshape(-1)


def _raster(of: LandMask | ShoreDistance, stride: int) -> Raster:
    corner = (float(of.west), float(of.north), float(of.dlon), float(of.dlat))
    return Raster(*corner, of.rows, of.columns, stride)


def how_of(settings: Settings, shore: Shore, streams: RandomStreams, first: int) -> How:
    """Return the numbers of a run, for particles from `first` on."""
    return How(
        steps=settings.hours * settings.steps_per_hour,
        steps_per_hour=settings.steps_per_hour,
        step=float(settings.step),
        light_wind=float(settings.light_wind),
        jibe=float(jibe_probability(hourly=settings.jibe_hourly, step=settings.step)),
        walk=float(walk_size(diffusivity=settings.diffusivity, step=settings.step)),
        over_water=int(settings.wind_relative_to_water),
        scheme=SCHEMES[settings.scheme],
        first=first,
        keys=np.array([streams.seed, *map(streams.key, STREAMS)], dtype=np.uint64),
        draughts=draught_table(shore),
    )


def part_of(bundle: Any, rows: slice) -> Any:  # noqa: ANN401 -- any bundle of arrays
    """Return some rows of every array in a dataclass, and in those within it."""
    if isinstance(bundle, np.ndarray):
        return bundle[rows]
    if not is_dataclass(bundle) or isinstance(bundle, type):
        return bundle
    parts = {one.name: part_of(getattr(bundle, one.name), rows) for one in fields(bundle)}
    return type(bundle)(**parts)


def kind_of(draw: LeewayDraw, start: Floats) -> Kind:
    """Return one kind of body at the start."""
    no = np.zeros(len(start), dtype=np.bool_)
    lines = np.stack([getattr(draw.coefficients, name) for name in LINES])
    return Kind(
        lines=lines,
        across=np.where(draw.on_right, lines[2:4], lines[4:6]),
        x=start[:, 0].copy(),
        y=start[:, 1].copy(),
        lies=np.full(len(start), np.nan),
        no_stream=np.full(len(start), np.nan),
        on_right=draw.on_right.copy(),
        aground=no.copy(),
        left=no.copy(),
    )


def fate_of(particles: Particles, wind: Floats) -> Fate:
    """Return what hull and people of each particle share."""
    stream, engine, clocks = particles.stream, particles.propulsion, particles.clocks
    return Fate(
        shift=stream.shift.copy(),
        along=stream.along.copy(),
        across=stream.across.copy(),
        residual=np.ascontiguousarray(stream.residual.T),
        slope=particles.foreshore.slope.copy(),
        level_error=particles.foreshore.level_error.copy(),
        swamped_factor=particles.swamped_factor.copy(),
        velocity=np.ascontiguousarray(engine.velocity.T),
        speed=engine.speed.copy(),
        course=np.ascontiguousarray(engine.course.T),
        by_heading=engine.by_heading.copy(),
        clocks=np.stack((clocks.boarding_end, clocks.failure, clocks.swamping, clocks.parting)),
        status=status_at(clocks=clocks, time=0.0),
        first_aground=np.full(particles.count, np.nan),
        first_ashore=np.full(particles.count, np.nan),
        ashore=np.full((2, particles.count), np.nan),
        wind=np.ascontiguousarray(wind.transpose(0, 2, 1)),
    )


def scratch() -> Scratch:
    """Return room for one block."""
    size = BLOCK + WORDS
    pairs = {"flow", "second", "total", "walk", "was"}
    kinds: dict[str, Any] = dict.fromkeys(("status", "first", "near"), np.int64)
    kinds |= dict.fromkeys(("moves", "in_vain"), np.bool_)
    rows: dict[str, Any] = {
        name: np.zeros((2, size) if name in pairs else size, dtype=kinds.get(name, np.float64))
        for name in Scratch._fields
    }
    return Scratch(**rows)


def lines_of(lines: Mapping[str, Floats], count: int) -> Lines:
    """Lay lines end to end, with nothing crossed yet."""
    corners = [np.asarray(line, dtype=np.float64) for line in lines.values()]
    starts = np.cumsum([0, *(len(line) for line in corners)])
    places = np.concatenate([*corners, np.zeros((0, 2))])
    chords = np.concatenate(
        [*(np.tile(line[-1] - line[0], (len(line), 1)) for line in corners), np.zeros((0, 2))]
    )
    x, y, east, north = *places.T, *chords.T
    across = y * east - x * north
    bounds = [across[first:last] for first, last in pairwise(starts)]
    room = [1e-6 * (np.ptp(one) + np.abs(one).max()) for one in bounds]
    return Lines(
        starts=starts.astype(np.int64),
        x=x.copy(),
        y=y.copy(),
        along=x * east + y * north,
        across=across,
        least=np.array([one.min() - by for one, by in zip(bounds, room, strict=True)]),
        most=np.array([one.max() + by for one, by in zip(bounds, room, strict=True)]),
        sides=np.zeros((len(corners), count)),
        times=np.full((len(corners), count), np.nan),
    )


def example_world() -> World:
    """Return a world of four particles that do nothing, of the kinds that every world has."""
    n, hours = WORDS, 1
    grid = Grid(0.0, 0.0, 1.0, 0.0, 1.0, 2, 2, 2)
    raster = Raster(0.0, 0.0, 1.0, 1.0, 2, 2, 2)
    no, row, pair = np.zeros(n, dtype=np.bool_), np.zeros(n), np.zeros((2, n))
    kind = Kind(np.zeros((6, n)), pair, row, row, row, row, no, no, no)
    sea = Sea(
        grid=grid,
        stream=row,
        stand_in=no,
        tide=row,
        place=row,
        clear=row,
        mask=raster,
        land=np.zeros(n, dtype=np.uint8),
        coast=raster,
        shore=np.zeros(n, dtype=np.float32),
        bed=np.zeros(n, dtype=np.float32),
        box=Edges(0.0, 0.0, 1.0, 1.0),
    )
    fate = Fate(
        shift=row,
        along=row,
        across=row,
        residual=pair,
        slope=row,
        level_error=row,
        swamped_factor=row,
        velocity=pair,
        speed=row,
        course=pair,
        by_heading=no,
        clocks=np.zeros((4, n)),
        status=np.zeros(n, dtype=np.int8),
        first_aground=row,
        first_ashore=row,
        ashore=pair,
        wind=np.zeros((hours + 1, 2, n)),
    )
    how = How(0, 1, 1.0, 1.0, 0.0, 0.0, 1, EULER, 0, np.zeros(5, dtype=np.uint64), np.zeros(5))
    kept = Keeping.of(n, hours, snapshots=True).kept
    return World(
        sea, kind, kind, fate, how, lines_of({}, n), tallies_of(hours, None), kept, scratch()
    )
