"""Bounds of a run."""

from typing import Any

import pytest

from estran.assess.settings import RunSettings
from estran.errors import QuantityError


@pytest.mark.parametrize(
    "wrong",
    [
        {"particles": 99},
        {"particles": 1_000_001},
        {"hours": 0},
        {"hours": 73},
        {"seed": -1},
        {"datum_hour": -1},
    ],
)
def test_a_run_out_of_bounds_is_refused_by_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(QuantityError, match=next(iter(wrong))):
        RunSettings(**wrong)


def test_the_datum_never_lies_beyond_the_forecast() -> None:
    assert RunSettings(hours=1).datum_hour == 1
