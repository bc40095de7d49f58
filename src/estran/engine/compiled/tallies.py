"""Counts that grow while the loop runs, so that no position need be kept: whole numbers, any order.

A raster of codes makes them regions (a code each) or a density (every cell its own).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.compiled.life import status_then

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Tallies, World


def show(world: World, hour: int, count: int) -> None:
    """Count a block at a full hour, and keep it where snapshots are wanted."""
    fate, time = world.fate, hour * world.how.steps_per_hour * world.how.step
    for row in range(count):
        fate.status[row] = status_then(fate.clocks, row, time)
        count_one(world, row, hour)
    if world.sea.stand_in.shape[0]:
        count_without_stream(world, hour, time, count)
    if hour < world.kept.status.shape[0]:
        for row in range(count):
            keep_one(world, row, hour)


def count_one(world: World, row: int, hour: int) -> None:
    """Count one particle."""
    tallies, hull, people = world.tallies, world.hull, world.people
    tallies.status[hour, world.fate.status[row]] += 1
    if tallies.codes.shape[0]:
        tallies.hull[hour, code_there(tallies, hull.x[row], hull.y[row])] += 1
        tallies.people[hour, code_there(tallies, people.x[row], people.y[row])] += 1


def count_without_stream(world: World, hour: int, time: float, count: int) -> None:
    """Count the bodies of a block whose place rests on a stream that is not known."""
    counts = world.tallies.no_stream
    for row in range(count):
        counts[hour, 0] += world.hull.no_stream[row] < time
        counts[hour, 1] += world.people.no_stream[row] < time


def keep_one(world: World, row: int, hour: int) -> None:
    """Keep one particle."""
    kept, hull, people, place = world.kept, world.hull, world.people, world.fate.place[row]
    kept.hull[hour, place, 0], kept.hull[hour, place, 1] = hull.x[row], hull.y[row]
    kept.people[hour, place, 0], kept.people[hour, place, 1] = people.x[row], people.y[row]
    kept.status[hour, place] = world.fate.status[row]
    kept.hull_aground[hour, place] = hull.aground[row]
    kept.people_aground[hour, place] = people.aground[row]
    kept.hull_left[hour, place] = hull.left[row]
    kept.people_left[hour, place] = people.left[row]


def code_there(tallies: Tallies, x: float, y: float) -> int:
    """Code of the cell at a place; one more than the last where there is none."""
    rows, columns = tallies.codes.shape
    row = np.floor((y - tallies.south) / tallies.spacing)
    column = np.floor((x - tallies.west) / tallies.spacing)
    if 0.0 <= row < rows and 0.0 <= column < columns:
        return tallies.codes[int(row), int(column)]
    return tallies.hull.shape[1] - 1
