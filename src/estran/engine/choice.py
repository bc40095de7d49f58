"""Which engine drifts: machine code where it stands ready, the reference, by name, where not.

Both say the same to the byte. Whoever opens things offers a way to the machine code; it is gone
once, when a run first asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from estran.engine.accumulators import LineCrossings
from estran.engine.run import run
from estran.environment.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estran.engine.compiled.machine import Machine
    from estran.engine.release import Release
    from estran.engine.result import Result
    from estran.engine.run import Observer
    from estran.engine.settings import Settings
    from estran.environment.forcing import SeaWindow, WindMembers
    from estran.quantities.randomness import RandomStreams

COMPILED = "compiled"
REFERENCE = "reference"
NOT_OFFERED = "nobody offered the compiled engine"
NOT_CHARTED = "the compiled engine needs a sea laid on a grid"
OTHER_WATCHERS = "an observer or a scheme that the compiled engine does not know"


@dataclass(slots=True)
class _Slot:
    """The offer of this process, and what came of it."""

    offer: Callable[[], Machine] | None = None
    machine: Machine | None = None
    why: str = NOT_OFFERED
    lock: Lock = field(default_factory=Lock)


_SLOT = _Slot()


def offer(opener: Callable[[], Machine] | None) -> None:
    """Offer a way to the machine code; None takes the offer back.

    Parameters
    ----------
    opener : callable or None
        May raise ImportError, OSError, RuntimeError or ValueError; its message tells why then.
    """
    _SLOT.offer, _SLOT.machine, _SLOT.why = opener, None, NOT_OFFERED


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
    machine = _machine()
    if machine is None:
        why = _SLOT.why
    elif not isinstance(window, Window):
        why = NOT_CHARTED
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


def _machine() -> Machine | None:
    """Return the machine code, opened when first asked for; None where it cannot be had."""
    with _SLOT.lock:  # threads of a server may ask at once
        if _SLOT.offer is not None:
            opener, _SLOT.offer = _SLOT.offer, None
            try:
                _SLOT.machine, _SLOT.why = opener(), ""
            except (ImportError, OSError, RuntimeError, ValueError) as error:
                _SLOT.why = f"{type(error).__name__}: {error}"
        return _SLOT.machine
