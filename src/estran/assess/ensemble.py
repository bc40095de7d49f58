"""From a situation to what the engine needs: release, wind, settings. Assumptions are booked."""

from __future__ import annotations

from math import hypot, radians, sqrt
from typing import TYPE_CHECKING

from estran.drift.craft import craft
from estran.engine.release import Datum, Release, Shore, StreamSpread, Way
from estran.engine.release import Rates as StateRates
from estran.engine.settings import Settings
from estran.engine.status import Status, status_of
from estran.environment.wind import LARGEST_DIRECTION_ERROR, WindReport
from estran.quantities.units import HOUR, components_from, components_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.situation import Situation
    from estran.engine.release import Range
    from estran.quantities.geodesy import LocalPlane
    from estran.sources.assumptions import AssumptionBook

DIRECTION_UNKNOWN_DEG = 57.0  # a wind told less sharply than this ("variable") has no direction


def state_weights(situation: Situation, book: AssumptionBook) -> Mapping[str, float]:
    """Return the weight of each state at the start: the report's own, or the assumed ones."""
    if situation.report.hypotheses is not None:
        return {str(state): weight for state, weight in situation.report.hypotheses.items()}
    return book.weights(f"state_if_{situation.state or 'unknown'}")


def release_of(
    situation: Situation, *, plane: LocalPlane, particles: int, book: AssumptionBook
) -> Release:
    """Return what is put into the sea.

    Parameters
    ----------
    situation : Situation
        As understood.
    plane : LocalPlane
        In which positions are given.
    particles : int
        Size of the ensemble.
    book : AssumptionBook
        Hands out the assumed numbers and notes them.
    """
    weights = state_weights(situation, book)
    return Release(
        count=particles,
        datum=_datum(situation, plane, book),
        states={status_of(name): weight for name, weight in weights.items()},
        hull=craft(situation.craft).mixture,
        people=craft("person_in_water").mixture,
        way=_way(situation, book),
        rates=_rates(book),
        stream=_stream_spread(book),
        shore=_shore(book),
        swamped_factor=_range(book, "swamped_leeway_factor"),
    )


def settings_of(*, hours: int, step: float, book: AssumptionBook) -> Settings:
    """Return how the run is computed."""
    return Settings(
        hours=hours,
        step=step,
        diffusivity=book.value("diffusion"),
        jibe_hourly=book.value("jibe_rate"),
        light_wind=book.value("leeway_light_wind"),
    )


def wind_report_of(situation: Situation, book: AssumptionBook) -> WindReport | None:
    """Return the reported wind with its error, or None where nobody has said.

    The width of a Beaufort force or of a compass point counts; a variable wind has a speed only.
    """
    if situation.wind is None:
        return None
    said, least = situation.wind, book.value("wind_report_least_error")
    if said.direction_resolution_deg > DIRECTION_UNKNOWN_DEG:
        return WindReport(
            east=0.0,
            north=0.0,
            relative_error=0.0,
            direction_error=0.0,
            least_error=max(least, said.speed / sqrt(2.0)),
        )
    east, north = components_from(speed=said.speed, from_deg=said.from_deg)
    direction_deg = hypot(book.value("wind_report_direction_error"), said.direction_resolution_deg)
    speed = hypot(book.value("wind_report_speed_error") * said.speed, said.speed_resolution)
    return WindReport(
        east=east,
        north=north,
        relative_error=speed / max(said.speed, least),
        direction_error=min(radians(direction_deg), LARGEST_DIRECTION_ERROR),
        least_error=least,
    )


def _datum(situation: Situation, plane: LocalPlane, book: AssumptionBook) -> Datum:
    seed = situation.seed_position
    x, y = plane.to_plane(longitude=seed.longitude, latitude=seed.latitude)
    if situation.way is None:
        return Datum(x=x, y=y, sd=situation.position_sd)
    along = components_to(speed=1.0, to_deg=situation.way.course_to_deg)
    along_sd = situation.way.speed * book.value("fix_time_sd")
    return Datum(x=x, y=y, sd=situation.position_sd, along_sd=along_sd, along=along)


def _way(situation: Situation, book: AssumptionBook) -> Way:
    over_ground = None
    if situation.way is not None:
        over_ground = components_to(speed=situation.way.speed, to_deg=situation.way.course_to_deg)
    return Way(
        over_ground=over_ground,
        speed=_range(book, "way_speed_unknown"),
        course=components_to(speed=1.0, to_deg=book.value("way_course_unknown")),
        course_sd=radians(book.value("way_course_unknown_sd")),
        speed_error=book.value("way_speed_error"),
        heading_error=radians(book.value("way_course_error")),
        share_by_heading=book.value("way_holds_heading_share"),
    )


def _rates(book: AssumptionBook) -> StateRates:
    return StateRates(
        boarding_end=_per_second(book, "boarding_end_rate"),
        failure=_per_second(book, "way_failure_rate"),
        swamping=_per_second(book, "swamping_rate"),
        parting=_per_second(book, "parting_rate"),
    )


def _stream_spread(book: AssumptionBook) -> StreamSpread:
    return StreamSpread(
        amplitude=book.value("stream_amplitude_sd"),
        shift=book.value("stream_time_shift_sd"),
        rotation=radians(book.value("stream_rotation_sd")),
        residual=book.value("stream_residual_sd"),
    )


def _shore(book: AssumptionBook) -> Shore:
    hull, swamped = book.value("draught_hull"), book.value("draught_swamped")
    return Shore(
        slope=_range(book, "beach_slope"),
        level_sd=book.value("surge_sd"),
        draughts={
            Status.BOARDING: hull,
            Status.UNDER_WAY: hull,
            Status.ADRIFT: hull,
            Status.SWAMPED: swamped,
            Status.IN_WATER: book.value("draught_person"),
        },
    )


def _range(book: AssumptionBook, key: str) -> Range:
    row = book.take(key)
    return row.low, row.high


def _per_second(book: AssumptionBook, key: str) -> Range:
    low, high = _range(book, key)
    return low / HOUR, high / HOUR
