"""An assumption has a range, a reason and a source key, and the book remembers which were used."""

import pytest

from estran.errors import SourceError
from estran.sources.assumptions import (
    AssumedWeights,
    Assumption,
    AssumptionBook,
    assumed_weights,
    assumption,
    parse_assumptions,
)

NUMBER = (
    '[k]\nvalue = 2.0\nunit = "m"\nlow = 1.0\nhigh = 3.0\nsource = "assumed"\nwhy = "a guess"\n'
)
WEIGHTS = '[w]\nsource = "assumed"\nwhy = "a guess"\nweights = { a = 0.25, b = 0.75 }\n'


def test_numbers_and_weights_are_told_apart():
    known = parse_assumptions(NUMBER + WEIGHTS)
    assert isinstance(known["k"], Assumption)
    assert isinstance(known["w"], AssumedWeights)
    assert known["w"].weights["b"] == 0.75


def test_weights_may_stand_in_a_table_of_their_own():
    nested = '[w]\nsource = "assumed"\nwhy = "a guess"\n[w.weights]\na = 0.25\nb = 0.75\n'
    assert parse_assumptions(nested)["w"] == parse_assumptions(WEIGHTS)["w"]


@pytest.mark.parametrize("value", ["0.9", "3.1", "nan"])
def test_a_value_outside_its_range_is_refused(value):
    with pytest.raises(SourceError, match="assumption k"):
        parse_assumptions(NUMBER.replace("value = 2.0", f"value = {value}"))


def test_a_range_is_compulsory():
    with pytest.raises(SourceError, match=r"\[k\].*low"):
        parse_assumptions(NUMBER.replace("low = 1.0\n", ""))


@pytest.mark.parametrize("weights", ["{ a = 0.5, b = 0.6 }", "{ a = 1.5, b = -0.5 }", "{}"])
def test_weights_that_are_no_weights_are_refused(weights):
    with pytest.raises(SourceError, match="sum to one"):
        parse_assumptions(WEIGHTS.replace("{ a = 0.25, b = 0.75 }", weights))


def test_an_unknown_source_is_refused():
    with pytest.raises(SourceError, match="No source 'guessed'"):
        parse_assumptions(NUMBER.replace('"assumed"', '"guessed"'))


def test_an_unknown_assumption_names_the_nearest():
    with pytest.raises(SourceError, match="'diffusion'"):
        assumption("difusion")


def test_a_number_is_not_taken_for_weights_nor_weights_for_a_number():
    with pytest.raises(SourceError, match="holds a number"):
        assumed_weights("diffusion")
    with pytest.raises(SourceError, match="holds weights"):
        assumption("state_if_unknown")


def test_the_book_remembers_what_it_handed_out_once_and_by_key():
    book = AssumptionBook()
    book.weights("state_if_unknown")
    assert book.value("diffusion") == assumption("diffusion").value
    book.take("diffusion")
    assert [row.key for row in book.used] == ["diffusion", "state_if_unknown"]


def test_two_books_know_nothing_of_each_other():
    first, second = AssumptionBook(), AssumptionBook()
    first.value("diffusion")
    assert second.used == ()
