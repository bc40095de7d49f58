"""Leeway classes against figures of the published table, typed again from it by hand.

Downwind leeway at 8 m/s and both crosswind lines of classes that matter most here.
"""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.leeway import allen_2005, breivik_allen_2008
from estran.drift.leeway_classes import leeway_class, leeway_classes

# class, downwind leeway at 8 m/s [cm/s], crosswind to the right and to the left at 8 m/s [cm/s]
AT_8 = [
    ("PIW-1", 7.68, 4.32, -4.32),
    ("PIW-2", 3.84, 1.20, -1.20),
    ("PIW-3", 8.82, 1.37, -1.37),
    ("PIW-4", 14.80, 7.58, -3.69),
    ("PIW-6", 19.136, 4.22, -4.22),
    ("LIFE-RAFT-DB-10", 25.66, 1.96, -3.80),
    ("LIFE-RAFT-SB-6", 21.44, 8.80, -8.80),
    ("LIFE-RAFT-NB-1", 29.60, 15.84, -15.84),
    ("LIFE-RAFT-NB-2", 52.63, 19.12, -19.12),
    ("LIFE-RAFT-NB-3", 20.73, 12.08, -12.08),
    ("SKIFF-1", 25.20, 10.32, -10.32),
    ("SKIFF-2", 26.94, -0.37, -3.93),
    ("SKIFF-3", 13.20, 3.12, -3.12),
    ("SPORT-BOAT", 52.32, 17.52, -17.52),
    ("FISHING-VESSEL-1", 19.76, 22.08, -22.08),
    ("REFUGEE-RAFT-1", 20.78, 3.324, -3.324),
    ("SLDMB", 0.0, 0.0, 0.0),
]


@pytest.mark.parametrize(("key", "downwind", "right", "left"), AT_8, ids=[row[0] for row in AT_8])
def test_leeway_at_eight_metres_a_second_is_that_of_the_table(key, downwind, right, left):
    lines = breivik_allen_2008(
        classes=(leeway_class(key),),
        chosen=np.zeros(2, dtype=np.int64),
        downwind=np.zeros(2),
        crosswind=np.zeros(2),
    )
    wind = np.tile([0.0, 8.0], (2, 1))  # blows to the north: right is east
    leeway = allen_2005(wind=wind, coefficients=lines, on_right=np.array([True, False]))
    assert leeway[:, 1] == pytest.approx([downwind / 100] * 2)
    assert leeway[:, 0] == pytest.approx([right / 100, left / 100])


def test_the_table_has_fifty_four_fitted_classes_of_which_eighteen_are_asymmetric():
    fitted = [one for one in leeway_classes().values() if one.group != "speed_only"]
    lopsided = [
        one
        for one in fitted
        if (one.right.slope, one.right.offset) != (-one.left.slope, -one.left.offset)
    ]
    assert len(fitted) == 54
    assert len(lopsided) == 18
