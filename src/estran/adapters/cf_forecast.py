"""One report drifted in the fields of a CF dataset, or in the embedded sea, as a CF dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.cf_fields import currents_on, wind_at, wind_members_around
from estran.adapters.cf_results import trajectories
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

    from estran.adapters.cf_fields import Missing
    from estran.assess.forecast import Ensemble
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings


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
        Whether the embedded stream may stand in where the currents are not held: ``refuse``, or
        ``embedded``; then the attribute `forcing_gaps` says where it did.

    Raises
    ------
    InputError
        Where report or datasets cannot be used, or the drift is unknown: in a canal or harbour.
    """
    ensemble, notes = _drifted(report, settings, currents, wind, missing)
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
) -> tuple[Ensemble, tuple[str, ...]]:
    situation, book = understand(report), AssumptionBook()
    if situation.inland_water:
        raise InputError(
            "cf.inland",
            f"The position lies in {situation.inland_water}, where drift is unknown: there are no "
            "trajectories to write.",
            place=situation.inland_water,
        )
    start = epoch_seconds(situation.time)
    notes: tuple[str, ...] = ()
    window = open_window(
        fields=load_sea_fields(situation.area.key),
        start=start,
        hours=settings.hours,
        origin=situation.seed_position,
    )
    if currents is not None:
        sea = currents_on(window, currents, missing=missing)
        window, notes = sea.window, sea.notes
    members = None
    if wind is not None:
        members = wind_members_around(
            wind_at(wind, position=situation.seed_position, start=start, hours=settings.hours),
            error=book.value("wind_report_least_error"),
            streams=RandomStreams(settings.seed),
        )
    return run_ensemble(situation, window, settings, book=book, wind=members), notes
