"""`estran casebook sweep`: erase the private texts and telephone marks whose time has come."""

from __future__ import annotations

from math import isfinite

from estran.cli.casebook_seat import HERE, Seat, seated

LONGEST = 1e6  # hours or days; beyond it a slip


def sweep_now(
    *, unplaced_hours: float | None = None, after_end_days: float | None = None, seat: Seat = HERE
) -> None:
    """Erase what the time has come for, but nothing that a hold keeps: for a supervisor.

    Parameters
    ----------
    unplaced_hours : float
        How long telephone marks, and texts that belong to no case, are kept; 72 where absent.
    after_end_days : float
        How long texts of a case are kept after it was closed or ended; 30 where absent.
    """
    from dataclasses import replace
    from datetime import timedelta

    from estran.language.catalogue import say
    from estran.room.erasing import Keeping, sweep

    keeping = Keeping()
    if unplaced_hours is not None:
        keeping = replace(keeping, unplaced=timedelta(hours=_finite(unplaced_hours)))
    if after_end_days is not None:
        keeping = replace(keeping, after_end=timedelta(days=_finite(after_end_days)))
    with seated(seat) as watch:
        swept = sweep(watch.desk, watch.by, keeping=keeping)
        nights = ", ".join(swept.nights) or "-"
        text = say(seat.lang, "at_desk.swept", texts=swept.texts, nights=nights)
        watch.tell(text, swept)


def _finite(span: float) -> float:
    """Return a span that is one; anything else is a slip that nothing may be erased by."""
    from estran.errors import InputError

    if isfinite(span) and abs(span) < LONGEST:
        return span
    raise InputError("sweep.span", f"{span} is no span of time. Give hours or days.", span=span)
