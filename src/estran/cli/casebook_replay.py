"""`estran casebook replay`: a historic case in a casebook of its own, ready to be looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.cli.casebook_seat import HERE, Seat, seated

if TYPE_CHECKING:
    from estran.cli.casebook_seat import Watch


def replay_case(key: str, /, *, particles: int = 10_000, seat: Seat = HERE) -> None:
    """Make a casebook of a historic case: its report, its case, who was told, an assessment.

    Its time stands where the report was in and both centres had been told; --now moves on.

    Parameters
    ----------
    key : str
        Such as 2021-11-24: see `estran replay list`.
    particles : int
        Size of the ensemble.
    """
    from estran.room.replay_keys import watermark_of
    from estran.room.replaying import known_by

    then = replace(seat, now=seat.now or known_by(key))
    with seated(then, watermark=watermark_of(key), new=True) as watch:
        _enter(watch, key, particles)


def _enter(watch: Watch, key: str, particles: int) -> None:
    from datetime import timedelta

    from estran.exchange.page_text import to_page_text
    from estran.language.catalogue import say
    from estran.quantities.instants import format_instant
    from estran.room.pages import case_paper
    from estran.room.replaying import enter_replay
    from estran.room.views import case_sheet

    done = enter_replay(watch.desk, watch.by, key, particles=particles)
    look, seat = watch.look(), watch.seat
    later = format_instant(watch.desk.now() + timedelta(hours=1))
    hint = say(seat.lang, "at_desk.replayed", case=done.case, casebook=seat.casebook, now=later)
    page = to_page_text(case_paper(look, done.case)).rstrip()
    watch.tell(f"{page}\n\n{hint}", case_sheet(look, done.case))
