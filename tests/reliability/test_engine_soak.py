"""A long-lived server and the compiled engine: many small runs from four threads, always the same.

Each process is one of its own, so that a crash is one failure and not the end of all tests. Memory:
after 60 runs everything is warm. The results of the other 240 alone, were they kept, would take 14
MB; 8 MB is left for the heaps of four threads. Measured: 0.5 MB.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.machines import machine

pytestmark = pytest.mark.slow

SOAK = """
import resource
from concurrent.futures import ThreadPoolExecutor
from estran.engine.choice import drifted
from estran.engine.run import run
from estran.quantities.randomness import RandomStreams
from estran.wiring import offer_engine
from tests.support.flows import SteadyWind, solid_rotation
from tests.support.gridded import gridded_sea
from tests.support.releases import one_class, release, settings

SEA = gridded_sea(flow=solid_rotation(1e-4))

def given(seed):
    return dict(
        release=release(count=400, hull=one_class("PIW-1"), datum={"sd": 800.0}),
        window=SEA, wind=SteadyWind(3.0, -5.0), settings=settings(hours=3, jibe_hourly=0.04),
        streams=RandomStreams(seed),
    )

def size():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6

right = [run(**given(seed)) for seed in range(5)]
offer_engine()

def one(number):
    seed = number % len(right)
    found, engine = drifted(**given(seed))
    assert engine == "compiled", engine
    assert found.people.tobytes() == right[seed].people.tobytes(), number
    assert found.hull.tobytes() == right[seed].hull.tobytes(), number
    assert found.status.tobytes() == right[seed].status.tobytes(), number

with ThreadPoolExecutor(4) as pool:
    list(pool.map(one, range(60)))
    before = size()
    list(pool.map(one, range(60, 300)))
print(f"grown by {size() - before:.1f} MB")
assert size() - before < 8.0, size() - before
"""

TWICE = """
import gc
from estran.adapters.engine_building import kept_engine
from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SteadyWind
from tests.support.gridded import gridded_sea
from tests.support.releases import release, settings

def drift(machine):
    setting = setting_of(release=release(count=200), window=gridded_sea(),
        wind=SteadyWind(3.0, -5.0), settings=settings(hours=2), streams=RandomStreams(1))
    return compiled_run(setting, Wanted(), drift=machine.drift).result.people.tobytes()

first, second = kept_engine(), kept_engine()
one, two = drift(first), drift(second)
assert one == two == drift(first)
del first
gc.collect()
assert drift(second) == one
for _ in range(5):
    assert drift(kept_engine()) == one
    gc.collect()
"""


def in_its_own_process(code: str) -> subprocess.CompletedProcess[str]:
    machine()  # built once, for whoever comes
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        text=True,
        capture_output=True,
        env=environment,
        check=False,
        timeout=600,
    )


def test_three_hundred_small_runs_from_four_threads_say_the_same_and_keep_nothing() -> None:
    done = in_its_own_process(SOAK)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_machine_code_may_be_loaded_twice_and_let_go() -> None:
    done = in_its_own_process(TWICE)
    assert done.returncode == 0, done.stdout + done.stderr
