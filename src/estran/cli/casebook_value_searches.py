"""`estran casebook value-searches`: what the searches done are worth, and what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.cli.casebook_assess import AS_USUAL, Forecasted
from estran.cli.casebook_seat import HERE, Seat, seated
from estran.cli.sea_taken import AS_KEPT, SeaTaken, take_sea

if TYPE_CHECKING:
    from estran.casebook.bodies.operations import SearchesValued


def value_done(
    case: str,
    /,
    *,
    how: Forecasted = AS_USUAL,
    taken: SeaTaken = AS_KEPT,
    seat: Seat = HERE,
) -> None:
    """Work out what every search done is worth over the boat's forecast, and keep it.

    Parameters
    ----------
    case : str
        Number of the case.
    """
    from estran.room.assessing import Asked, value_searches

    with seated(seat) as watch:
        take_sea(watch.desk, taken)
        body, _ = value_searches(watch.desk, watch.by, Asked(case=case, **vars(how)))
        watch.tell(_words(body, seat.lang), body)


def _words(body: SearchesValued, language: str) -> str:
    from estran.language.catalogue import say

    rows = [
        say(
            language,
            "at_desk.search_worth",
            search=one.search,
            pod=_range(one.pod_low, one.pod_high, language),
            pos=_range(one.pos_low, one.pos_high, language),
            because=one.unknown_because,
        ).rstrip(" .")
        + "."
        for one in body.searches
    ]
    total = _range(body.pos_low, body.pos_high, language)
    rows.append(say(language, "casebook.searches_valued", craft=body.craft, pos=total))
    rows.append(say(language, "casebook.ends_no_search"))
    return "\n".join(rows)


def _range(low: float | None, high: float | None, language: str) -> str:
    from estran.exchange.case_view import unknown
    from estran.language.catalogue import say

    if low is None or high is None:
        return unknown(language)
    return say(language, "casebook.percent", low=round(100 * low), high=round(100 * high))
