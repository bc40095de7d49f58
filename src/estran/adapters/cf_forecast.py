"""One report drifted in the fields of a CF dataset, or in the embedded sea, as a CF dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.cf_fields import currents_on, wind_members_around, wind_read
from estran.adapters.cf_results import trajectories
from estran.assess.forcing_said import fault_said, met_said
from estran.assess.forecast import run_ensemble
from estran.assess.situation import understand
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import InputError
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from xarray import Dataset

    from estran.adapters.cf_gaps import Missing
    from estran.assess.forecast import Ensemble
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.environment.forcing_faults import ForcingFault


def drift_dataset(
    report: Report,
    settings: RunSettings,
    *,
    currents: Dataset | None = None,
    wind: Dataset | None = None,
    missing: Missing = "refuse",
) -> Dataset:
    """Return the drift of one report as trajectories.

    Parameters
    ----------
    report, settings
        As for an assessment; the same seed gives the particles of its forecast.
    currents, wind : Dataset or None
        In place of the embedded stream and of the wind reported or assumed. Every member still has
        the errors that are assumed of the stream, and an error of the least reported wind.
    missing : str
        What may stand in where the currents are not held: ``refuse``, ``embedded`` or ``nearest``,
        see :func:`estran.adapters.cf_fields.currents_on`. The attribute `forcing_gaps` says what
        did, for which hours and how much of the sea, and how many come there.

    Raises
    ------
    InputError
        Where report or datasets cannot be used, or the drift is unknown: in a canal or harbour.
    """
    ensemble, faults = _drifted(report, settings, currents, wind, missing)
    notes = [fault_said(one, language="en") for one in faults]
    met = met_said(ensemble.result, start=ensemble.situation.time, language="en")
    notes += [] if met is None else [met]
    dataset = trajectories(ensemble)
    dataset.attrs["forcing_currents"] = "dataset" if currents is not None else "embedded"
    dataset.attrs["forcing_wind"] = "dataset" if wind is not None else "reported or assumed"
    dataset.attrs["forcing_gaps"] = "; ".join(notes) or "none"
    dataset.attrs["seed"] = settings.seed
    return dataset


def _drifted(
    report: Report,
    settings: RunSettings,
    currents: Dataset | None,
    wind: Dataset | None,
    missing: Missing,
) -> tuple[Ensemble, tuple[ForcingFault, ...]]:
    situation, book = understand(report), AssumptionBook()
    if situation.inland_water:
        raise InputError(
            "cf.inland",
            f"The position lies in {situation.inland_water}, where drift is unknown: there are no "
            "trajectories to write.",
            place=situation.inland_water,
        )
    start = epoch_seconds(situation.time)
    window = open_window(
        fields=load_sea_fields(situation.area.key),
        start=start,
        hours=settings.hours,
        origin=situation.seed_position,
    )
    faults = window.faults
    if currents is not None:
        sea = currents_on(window, currents, missing=missing)
        window, faults = sea.window, sea.faults
    members = None
    if wind is not None:
        read = wind_read(wind, position=situation.seed_position, start=start, hours=settings.hours)
        faults = (*faults, *read.faults)
        members = wind_members_around(
            read.wind,
            error=book.value("wind_report_least_error"),
            streams=RandomStreams(settings.seed),
        )
    return run_ensemble(situation, window, settings, book=book, wind=members), faults
