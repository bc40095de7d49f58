"""Holes of the stream in machine code against the reference, to the byte, and against closed forms.

Why this accuracy. As for the engine without holes no difference at all is allowed: the same nodes
are asked in the same steps. In a uniform stream the nearest known stream is the stream itself, so
a hole may change no byte of any way, only the marks.
"""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.run import run
from estran.engine.step import euler, midpoint, runge_kutta_4
from tests.support.flows import uniform
from tests.support.gridded import gridded_sea
from tests.support.holed import between, east_of, holed
from tests.support.machines import go_compiled, machine
from tests.unit.engine.test_compiled_plain import given
from tests.validation.test_compiled_engine import bytes_of

pytestmark = pytest.mark.slow  # the machine code is built where it is not kept yet

HOLES = {
    "a corner, later": lambda x, y, t: (x > 2500.0) & (y > 0.0) & (t > 2700.0),
    "east": east_of(1000.0),
    "two hours, bridged": between(2.0, 4.0),
    "single nodes": lambda x, y, t: ((x + y) % 14_000.0 == 0.0) & (t > -9e9),
}


def marks_of(result):
    return [result.hull_no_stream.tobytes(), result.people_no_stream.tobytes()]


@pytest.mark.parametrize("scheme", [euler, midpoint, runge_kutta_4], ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", HOLES)
def test_machine_code_and_reference_agree_to_the_byte_with_holes(name, scheme):
    case = given(count=2001, hours=8, scheme=scheme, step=600.0)
    case["window"] = holed(case["window"], HOLES[name])
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(), drift=machine().drift)
    assert bytes_of(done.result) == bytes_of(right)
    assert marks_of(done.result) == marks_of(right)
    assert np.isfinite(right.people).all()
    assert np.isfinite(right.people_no_stream).any() == (name != "two hours, bridged")


def test_threads_batches_and_wants_change_no_byte_of_the_marks():
    case = given(count=3001, hours=6)
    case["window"] = holed(case["window"], HOLES["east"])
    setting, wholes = setting_of(**case), []
    for threads, batch in ((1, 8192), (2, 4), (3, 640)):
        done = compiled_run(setting, Wanted(threads=threads, batch=batch), drift=machine().drift)
        wholes.append([*marks_of(done.result), done.no_stream.tobytes()])
    assert all(one == wholes[0] for one in wholes)
    lean = compiled_run(setting, Wanted(snapshots=False), drift=machine().drift)
    assert lean.no_stream.tobytes() == wholes[0][-1]


@pytest.mark.parametrize("border", [-8000.0, 0.0, 6000.0])
def test_the_time_of_the_mark_is_that_of_the_first_step_that_asks_in_vain(border):
    # Nodes 2 km apart: the last known one lies on the border, and from there on one of the nodes
    # around is unknown. Steps of 600 s at 1 m/s ask at their start and in their middle.
    whole = gridded_sea(flow=uniform(1.0, 0.0), hours=6)
    result = go_compiled(sea=holed(whole, east_of(border)), count=8, datum={"x": -9900.0})
    step = np.ceil((border + 9900.0 - 300.0) / 600.0)
    assert result.hull_no_stream.tolist() == [600.0 * step] * 8
    assert (
        result.hull.tobytes()
        == go_compiled(sea=whole, count=8, datum={"x": -9900.0}).hull.tobytes()
    )
