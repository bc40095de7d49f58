"""First crossings of lines by the people of a block; `engine.accumulators`, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.compiled.shore import Way

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Lines, World


def note_sides(world: World, count: int) -> None:
    """Note on which side of each line everybody is at the start."""
    lines, people = world.lines, world.people
    for line in range(lines.sides.shape[0]):
        for row in range(count):
            side = side_of(lines, line, people.x[row], people.y[row])
            lines.sides[line, world.how.first + row] = side


def look_across(world: World, number: int, count: int) -> None:
    """Look for first crossings on the way of one step, at whose end people are now."""
    sides, first, side = world.lines.sides, world.how.first, world.scratch.draw
    for line in range(sides.shape[0]):
        clear_sides(world, line, count)
        for row in range(count):
            if side[row] != sides[line, first + row]:
                look_closely(world, line, number, row)


def clear_sides(world: World, line: int, count: int) -> None:
    """Leave in the scratch 1 for those clearly left of a line, -1 for those right, else 0."""
    lines, people, side = world.lines, world.people, world.scratch.draw
    first, last = lines.starts[line], lines.starts[line + 1] - 1
    east, north = lines.x[last] - lines.x[first], lines.y[last] - lines.y[first]
    least, most = lines.least[line], lines.most[line]
    for row in range(count):
        across = people.y[row] * east - people.x[row] * north
        left = 1.0 if across > most else 0.0
        side[row] = -1.0 if across < least else left


def look_closely(world: World, line: int, number: int, row: int) -> None:
    """Note the exact side of somebody near a line, and the time where it is another."""
    lines, people, was, step = world.lines, world.people, world.scratch.was, world.how.step
    x, y, whole = people.x[row], people.y[row], world.how.first + row
    now = side_of(lines, line, x, y)
    if now == lines.sides[line, whole]:
        return
    lines.sides[line, whole] = now
    if np.isnan(lines.times[line, whole]):
        way = Way(was[0, row], was[1, row], x - was[0, row], y - was[1, row])
        share = crossing_share(lines, line, way)
        lines.times[line, whole] = number * step + share * step


def side_of(lines: Lines, line: int, x: float, y: float) -> float:
    """1 left of a line, -1 right of it; beyond its ends it goes on along its chord."""
    first, last = lines.starts[line], lines.starts[line + 1] - 1
    east, north = lines.x[last] - lines.x[first], lines.y[last] - lines.y[first]
    along, across = x * east + y * north, y * east - x * north
    return 1.0 if across >= line_there(lines, first, last, along) else -1.0


def line_there(lines: Lines, first: int, last: int, along: float) -> float:
    """How far left of its chord a line is, so far along it."""
    if along <= lines.along[first]:
        return lines.across[first]
    if along >= lines.along[last]:
        return lines.across[last]
    low, high = first, last
    while high - low > 1:
        middle = (low + high) // 2
        if lines.along[middle] <= along:
            low = middle
        else:
            high = middle
    slope = (lines.across[high] - lines.across[low]) / (lines.along[high] - lines.along[low])
    return slope * (along - lines.along[low]) + lines.across[low]


def crossing_share(lines: Lines, line: int, way: Way) -> float:
    """Share of a way at which it first crosses a line; NaN where it does not."""
    first = np.inf
    for corner in range(lines.starts[line], lines.starts[line + 1] - 1):
        leg_east = lines.x[corner + 1] - lines.x[corner]
        leg_north = lines.y[corner + 1] - lines.y[corner]
        gap_east, gap_north = lines.x[corner] - way.x, lines.y[corner] - way.y
        cross = way.east * leg_north - way.north * leg_east
        on_way = (gap_east * leg_north - gap_north * leg_east) / cross
        on_leg = (gap_east * way.north - gap_north * way.east) / cross
        if 0.0 <= on_way <= 1.0 and 0.0 <= on_leg <= 1.0 and on_way < first:
            first = on_way
    return first if first < np.inf else np.nan
