"""What changes from day to day in each lane: the sea, who waits, and what people have learnt.

People and smugglers answer what they meet: they retry, wait, go elsewhere, board later, take more
aboard, or a worse sea. Each answer has a size of its own, and history cannot tell most of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.attempt_chain import chain_offsets
from estran.lab.conditions import QUARTERS, coast_shares, quarter_of, quarters, year
from estran.lab.counts import zero_truncated_negative_binomial
from estran.lab.sea_tables import sea_tables
from estran.lab.settled import settled
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from estran.lab.lanes import Lanes
    from estran.lab.sea_tables import SeaTables
    from estran.quantities.arrays import Bools, Floats, Ints

IDLE = 4


@dataclass(slots=True)
class Coast:
    """The state of all lanes on one day; arrays have the shape (lanes,), unless said.

    Attributes
    ----------
    waiting : array
        People who wait.
    beach, sea_control, rescued : array
        Recent share of beach launches stopped, of taxi-boats stopped at sea, of boats met by
        rescuers.
    wave : array
        The sea, in standard deviations.
    active : array of bool
        Whether the day before had attempts.
    idle : array
        Days since the last attempts.
    danger : array
        How likely people come to harm in this season, over the mean of all.
    """

    lanes: Lanes
    sea: SeaTables
    offsets: tuple[Floats, Floats]
    waiting: Floats
    beach: Floats
    sea_control: Floats
    rescued: Floats
    wave: Floats
    active: Bools
    idle: Ints
    danger: Floats
    day: int = 0

    def of(self, key: str) -> Floats:
        """Return a parameter by lane."""
        return self.lanes.parameters[key]

    @property
    def pressure(self) -> Floats:
        """What is stopped beyond what people were used to, 0 to 1."""
        excess = np.maximum(self.beach - settled("usual_beach"), 0.0)
        return np.clip(excess + self.sea_control, 0.0, 1.0)

    @property
    def cell_shares(self) -> Floats:
        """Shares of the four cells, shape (lanes, 4)."""
        return coast_shares(self.of("displace") * self.pressure * 2.0)

    @property
    def taxi_share(self) -> Floats:
        """Share of taxi-boats: more where beaches are stopped, fewer where the sea is."""
        shift = self.of("taxi_shift") * (self.beach - settled("usual_beach") - self.sea_control)
        return np.clip(year(self.lanes.year).taxi + shift, 0.01, 0.95)

    @property
    def load(self) -> Floats:
        """Persons in a boat over those of the year: fuller where boats are lost or stopped."""
        scarce = np.maximum(1.0 - self.sea_control, 0.1) ** (-self.of("scarcity_load"))
        return scarce * (1.0 + self.of("fuller") * self.pressure)

    @property
    def drawn_worse(self) -> Floats:
        """How much likelier a boat fails, where more rescue draws worse boats."""
        more = np.clip(self.rescued - settled("usual_rescue"), 0.0, 1.0)
        return 1.0 + self.of("rescue_draws") * self.of("rescue_draw_size") * more

    @property
    def wave_height(self) -> Floats:
        """Significant height [m]."""
        middle = quarters().wave_median[quarter_of(self.day)]
        return np.clip(
            middle * np.exp(self.of("wave_spread") * self.wave),
            settled("least_wave"),
            settled("most_wave"),
        )

    def next_day(self, day: int) -> Ints:
        """Step the sea on, and return how many boats mean to leave, by lane."""
        drawn = things(self.lanes.seed, self.lanes.numbers, np.full(self.lanes.count, day))
        memory = self.of("wave_memory")
        step = np.sqrt(1.0 - memory**2) * drawn.normals("lab.wave")
        self.day, self.wave = day, memory * self.wave + step
        tries = drawn.uniforms("lab.tries") < self._chance()
        boats = zero_truncated_negative_binomial(
            drawn.uniforms("lab.boats"), mean=self._mean_boats(), size=self.of("dispersion")
        )
        self.active, self.idle = tries, np.where(tries, 0, self.idle + 1)
        return np.where(tries, boats, 0)

    def learn(self, *, beach: Floats, sea_control: Floats, rescued: Floats, left: Floats) -> None:
        """Take in what a day did.

        Parameters
        ----------
        beach, sea_control, rescued : arrays
            Shares of the day's boats; NaN where a lane had none.
        left : array
            People who are gone from those who wait.
        """
        self.beach = _drift(self.beach, beach)
        self.sea_control = _drift(self.sea_control, sea_control)
        self.rescued = _drift(self.rescued, rescued)
        deterred = self.of("policing_deters") * self.of("deter_size") * self.pressure
        arriving = _inflow(self.lanes) * (1.0 - deterred)
        self.waiting = np.clip(self.waiting + arriving - left, 200.0, 8000.0)

    def _chance(self) -> Floats:
        quarter = quarter_of(self.day)
        offset = np.where(self.active, self.offsets[0][quarter], self.offsets[1][quarter])
        bolder = self.of("worse_sea") * np.clip(self.waiting / settled("waiting") - 1.0, 0.0, 1.0)
        slope = self.of("weather_slope") * (1.0 - bolder) / self.drawn_worse
        return np.asarray(1.0 / (1.0 + np.exp(slope * self.wave - offset)))

    def _mean_boats(self) -> Floats:
        supply = year(self.lanes.year).boats * quarters().boats[quarter_of(self.day)]
        waited = 1.0 + self.of("backlog") * (self.idle >= IDLE)
        pull = (self.waiting / settled("waiting")) ** self.of("waiting_pull")
        deterred = self.of("policing_deters") * self.of("deter_size") * self.pressure
        return np.maximum(
            self.of("attempt_level") * supply * waited * pull * (1.0 - deterred), 0.05
        )


def new_coast(lanes: Lanes) -> Coast:
    """Return the state on the eve of a season."""
    drawn = things(lanes.seed, lanes.numbers)
    zeros = np.zeros(lanes.count)
    spread = lanes.parameters["bad_year"]
    return Coast(
        lanes=lanes,
        sea=sea_tables(lanes.year),
        offsets=_offsets(lanes),
        waiting=np.full(lanes.count, settled("waiting")),
        beach=np.full(lanes.count, settled("usual_beach")),
        sea_control=zeros.copy(),
        rescued=np.full(lanes.count, settled("usual_rescue")),
        wave=drawn.normals("lab.first wave"),
        active=drawn.uniforms("lab.first day") < 0.3,
        idle=np.ones(lanes.count, dtype=np.int64),
        danger=np.exp(spread * drawn.normals("lab.bad year") - spread**2 / 2.0),
    )


def _offsets(lanes: Lanes) -> tuple[Floats, Floats]:
    """Return the chain's offsets by quarter, each of shape (4, lanes)."""
    lost = 1.0 - lanes.parameters["silent_days"]
    held = quarters()
    solved = [
        chain_offsets(
            again=np.minimum(held.again[one] / lost, 0.95),
            new=np.minimum(held.new[one] / lost, 0.95),
            slope=lanes.parameters["weather_slope"],
            memory=lanes.parameters["wave_memory"],
        )
        for one in range(len(QUARTERS))
    ]
    return np.stack([one[0] for one in solved]), np.stack([one[1] for one in solved])


def _inflow(lanes: Lanes) -> Floats:
    """Return how many come a day to wait: about as many as a usual day takes away."""
    held = year(lanes.year)
    usual = settled("usual_days") * lanes.parameters["attempt_level"] * held.boats * held.load
    return np.asarray(usual * settled("usual_gone"))


def _drift(old: Floats, seen: Floats) -> Floats:
    return np.where(np.isnan(seen), old, old + (seen - old) / settled("learning_days"))
