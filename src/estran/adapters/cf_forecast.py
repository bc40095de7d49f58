"""One report drifted in the fields of a CF dataset, or in the embedded sea, as a CF dataset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.adapters.cf_fields import currents_on, wind_members_around, wind_read
from estran.adapters.cf_results import trajectories
from estran.assess.area_assumptions import book_of
from estran.assess.forcing_said import fault_said, met_said
from estran.assess.forecast import run_ensemble
from estran.assess.kept_drift import asked_of, kept_wind_members, no_stream_because
from estran.assess.situation import Situation, understand
from estran.environment.kept_sea import CURRENTS, WIND, OfferedFields, chosen
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import InputError
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from xarray import Dataset

    from estran.adapters.cf_gaps import Missing
    from estran.assess.forecast import Ensemble
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.environment.forcing_faults import ForcingFault
    from estran.environment.kept_sea import KeptSea


def drift_dataset(
    report: Report | Situation,
    settings: RunSettings,
    *,
    currents: Dataset | None = None,
    wind: Dataset | None = None,
    missing: Missing = "refuse",
    offered: OfferedFields | None = None,
) -> Dataset:
    """Return the drift of one report as trajectories.

    Parameters
    ----------
    report, settings
        As for an assessment; the same seed gives the particles of its forecast. A report is
        understood in the strait, a situation has its own area.
    currents, wind : Dataset or None
        In place of the embedded stream and of the wind reported or assumed. Every member still has
        the errors that are assumed of the stream, and an error of the least reported wind.
    missing : str
        What may stand in where the currents are not held: ``refuse``, ``embedded`` or ``nearest``,
        see :func:`estran.adapters.cf_fields.currents_on`. The attribute `forcing_gaps` says what
        did, for which hours and how much of the sea, and how many come there.
    offered : OfferedFields or None
        Kept fields, used as an assessment uses them; a dataset given above goes before them.

    Raises
    ------
    InputError
        Where report or datasets cannot be used, or the drift is unknown: in a canal or harbour.
    """
    kept = offered or OfferedFields((), {})
    ensemble, faults = _drifted(report, settings, kept, (currents, wind), missing)
    notes = [fault_said(one, language="en") for one in faults]
    met = met_said(ensemble.result, start=ensemble.situation.time, language="en")
    notes += [] if met is None else [met]
    dataset = trajectories(ensemble)
    from_kept = chosen(kept, asked_of(ensemble.situation, settings))
    dataset.attrs["forcing_currents"] = _named(currents, from_kept, CURRENTS) or "embedded"
    dataset.attrs["forcing_wind"] = _named(wind, from_kept, WIND) or "reported or assumed"
    dataset.attrs["forcing_gaps"] = "; ".join(notes) or "none"
    dataset.attrs["seed"] = settings.seed
    return dataset


def _named(given: Dataset | None, kept: KeptSea, layer: str) -> str | None:
    """Name where a forcing came from; None where nothing was given or kept."""
    field = kept.first(layer)
    if given is not None:
        return "dataset"
    return None if field is None else f"{field.title} (SHA-256 {field.sha256})"


def _drifted(
    report: Report | Situation,
    settings: RunSettings,
    offered: OfferedFields,
    given: tuple[Dataset | None, Dataset | None],
    missing: Missing,
) -> tuple[Ensemble, tuple[ForcingFault, ...]]:
    situation = report if isinstance(report, Situation) else understand(report)
    book = book_of(situation.area)
    currents, wind = given
    if situation.inland_water:
        raise InputError(
            "cf.inland",
            f"The position lies in {situation.inland_water}, where drift is unknown: there are no "
            "trajectories to write.",
            place=situation.inland_water,
        )
    start = epoch_seconds(situation.time)
    kept = chosen(offered, asked_of(situation, settings))
    fields = replace(load_sea_fields(situation.area.key), kept=kept)
    if no_stream_because(situation, fields, settings) is not None:
        raise InputError(
            "cf.no_stream",
            f"No stream is held of {situation.area.name} for all of the hours: drift is unknown, "
            "and there are no trajectories to write.",
            area=situation.area.name,
        )
    window = open_window(
        fields=fields,
        start=start,
        hours=settings.hours,
        origin=situation.seed_position,
    )
    faults = window.faults
    if currents is not None:
        sea = currents_on(window, currents, missing=missing)
        window, faults = sea.window, sea.faults
    members = kept_wind_members(situation, kept, settings, book=book)
    if wind is not None:
        read = wind_read(wind, position=situation.seed_position, start=start, hours=settings.hours)
        faults = (*faults, *read.faults)
        members = wind_members_around(
            read.wind,
            error=book.value("wind_report_least_error"),
            streams=RandomStreams(settings.seed),
        )
    return run_ensemble(situation, window, settings, book=book, wind=members), faults
