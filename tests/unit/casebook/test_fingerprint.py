"""Which numbers are the same, and which night is which."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from estran.casebook.fingerprint import comparable, night_of


@pytest.mark.parametrize(
    "text", ["+33612345678", "+33 6 12-34.56 78", "0033 6 12 34 56 78", "\uff0b33 (6) 12345678"]
)
def test_one_number_in_many_spellings(text: str) -> None:
    assert comparable(text) == "+33612345678"


def test_a_country_is_not_guessed() -> None:
    assert comparable("06 12 34 56 78") == "0612345678"
    assert comparable("07700 900123") != comparable("+44 7700 900123")


def test_a_night_lasts_from_noon_to_noon() -> None:
    noon = datetime(2022, 12, 14, 12, tzinfo=UTC)
    assert night_of(noon) == "2022-12-14"
    assert night_of(noon - timedelta(seconds=1)) == "2022-12-13"
    paris = datetime(2022, 12, 14, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    assert night_of(paris) == "2022-12-13"
