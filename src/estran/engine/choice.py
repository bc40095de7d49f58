"""Which engine drifts: machine code where it stands ready, the reference, by name, where not.

Both say the same to the byte. Whoever opens things offers a way to the machine code; it is gone
once, when a run first asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.engine.accumulators import LineCrossings
from estran.engine.offering import machine_offered, offer
from estran.engine.run import run
from estran.environment.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.engine.release import Release
    from estran.engine.result import Result
    from estran.engine.run import Observer
    from estran.engine.settings import Settings
    from estran.environment.forcing import SeaWindow, WindMembers
    from estran.quantities.randomness import RandomStreams

COMPILED = "compiled"
REFERENCE = "reference"
MOST_NUMBERS = 2**31  # nodes are counted in 32 bits there
NOT_CHARTED = "the compiled engine needs a sea laid on a grid"
TOO_FINE = "the compiled engine holds 2^31 numbers of a stream"
OTHER_WATCHERS = "an observer or a scheme that the compiled engine does not know"
__all__ = ["COMPILED", "REFERENCE", "drifted", "offer"]


def drifted(
    *,
    release: Release,
    window: SeaWindow,
    wind: WindMembers,
    settings: Settings,
    streams: RandomStreams,
    observers: Sequence[Observer] = (),
) -> tuple[Result, str]:
    """Let the particles of a release drift, by the quickest engine that can.

    Parameters
    ----------
    release, window, wind, settings, streams, observers
        As for :func:`estran.engine.run.run`.

    Returns
    -------
    tuple of Result and str
        The result, and the engine by name: ``compiled``, or ``reference`` with the reason.
    """
    given: dict[str, Any] = {
        "release": release,
        "wind": wind,
        "settings": settings,
        "streams": streams,
    }
    machine, why = machine_offered()
    if machine is None:
        pass
    elif not isinstance(window, Window):
        why = NOT_CHARTED
    elif window.flow.size >= MOST_NUMBERS:
        why = TOO_FINE
    else:
        from estran.engine.compiled.host import SCHEMES
        from estran.engine.compiled.run import (
            Wanted,
            compiled_run,
            setting_of,
        )

        watches = [one for one in observers if isinstance(one, LineCrossings)]
        if len(watches) == len(observers) and settings.scheme in SCHEMES:
            lines = {name: line for watch in watches for name, line in watch.lines.items()}
            done = compiled_run(
                setting_of(window=window, **given), Wanted(lines=lines), drift=machine.drift
            )
            for watch in watches:
                watch.times.update({name: done.crossings[name] for name in watch.lines})
            if done.result is not None:
                return done.result, COMPILED
        why = OTHER_WATCHERS
    return run(window=window, observers=observers, **given), f"{REFERENCE}: {why}"
