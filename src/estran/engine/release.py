"""What is put into the sea: plain numbers that say where, in which state, with what spread.

Nothing is drawn here and no number is chosen here: the caller decides and says whence. Angles in
radians, anticlockwise for turns; directions as unit vectors, east and north.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, TypeAlias

from estran.engine.status import Status
from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.drift.craft import Mixture

#: Lowest and highest value of something that each particle draws.
Range: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """Where the boat was at the start.

    Attributes
    ----------
    x, y : float
        East and north of the plane's origin [m].
    sd : float
        Standard deviation of the position per axis [m].
    along_sd : float
        Further standard deviation along a track [m], for a boat under way whose fix is old.
    along : tuple of float
        Unit vector of that track.
    """

    x: float
    y: float
    sd: float
    along_sd: float = 0.0
    along: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a boat under way moves.

    Attributes
    ----------
    over_ground : tuple of float or None
        Velocity over the ground reported for the start [m/s]; None where nobody reported it.
    speed : Range
        Speed through the water where none was reported, and for boats still boarding [m/s];
        uniform.
    course : tuple of float or None
        Unit vector of the likely course where none was reported; None for any course at all.
    course_sd : float
        Spread of that likely course [rad].
    speed_error : float
        Spread of the logarithm of a reported speed [-], one error per particle.
    heading_error : float
        Spread of a reported course [rad], one error per particle.
    share_by_heading : float
        Share of particles that steer a heading through the water; the rest hold a course over
        ground.
    """

    over_ground: tuple[float, float] | None
    speed: Range
    course: tuple[float, float] | None
    course_sd: float
    speed_error: float
    heading_error: float
    share_by_heading: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How soon states change: chances per second, drawn per particle, uniform in the logarithm.

    (0, 0) means never. `failure` counts from being under way, `swamping` from being afloat,
    `parting` from being swamped; the clocks of a hull aground stand still.
    """

    boarding_end: Range
    failure: Range
    swamping: Range
    parting: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSpread:
    """Standard deviations of the stream's error, one draw per particle for its life.

    Attributes
    ----------
    amplitude : float
        Relative [-].
    shift : float
        Time of the tide [s].
    rotation : float
        [rad].
    residual : float
        Per component [m/s].
    """

    amplitude: float
    shift: float
    rotation: float
    residual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shore:
    """What decides where a body touches the bottom.

    Attributes
    ----------
    slope : Range
        Fall of the foreshore [-], uniform in the logarithm.
    level_sd : float
        Standard deviation of the water level's error, one draw per particle [m].
    draughts : Mapping of Status to float
        Water needed to float [m], for each status; `IN_WATER` is that of a person.
    """

    slope: Range
    level_sd: float
    draughts: Mapping[Status, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything that decides the particles of one run, except the seed.

    Attributes
    ----------
    count : int
        Number of particles.
    datum : Datum
        Where.
    states : Mapping of Status to float
        Weight of each state at the start; they sum to one.
    hull, people : Mixture
        Leeway classes of the boat and of people in the water.
    way : Way
        How it moves if under way.
    rates : Rates
        How soon states change.
    stream : StreamSpread
        Error of the stream.
    shore : Shore
        Foreshore and draughts.
    swamped_factor : Range
        Leeway of a swamped hull over that of the same hull afloat [-], uniform.

    Raises
    ------
    QuantityError
        Where a number cannot be meant; the message names it.
    """

    count: int
    datum: Datum
    states: Mapping[Status, float]
    hull: Mixture
    people: Mixture
    way: Way
    rates: Rates
    stream: StreamSpread
    shore: Shore
    swamped_factor: Range

    def __post_init__(self) -> None:
        _require(self.count >= 1, "count", self.count, "at least 1")
        weights = list(self.states.values())
        sums_to_one = isclose(sum(weights), 1.0, abs_tol=1e-9) and min(weights, default=-1.0) >= 0.0
        _require(sums_to_one, "states", dict(self.states), "weights that sum to one, none negative")
        _require(
            _rises(self.shore.slope, above=0.0), "shore.slope", self.shore.slope, "0 < low <= high"
        )
        _require(
            _rises(self.swamped_factor), "swamped_factor", self.swamped_factor, "0 <= low <= high"
        )
        _require(_rises(self.way.speed), "way.speed", self.way.speed, "0 <= low <= high")
        draughts = self.shore.draughts
        complete = set(draughts) == set(Status) and min(draughts.values()) >= 0.0
        _require(complete, "shore.draughts", dict(draughts), "one for each status, none negative")
        self._require_rates()
        self._require_spreads()

    def _require_rates(self) -> None:
        for name in ("boarding_end", "failure", "swamping", "parting"):
            rate = getattr(self.rates, name)
            fit = rate == (0.0, 0.0) or _rises(rate, above=0.0)
            _require(fit, f"rates.{name}", rate, "0 < low <= high, or (0, 0) for never")

    def _require_spreads(self) -> None:
        spreads = {
            "datum.sd": self.datum.sd,
            "datum.along_sd": self.datum.along_sd,
            "way.course_sd": self.way.course_sd,
            "way.speed_error": self.way.speed_error,
            "way.heading_error": self.way.heading_error,
            "stream.amplitude": self.stream.amplitude,
            "stream.shift": self.stream.shift,
            "stream.rotation": self.stream.rotation,
            "stream.residual": self.stream.residual,
            "shore.level_sd": self.shore.level_sd,
        }
        for name, spread in spreads.items():
            _require(0.0 <= spread < float("inf"), name, spread, "zero or more")


def _rises(bounds: Range, *, above: float | None = None) -> bool:
    low, high = bounds
    return (low > above if above is not None else low >= 0.0) and low <= high < float("inf")


def _require(fit: bool, name: str, value: object, right: str) -> None:  # noqa: FBT001 (a verdict)
    if not fit:
        raise QuantityError(
            "release.number",
            f"Release: {name} is {value}; it must be {right}.",
            name=name,
            value=value,
            right=right,
        )
