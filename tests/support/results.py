"""Results of the engine made up by hand, for what reads them: places given, nothing run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from estran.engine.particles import Clocks
from estran.engine.result import Result
from estran.engine.status import Status
from estran.quantities.units import HOUR
from tests.support.releases import NOTHING

Floats = NDArray[np.float64]


def result_of(places: Floats, *, status: Status = Status.ADRIFT) -> Result:
    """A result of (h, n, 2) places in which nothing but place changes."""
    hours, count = places.shape[:2]
    no = np.zeros((hours, count), dtype=np.bool_)
    never, always = np.full(count, np.inf), np.zeros(count)
    past = [never if status < one else always for one in list(Status)[1:]]
    zeros = np.zeros(count, dtype=np.int64)
    return Result(
        times=HOUR * np.arange(hours, dtype=np.float64),
        weights=np.full(count, 1.0 / count),
        hull=places,
        people=places.copy(),
        status=np.full((hours, count), int(status), dtype=np.int8),
        hull_aground=no,
        people_aground=no.copy(),
        hull_left=no.copy(),
        people_left=no.copy(),
        clocks=Clocks(*past),
        first_aground=np.full(count, np.nan),
        first_ashore=np.full(count, np.nan),
        ashore=np.full((count, 2), np.nan),
        hull_no_stream=np.full(count, np.nan),
        people_no_stream=np.full(count, np.nan),
        hull_mixture=NOTHING,
        people_mixture=NOTHING,
        hull_class=zeros,
        people_class=zeros,
    )
