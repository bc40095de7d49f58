"""Bodies that come where no stream is known: marked from the step in which they do, never at zero.

The plain form of the compiled loop says the same as the reference, to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.continued import continued
from estran.engine.run import run
from estran.engine.status import Status
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SteadyWind, SyntheticSea, uniform
from tests.support.gridded import gridded_sea
from tests.support.holed import east_of, holed
from tests.support.releases import release, settings
from tests.unit.engine.test_compiled_plain import given, plain

ARRAYS = ("hull", "people", "status", "hull_no_stream", "people_no_stream", "first_aground")


def drifting(window, *, count=3, hours=4, datum=None, wind=(0.0, 0.0), **changes):
    return {
        "release": release(count=count, datum=datum or {"x": 0.0}, **changes),
        "window": window,
        "wind": SteadyWind(*wind),
        "settings": settings(hours=hours, step=600.0),
        "streams": RandomStreams(3),
    }


def test_a_hole_is_never_a_stream_of_zero():
    # In a uniform stream what stands in is the stream itself: the way goes on as if it were known.
    whole = gridded_sea(flow=uniform(1.0, 0.5))
    sure = run(**drifting(whole))
    holey = run(**drifting(holed(whole, east_of(3000.0))))
    assert holey.hull.tobytes() == sure.hull.tobytes()
    assert np.isnan(sure.hull_no_stream).all()
    assert np.isfinite(holey.hull_no_stream).all()


def test_it_is_marked_from_the_step_in_which_the_stream_was_first_asked_in_vain():
    # Nodes 2 km apart: east of 3 km the first unknown node lies at 4 km; so from 2 km on one of the
    # eight nodes around is unknown. At 1 m/s that is after 2000 s, in the step from 1800 s.
    result = run(**drifting(holed(gridded_sea(flow=uniform(1.0, 0.0)), east_of(3000.0))))
    assert result.hull_no_stream.tolist() == [1800.0] * 3
    assert result.people_no_stream.tolist() == [1800.0] * 3
    assert result.without_stream.tolist() == [[False] * 3] + [[True] * 3] * 4


def test_the_stage_in_the_middle_of_a_step_counts():
    window = holed(gridded_sea(flow=uniform(1.0, 0.0)), east_of(3000.0))
    case = drifting(window, datum={"x": 1750.0})  # 1750, middle 2050, end 2350
    assert run(**case).hull_no_stream.tolist() == [0.0] * 3
    assert (
        run(**(case | {"settings": settings(hours=4, scheme=euler)})).hull_no_stream.tolist()
        == [600.0] * 3
    )


def test_what_lies_still_in_a_hole_is_not_marked():
    window = holed(gridded_sea(flow=uniform(1.0, 0.0)), east_of(-50_000.0))
    result = run(**drifting(window, states={Status.BOARDING: 1.0}))
    assert np.isnan(result.hull_no_stream).all()


def test_any_other_sea_without_a_number_marks_too():
    @dataclass(frozen=True)
    class Blank(SyntheticSea):
        def stream_at(self, *, x, y, t):
            flow = uniform(1.0, 0.0)(x, y, t)
            flow[x > 2000.0] = np.nan
            return flow

    result = run(**drifting(Blank()))
    assert result.hull_no_stream.tolist() == [1800.0] * 3


def test_people_who_part_keep_the_mark_of_their_hull_and_get_their_own():
    window = holed(gridded_sea(flow=uniform(1.0, 0.0)), east_of(3000.0))
    result = run(
        **drifting(
            window,
            count=400,
            hours=6,
            datum={"x": -6000.0, "sd": 6000.0},
            rates={"parting": (2e-4, 2e-4), "swamping": (1e-3, 1e-3)},
        )
    )
    parted, hull, people = result.clocks.parting, result.hull_no_stream, result.people_no_stream
    before = hull < parted - 600.0
    assert before.any()
    assert (hull[before] == people[before]).all()
    assert np.isfinite(people[np.isnan(hull)]).sum() == 0  # no wind: they stay together


def test_a_run_that_goes_on_from_a_fix_keeps_the_mark():
    window = holed(gridded_sea(flow=uniform(1.0, 0.0)), east_of(3000.0))
    result = run(**drifting(window))
    later = continued(
        result,
        start=7200.0,
        ancestors=np.array([0, 0, 2]),
        people=result.people[2:, [0, 0, 2]],
        hull=result.hull[2:, [0, 0, 2]],
        window=window,
    )
    assert later.hull_no_stream.tolist() == [1800.0 - 7200.0] * 3
    assert later.without_stream.all()


@pytest.mark.parametrize("scheme", [euler, midpoint, runge_kutta_4], ids=lambda one: one.__name__)
def test_the_plain_loop_marks_as_the_reference_does_to_the_byte(scheme):
    case = given(count=60, hours=3, scheme=scheme)
    case["window"] = holed(case["window"], lambda x, y, t: (x > 2500.0) & (y > 0) & (t > 2700.0))
    assert case["window"].stand_in is not None
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(threads=1, batch=12), drift=plain)
    assert done.result is not None
    for name in ARRAYS:
        assert getattr(done.result, name).tobytes() == getattr(right, name).tobytes(), name
    assert 0 < np.isfinite(right.people_no_stream).sum() < 60
    counted = [
        (since < right.times[:, None]).sum(axis=1)
        for since in (right.hull_no_stream, right.people_no_stream)
    ]
    assert done.no_stream.T.tolist() == [one.tolist() for one in counted]


def test_a_sea_without_holes_is_not_even_asked():
    window = gridded_sea(flow=uniform(1.0, 0.0))
    assert window.stand_in is None
    assert window.faults == ()
    assert np.shares_memory(window.flow, window.stream)  # nothing was copied
