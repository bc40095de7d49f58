"""Seasons that cost nothing: columns decided by lane, doctrine and parameters, as real ones are.

A lane's numbers are the same whatever stands beside it. Some stand-ins are slow, die or refuse.
"""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import InputError
from estran.lab.chunks import Cut, Plan
from estran.lab.design import Design
from estran.lab.drawn import Draws
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.chunks import Chunk
    from estran.quantities.arrays import Floats

DESIGN = Design(
    title="A stand-in",
    question="Do the bytes stay the same?",
    doctrines=("D0", "D3"),
    draws=3,
    seasons_per_draw=5,
    seed=7,
    year=2025,
    parameters="prior",
    who_chose="The tests",
    left_out=("Safe routes.",),
)
CODE = "0" * 64


def plan(ranges: int | None = None, *, code: str = CODE) -> Plan:
    """The stand-in's study, cut into so many runs of lanes."""
    rules = {name: hashlib.sha256(name.encode()).hexdigest() for name in DESIGN.doctrines}
    values = {"level": np.array([1.0, 2.0, 4.0]), "risk": np.array([0.5, 0.25, 0.125])}
    draws = Draws(values=values, weights=np.full(3, 1.0 / 3.0))
    return Plan(design=DESIGN, draws=draws, cut=Cut(code=code, rules=rules, ranges=ranges))


def seasons(chunk: Chunk) -> Mapping[str, Floats]:
    """Columns of a chunk; one of them only where it is not zero everywhere, as real ones are."""
    lanes = chunk.lanes
    drawn = things(lanes.seed, lanes.numbers)
    deaths = lanes.parameters["level"] * drawn.uniforms("deaths") + len(chunk.doctrine)
    found = {"deaths": deaths, "attempts": np.floor(1000.0 * drawn.uniforms("attempts"))}
    rare = (drawn.uniforms("rare") < 0.2).astype(np.float64)
    if chunk.doctrine == "D3" and rare.any():
        found["only:I7:D3-1"] = rare
    return found


def slow_seasons(chunk: Chunk) -> Mapping[str, Floats]:
    """The same, slowly."""
    sleep(0.2)
    return seasons(chunk)


def seasons_that_die_once(chunk: Chunk) -> Mapping[str, Floats]:
    """The same; the first process that gets the third chunk is killed by it."""
    mark = Path(os.environ["ESTRAN_TEST_DIED"])
    if chunk.place == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return seasons(chunk)


def seasons_that_always_die(chunk: Chunk) -> Mapping[str, Floats]:
    """Nothing ever comes of them."""
    os.kill(os.getpid(), signal.SIGKILL)
    return seasons(chunk)


def seasons_that_refuse(chunk: Chunk) -> Mapping[str, Floats]:
    """A refusal, which has to reach whoever asked with its code and details."""
    raise InputError("lab.no_direction", f"of {chunk.place}", key="attempts", able="deaths")
