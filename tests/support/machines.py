"""The compiled engine for tests: built once, under the name of today's sources."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from estran.adapters.engine_code import read_code
from estran.engine.compiled.key import code_key
from estran.engine.compiled.machine import Machine, loaded
from estran.engine.compiled.run import Streamed, Wanted, compiled_run, setting_of
from estran.quantities.randomness import RandomStreams
from estran.wiring import build_engine
from tests.support.flows import SteadyWind
from tests.support.gridded import gridded_sea
from tests.support.releases import release, settings

if TYPE_CHECKING:
    from estran.engine.result import Result


@cache
def machine() -> Machine:
    """The machine code of these sources."""
    build_engine(before=lambda: None)
    return loaded(*read_code(code_key()))


def go_compiled(
    *, sea=None, wind=(0.0, 0.0), seed=1, how=None, wanted: Wanted | None = None, **changes: Any
) -> Result:
    """A compiled run of the plain release with some fields changed."""
    done = stream_compiled(sea=sea, wind=wind, seed=seed, how=how, wanted=wanted, **changes)
    assert done.result is not None
    return done.result


def stream_compiled(
    *, sea=None, wind=(0.0, 0.0), seed=1, how=None, wanted: Wanted | None = None, **changes: Any
) -> Streamed:
    """The same with all that it leaves."""
    setting = setting_of(
        release=release(**changes),
        window=sea or gridded_sea(),
        wind=wind if callable(wind) else SteadyWind(*wind),
        settings=how or settings(),
        streams=RandomStreams(seed),
    )
    return compiled_run(setting, wanted or Wanted(), drift=machine().drift)
