"""Between a release and the compiled loop: tables from a window, rows from particles, and back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.drift.diffusion import walk_size
from estran.drift.jibing import jibe_probability
from estran.engine.clocks import status_at
from estran.engine.compiled.keeping import Keeping, tallies_of
from estran.engine.compiled.motion import EULER, MIDPOINT, RUNGE_KUTTA_4, SOON
from estran.engine.compiled.tables import (
    Crossed,
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
from estran.engine.crew import LINES
from estran.engine.dice import STREAM, WORDS_PER_BLOCK
from estran.engine.shore import draught_table
from estran.engine.step import euler, midpoint, runge_kutta_4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.engine.particles import LeewayDraw, Particles
    from estran.engine.release import Shore
    from estran.engine.settings import Settings
    from estran.environment.coast import LandMask, ShoreDistance
    from estran.environment.window import Window
    from estran.quantities.arrays import Floats, Ints
    from estran.quantities.randomness import RandomStreams

SCHEMES = {euler: EULER, midpoint: MIDPOINT, runge_kutta_4: RUNGE_KUTTA_4}
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
            1.0 / window.spacing,
            float(window.first_level),
            1.0 / window.level_spacing,
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


def how_of(settings: Settings, shore: Shore, streams: RandomStreams, count: int) -> How:
    """Return the numbers of a run, for a batch of so many particles."""
    return How(
        steps=settings.hours * settings.steps_per_hour,
        steps_per_hour=settings.steps_per_hour,
        step=float(settings.step),
        light_wind=float(settings.light_wind),
        jibe=float(jibe_probability(hourly=settings.jibe_hourly, step=settings.step)),
        walk=float(walk_size(diffusivity=settings.diffusivity, step=settings.step)),
        over_water=int(settings.wind_relative_to_water),
        scheme=SCHEMES[settings.scheme],
        particles=count,
        keys=np.array([streams.seed, streams.key(STREAM)], dtype=np.uint64),
        draughts=draught_table(shore),
    )


def order_of(particles: Particles, size: int) -> Ints:
    """Return which particle of a batch lies where: (blocks, size), by when people part.

    So those whose people drift apart lie together, and blocks without any are not asked for them.
    The last block is filled up with its last particle.
    """
    by_parting = np.argsort(particles.clocks.parting, kind="stable")
    count, blocks = particles.count, -(-particles.count // size)
    places = np.minimum(np.arange(blocks * size), count - 1)
    return by_parting[places].reshape(blocks, size)


def laid(values: Floats, order: Ints) -> Floats:
    """Lay values, last axis the particles, block by block."""
    if values.ndim == 1:
        return values.take(order)
    blocks, size = order.shape
    room = np.empty((blocks, *values.shape[:-1], size), dtype=values.dtype)
    for block in range(blocks):
        np.take(values, order[block], axis=-1, out=room[block], mode="clip")
    return room


def kind_of(draw: LeewayDraw, start: Floats, order: Ints) -> Kind:
    """Return one kind of body at the start."""
    lines = laid(np.stack([getattr(draw.coefficients, name) for name in LINES]), order)
    on_right, places = draw.on_right.take(order), laid(start.T, order)
    return Kind(
        lines=lines,
        across=np.where(on_right[:, np.newaxis], lines[:, 2:4], lines[:, 4:6]),
        x=np.ascontiguousarray(places[:, 0]),
        y=np.ascontiguousarray(places[:, 1]),
        lies=np.full(order.shape, np.nan),
        no_stream=np.full(order.shape, np.nan),
        on_right=on_right,
        aground=np.zeros(order.shape, dtype=np.bool_),
        left=np.zeros(order.shape, dtype=np.bool_),
    )


def fate_of(particles: Particles, wind: Floats, order: Ints) -> Fate:
    """Return what hull and people of each particle share."""
    stream, engine, clocks = particles.stream, particles.propulsion, particles.clocks
    times = np.stack((clocks.boarding_end, clocks.failure, clocks.swamping, clocks.parting))
    return Fate(
        place=particles.first + order,
        shift=laid(stream.shift, order),
        along=laid(stream.along, order),
        across=laid(stream.across, order),
        residual=laid(stream.residual.T, order),
        slope=laid(particles.foreshore.slope, order),
        level_error=laid(particles.foreshore.level_error, order),
        swamped_factor=laid(particles.swamped_factor, order),
        velocity=laid(engine.velocity.T, order),
        speed=laid(engine.speed, order),
        course=laid(engine.course.T, order),
        by_heading=engine.by_heading.take(order),
        clocks=laid(times, order),
        status=status_at(clocks=clocks, time=0.0).take(order),
        first_aground=np.full(order.shape, np.nan),
        first_ashore=np.full(order.shape, np.nan),
        ashore=np.full((len(order), 2, order.shape[1]), np.nan),
        wind=laid(wind.transpose(0, 2, 1), order),
    )


def crossed_of(lines: Lines, order: Ints) -> Crossed:
    """Return that nothing has been crossed yet."""
    shape = (len(order), len(lines.least_off), order.shape[1])
    return Crossed(sides=np.zeros(shape), off=np.zeros(shape), times=np.full(shape, np.nan))


def scratch(size: int) -> Scratch:
    """Return room for one block."""
    rows = dict.fromkeys(("flow", "second", "total", "was"), 2) | {"words": WORDS_PER_BLOCK}
    kinds: dict[str, Any] = dict.fromkeys(("status", "mover", "near"), np.int64)
    kinds |= dict.fromkeys(("moves", "in_vain", "far"), np.bool_)
    kinds |= {"first": np.int32, "words": np.uint64}
    size += SOON
    room: dict[str, Any] = {
        name: np.zeros((rows[name], size) if name in rows else size, kinds.get(name, np.float64))
        for name in Scratch._fields
    }
    return Scratch(**room)


def lines_of(lines: Mapping[str, Floats]) -> Lines:
    """Lay lines end to end."""
    corners = [np.asarray(line, dtype=np.float64) for line in lines.values()]
    starts = np.cumsum([0, *(len(line) for line in corners)])
    places = np.concatenate([*corners, np.zeros((0, 2))])
    chords = np.concatenate(
        [*(np.tile(line[-1] - line[0], (len(line), 1)) for line in corners), np.zeros((0, 2))]
    )
    x, y, east, north = *places.T, *chords.T
    along, across = x * east + y * north, y * east - x * north
    least_off = [
        _least_off(along[first:last], across[first:last], chords[first])
        for first, last in pairwise(starts)
    ]
    return Lines(
        starts=starts.astype(np.int64),
        x=x.copy(),
        y=y.copy(),
        along=along,
        across=across,
        least_off=np.array(least_off),
    )


def _least_off(along: Floats, across: Floats, chord: Floats) -> float:
    """Return the least distance from a line for one unit of `across` beside it [m]."""
    steepest = float(np.max(np.abs(np.diff(across) / np.diff(along)), initial=0.0))
    length = float(np.hypot(*chord)) * (1.0 + steepest)
    return 0.999 / length if length > 0.0 else 0.0  # of no length: always looked at


def example_world() -> World:
    """Return a world of four particles that do nothing, of the kinds that every world has."""
    n, hours = 4, 1
    no, row = np.zeros((1, n), dtype=np.bool_), np.zeros((1, n))
    pair, flat = np.zeros((1, 2, n)), np.zeros(n)
    raster = Raster(0.0, 0.0, 1.0, 1.0, 2, 2, 2)
    kind = Kind(np.zeros((1, 6, n)), pair, row, row, row, row, no, no, no)
    sea = Sea(
        grid=Grid(0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 2, 2, 2),
        stream=flat,
        stand_in=no[0],
        tide=flat,
        place=flat,
        clear=flat,
        mask=raster,
        land=np.zeros(n, dtype=np.uint8),
        coast=raster,
        shore=np.zeros(n, dtype=np.float32),
        bed=np.zeros(n, dtype=np.float32),
        box=Edges(0.0, 0.0, 1.0, 1.0),
    )
    fate = Fate(
        place=np.zeros((1, n), dtype=np.int64),
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
        clocks=np.zeros((1, 4, n)),
        status=np.zeros((1, n), dtype=np.int8),
        first_aground=row,
        first_ashore=row,
        ashore=pair,
        wind=np.zeros((1, hours + 1, 2, n)),
    )
    how = How(0, 1, 1.0, 1.0, 0.0, 0.0, 1, EULER, n, np.zeros(2, dtype=np.uint64), np.zeros(5))
    kept, lines = Keeping.of(n, hours, snapshots=True).kept, lines_of({})
    crossed, room = crossed_of(lines, fate.place), scratch(n)
    return World(sea, kind, kind, fate, how, lines, crossed, tallies_of(hours, None), kept, room)
