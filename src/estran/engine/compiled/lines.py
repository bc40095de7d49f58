"""First crossings of lines by the people of a block; `engine.accumulators`, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.compiled.shore import Way

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Lines, World


def note_sides(world: World, count: int) -> None:
    """Note on which side of each line everybody is at the start, and how far off."""
    people, crossed = world.people, world.crossed
    for line in range(crossed.sides.shape[0]):
        for row in range(count):
            side, off = side_of(world.lines, line, people.x[row], people.y[row])
            crossed.sides[line, row], crossed.off[line, row] = side, off


def look_across(world: World, number: int, count: int) -> None:
    """Look for first crossings on the way of one step, at whose end people are now."""
    people, was, off = world.people, world.scratch.was, world.crossed.off
    for line in range(off.shape[0]):
        for row in range(count):
            moved = abs(people.x[row] - was[0, row]) + abs(people.y[row] - was[1, row])
            off[line, row] -= moved  # nobody has come nearer than by this
        for row in range(count):
            if not off[line, row] > 0.0:
                look_closely(world, line, number, row)


def look_closely(world: World, line: int, number: int, row: int) -> None:
    """Note the exact side of somebody who may be over a line, and the time where it is so."""
    crossed, people, was, step = world.crossed, world.people, world.scratch.was, world.how.step
    x, y = people.x[row], people.y[row]
    now, crossed.off[line, row] = side_of(world.lines, line, x, y)
    if now == crossed.sides[line, row]:
        return
    crossed.sides[line, row] = now
    if np.isnan(crossed.times[line, row]):
        way = Way(was[0, row], was[1, row], x - was[0, row], y - was[1, row])
        share = crossing_share(world.lines, line, way)
        crossed.times[line, row] = number * step + share * step


def side_of(lines: Lines, line: int, x: float, y: float) -> tuple[float, float]:
    """1 left of a line, -1 right of it; and how far off it surely is [m].

    Beyond its ends a line goes on along its chord.
    """
    first, last = lines.starts[line], lines.starts[line + 1] - 1
    east, north = lines.x[last] - lines.x[first], lines.y[last] - lines.y[first]
    along, across = x * east + y * north, y * east - x * north
    left_by = across - line_there(lines, first, last, along)
    return 1.0 if left_by >= 0.0 else -1.0, abs(left_by) * lines.least_off[line]


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
