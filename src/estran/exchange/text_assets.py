"""The part of the text answer on who can come: two lines a unit, what suits first."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from estran.exchange.text_layout import clock_after
from estran.language.catalogue import say
from estran.language.french import bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_people import AssetAnswer, MassRescue

WIDTH = 100
TIME_WIDTH = 24  # of "  23:52 (23:41-00:20+1) "
INDENT = " " * TIME_WIDTH


def asset_lines(
    assets: Sequence[AssetAnswer],
    mass_rescue: MassRescue,
    *,
    language: str,
    start: str | None = None,
) -> list[str]:
    """Return the lines of the part.

    Parameters
    ----------
    assets : sequence of AssetAnswer
        In the order to be shown.
    mass_rescue : MassRescue
        Shown first.
    language : str
        Of the words.
    start : str or None
        Time of the report, ISO; a time on a later day is marked. None takes the first time shown.
    """
    times = [one.first_reached for one in assets if one.first_reached]
    day = start or min(times, default="")
    flag = say(language, "assets.mass_rescue", flag=say(language, f"asset_flag.{mass_rescue.flag}"))
    return [
        say(language, "assets.heading"),
        *_wrapped(f"{flag} {mass_rescue.text}", first="  ", rest="  "),
        *(line for one in assets for line in _unit(one, day=day, language=language)),
        *(
            []
            if any(not one.ais for one in assets)
            else _wrapped(say(language, "assets.none"), first="  ", rest="  ")
        ),
        *_wrapped(say(language, "assets.note"), first="  ", rest="  "),
    ]


def _unit(one: AssetAnswer, *, day: str, language: str) -> list[str]:
    head = f"  {_head(one, day=day, language=language)}".ljust(TIME_WIDTH - 1) + " "
    named = "assets.row_name" if one.from_place else "assets.row_name_only"
    title = say(language, named, name=one.name, from_place=one.from_place, standing=one.standing)
    return [
        *_wrapped(title, first=head, rest=INDENT),
        *_wrapped(", ".join(_details(one, language)), first=INDENT, rest=INDENT),
    ]


def _head(one: AssetAnswer, *, day: str, language: str) -> str:
    if one.half_reached is None and one.first_reached is None:
        return say(language, "assets.row_unknown")
    edges = (_clock(one.first_reached, day, language), _clock(one.most_reached, day, language))
    half = (
        _clock(one.half_reached, day, language)
        if one.half_reached
        else say(language, "assets.row_unknown")
    )
    return say(language, "assets.row_head", time=half, span=f"({edges[0]}-{edges[1]})")


def _clock(time: str | None, day: str, language: str) -> str:
    return clock_after(time, start=day) if time else say(language, "assets.clock_unknown")


def _details(one: AssetAnswer, language: str) -> list[str]:
    def word(key: str, /, **values: object) -> str:
        return say(language, f"assets.{key}", **values)

    room = say(language, f"asset_room.{one.room}")
    return [
        *([one.reach_unknown_because] if one.reach_unknown_because else []),
        *([] if one.speed_kn is None else [word("speed", speed=f"{one.speed_kn:g}")]),
        *_ready(one, language),
        word("takes_unknown")
        if one.capacity is None
        else word("takes", capacity=one.capacity, room=room),
        *([] if one.draught_m is None else [_bottom(one, language)]),
        *([] if one.sea == "unknown" else [say(language, f"asset_sea.{one.sea}")]),
    ]


def _ready(one: AssetAnswer, language: str) -> list[str]:
    """Return the readiness that its times use, as a range where they use one."""
    low, high = one.ready_low_minutes, one.ready_high_minutes
    if low is None or high is None:
        return []
    if high == 0.0:
        return [say(language, "assets.ready_now")]
    minutes = f"{low:g}" if low == high else f"{low:.0f}-{high:.0f}"
    return [say(language, "assets.ready", minutes=minutes)]


def _bottom(one: AssetAnswer, language: str) -> str:
    """Return the draught, and whether the bottom is near where that is known."""
    draught = say(language, "assets.draught", draught=f"{one.draught_m:g}")
    if one.depth in {"unknown", "not_applicable"}:
        return draught
    return f"{draught} {say(language, f'asset_depth.{one.depth}')}"


def _wrapped(text: str, *, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        bound(text),
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
