"""Search theory against its published values, and against sums over its premises alone."""

from math import exp, pi, sqrt

import pytest

from estran.rescue.detection import (
    definite_range,
    detection,
    inverse_cube,
    lateral_inverse_cube,
    random_search,
)


@pytest.mark.parametrize(("coverage", "chance"), [(0.5, 0.393), (1.0, 0.632), (2.0, 0.865)])
def test_random_search(coverage, chance):
    assert random_search(coverage=coverage) == pytest.approx(chance, abs=5e-4)
    assert detection(coverage) == random_search(coverage=coverage), "the default law"


@pytest.mark.parametrize(("coverage", "chance"), [(0.5, 0.469), (1.0, 0.790), (2.0, 0.988)])
def test_inverse_cube_with_parallel_sweeps(coverage, chance):
    assert inverse_cube(coverage=coverage) == pytest.approx(chance, abs=5e-4)


def test_definite_range_fills_the_area_at_coverage_one():
    assert [definite_range(coverage=c) for c in (0.4, 1.0, 3.0)] == [0.4, 1.0, 1.0]


def test_the_lateral_range_curve_integrates_to_the_sweep_width():
    width, step, reach = 2.0, 0.005, 4000.0
    count = int(reach / step)
    middle = step * sum(
        lateral_inverse_cube(distance=(i + 0.5) * step, sweep_width=width) for i in range(count)
    )
    tail = width**2 / (4.0 * pi * reach)  # p(x) falls with the square of the distance
    assert 2.0 * (middle + tail) == pytest.approx(width, rel=1e-3)


def test_many_parallel_sweeps_add_up_to_the_inverse_cube_law():
    """The chance missed is a product over all tracks, averaged over places between two."""
    width = spacing = 1.0
    missed = 0.0
    places = 200
    for place in range(places):
        x = (place + 0.5) / places * spacing
        product = 1.0
        for track in range(-400, 401):
            offset = abs(x - track * spacing)
            product *= 1.0 - lateral_inverse_cube(distance=offset, sweep_width=width)
        missed += product / places
    assert 1.0 - missed == pytest.approx(0.7899, abs=1e-3)


def test_the_law_of_random_search_is_the_limit_of_many_small_random_glimpses():
    pieces = 100_000
    assert random_search(coverage=1.3) == pytest.approx(
        1.0 - (1.0 - 1.3 / pieces) ** pieces, abs=1e-4
    )
    assert random_search(coverage=1.3) == pytest.approx(1.0 - exp(-1.3))
    assert inverse_cube(coverage=2.0 / sqrt(pi)) == pytest.approx(0.8427, abs=1e-4)  # erf(1)
