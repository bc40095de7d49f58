"""First crossings of lines."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.accumulators import LineCrossings, first_crossing
from estran.engine.run import run
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SteadyWind, SyntheticSea, uniform
from tests.support.releases import release, settings

ZIGZAG = np.array([[0.0, -5.0], [0.0, 5.0], [10.0, 5.0]])


def test_a_way_crosses_a_line_at_its_share_and_the_first_leg_counts():
    start = np.array([[-1.0, 0.0], [-1.0, 0.0], [5.0, 4.0], [-2.0, 4.0]])
    end = np.array([[3.0, 0.0], [-1.0, 3.0], [5.0, 6.0], [2.0, 6.0]])
    share = first_crossing(start=start, end=end, line=ZIGZAG)
    assert share[[0, 2, 3]] == pytest.approx([0.25, 0.5, 0.5])
    assert np.isnan(share[1])


def test_a_way_past_the_end_of_a_line_does_not_cross_it():
    share = first_crossing(start=np.array([[-1.0, -6.0]]), end=np.array([[1.0, -6.0]]), line=ZIGZAG)
    assert np.isnan(share).all()


def test_crossing_times_are_those_of_a_uniform_stream_in_any_block_and_only_the_first():
    line = np.array([[5000.0, -1e5], [5000.0, 1e5]])
    far = np.array([[1e6, -1.0], [1e6, 1.0]])
    times = []
    for block in (1000, 333):
        watch = LineCrossings(count=1000, lines={"middle": line, "far": far})
        result = run(
            release=release(datum={"sd": 800.0}),
            window=SyntheticSea(flow=uniform(1.0, 0.2)),
            wind=SteadyWind(0.0, 0.0),
            settings=settings(block=block),
            streams=RandomStreams(1),
            observers=[watch],
        )
        times.append(watch.times["middle"])
        assert np.isnan(watch.times["far"]).all()
    start = result.hull[0, :, 0]
    before = start < 5000.0
    assert times[0][before] == pytest.approx(5000.0 - start[before])
    assert np.isnan(times[0][~before]).all()
    assert times[0].tobytes() == times[1].tobytes()


def test_a_line_that_doubles_back_is_refused_by_name():
    back = np.array([[0.0, 0.0], [10.0, 0.0], [5.0, 5.0], [20.0, 0.0]])
    with pytest.raises(QuantityError, match="back"):
        LineCrossings(count=1, lines={"back": back})
