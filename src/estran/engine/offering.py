"""The offer of machine code in this process, and what came of it. Costs nothing to import.

Whoever opens things offers a way to it; it is gone once, when a run first asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.engine.compiled.machine import Machine

NOT_OFFERED = "nobody offered the compiled engine"


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
    with _SLOT.lock:
        _SLOT.offer, _SLOT.machine, _SLOT.why = opener, None, NOT_OFFERED


def machine_offered() -> tuple[Machine | None, str]:
    """Return the machine code, opened when first asked for; or None, and why it cannot be had."""
    with _SLOT.lock:  # threads of a server may ask at once
        if _SLOT.offer is not None:
            opener, _SLOT.offer = _SLOT.offer, None
            try:
                _SLOT.machine, _SLOT.why = opener(), ""
            except (ImportError, OSError, RuntimeError, ValueError) as error:
                _SLOT.why = f"{type(error).__name__}: {error}"
        return _SLOT.machine, _SLOT.why
