"""`estran sea fetch`: download forecasts and observations for the area, and keep them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.sea_where import STRAIT, SeaWhere

if TYPE_CHECKING:
    from estran.adapters.live.fetching import Tried
    from estran.adapters.live.wanted import Wanted

MOST_HOURS = 168


def fetch(
    *,
    hours: int = 48,
    again: Annotated[bool, Parameter(negative="")] = False,
    where: SeaWhere = STRAIT,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Download wind, waves, water temperature, surge and depths for the area, and keep them.

    What cannot be had is said by name, and what is kept already stays. Forecasts go on without a
    network from what is kept, until it is stale.

    Parameters
    ----------
    hours : int
        How far ahead, 1 to 168.
    again : bool
        Ask also where what is kept is new; mind the limits of free services.
    lang : str
        Language of what is printed: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.adapters.kept_fields import sea_folder
    from estran.adapters.live.asking import Asker
    from estran.adapters.live.fetching import fetch_sea
    from estran.adapters.sea_standing import own_sources
    from estran.cli.printing import print_json, print_text
    from estran.language.catalogue import say
    from estran.wiring.areas import sources_of

    wanted = _wanted(hours, where.area)
    folder = sea_folder(where.folder())
    print(say(lang, "sea_fetch.begun", folder=folder, hours=hours), file=sys.stderr, flush=True)
    done: list[Tried] = []
    sources = sources_of(own_sources(), where.area)
    for tried in fetch_sea(
        sources=sources, folder=folder, asker=Asker(), wanted=wanted, again=again
    ):
        done.append(tried)
        if not json:
            print_text(_line(tried, lang))
    if json:
        print_json([_values(one) for one in done])
    _nothing(done)


def _wanted(hours: int, area: str) -> Wanted:
    """Return what to ask for: the area, from twelve hours back, so that a late report is served."""
    from estran.adapters.live.wanted import Wanted
    from estran.environment.area import load_area
    from estran.environment.tide import Box
    from estran.errors import InputError
    from estran.quantities.units import HOUR
    from estran.wiring import clock

    if not 1 <= hours <= MOST_HOURS:
        raise InputError(
            "sea.hours",
            f"{hours} hours cannot be fetched: 1 to {MOST_HOURS} can.",
            hours=hours,
            most=MOST_HOURS,
        )
    held, now = load_area(area), clock().now().timestamp()
    hour = now - now % HOUR
    return Wanted(
        box=Box(west=held.west, south=held.south, east=held.east, north=held.north),
        first=hour - 12 * HOUR,
        last=hour + (hours + 1) * HOUR,
        now=now,
    )


def _line(tried: Tried, language: str) -> str:
    from estran.cli.sea_status import failure_said, name_of
    from estran.language.catalogue import say

    layers = ", ".join(say(language, f"sea_layer.{one}") for one in tried.layers)
    name = name_of(tried.key, language)
    line = say(language, f"sea_fetch.{tried.outcome}", name=name, layers=layers)
    if tried.outcome in {"failed", "unready"}:
        line += f"\n  {failure_said(tried, language)}"
    if tried.clock_ahead is not None:
        line += "\n  " + say(
            language, "sea_fetch.clock", minutes=f"{tried.clock_ahead / 60.0:+.0f}"
        )
    return line


def _values(tried: Tried) -> dict[str, object]:
    return {
        "source": tried.key,
        "outcome": tried.outcome,
        "layers": list(tried.layers),
        "code": tried.code or None,
        "message": tried.message or None,
        "clock_ahead_s": tried.clock_ahead,
    }


def _nothing(done: list[Tried]) -> None:
    """Refuse a fetching of which nothing came.

    Raises
    ------
    SeaSourceError
        ``live.nothing``.
    """
    from estran.errors import SeaSourceError

    if done and all(one.outcome in {"failed", "unready"} for one in done):
        raise SeaSourceError(
            "live.nothing",
            "No source could be fetched; what is kept and what Estran holds stand in. "
            "`estran sea status` tells of each.",
        )
