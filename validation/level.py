"""What is left of the level at the Dover gauge, January 2022, as a table.

    python -m validation.level

Observed less predicted, and what is left of it ahead when the last residual seen is carried on and
fades, as the surge correction does.
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.tide_stations import load_stations, predict
from estran.quantities.units import HOUR
from estran.sources.assumptions import assumption
from validation.data import absent, measured

if TYPE_CHECKING:
    from pathlib import Path

    from estran.quantities.arrays import Floats

FILE = "dover_tide_gauge_202201.csv"
GOOD = "1"
LEADS = (1, 3, 6, 12, 24)
TIME_SCALE = "surge_time_scale"


def gauge(path: Path) -> tuple[Floats, Floats]:
    """Return the good rows of the gauge: seconds since 1970, and level above chart datum [m]."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["qc"] == GOOD]
    moments = [datetime.fromisoformat(row["time_utc"]).timestamp() for row in rows]
    return np.array(moments), np.array([float(row["sea_level_m_cd"]) for row in rows])


def carried(moments: Floats, residual: Floats, *, lead: float, time_scale: float) -> Floats:
    """Return what is left where the residual of some hours ago is carried on and fades [m].

    Parameters
    ----------
    moments, residual : (n,) arrays
        Seconds since 1970, rising, and observed less predicted [m].
    lead : float
        How long ago the last one was seen [s].
    time_scale : float
        In which a carried residual falls to 1/e [s].
    """
    earlier = np.searchsorted(moments, moments - lead)
    seen = moments[np.minimum(earlier, moments.size - 1)] == moments - lead
    faded = residual[earlier[seen]] * np.exp(-lead / time_scale)
    left: Floats = residual[seen] - faded
    return left


def report() -> str:
    """Return the table, or the line that says why there is none."""
    path = measured(FILE)
    if path is None:
        return absent(FILE, "the level against the gauge")
    moments, observed = gauge(path)
    residual = observed - predict(station=load_stations()["dover"], epoch_seconds=moments)
    scale = assumption(TIME_SCALE).value
    lines = [
        f"Level at Dover, January 2022, {moments.size} hours [m]",
        "",
        f"observed: standard deviation {np.std(observed):.2f}; observed less predicted: mean "
        f"{np.mean(residual):+.2f}, standard deviation {np.std(residual):.3f}",
        "",
        "| hours ahead | rms without correction | rms with it |",
        "| --- | --- | --- |",
    ]
    plain = float(np.sqrt(np.mean(residual**2)))
    for lead in LEADS:
        left = carried(moments, residual, lead=lead * HOUR, time_scale=scale)
        lines.append(f"| {lead} | {plain:.2f} | {float(np.sqrt(np.mean(left**2))):.2f} |")
    lines += ["", f"A correction falls to 1/e in {scale / HOUR:g} h ({TIME_SCALE}, assumed)."]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
