"""Where people and hull may be: runs the engine for one situation and reads off the answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np

from estran.assess.answer import Forecast, HypothesisShare, RegionProbability, Sample
from estran.assess.areas_answer import cloud_areas
from estran.assess.datum_answer import datum_of
from estran.assess.ensemble import release_of, settings_of, widened, wind_report_of
from estran.assess.hull_answer import hull_of
from estran.assess.landfalls_answer import landfalls
from estran.assess.published import DEGREE_DECIMALS, instant_after, places, share
from estran.assess.regions_answer import crossings, plane_lines, region_shares
from estran.drift.craft import PERSON
from estran.engine.accumulators import LineCrossings
from estran.engine.choice import drifted
from estran.engine.status import Status
from estran.environment.regions import open_regions
from estran.environment.sea import assumed_wind
from estran.environment.wind import wind_members
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.assess.answer import Contour, Hull, Landfall, Place
    from estran.assess.answer_words import StateName
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.engine.result import Result
    from estran.environment.forcing import WindMembers
    from estran.environment.regions import Regions
    from estran.environment.window import Window
    from estran.quantities.arrays import Bools, Floats
    from estran.sources.assumptions import AssumptionBook

SAMPLE = 200  # particles kept to draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """An engine's run with what is needed to read it.

    Attributes
    ----------
    crossing : dict of str to (n,) array
        First crossing of each line [s since the start]; NaN where none.
    engine : str
        Which engine let it drift, and why, where it was not the compiled one.
    """

    situation: Situation
    result: Result
    window: Window
    regions: Regions
    crossing: dict[str, Floats]
    engine: str


def run_ensemble(
    situation: Situation,
    window: Window,
    settings: RunSettings,
    *,
    book: AssumptionBook,
    wind: WindMembers | None = None,
) -> Ensemble:
    """Let the ensemble of a situation drift.

    Parameters
    ----------
    situation : Situation
        As understood, afloat.
    window : Window
        Sea and shore, starting at the situation's time.
    settings : RunSettings
        Size, length and seed.
    book : AssumptionBook
        Notes what is assumed.
    wind : WindMembers or None
        In place of the wind that was reported or is assumed.
    """
    streams = RandomStreams(settings.seed)
    regions = open_regions(situation.area, band=book.value("line_band"))
    lines = plane_lines(regions, plane=window.plane)
    watch = LineCrossings(count=settings.particles, lines=lines)
    members = wind or partial(
        wind_members,
        prior=assumed_wind(book),
        report=wind_report_of(situation, book),
        hours=settings.hours,
        streams=streams,
    )
    release = release_of(situation, plane=window.plane, particles=settings.particles, book=book)
    result, engine = drifted(
        release=widened(
            release, apart=window.apart, bed_sd=window.bed.floor_sd if window.bed else 0.0
        ),
        window=window,
        wind=members,
        settings=settings_of(
            hours=settings.hours,
            step=settings.step,
            wind_relative_to_water=settings.wind_relative_to_water,
            book=book,
        ),
        streams=streams,
        observers=(watch,),
    )
    return Ensemble(
        situation=situation,
        result=result,
        window=window,
        regions=regions,
        crossing=watch.times,
        engine=engine,
    )


def forecast_of(
    ensemble: Ensemble,
    settings: RunSettings,
    *,
    sentence: str,
    book: AssumptionBook,
    language: str = "en",
) -> Forecast:
    """Return what the ensemble says.

    Parameters
    ----------
    ensemble : Ensemble
        After its run.
    settings : RunSettings
        Gives the hour of the datum.
    sentence : str
        Who coordinates and who has been told; region shares never go without it.
    book : AssumptionBook
        Notes what is assumed.
    language : str
        Of the names of lines and shores; the sentence has its own.
    """
    result, situation = ensemble.result, ensemble.situation
    plane, start = ensemble.window.plane, situation.time
    longitude, latitude = degrees_of(ensemble, result.people)
    in_regions, near_line = region_shares(
        longitude=longitude, latitude=latitude, weights=result.weights, regions=ensemble.regions
    )
    contours, modes = _areas(ensemble)
    return Forecast(
        known=True,
        unknown_because=None,
        times=[instant_after(start, float(time)) for time in result.times],
        mean_position=places(np.einsum("n,hnc->hc", result.weights, result.people), plane=plane),
        most_likely_position=modes,
        contours=contours,
        region_probability=in_regions,
        line_band_probability=near_line,
        coordinator_sentence=sentence,
        crossings=crossings(
            times=ensemble.crossing,
            weights=result.weights,
            regions=ensemble.regions,
            start=start,
            language=language,
        ),
        landfalls=_landfalls(ensemble, book, language),
        aground_probability=_shares(result, result.people_aground),
        left_area_probability=_shares(result, result.people_left),
        in_water_probability=_shares(result, result.people_parted),
        hypotheses=[_hypothesis(ensemble, status) for status in Status if _ever(result, status)],
        hull=_hull(ensemble),
        datum=datum_of(
            result, hour=settings.datum_hour, situation=situation, plane=plane, book=book
        ),
        sample=sample_of(ensemble),
    )


def _landfalls(ensemble: Ensemble, book: AssumptionBook, language: str) -> list[Landfall]:
    """Return where and when people first come ashore; nothing is assumed where none does."""
    result, area = ensemble.result, ensemble.situation.area
    landed = np.flatnonzero(np.isfinite(result.first_ashore))
    if not landed.size:
        return []
    places = result.ashore[landed]
    longitude, latitude = ensemble.window.geographic(x=places[:, 0], y=places[:, 1])
    return landfalls(
        times=result.first_ashore[landed],
        shores=area.nearest_shores(
            longitude=longitude, latitude=latitude, within=book.value("shore_name_limit")
        ),
        weights=result.weights[landed],
        area=area,
        start=ensemble.situation.time,
        language=language,
    )


def _hull(ensemble: Ensemble) -> Hull | None:
    """Return the hull's own places; a person in the water has none."""
    situation = ensemble.situation
    if situation.craft == PERSON:
        return None
    return hull_of(ensemble.result, plane=ensemble.window.plane, start=situation.time)


def unknown_forecast(*, reason: str, sentence: str) -> Forecast:
    """Return the forecast of a place whose water is not held: unknown, and why."""
    return Forecast(
        known=False,
        unknown_because=reason,
        times=[],
        mean_position=[],
        most_likely_position=[],
        contours=[],
        region_probability=RegionProbability(UK=[], FR=[], BE=[], other=[]),
        line_band_probability=[],
        coordinator_sentence=sentence,
        crossings=[],
        landfalls=[],
        aground_probability=[],
        left_area_probability=[],
        in_water_probability=[],
        hypotheses=[],
        hull=None,
        datum=None,
        sample=None,
    )


def degrees_of(ensemble: Ensemble, positions: Floats) -> tuple[Floats, Floats]:
    """Return (h, n) longitudes and latitudes of (h, n, 2) positions."""
    flat = positions.reshape(-1, 2)
    longitude, latitude = ensemble.window.geographic(x=flat[:, 0], y=flat[:, 1])
    return longitude.reshape(positions.shape[:2]), latitude.reshape(positions.shape[:2])


def _shares(result: Result, which: Bools) -> list[float]:
    return [share(value) for value in result.share(which)]


def _areas(ensemble: Ensemble) -> tuple[list[Contour], list[Place]]:
    result, plane = ensemble.result, ensemble.window.plane
    drawn = [
        cloud_areas(
            cloud,
            result.weights,
            body="people",
            plane=plane,
            start=ensemble.situation.time,
            time=float(time),
        )
        for time, cloud in zip(result.times, result.people, strict=True)
    ]
    return [row for one in drawn for row in one.contours], [one.mode for one in drawn]


def _ever(result: Result, status: Status) -> bool:
    return bool((result.status == status).any())


def _hypothesis(ensemble: Ensemble, status: Status) -> HypothesisShare:
    """Return the share of one status hour by hour, and where its people are."""
    result = ensemble.result
    held = result.status == status
    shares = result.share(held)
    mass = np.einsum("hn,n,hnc->hc", held, result.weights, result.people)
    means: list[Place | None] = [None] * len(shares)
    some = np.flatnonzero(shares > 0.0)
    for hour, mean in zip(
        some,
        places(mass[some] / shares[some, np.newaxis], plane=ensemble.window.plane),
        strict=True,
    ):
        means[hour] = mean
    return HypothesisShare(
        name=_name(status),
        probability=[share(value) for value in shares],
        aground_probability=_shares(result, held & result.people_aground),
        mean_position=means,
    )


def _name(status: Status) -> StateName:
    return cast("StateName", status.key)


def sample_of(ensemble: Ensemble) -> Sample:
    """Return the first particles: draws are independent, so the first are as fair as any."""
    result = ensemble.result
    kept = slice(0, min(SAMPLE, len(result.weights)))
    names = {int(status): _name(status) for status in Status}
    longitude, latitude = degrees_of(ensemble, result.people[:, kept])
    hull_longitude, hull_latitude = degrees_of(ensemble, result.hull[:, kept])
    return Sample(
        people=_pairs(longitude, latitude),
        hull=_pairs(hull_longitude, hull_latitude),
        state=[[names[code] for code in row] for row in result.status[:, kept].tolist()],
    )


def _pairs(longitude: Floats, latitude: Floats) -> list[list[tuple[float, float]]]:
    rounded = np.stack((longitude, latitude), axis=-1).round(DEGREE_DECIMALS)
    return [[(pair[0], pair[1]) for pair in row] for row in rounded.tolist()]
