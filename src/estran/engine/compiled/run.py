"""The compiled run: batches drawn as the reference draws them, drifted by machine code.

Threads take batch after batch. What a particle does depends on its number alone, and counts are
whole numbers, so any number of threads and any batch give the same bytes.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.compiled.host import (
    BLOCK,
    crossed_of,
    fate_of,
    how_of,
    kind_of,
    lines_of,
    order_of,
    scratch,
    sea_of,
)
from estran.engine.compiled.keeping import Keeping, lifted, summed, tallies_of
from estran.engine.compiled.tables import World
from estran.engine.draw import draw_particles
from estran.engine.run import hourly_wind
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.engine.compiled.keeping import CodeRaster
    from estran.engine.compiled.tables import Lines, Scratch, Sea, Tallies
    from estran.engine.release import Release
    from estran.engine.result import Result
    from estran.engine.settings import Settings
    from estran.environment.forcing import WindMembers
    from estran.environment.window import Window
    from estran.quantities.arrays import Floats, Ints
    from estran.quantities.randomness import RandomStreams

BATCH = 8192


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wanted:
    """What a compiled run shall keep, beside the count of statuses.

    Attributes
    ----------
    snapshots : bool
        Every particle at every full hour; without, memory does not grow with the particles.
    lines : Mapping of str to (m, 2) array
        First crossings by people, see :class:`estran.engine.accumulators.LineCrossings`.
    landings : bool
        When and where the people of each particle first come ashore, 24 bytes a particle; with
        snapshots they are kept anyway.
    raster : CodeRaster or None
        Cells in which people and hulls are counted at every full hour.
    threads : int or None
        One for each processor unless said.
    batch : int
        Particles drawn together; the answer does not depend on it.
    """

    snapshots: bool = True
    lines: Mapping[str, Floats] | None = None
    landings: bool = False
    raster: CodeRaster | None = None
    threads: int | None = None
    batch: int = BATCH


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Streamed:
    """What a compiled run leaves.

    Attributes
    ----------
    result : Result or None
        As the reference's; None where no snapshots were wanted.
    status : (hours + 1, 5) array
        Particles in each status at each full hour.
    people, hull : (hours + 1, codes + 1) arrays
        Bodies on cells of each code; the last column counts those beyond the raster.
    no_stream : (hours + 1, 2) array
        Hulls and people whose place rests on a stream that is not known.
    crossings : dict of str to (n,) array
        First crossing of each line [s since the start]; NaN where none.
    first_ashore, ashore : (n,) and (n, 2) arrays
        As the result's; empty where neither landings nor snapshots were wanted.
    """

    result: Result | None
    status: Ints
    people: Ints
    hull: Ints
    no_stream: Ints
    crossings: dict[str, Floats]
    first_ashore: Floats
    ashore: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All that the batches of one run share, but for what they leave."""

    release: Release
    window: Window
    wind: WindMembers
    settings: Settings
    streams: RandomStreams
    sea: Sea


def setting_of(
    *,
    release: Release,
    window: Window,
    wind: WindMembers,
    settings: Settings,
    streams: RandomStreams,
) -> Setting:
    """Bundle what :func:`estran.engine.run.run` takes, the window laid open."""
    return Setting(
        release=release,
        window=window,
        wind=wind,
        settings=settings,
        streams=streams,
        sea=sea_of(window),
    )


def compiled_run(setting: Setting, wanted: Wanted, *, drift: Callable[[World], None]) -> Streamed:
    """Let the particles of a release drift by machine code.

    Parameters
    ----------
    setting : Setting
        What drifts where; see `setting_of`.
    wanted : Wanted
        What to keep.
    drift : callable
        The loop: :meth:`estran.engine.compiled.machine.Machine.drift`, or the plain function.

    Raises
    ------
    QuantityError, OutsideValidityError
        As :func:`estran.engine.run.run`.
    """
    count, hours = setting.release.count, setting.settings.hours
    keeping = Keeping.of(count, hours, snapshots=wanted.snapshots, landings=wanted.landings)
    lines, times = lines_of(wanted.lines or {}), np.full((len(wanted.lines or {}), count), np.nan)
    threads = wanted.threads or len(os.sched_getaffinity(0))
    batch = min(wanted.batch, max(-(-count // threads), BLOCK))  # all threads have work
    firsts = iter(range(0, count, batch))  # threads take from one row of batches

    def work(_: int) -> Tallies:
        part = Part(lines, times, tallies_of(hours, wanted.raster), keeping, scratch(BLOCK))
        for first in firsts:
            _drift_batch(setting, first, min(batch, count - first), part, drift)
        return part.tallies

    with ThreadPoolExecutor(threads) as pool:
        total = summed(list(pool.map(work, range(threads))))
    return Streamed(
        result=keeping.result(setting.release),
        status=total.status,
        people=total.people,
        hull=total.hull,
        no_stream=total.no_stream,
        crossings=dict(zip(wanted.lines or {}, times, strict=True)),
        first_ashore=keeping.first_ashore,
        ashore=keeping.ashore,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a thread works with, and where it leaves what it finds."""

    lines: Lines
    times: Floats
    tallies: Tallies
    keeping: Keeping
    scratch: Scratch


def _drift_batch(
    setting: Setting, first: int, count: int, part: Part, drift: Callable[[World], None]
) -> None:
    """Draw one batch and let it drift."""
    settings, streams, window = setting.settings, setting.streams, setting.window
    particles = draw_particles(
        release=setting.release, window=window, streams=streams, first=first, count=count
    )
    wind = hourly_wind(setting.wind(first=first, count=count), settings.hours, count).members
    shift, end = particles.stream.shift, HOUR * settings.hours
    window.require_times(np.array([shift.min(), shift.max() + end - 0.5 * settings.step]))
    order = order_of(particles, BLOCK)
    world = World(
        sea=setting.sea,
        hull=kind_of(particles.hull, particles.start, order),
        people=kind_of(particles.people, particles.start, order),
        fate=fate_of(particles, wind, order),
        how=how_of(settings, setting.release.shore, streams, count),
        lines=part.lines,
        crossed=crossed_of(part.lines, order),
        tallies=part.tallies,
        kept=part.keeping.kept,
        scratch=part.scratch,
    )
    drift(world)
    part.times[:, lifted(world.fate.place, count)] = lifted(world.crossed.times, count)
    part.keeping.note(first, particles, world)
