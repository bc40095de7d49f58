"""Where the bodies of a block meet the shore in a step; `engine.shore`, a body at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from estran.drift.grounding import may_touch_within, touches
from estran.engine.compiled.motion import SOON
from estran.engine.compiled.sea import ashore, bed_below, in_window, level_there, nearest, off_coast
from estran.engine.shore import PLACES_ON_PATH, RASTER_ROOM
from estran.environment.waterline import foreshore_depth
from estran.environment.window import OFFSHORE

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Kind, Sea, World

Place: TypeAlias = tuple[float, float]


class Foot(NamedTuple):
    """What grounds a body: draught [m], slope of the foreshore, error of the level [m]."""

    draught: float
    slope: float
    level_error: float


class Way(NamedTuple):
    """The straight way of a step [m]."""

    x: float
    y: float
    east: float
    north: float


def reach_of(foot: Foot) -> float:
    """Distance from the coast beyond which a body never touches [m]."""
    return may_touch_within(draught=foot.draught, slope=foot.slope) + RASTER_ROOM


def touching(sea: Sea, foot: Foot, level: float, x: float, y: float) -> bool:
    """Whether a body would touch at a place, at a level of the water."""
    return touching_at(sea, foot, level, off_coast(sea, x, y), (x, y))


def touching_at(sea: Sea, foot: Foot, level: float, distance: float, place: Place) -> bool:
    """Whether it would, the distance from the coast being known."""
    depth = depth_over(sea, foot, level, distance, place)
    on_land = distance < RASTER_ROOM and ashore(sea, place[0], place[1])
    return touches(depth=depth, draught=foot.draught, on_land=on_land)


def depth_over(sea: Sea, foot: Foot, level: float, distance: float, place: Place) -> float:
    """Depth of water at a place: over the charted bed where one is held, else over the beach."""
    if sea.bed.shape[0] > 0 and distance != -np.inf:
        below = bed_below(sea, place[0], place[1])
        if not np.isnan(below):
            return level + below
    return foreshore_depth(distance=distance, level_above_mhws=level, slope=foot.slope)


def still_aground(world: World, kind: Kind, time: float, row: int) -> bool:
    """Whether the tide still leaves a body aground where it lies."""
    foot = foot_of(world, row)
    distance = kind.lies[row]
    if np.isnan(distance):
        distance = lying(world.sea, kind.x[row], kind.y[row])
        kind.lies[row] = distance
    if distance == -np.inf:
        return True
    if world.sea.bed.shape[0] == 0 and not distance < reach_of(foot):
        return False
    level = level_there(world.sea, kind.x[row], kind.y[row], time) + foot.level_error
    depth = depth_over(world.sea, foot, level, distance, (kind.x[row], kind.y[row]))
    return touches(depth=depth, draught=foot.draught, on_land=False)


def lying(sea: Sea, x: float, y: float) -> float:
    """Distance from the coast of a place [m]; minus infinity on land, where no tide lifts."""
    distance = off_coast(sea, x, y)
    if distance < RASTER_ROOM and ashore(sea, x, y):
        return -np.inf
    return distance


def step_ended(
    sea: Sea, foot: Foot, time: float, start: Place, end: Place
) -> tuple[float, float, bool, bool]:
    """Place, whether aground, whether gone, at the end of a step that would lead so far."""
    way = Way(start[0], start[1], end[0] - start[0], end[1] - start[1])
    length = np.sqrt(way.east * way.east + way.north * way.north)
    distance = off_coast(sea, end[0], end[1])
    if np.isnan(distance) and not in_window(sea, end[0], end[1]):
        return start[0], start[1], False, True
    charted = sea.bed.shape[0] > 0  # it may rise anywhere on the way
    if not charted and not distance - length < reach_of(foot):
        return end[0], end[1], False, False
    level = level_there(sea, end[0], end[1], time) + foot.level_error
    from_start = off_coast(sea, start[0], start[1])
    if touching_at(sea, foot, level, from_start, start):
        return start[0], start[1], True, False
    touch = max((foot.draught - level) / foot.slope, 0.0) + RASTER_ROOM
    if not charted and not 0.5 * (from_start + distance - length) < touch:
        return end[0], end[1], False, False
    if not charted and not nearest_on_quarters(sea, way, from_start, length) < touch:
        return end[0], end[1], False, False
    return last_afloat(sea, foot, level, way, end)


def nearest_on_quarters(sea: Sea, way: Way, from_start: float, length: float) -> float:
    """Distance from the coast below which no place on a way lies, by its quarters; NaN unknown."""
    quarter, before, nearest = 0.25 * length, from_start, np.inf
    for number in range(1, 5):
        share = 0.25 * number
        after = off_coast(sea, way.x + share * way.east, way.y + share * way.north)
        here = 0.5 * (before + after - quarter)
        if np.isnan(here):
            return np.nan
        nearest = min(nearest, here)
        before = after
    return nearest


def last_afloat(
    sea: Sea, foot: Foot, level: float, way: Way, end: Place
) -> tuple[float, float, bool, bool]:
    """Last place on a way before the first that touches; its end where none does."""
    x, y = way.x, way.y
    for number in range(1, PLACES_ON_PATH + 1):
        share = number / PLACES_ON_PATH
        ahead_x, ahead_y = way.x + share * way.east, way.y + share * way.north
        if touching(sea, foot, level, ahead_x, ahead_y):
            return x, y, True, False
        x, y = ahead_x, ahead_y
    return end[0], end[1], False, False


def free_afloat(world: World, kind: Kind, time: float, count: int) -> int:
    """Let those aground lie where the tide does not lift them; list and count those that move."""
    here, moving = world.scratch, 0
    for row in range(count):
        if kind.aground[row]:  # those who are held are not
            here.moves[row] = not still_aground(world, kind, time, row)
    for row in range(count):
        here.mover[moving] = row
        moving += here.moves[row]
    for ahead in range(SOON):
        here.mover[moving + ahead] = 0
    return moving


def foot_of(world: World, row: int) -> Foot:
    """Return what grounds one body."""
    fate = world.fate
    return Foot(world.scratch.draught[row], fate.slope[row], fate.level_error[row])


def end_steps(world: World, kind: Kind, time: float, count: int) -> None:
    """End the step of each body that moves: far from the shore at once, near it by its way."""
    here, grid = world.scratch, world.sea.grid
    columns = float(grid.columns)
    for row in range(count):
        east, north = here.x[row] - kind.x[row], here.y[row] - kind.y[row]
        reach = may_touch_within(draught=here.draught[row], slope=world.fate.slope[row])
        here.right[row] = np.sqrt(east * east + north * north)
        here.up[row] = reach + RASTER_ROOM
        column = nearest((here.x[row] - grid.west) * grid.per_spacing, grid.columns)
        line = nearest((here.y[row] - grid.south) * grid.per_spacing, grid.rows)
        here.first[row] = np.int32(line * columns + column)
    near = 0
    for row in range(count):  # without a branch: all are written down, and those that count stay
        clear, moves = world.sea.clear[np.uint64(here.first[row])], here.moves[row]
        far = (clear >= OFFSHORE) & (clear - here.right[row] >= here.up[row])
        here.near[near] = row
        near += moves & (not far)
        here.far[row] = moves & far
    for row in range(count):
        far, x, y = here.far[row], kind.x[row], kind.y[row]
        ahead_x, ahead_y = here.x[row], here.y[row]
        kind.x[row] = ahead_x if far else x
        kind.y[row] = ahead_y if far else y
    for row in range(count):
        kind.aground[row] = kind.aground[row] & (not here.far[row])
    for number in range(near):
        end_near(world, kind, time, here.near[number])


def end_near(world: World, kind: Kind, time: float, row: int) -> None:
    """End the step of one body that may touch."""
    foot, start = foot_of(world, row), (kind.x[row], kind.y[row])
    end = (world.scratch.x[row], world.scratch.y[row])
    x, y, aground, left = step_ended(world.sea, foot, time, start, end)
    kind.x[row], kind.y[row], kind.aground[row], kind.left[row] = x, y, aground, left
    kind.lies[row] = np.nan
