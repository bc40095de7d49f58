"""The wind of an ensemble about a kept wind: what was reported goes back to it, not to the prior.

No field is read here, and what the wind does to a boat stands elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.ensemble import wind_report_of
from estran.environment.kept_layers import kept_wind
from estran.environment.kept_sea import CURRENTS, WIND, Asked
from estran.environment.wind import wind_members
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.environment.forcing import WindMembers
    from estran.environment.kept_layers import KeptWind
    from estran.environment.kept_sea import KeptSea
    from estran.environment.sea import SeaFields
    from estran.quantities.arrays import Floats
    from estran.sources.assumptions import AssumptionBook


def asked_of(situation: Situation, settings: RunSettings) -> Asked:
    """Return the place and hours that a forecast asks of kept fields."""
    return Asked(
        position=situation.seed_position,
        start=epoch_seconds(situation.time),
        hours=settings.hours,
    )


def no_stream_because(situation: Situation, fields: SeaFields, settings: RunSettings) -> str | None:
    """Return the key of the sentence that says why nothing can drift; None where it can.

    An area without a stream of its own needs kept currents for every hour of the forecast.
    """
    if fields.stream is not None:
        return None
    field = fields.kept.first(CURRENTS)
    if field is None:
        return "forecast.no_stream"
    last = asked_of(situation, settings).moments[-1]
    return "forecast.currents_end" if field.times[-1] < last else None


def kept_wind_of(
    situation: Situation, kept: KeptSea, settings: RunSettings, *, book: AssumptionBook
) -> KeptWind | None:
    """Return the kept wind where a situation begins; None where no field holds the hours."""
    if kept.first(WIND) is None:
        return None
    asked = asked_of(situation, settings)
    return kept_wind(
        kept,
        position=asked.position,
        moments=asked.moments,
        sd=book.value("kept_wind_sd"),
        time_scale=book.value("wind_time_scale"),
    )


def kept_wind_members(
    situation: Situation, kept: KeptSea, settings: RunSettings, *, book: AssumptionBook
) -> WindMembers | None:
    r"""Return the winds of the members about a kept wind; None where no field holds the hours.

    Parameters
    ----------
    situation : Situation
        Its report counts: at the start it goes before the field.
    kept : KeptSea
        What counts.
    settings : RunSettings
        Hours and seed.
    book : AssumptionBook
        Notes what is assumed.

    Notes
    -----
    The process of :func:`estran.environment.wind.wind_members` about the field k instead of a
    constant mean: :math:`k_t + \rho (r - k_0)` with the same noise, so that a report r corrects
    the field and is forgotten. Source: gillespie_1996.
    """
    held = kept_wind_of(situation, kept, settings, book=book)
    if held is None:
        return None
    report, streams = wind_report_of(situation, book), RandomStreams(settings.seed)

    def members(*, first: int, count: int) -> Floats:
        about_start = wind_members(
            prior=held.prior,
            report=report,
            hours=settings.hours,
            first=first,
            count=count,
            streams=streams,
        )
        return about_start + held.shift[:, None]

    return members
