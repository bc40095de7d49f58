"""Persons and waves as people say them."""

import pytest

from estran.assess.amounts_text import persons_reported, waves_reported
from estran.errors import QuantityError


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (47, 47, 47),
        (" 47 ", 47, 47),
        ("40-60", 40, 60),
        ("40 to 60", 40, 60),
        ("about 60", 60, 60),
        ("~60", 60, 60),
        ("40 à 60", 40, 60),
        (0, 0, 0),
    ],
)
def test_persons_are_a_range(said: int | str, low: int, high: int) -> None:
    persons = persons_reported(said)
    assert persons is not None
    assert (persons.low, persons.high, persons.said) == (low, high, str(said))


def test_nobody_counted_stays_unknown() -> None:
    assert persons_reported(None) is None


@pytest.mark.parametrize("said", [-5, "-6", 301, "60-40", "many", "47.5", ""])
def test_negative_absurd_or_vague_persons_are_refused_with_what_to_write(said: int | str) -> None:
    with pytest.raises(QuantityError, match="Persons") as refusal:
        persons_reported(said)
    assert repr(str(said)) in refusal.value.message


@pytest.mark.parametrize(
    ("said", "metres"), [(0.6, 0.6), ("0.60", 0.6), ("0,6 m", 0.6), ("2 metres", 2.0)]
)
def test_waves_are_metres(said: float | str, metres: float) -> None:
    assert waves_reported(said) == metres


@pytest.mark.parametrize("said", [-0.1, 20, "rough", "nan"])
def test_waves_beyond_the_sea_are_refused(said: float | str) -> None:
    with pytest.raises(QuantityError, match="Waves"):
        waves_reported(said)
