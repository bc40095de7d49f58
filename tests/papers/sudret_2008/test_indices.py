"""Sobol' indices from coefficients of polynomials, Sudret (2008), where they are known by hand."""

import numpy as np
import pytest

from estran.lab.analysis.effects import sudret_2008
from estran.lab.analysis.emulator import blatman_sudret_2011
from estran.lab.analysis.polynomials import legendre_basis
from tests.support.synthetic_study import drawn, noise

DRAWS = 400
KEYS = ("a", "b", "c", "d")


def indices(values, parameters):
    weights = np.full(DRAWS, 1.0 / DRAWS)
    found = blatman_sudret_2011(legendre_basis(parameters), values, weights)
    first: list[float] = []
    total: list[float] = []
    for at in range(len(parameters)):
        alone = [{place for place, _ in term} == {at} for term in found.terms]
        within = [at in {place for place, _ in term} for term in found.terms]
        for shares, counted in ((first, alone), (total, within)):
            terms = dict(zip(found.terms, counted, strict=True))
            shares.append(sudret_2008(found, weights, terms.__getitem__))
    return found, first, total


def test_a_product_and_a_sum_have_the_indices_that_a_sheet_of_paper_gives():
    # y = 4 a' + 2 b' + 6 a' c' with a', b', c' uniform from -1 to 1: variances 16/3, 4/3 and 36/9.
    parameters = drawn(DRAWS, KEYS)
    a, b, c = (2.0 * parameters[key] - 1.0 for key in "abc")
    found, first, total = indices(4.0 * a + 2.0 * b + 6.0 * a * c, parameters)
    whole = 16.0 / 3.0 + 4.0 / 3.0 + 4.0
    assert found.explained > 0.98
    assert first == pytest.approx([16 / 3 / whole, 4 / 3 / whole, 0.0, 0.0], abs=0.04)
    assert total == pytest.approx([(16 / 3 + 4) / whole, 4 / 3 / whole, 4 / whole, 0.0], abs=0.04)


def test_a_parabola_is_an_effect_though_nothing_rises_or_falls():
    parameters = drawn(DRAWS, KEYS)
    _, first, _ = indices((2.0 * parameters["b"] - 1.0) ** 2, parameters)
    assert first[1] == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("seed", range(4))
def test_pure_chance_among_many_parameters_is_not_explained(seed):
    parameters = drawn(96, [f"p{place}" for place in range(80)], seed=seed)
    weights = np.full(96, 1.0 / 96.0)
    found = blatman_sudret_2011(legendre_basis(parameters), noise((96,), seed=seed), weights)
    assert found.explained < 0.1


def test_few_parameters_are_found_among_many_in_few_draws():
    parameters = drawn(96, [f"p{place}" for place in range(80)])
    values = 3.0 * parameters["p7"] - 2.0 * parameters["p31"] + 0.3 * noise((96,))
    weights = np.full(96, 1.0 / 96.0)
    found = blatman_sudret_2011(legendre_basis(parameters), values, weights)
    share = sudret_2008(found, weights, lambda term: {place for place, _ in term} <= {7, 31})
    # Noise is 0.09 of a variance of 9/12 + 4/12 + 0.09.
    assert found.explained == pytest.approx(1.0 - 0.09 / (13.0 / 12.0 + 0.09), abs=0.08)
    assert share > 0.95
