"""From a situation to what the engine needs: release, wind, settings. Assumptions are booked."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, radians, sqrt
from typing import TYPE_CHECKING

from estran.drift.craft import PERSON, craft
from estran.engine.release import Datum, Release, Shore, StreamSpread, Way
from estran.engine.release import Rates as StateRates
from estran.engine.settings import Settings
from estran.engine.status import Status, status_of
from estran.environment.wind import LARGEST_DIRECTION_ERROR, WindReport
from estran.quantities.units import HOUR, components_from, components_to
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.situation import Situation
    from estran.engine.release import Range
    from estran.quantities.geodesy import LocalPlane
    from estran.sources.assumptions import Assumption, AssumptionBook

DIRECTION_UNKNOWN_DEG = 57.0  # a wind told less sharply than this ("variable") has no direction


def state_weights(situation: Situation, book: AssumptionBook) -> Mapping[str, float]:
    """Return the weight of each state at the start: the report's own, or the assumed ones."""
    if situation.craft == PERSON:
        return {"in_water": 1.0}
    given = situation.report.hypotheses
    if given is not None:
        total = sum(given.values())  # one, but for the digits a person writes
        return {str(state): weight / total for state, weight in given.items()}
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
        people=craft(PERSON).mixture,
        way=_way(situation, weights, book),
        rates=_rates(weights, book),
        stream=_stream_spread(book),
        shore=_shore(book),
        swamped_factor=_range(book, "swamped_leeway_factor"),
    )


def widened(release: Release, *, apart: float, bed_sd: float = 0.0) -> Release:
    """Return a release whose stream is less sure by what two sources of it lie apart.

    A kept bed has an error of its own: each member has one for bed and level together.

    Parameters
    ----------
    release : Release
        As assumed of one source.
    apart : float
        Half the difference of two sources, per component [m/s]; each is off by that at least.
    bed_sd : float
        Error of a kept bed where it may touch what floats [m].
    """
    if bed_sd > 0.0:
        level_sd = hypot(release.shore.level_sd, bed_sd)
        release = replace(release, shore=replace(release.shore, level_sd=level_sd))
    if apart == 0.0:
        return release
    stream = replace(release.stream, residual=hypot(release.stream.residual, apart))
    return replace(release, stream=stream)


def settings_of(
    *, hours: int, step: float, book: AssumptionBook, wind_relative_to_water: bool = True
) -> Settings:
    """Return how the run is computed."""
    return Settings(
        hours=hours,
        step=step,
        diffusivity=book.value("diffusion"),
        jibe_hourly=book.value("jibe_rate"),
        light_wind=book.value("leeway_light_wind"),
        wind_relative_to_water=wind_relative_to_water,
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


def _way(situation: Situation, weights: Mapping[str, float], book: AssumptionBook) -> Way:
    """Return how it moves if under way; what no particle can come to need is not booked."""
    over_ground = None
    if situation.way is not None:
        over_ground = components_to(speed=situation.way.speed, to_deg=situation.way.course_to_deg)
    moves = _some(weights, "under_way", "boarding")
    unknown = _some(weights, "boarding") or (moves and over_ground is None)
    speed = _row("way_speed_unknown", book if unknown else None)
    course = _row("way_course_unknown", book if unknown else None)
    course_sd = _row("way_course_unknown_sd", book if unknown else None)
    errors = book if moves else None
    return Way(
        over_ground=over_ground,
        speed=(speed.low, speed.high),
        course=components_to(speed=1.0, to_deg=course.value),
        course_sd=radians(course_sd.value),
        speed_error=_row("way_speed_error", errors).value,
        heading_error=radians(_row("way_course_error", errors).value),
        share_by_heading=_row("way_holds_heading_share", errors).value,
    )


def _rates(weights: Mapping[str, float], book: AssumptionBook) -> StateRates:
    """Return how soon states change; a change that no particle can come to is not booked."""
    boards = _some(weights, "boarding")
    moves = boards or _some(weights, "under_way")
    floats = moves or _some(weights, "adrift")
    aboard = floats or _some(weights, "swamped")
    return StateRates(
        boarding_end=_per_second("boarding_end_rate", book if boards else None),
        failure=_per_second("way_failure_rate", book if moves else None),
        swamping=_per_second("swamping_rate", book if floats else None),
        parting=_per_second("parting_rate", book if aboard else None),
    )


def _some(weights: Mapping[str, float], *states: str) -> bool:
    """Whether any of the states has weight at the start."""
    return any(weights.get(state, 0.0) > 0.0 for state in states)


def _row(key: str, book: AssumptionBook | None) -> Assumption:
    """Return an assumption, noted where a book is given."""
    return assumption(key) if book is None else book.take(key)


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


def _per_second(key: str, book: AssumptionBook | None) -> Range:
    row = _row(key, book)
    return row.low / HOUR, row.high / HOUR
