"""What searches that were done are worth: the same ensemble again, and each search held against it.

A pure function of report, settings and searches. It closes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from math import ceil, floor
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import UNSET

from estran.assess.forecast import run_ensemble
from estran.assess.kept_choice import environment_of, sea_chosen
from estran.assess.kept_drift import kept_wind_members
from estran.assess.kept_since import drift_used
from estran.assess.manifest import data_digests
from estran.assess.search_said import BODIES, SearchAnswer
from estran.assess.search_value import Held, shares_of, value_of
from estran.assess.search_widths import body_statuses, by_status, widths_of
from estran.assess.settings import HOURS
from estran.assess.situation import understand
from estran.engine.result import Cloud
from estran.environment.window import open_window
from estran.errors import TimeError
from estran.language.catalogue import say
from estran.quantities.geodesy import LocalPlane
from estran.quantities.instants import epoch_seconds, format_instant, parse_instant
from estran.quantities.position_text import parse_position
from estran.quantities.units import HOUR, KNOT, NAUTICAL_MILE
from estran.rescue.detection import DEFAULT_LAW
from estran.rescue.search_area import Search, pos, searched
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from estran.assess.answer_sea import KeptFieldUsed
    from estran.assess.answer_words import Language
    from estran.assess.kept_choice import Offer, SeaChosen
    from estran.assess.report import Report
    from estran.assess.search_said import Body, SearchDone
    from estran.assess.search_widths import BodyWidth
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.quantities.geodesy import Position
    from estran.rescue.search_area import Searched

THEORY = ("iamsar_2", "koopman_1946", "kratzke_stone_frost_2010")
MODEL = f"koopman_1946, {DEFAULT_LAW}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRead:
    """A search as read: its data, its time, and the corners of its area."""

    done: SearchDone
    start: datetime
    end: datetime
    corners: tuple[Position, ...]


def search_answer(
    report: Report,
    settings: RunSettings,
    searches: Sequence[SearchDone],
    *,
    offer: Offer | None = None,
    language: Language = "en",
) -> SearchAnswer:
    """Return what searches are worth that were done for the people of one report.

    Parameters
    ----------
    report : Report
        Of the situation whose forecast the searches are held against.
    settings : RunSettings
        Of that forecast; its hours are extended to the last search, up to 72.
    searches : sequence of SearchDone
        In any order; the cumulative POS beside each counts those before it.
    offer : callable or None
        Gives the kept fields for the hours of the forecast; the embedded sea alone where None.
    language : str
        Of the sentences.

    Returns
    -------
    SearchAnswer
        POD and POS as ranges, to the published decimals. A search is unknown, and counts as not
        done, where it began before the report or ended more than 72 hours after it, where the
        drift is unknown, or where no sweep width holds.

    Raises
    ------
    InputError
        Where report or search cannot be used: a position, a time, a number, or an area without
        size.
    """
    situation, book = understand(report), AssumptionBook()
    said = [read_search(done) for done in searches]
    settings = _long_enough(settings, situation, said)
    sea = sea_chosen(report, None, settings, offer)
    cloud, plane = _cloud(situation, settings, sea, book)
    fields = [] if cloud is None else drift_used(sea.now)
    held = [
        held_against(one, situation, cloud=cloud, plane=plane, language=language) for one in said
    ]
    valued = [one.result for one in held if one.result is not None]
    low, high = shares_of(pos(cloud, *valued) if cloud is not None and valued else None)
    values = [value_of(held[: at + 1], cloud) for at in range(len(held))]
    return SearchAnswer(
        language=language,
        exercise=report.exercise,
        searches=values,
        pos_low=low,
        pos_high=high,
        uncounted=sum(bool(one.because) for one in held),
        text=_text(low, high, language),
        model=MODEL,
        sources=sorted({*THEORY, *(key for one in values for key in one.sources)}),
        assumptions=[row.key for row in book.used],
        as_of=format_instant(situation.time),
        hours=settings.hours,
        particles=settings.particles,
        seed=settings.seed,
        version=version("estran"),
        inputs_sha256=_digest(situation, settings, searches, fields),
        kept_fields=fields or UNSET,
    )


def read_search(done: SearchDone) -> SearchRead:
    """Read one search as a watch wrote it down.

    Raises
    ------
    InputError
        Where a time or a position cannot be used.
    """
    start, end = parse_instant(done.start), parse_instant(done.end)
    if start >= end:
        raise TimeError(
            "time.search_order",
            f"The search of {done.unit} ends at {format_instant(end)}, not after its start at "
            f"{format_instant(start)}: give the earlier time as start.",
            unit=done.unit,
            start=format_instant(start),
            end=format_instant(end),
        )
    corners = tuple(parse_position(text).position for text in done.corners)
    closed = corners[0] == corners[-1]
    return SearchRead(done=done, start=start, end=end, corners=corners[:-1] if closed else corners)


def _long_enough(
    settings: RunSettings, situation: Situation, said: Sequence[SearchRead]
) -> RunSettings:
    """Return the settings with hours to the last search that the longest forecast can hold."""
    ends = [(one.end - situation.time).total_seconds() / HOUR for one in said]
    wanted = [ceil(end) for end in ends if end <= HOURS[1]]
    return replace(settings, hours=max(settings.hours, *wanted, HOURS[0]))


def _cloud(
    situation: Situation, settings: RunSettings, sea: SeaChosen, book: AssumptionBook
) -> tuple[Cloud | None, LocalPlane]:
    """Return where the people are; who left the area is nowhere, and never counts as searched."""
    if situation.inland_water:
        return None, LocalPlane(origin=situation.seed_position)
    window = open_window(
        fields=environment_of(situation, sea),
        start=epoch_seconds(situation.time),
        hours=settings.hours,
        origin=situation.seed_position,
    )
    wind = kept_wind_members(situation, sea.now, settings, book=book)
    result = run_ensemble(situation, window, settings, book=book, wind=wind).result
    gone = result.people_left[:, :, np.newaxis]
    places = np.where(gone, np.nan, result.people)
    return Cloud(result.times, places, result.weights, result.status), window.plane


def held_against(
    said: SearchRead,
    situation: Situation,
    *,
    cloud: Cloud | None,
    plane: LocalPlane,
    language: Language,
) -> Held:
    """Hold one search against where people were.

    Parameters
    ----------
    said : SearchRead
        The search.
    situation : Situation
        At whose time the cloud begins.
    cloud : Cloud or None
        People; who left the area is NaN. None where nobody knows.
    plane : LocalPlane
        Of the cloud.
    language : str
        Of the reasons why something does not count.
    """
    widths = widths_of(said.done, said.corners, start=said.start, end=said.end, language=language)
    search = _search(said, situation, widths, plane)
    reason = _no_cloud_then(search, cloud)
    result = None
    if cloud is not None and reason is None:
        result = searched(cloud, search)
    because = (
        _lost(search, widths, result, language) if reason is None else (say(language, reason),)
    )
    return Held(
        done=said.done,
        start=format_instant(said.start),
        end=format_instant(said.end),
        search=search,
        widths=widths,
        result=result,
        because=because,
    )


def _search(
    said: SearchRead, situation: Situation, widths: Mapping[Body, BodyWidth], plane: LocalPlane
) -> Search:
    east, north = plane.to_plane(
        longitude=np.array([one.longitude for one in said.corners]),
        latitude=np.array([one.latitude for one in said.corners]),
    )
    spacing, speed = said.done.spacing_nm, said.done.speed_kn
    return Search(
        corners=tuple(zip(east.tolist(), north.tolist(), strict=True)),
        start=(said.start - situation.time).total_seconds(),
        end=(said.end - situation.time).total_seconds(),
        spacing=None if spacing is None else spacing * NAUTICAL_MILE,
        speed=None if speed is None else speed * KNOT,
        widths=by_status(widths),
    )


def _no_cloud_then(search: Search, cloud: Cloud | None) -> str | None:
    """Return the key of the reason why nobody knows where people were during a search, or None."""
    if cloud is None:
        return "searching.unknown_drift"
    if search.start < 0.0:
        return "searching.unknown_before"
    return "searching.unknown_after" if search.end > HOURS[1] * HOUR else None


def _lost(
    search: Search,
    widths: Mapping[Body, BodyWidth],
    result: Searched | None,
    language: Language,
) -> tuple[str, ...]:
    """Return why a search counts wholly or partly as not done; empty where all of it counts."""
    if search.track_spacing is None:
        return (say(language, "searching.unknown_effort"),)
    unknown = None if result is None else set(result.unknown)
    bodies = [body for body in BODIES if unknown is None or unknown & set(body_statuses(body))]
    reasons = [widths[body].because for body in bodies]
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _text(low: float | None, high: float | None, language: Language) -> str:
    """Return what the POS says, low rounded down and high up, and that it closes nothing."""
    closes = say(language, "searching.never_closes")
    if low is None or high is None:
        return f"{say(language, 'searching.pos_unknown')} {closes}"
    ends = {"low": floor(100.0 * low), "high": ceil(100.0 * high)}
    return f"{say(language, 'searching.pos', **ends)} {closes}"


def _digest(
    situation: Situation,
    settings: RunSettings,
    searches: Sequence[SearchDone],
    fields: Sequence[KeptFieldUsed],
) -> str:
    """Return the SHA-256 of everything that decides the answer, apart from the code."""
    widths = files("estran.rescue").joinpath("sweep_width.toml").read_bytes()
    data = data_digests(situation.area.key)
    data["sweep_width.toml"] = hashlib.sha256(widths).hexdigest()
    more = [[(one.layer, one.use, one.sha256) for one in fields]] if fields else []
    plain = msgspec.to_builtins([situation.report, settings, data, list(searches), *more])
    return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
