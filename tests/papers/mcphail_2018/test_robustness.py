"""Robustness metrics, McPhail et al. (2018): the same numbers, other winners."""

import numpy as np
import pytest

from estran.lab.analysis.regret import mcphail_2018, regret_table, savage_1951
from tests.support.synthetic_study import evidence

# Deaths in ten draws. Bold is best in nine and terrible in one; steady is the same in all.
STEADY = np.full(10, 6.0)
BOLD = np.array([*np.full(9, 4.0), 20.0])
MIDDLE = np.array([*np.full(9, 5.5), 9.0])
MEANS = np.stack([STEADY, BOLD, MIDDLE])
EVEN = np.full(10, 0.1)


def test_regret_is_the_gap_to_the_best_of_the_same_draw():
    assert savage_1951(MEANS)[:, 0] == pytest.approx([2.0, 0.0, 1.5])
    assert savage_1951(MEANS)[:, 9] == pytest.approx([0.0, 14.0, 3.0])


def test_each_metric_is_the_one_worked_out_by_hand():
    found = mcphail_2018(MEANS, EVEN, 6.0)
    assert found["maximin"] == pytest.approx([6.0, 20.0, 9.0])
    assert found["minimax_regret"] == pytest.approx([2.0, 14.0, 3.0])
    assert found["laplace"] == pytest.approx([6.0, 5.6, 5.85])
    assert found["hurwicz"] == pytest.approx([6.0, 12.0, 7.25])
    assert found["starr_domain"] == pytest.approx([1.0, 0.9, 0.9])


def test_metrics_disagree_and_the_table_says_so():
    table = regret_table(evidence({"deaths": MEANS[:, :, np.newaxis]}), "deaths")
    assert table is not None
    first = {
        metric: {row.doctrine for row in table.rows if row.ranks[metric] == 1}
        for metric in ("maximin", "laplace")
    }
    assert first == {"maximin": {"D0"}, "laplace": {"D1"}}
    assert not table.agree


def test_a_draw_that_history_ruled_out_is_not_the_worst_case():
    weights = np.array([*np.full(9, 1.0 / 9.0), 0.0])
    assert mcphail_2018(MEANS, weights, 6.0)["maximin"] == pytest.approx([6.0, 4.0, 5.5])
