"""Drawing the particles of a release. Particle i is the same whichever block it is drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.leeway import breivik_allen_2008, runs_upwind
from estran.drift.member_stream import MemberStream, member_error, perturbed
from estran.drift.under_way import through_water
from estran.engine.clocks import DRAWS_PER_PARTICLE, drawn_clocks
from estran.engine.particles import Foreshore, LeewayDraw, Particles, Propulsion
from estran.engine.shore import Footing, draught_table, is_aground
from estran.engine.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.drift.craft import Mixture
    from estran.engine.release import Datum, Range, Release, StreamSpread, Way
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Codes, Floats, Ints
    from estran.quantities.randomness import RandomStreams

_MOST_ATTEMPTS = 16
_FEW = 500  # one draw apart costs about as much as five hundred in a row
_FULL_TURN = 2.0 * np.pi


@dataclass(frozen=True, slots=True)
class _Dice:
    """The draws of particles `first` to `first + count`."""

    streams: RandomStreams
    first: int
    count: int

    def uniforms(self, name: str, *, per: int) -> Floats:
        return self.streams.uniforms(
            f"release.{name}", step=0, first=self.first, count=self.count, per=per
        )

    def normals(self, name: str, *, per: int, attempt: int = 0) -> Floats:
        return self.streams.normals(
            f"release.{name}", step=attempt, first=self.first, count=self.count, per=per
        )

    def normals_of(self, rows: Ints, name: str, *, per: int, attempt: int) -> Floats:
        """Return those of some particles: one by one where they are few, else out of all."""
        if len(rows) * _FEW > self.count:
            return self.normals(name, per=per, attempt=attempt)[rows]
        name = f"release.{name}"
        each = (
            self.streams.normals(name, step=attempt, first=self.first + int(row), count=1, per=per)
            for row in rows
        )
        return np.concatenate(list(each))


def draw_particles(
    *, release: Release, window: SeaWindow, streams: RandomStreams, first: int, count: int
) -> Particles:
    """Draw particles `first` to `first + count` of a release.

    Parameters
    ----------
    release : Release
        What to draw.
    window : SeaWindow
        Shore and stream at the start: boats start afloat, and a velocity over ground is turned into
        one through the water.
    streams : RandomStreams
        Seeded.
    first, count : int
        Which ones.

    Returns
    -------
    Particles
        A start on land or on dry sand is drawn again, up to 16 times; the last draw then stands.
    """
    dice = _Dice(streams, first, count)
    status = _status(release, dice)
    stream, level_error = _stream(release.stream, dice)
    foreshore = Foreshore(
        _log_uniform(release.shore.slope, dice.uniforms("slope", per=1)[:, 0]),
        level_error * release.shore.level_sd,
    )
    footing = Footing(draught_table(release.shore)[status], foreshore)
    start = _start(release.datum, window, dice, footing)
    low, high = release.swamped_factor
    return Particles(
        first=first,
        weight=np.full(count, 1.0 / release.count),
        start=start,
        clocks=drawn_clocks(
            rates=release.rates,
            status=status,
            uniforms=dice.uniforms("clocks", per=DRAWS_PER_PARTICLE),
        ),
        hull=_leeway(release.hull, "hull", dice),
        people=_leeway(release.people, "people", dice),
        propulsion=_propulsion(release.way, dice, status, _start_stream(window, start, stream)),
        foreshore=foreshore,
        stream=stream,
        swamped_factor=low + (high - low) * dice.uniforms("swamped_factor", per=1)[:, 0],
    )


def _status(release: Release, dice: _Dice) -> Codes:
    codes = np.array(list(release.states), dtype=np.int8)
    return codes[_chosen(release.states.values(), dice.uniforms("state", per=1)[:, 0])]


def _chosen(weights: Iterable[float], uniforms: Floats) -> Ints:
    """Index drawn with these weights."""
    bounds = np.cumsum(list(weights))
    return np.searchsorted(bounds[:-1] / bounds[-1], uniforms, side="right")


def _stream(spread: StreamSpread, dice: _Dice) -> tuple[MemberStream, Floats]:
    deviates = dice.normals("stream", per=6)
    error = member_error(
        amplitude=spread.amplitude * deviates[:, 0],
        shift=spread.shift * deviates[:, 1],
        rotation=np.ascontiguousarray(spread.rotation * deviates[:, 2]),
        residual=spread.residual * deviates[:, 3:5],
    )
    return error, deviates[:, 5]


def _start(datum: Datum, window: SeaWindow, dice: _Dice, footing: Footing) -> Floats:
    start = _places(datum, dice.normals("position", per=4))
    ashore = np.arange(dice.count)
    for attempt in range(1, _MOST_ATTEMPTS):
        part = footing.take(ashore)
        ashore = ashore[is_aground(window=window, position=start[ashore], time=0.0, footing=part)]
        if not ashore.size:
            break
        again = dice.normals_of(ashore, "position", per=4, attempt=attempt)
        start[ashore] = _places(datum, again)
    return start


def _places(datum: Datum, deviates: Floats) -> Floats:
    along = datum.along_sd * deviates[:, 2:3] * np.array(datum.along)
    places: Floats = np.array([datum.x, datum.y]) + datum.sd * deviates[:, 0:2] + along
    return places


def _start_stream(window: SeaWindow, start: Floats, stream: MemberStream) -> Floats:
    here = window.stream_at(x=start[:, 0], y=start[:, 1], t=stream.shift)
    return perturbed(stream=here, member=stream)


def _leeway(mixture: Mixture, body: str, dice: _Dice) -> LeewayDraw:
    picks = dice.uniforms(f"{body}_class", per=2)
    chosen = _chosen(mixture.weights, picks[:, 0])
    deviates = dice.normals(f"{body}_residual", per=2)
    for attempt in range(1, _MOST_ATTEMPTS):
        again = np.flatnonzero(
            runs_upwind(classes=mixture.classes, chosen=chosen, downwind=deviates[:, 0])
        )
        if not again.size:
            break
        fresh = dice.normals_of(again, f"{body}_residual", per=2, attempt=attempt)
        deviates[again, 0] = fresh[:, 0]
    coefficients = breivik_allen_2008(
        classes=mixture.classes, chosen=chosen, downwind=deviates[:, 0], crosswind=deviates[:, 1]
    )
    return LeewayDraw(chosen, coefficients, picks[:, 1] < 0.5)


def _propulsion(way: Way, dice: _Dice, status: Codes, stream: Floats) -> Propulsion:
    uniforms = dice.uniforms("way", per=3)
    deviates = dice.normals("way_error", per=2)
    by_heading = uniforms[:, 2] < way.share_by_heading
    low, high = way.speed
    course = _courses(way, np.ascontiguousarray(uniforms[:, 1]), deviates[:, 1])
    speed = low + (high - low) * uniforms[:, 0]
    velocity = speed[:, None] * course
    if way.over_ground is not None:
        reported = _turned(np.array(way.over_ground), way.heading_error * deviates[:, 1])
        reported *= np.exp(way.speed_error * np.ascontiguousarray(deviates[:, 0]))[:, None]
        made_good = np.sqrt((reported * reported).sum(axis=1))
        moving = (status == Status.UNDER_WAY) & (made_good > 0.0)
        course[moving] = reported[moving] / made_good[moving, None]
        velocity[moving] = through_water(over_ground=reported, stream=stream)[moving]
        speed = np.sqrt(velocity[:, 0] ** 2 + velocity[:, 1] ** 2)
    return Propulsion(velocity, speed, course, by_heading)


def _courses(way: Way, uniforms: Floats, deviates: Floats) -> Floats:
    if way.course is None:
        return _turned(np.array([0.0, 1.0]), _FULL_TURN * uniforms)
    return _turned(np.array(way.course), way.course_sd * deviates)


def _turned(vector: Floats, angle: Floats) -> Floats:
    """Return one vector turned anticlockwise by each angle [rad]."""
    angle = np.ascontiguousarray(angle)
    cosine, sine = np.cos(angle), np.sin(angle)
    east, north = vector
    return np.stack((cosine * east - sine * north, sine * east + cosine * north), axis=1)


def _log_uniform(bounds: Range, uniforms: Floats) -> Floats:
    low, high = bounds
    values: Floats = low * np.exp(np.log(high / low) * uniforms)
    return values
