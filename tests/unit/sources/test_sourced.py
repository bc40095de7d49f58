"""A number from the literature stands only with a known source and inside its own range."""

import pytest

from estran.errors import SourceError
from estran.sources.sourced import Sourced, read_sourced

ROW = {"value": 0.435, "unit": "1", "low": 0.40, "high": 0.47, "source": "allen_fitzgerald_1997"}


def test_a_row_becomes_a_number_with_its_source():
    number = read_sourced({**ROW, "page": "abstract", "confidence": "high"}, where="swamped.toml")
    assert number == Sourced(
        value=0.435, unit="1", low=0.40, high=0.47, source="allen_fitzgerald_1997",
        page="abstract", confidence="high",
    )  # fmt: skip


def test_bounds_page_and_confidence_may_be_left_out():
    number = read_sourced({"value": 2.0, "unit": "m", "source": "pugh_1987"}, where="x.toml")
    assert (number.low, number.high, number.page, number.confidence) == (None, None, "", "medium")


def test_an_unknown_source_is_refused_with_the_place():
    with pytest.raises(SourceError, match=r"^swamped.toml \[factor\]: No source 'allen'"):
        read_sourced({**ROW, "source": "allen"}, where="swamped.toml [factor]")


@pytest.mark.parametrize("value", [0.39, 0.48, float("nan")])
def test_a_value_outside_its_own_range_is_refused(value):
    with pytest.raises(SourceError, match="outside its own range"):
        read_sourced({**ROW, "value": value}, where="swamped.toml")


def test_a_missing_unit_is_refused():
    with pytest.raises(SourceError, match="unit"):
        read_sourced({"value": 1.0, "source": "pugh_1987"}, where="x.toml")


def test_an_invented_confidence_is_refused():
    with pytest.raises(SourceError, match="high, medium, low"):
        read_sourced({**ROW, "confidence": "certain"}, where="x.toml")
