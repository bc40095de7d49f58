"""How the bodies of a block move in a step: stream, wind and engine by their laws, then a scheme.

Short loops over the block, one for each thing to do, so that the processor works on many bodies at
once. Laws come from `drift` and are written there only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from estran.drift.leeway import line_per_wind, per_wind_speed, right_of_downwind
from estran.drift.member_stream import turned_and_scaled
from estran.drift.swamped import slowed
from estran.drift.under_way import steered
from estran.engine.compiled.life import UNDER_WAY
from estran.engine.compiled.sea import Nodes, blended, soon, split
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Kind, World
    from estran.quantities.arrays import Floats

SOON = 12
"""So many bodies ahead the nodes of one are fetched from memory."""
EULER, MIDPOINT, RUNGE_KUTTA_4 = 1, 2, 4


class Moment(NamedTuple):
    """A time [s since the start], the hour of the wind before it, the part of the hour since."""

    time: float
    hour: int
    share: float


def moment_at(wind: Floats, time: float) -> Moment:
    """Place a time between the hours of the wind; times are never negative."""
    hour = min(int(time / HOUR), wind.shape[0] - 2)
    return Moment(time, hour, time / HOUR - hour)


def go_their_way(world: World, kind: Kind, number: int, count: int, moving: int) -> None:
    """Leave in the scratch where each body's step leads in open water, before eddies.

    Loops that the processor takes many bodies at a time go over all `count`; others over those
    `moving`.
    """
    how, stages = world.how, world.how.scheme
    holed = world.sea.stand_in.shape[0] > 0
    stand_still(world, kind, count)
    for row in range(count if holed else 0):
        world.scratch.in_vain[row] = False
    for stage in range(stages):
        passed = part_passed(stage) * how.step
        moment = moment_at(world.fate.wind, number * how.step + passed)
        find_nodes(world, moment.time, count)
        if holed:
            note_holes(world, count)
        mix_streams(world, moving)
        blow(world, kind, moment, count)
        drive(world, count)
        if stages == RUNGE_KUTTA_4:
            add_stage(world, stage, count)
        go_on(world, kind, time_ahead(stage, stages, how.step), count)
    if holed:
        note_since(world, kind, number * how.step, count)


def stand_still(world: World, kind: Kind, count: int) -> None:
    """Begin where each body is, without a velocity: who does not move is asked for none."""
    here = world.scratch
    for row in range(count):
        here.x[row], here.y[row] = kind.x[row], kind.y[row]
        here.flow[0, row] = here.flow[1, row] = 0.0


def go_on(world: World, kind: Kind, time: float, count: int) -> None:
    """Go so long from the start of the step at the velocity in the scratch."""
    here = world.scratch
    for row in range(count):
        here.x[row] = kind.x[row] + time * here.flow[0, row]
        here.y[row] = kind.y[row] + time * here.flow[1, row]


def part_passed(stage: int) -> float:
    """Part of the step that has passed at a stage: 0; 0 and 1/2; 0, 1/2, 1/2 and 1."""
    if stage == 0:
        return 0.0
    return 1.0 if stage == RUNGE_KUTTA_4 - 1 else 0.5


def time_ahead(stage: int, stages: int, step: float) -> float:
    """Time for which a stage's velocity leads on from the start of the step [s]."""
    if stage + 1 < stages:
        return part_passed(stage + 1) * step
    return step / 6.0 if stages == RUNGE_KUTTA_4 else step


def add_stage(world: World, stage: int, count: int) -> None:
    """Sum four velocities as Runge and Kutta do; after the last the sum takes its place."""
    flow, second, total = world.scratch.flow, world.scratch.second, world.scratch.total
    for axis in range(2):
        for row in range(count):
            now = flow[axis, row]
            if stage == 0:
                total[axis, row] = now
            elif stage == 1:
                second[axis, row] = now
            elif stage + 1 < RUNGE_KUTTA_4:
                total[axis, row] += 2.0 * (second[axis, row] + now)
            else:
                flow[axis, row] = total[axis, row] + now


def find_nodes(world: World, time: float, count: int) -> None:
    """Find the nodes around each body, in place and in its own time."""
    grid, here, shift = world.sea.grid, world.scratch, world.fate.shift
    size, columns = float(grid.rows * grid.columns), float(grid.columns)
    for row in range(count):
        column, right = split((here.x[row] - grid.west) * grid.per_spacing, grid.columns)
        line, up = split((here.y[row] - grid.south) * grid.per_spacing, grid.rows)
        since = time + shift[row] - grid.first_level
        level, later = split(since * grid.per_level, grid.levels)
        here.first[row] = np.int32(2.0 * (level * size + line * columns + column))
        here.right[row], here.up[row], here.later[row] = right, up, later


def mix_streams(world: World, moving: int) -> None:
    """Mix the stream of each body that moves from its nodes; none far inland."""
    grid, here = world.sea.grid, world.scratch
    up, later = 2 * grid.columns, 2 * grid.rows * grid.columns
    for number in range(moving):
        row, ahead = np.uint64(here.mover[number]), np.uint64(here.mover[number + SOON])
        soon(world.sea.stream, Nodes(as_place(here.first[ahead]), up, later))
        nodes = Nodes(as_place(here.first[row]), up, later)
        east, north = blended(
            world.sea.stream, nodes, here.right[row], here.up[row], here.later[row]
        )
        here.flow[0, row], here.flow[1, row] = east, north


def as_place(first: np.int32) -> int:
    """Widen the place of a node, so that others can be counted from it."""
    place: int = np.int64(first)  # type: ignore[assignment]
    return place


def note_holes(world: World, count: int) -> None:
    """Note whose stream is asked where none is known: at any of the eight nodes around it."""
    grid, here, missing = world.sea.grid, world.scratch, world.sea.stand_in
    up, later = grid.columns, grid.rows * grid.columns
    for row in range(count):
        first = here.first[row] >> 1
        for node in (first, first + up, first + later, first + up + later):
            here.in_vain[row] = here.in_vain[row] or missing[node] or missing[node + 1]


def note_since(world: World, kind: Kind, time: float, count: int) -> None:
    """Note from when on each body that moves is without stream."""
    here = world.scratch
    for row in range(count):
        if here.in_vain[row] and here.moves[row] and np.isnan(kind.no_stream[row]):
            kind.no_stream[row] = time


def blow(world: World, kind: Kind, moment: Moment, count: int) -> None:
    """Turn streams into velocities: the member's error, then the leeway."""
    fate, here, hour = world.fate, world.scratch, moment.hour
    over_water = world.how.over_water
    kept, share = 1.0 - moment.share, moment.share
    for row in range(count):
        east, north = here.flow[0, row], here.flow[1, row]
        east = 0.0 if np.isnan(east) else east
        north = 0.0 if np.isnan(north) else north
        east, north = turned_and_scaled(
            along=fate.along[row], across=fate.across[row], east=east, north=north
        )
        east, north = east + fate.residual[0, row], north + fate.residual[1, row]
        wind_east = kept * fate.wind[hour, 0, row] + share * fate.wind[hour + 1, 0, row]
        wind_north = kept * fate.wind[hour, 1, row] + share * fate.wind[hour + 1, 1, row]
        wind_east = wind_east - east if over_water else wind_east
        wind_north = wind_north - north if over_water else wind_north
        per_speed = per_wind_speed(
            east=wind_east, north=wind_north, light_wind=world.how.light_wind
        )
        along = line_per_wind(
            slope=kind.lines[0, row], offset=kind.lines[1, row], per_speed=per_speed
        )
        across = line_per_wind(
            slope=kind.across[0, row], offset=kind.across[1, row], per_speed=per_speed
        )
        ahead, aside = right_of_downwind(
            along=along, across=across, east=wind_east, north=wind_north
        )
        ahead = slowed(leeway=ahead, factor=here.share[row])
        aside = slowed(leeway=aside, factor=here.share[row])
        here.flow[0, row], here.flow[1, row] = east + ahead, north + aside


def drive(world: World, count: int) -> None:
    """Add the engine to the stream for boats under way, which make no leeway of their own."""
    here, some = world.scratch, 0
    for row in range(count):
        some += here.status[row] == UNDER_WAY
    for row in range(count if some else 0):
        east, north = here.flow[0, row], here.flow[1, row]
        ahead, aside = driven(world, row, east, north)
        moves = here.status[row] == UNDER_WAY
        here.flow[0, row] = east + (ahead if moves else 0.0)
        here.flow[1, row] = north + (aside if moves else 0.0)


def driven(world: World, row: int, east: float, north: float) -> tuple[float, float]:
    """Velocity through the water of a boat under way in a stream."""
    fate = world.fate
    ahead, aside = fate.course[0, row], fate.course[1, row]
    set_aside = east * aside - north * ahead
    course_east, course_north = steered(
        east=ahead, north=aside, speed=fate.speed[row], set_aside=set_aside
    )
    if fate.by_heading[row]:
        return fate.velocity[0, row], fate.velocity[1, row]
    return course_east, course_north
