"""The areas of an answer hold the shares they claim, from report to rings.

Truth is drawn from the same uncertainties with another seed: 4,000 fresh boats. Counting them has
a standard error of 0.8 % at 50 % and 0.35 % at 95 %; the areas of 10,000 particles are made 1 to
2 % too large on purpose, and rings are drawn to a metre. So a share may be missed by 2 % below and
4 % above. A narrower band could not be told from chance; a wider one would let a wrong edge pass.
"""

import numpy as np
import pytest
import shapely

from estran.assess.assessment import assess_report
from estran.assess.forecast import run_ensemble
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.exchange.replay import replay
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import AssumptionBook

REPORTS = {
    "adrift in mid-strait": Report(
        at="2025-09-10T06:00Z", position="51-00.0N 001-35.0E", state="adrift", wind="SW 12 kn"
    ),
    "under way to a shore": replay("2022-12-14").report,
    "somewhere in eight miles": replay("2021-11-24").report,
}


def fresh_people(report: Report) -> np.ndarray:
    """Longitude and latitude of other people than those of the answer, (hours, n, 2)."""
    situation, settings = understand(report), RunSettings(seed=977, particles=4000)
    window = open_window(
        fields=load_sea_fields(),
        start=epoch_seconds(situation.time),
        hours=settings.hours,
        origin=situation.seed_position,
    )
    people = run_ensemble(situation, window, settings, book=AssumptionBook()).result.people
    flat = people.reshape(-1, 2)
    degrees = window.plane.to_geographic(east=flat[:, 0], north=flat[:, 1])
    return np.stack(degrees, axis=-1).reshape(people.shape)


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_fresh_boats_fall_inside_as_often_as_the_areas_say(name: str) -> None:
    answer = assess_report(REPORTS[name], RunSettings())
    truth = fresh_people(REPORTS[name])
    for hour in (1, 3, 6, 12):
        rows = [row for row in answer.forecast.contours if row.time == answer.forecast.times[hour]]
        for row in rows:
            inside = np.zeros(truth.shape[1], dtype=bool)
            for ring in row.rings:  # a ring inside another is a hole: odd counts are inside
                inside ^= shapely.contains_xy(shapely.Polygon(ring), *truth[hour].T)
            assert row.level - 0.02 < inside.mean() < row.level + 0.04, (hour, row.level)
