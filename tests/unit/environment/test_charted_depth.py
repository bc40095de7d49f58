"""Laws of depth by hand: datum, water over it, drying height, error, and when it is unknown."""

from dataclasses import replace

import numpy as np
import pytest

from estran.environment.charted_depth import (
    charted_depth,
    charted_error,
    depth_errors,
    drying_height,
    edge_error,
    swamped,
    water_depth,
)
from estran.sources.assumptions import AssumptionBook

ERRORS = depth_errors()


def row(*values):
    return np.array(values)


def test_a_depth_below_mean_sea_level_is_less_below_chart_datum():
    assert charted_depth(depth=row(10.0), datum=row(3.7)) == pytest.approx(6.3)
    assert charted_depth(depth=row(2.0), datum=row(3.7)) == pytest.approx(-1.7)


def test_water_stands_over_the_bed_or_below_it():
    depth = water_depth(charted=row(6.3, -1.7), level=row(1.0, 1.0))
    assert depth.tolist() == pytest.approx([7.3, -0.7])
    assert drying_height(row(6.3, -1.7)).tolist() == pytest.approx([0.0, 1.7])


def test_the_error_adds_its_parts_in_quadrature():
    errors = replace(ERRORS, at_node=0.4, relative=0.1, between_nodes=0.5)
    found = charted_error(depth=row(12.0), apart=row(0.0), zero=0.3, errors=errors)
    assert found == pytest.approx(1.3)  # 0.3, 0.4 and 1.2
    apart = charted_error(depth=row(0.0), apart=row(2.4), zero=0.3, errors=errors)
    assert apart == pytest.approx(1.3)


def test_a_large_error_swamps_a_shoal_but_not_deep_water():
    found = swamped(depth=row(1.0, -4.0, 30.0, 1.0), sd=row(3.0, 3.0, 3.0, 2.0), largest=2.5)
    assert found.tolist() == [True, True, False, False]


def test_the_edge_is_as_sure_as_bed_and_slope_and_nodes_make_it():
    found = edge_error(sd=row(0.6), fall=row(0.012), spacing=0.0)
    assert found == pytest.approx(50.0)
    assert edge_error(sd=row(0.0), fall=row(0.012), spacing=120.0) == pytest.approx(34.64, abs=0.01)


def test_a_book_notes_every_number_that_it_is_asked_for():
    book = AssumptionBook()
    assert depth_errors(book) == ERRORS
    assert {one.key for one in book.used} >= {"depth_zero_sd", "depth_grid_sd"}
