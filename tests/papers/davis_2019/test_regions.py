"""Region plots, and expected regret against belief in a model, Davis and Popper (2019)."""

import numpy as np
import pytest

from estran.lab.analysis.regions import davis_2019_belief, davis_2019_region
from tests.support.synthetic_study import drawn, evidence, noise, parameter

DRAWS, SEASONS = 240, 6


def study(moved, parameters, table=None):
    season = 30.0 + 5.0 * noise((DRAWS, SEASONS))
    own = 0.5 * noise((1 + len(moved), DRAWS, SEASONS), step=1)
    deaths = np.stack([season, *(season + one[:, np.newaxis] for one in moved)]) + own
    return evidence({"deaths": deaths}, parameters, table=table)


def test_a_doctrine_is_lower_on_its_side_of_the_line_only():
    parameters = drawn(DRAWS, ["a", "b"])
    found = davis_2019_region(
        study([6.0 * parameters["a"] - 3.0], parameters), "deaths", "D1", ("a", "b")
    )
    last = max(cell.column for cell in found.cells)
    assert {cell.lower for cell in found.cells if cell.column == 0} == {"doctrine"}
    assert {cell.lower for cell in found.cells if cell.column == last} == {"reference"}
    assert sum(cell.draws for cell in found.cells) == DRAWS


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_differs_no_cell_is_told_apart(seed):
    parameters = drawn(DRAWS, ["a", "b"], seed=seed)
    moved = noise((DRAWS,), seed=seed, step=9)
    found = davis_2019_region(study([moved], parameters), "deaths", "D1", ("a", "b"))
    assert {cell.lower for cell in found.cells} == {"not_told_apart"}


def test_belief_turns_at_the_odds_that_a_sheet_of_paper_gives():
    # D1 spares 2 where the mechanism is off, and costs 6 where it is on: even at a belief of 1/4.
    parameters = drawn(DRAWS, ["m"], switches=("m",))
    table = {"m": parameter("m", "rival", "switch")}
    found = davis_2019_belief(
        study([8.0 * parameters["m"] - 2.0], parameters, table), "deaths", "m"
    )
    assert found is not None
    reference, doctrine = found.lines
    assert [reference.off, doctrine.off] == pytest.approx([2.0, 0.0], abs=0.15)
    assert [reference.on, doctrine.on] == pytest.approx([0.0, 6.0], abs=0.15)
    ((belief, before, after),) = found.crossings
    assert belief == pytest.approx(0.25, abs=0.02)
    assert (before, after) == ("D1", "D0")
