"""Quantiles of Student's t, Hill (1970), beside those of printed tables."""

import pytest

from estran.lab.analysis.weighing import hill_1970


@pytest.mark.parametrize(
    ("rank", "freedom", "printed"),
    [
        (0.95, 1.0, 6.3138),
        (0.95, 2.0, 2.9200),
        (0.95, 3.0, 2.3534),
        (0.95, 5.0, 2.0150),
        (0.975, 9.0, 2.2622),
        (0.95, 30.0, 1.6973),
        (0.995, 4.0, 4.6041),
        (0.9995, 4.0, 8.6103),
        (0.95, 1e6, 1.6449),
    ],
)
def test_a_quantile_is_that_of_the_tables(rank, freedom, printed):
    assert hill_1970(rank=rank, freedom=freedom) == pytest.approx(printed, rel=1e-3)
