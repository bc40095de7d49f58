"""A hole of the stream never turns into a stream of zero: whatever its shape, filled and named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.engine.run import run
from estran.environment.stream_holes import mended, nodes_of
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SteadyWind, uniform
from tests.support.gridded import gridded_sea
from tests.support.holed import holed
from tests.support.releases import release
from tests.support.releases import settings as settings_of

ROWS, COLUMNS, LEVELS = 6, 8, 20
SHAPES = st.integers(0, 2**32 - 1)
SHARES = st.floats(0.0, 1.0)


def dice(seed: int, *shape: int) -> np.ndarray:
    return (
        RandomStreams(seed)
        .uniforms("holes", step=0, first=0, count=int(np.prod(shape)))
        .reshape(shape)
    )


@settings(deadline=None)
@given(seed=SHAPES, missing=SHARES, land=SHARES)
def test_every_node_on_which_a_body_may_rest_has_a_stream_and_its_name(seed, missing, land):
    off = np.where(dice(seed, ROWS, COLUMNS) < land, -2000.0, 2000.0)
    gone = dice(seed + 1, LEVELS, ROWS * COLUMNS) < missing
    moments = 900.0 * np.arange(float(LEVELS))
    nodes = nodes_of(spacing=1000.0, off=off)
    stream = np.where(gone, np.nan, 0.75 - 0.5j)
    if nodes.sea.any() and gone[[0, -1]][:, nodes.sea].all(axis=1).any():  # nothing to bridge from
        with pytest.raises(QuantityError, match="no value anywhere at sea"):
            mended(stream, nodes=nodes, moments=moments)
        return
    try:
        found = mended(stream, nodes=nodes, moments=moments)
    except QuantityError:  # each node's own gap is too long to bridge, at an hour that has no other
        assert gone[:, nodes.sea].all(axis=1).any()
        return
    np.testing.assert_allclose(found.flow[:, nodes.asked], 0.75 - 0.5j)
    at_sea = gone & nodes.sea
    assert bool(found.faults) == bool(at_sea.any())
    if found.stand_in is not None:
        assert (gone | ~found.stand_in)[:, nodes.sea].all()  # nothing known is called unknown


@settings(deadline=None, max_examples=10)
@given(seed=SHAPES, missing=st.floats(0.05, 0.9))
def test_whoever_rests_on_a_hole_is_marked_and_goes_on(seed, missing):
    whole = gridded_sea(flow=uniform(1.0, -0.5), hours=2, half_width=20_000.0)
    shape = whole.longitude.shape
    gone = dice(seed, *shape) < missing
    gone[0, 0] = False
    window = holed(whole, lambda *_: np.broadcast_to(gone, whole.tide.shape))
    case: dict[str, Any] = {
        "release": release(count=40, datum={"x": 0.0, "sd": 5000.0}),
        "wind": SteadyWind(0.0, 0.0),
        "settings": settings_of(hours=2),
        "streams": RandomStreams(seed),
    }
    right, result = run(window=whole, **case), run(window=window, **case)
    np.testing.assert_allclose(result.people, right.people, atol=1e-6)
    since = np.isfinite(result.people_no_stream)
    for row in range(40):
        cells = [
            tuple(((one - (whole.west, whole.south)) // whole.spacing).astype(int))
            for one in right.people[:, row]
            if (np.abs(one) < 20_000.0).all()
        ]
        met = [gone[y : y + 2, x : x + 2].any() for x, y in cells[:-1]]
        assert since[row] or not any(met)
