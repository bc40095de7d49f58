"""Published decimals."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from estran.assess.published import instant_after, place, share, shares_summing_to_one
from estran.quantities.geodesy import Position


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=6).filter(lambda row: sum(row) > 1e-3))
def test_rounded_shares_sum_to_one_and_stay_near_their_values(values: list[float]) -> None:
    exact = np.array(values) / sum(values)
    rounded = shares_summing_to_one(exact)
    assert abs(sum(rounded) - 1.0) < 1e-9
    assert np.abs(np.array(rounded) - exact).max() <= 1.01e-4
    assert min(rounded) >= 0.0


def test_a_share_never_leaves_zero_to_one() -> None:
    assert share(1.0000000002) == 1.0
    assert share(-1e-17) == 0.0


def test_the_reading_in_minutes_is_that_of_the_published_degrees() -> None:
    written = place(Position(latitude=50.988233333, longitude=1.35145))
    assert (written.lat, written.lon) == (50.98823, 1.35145)
    assert written.dmm == "50-59.294N 001-21.087E"


def test_times_are_to_the_minute() -> None:
    start = datetime(2022, 12, 14, 23, 30, tzinfo=UTC)
    assert instant_after(start, 3629.0) == "2022-12-15T00:30Z"
