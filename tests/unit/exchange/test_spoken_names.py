"""Names as people write them."""

import pytest

from estran.exchange.spoken_names import plain_names


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Adrift", "adrift"),
        ("in water", "in_water"),
        ("Under-Way", "under_way"),
        ("flying", "flying"),
    ],
)
def test_a_state_in_any_case_is_the_state_and_an_unknown_one_stays(said: str, name: str) -> None:
    assert plain_names({"state": said}) == {"state": name}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("dover", "Dover"),
        ("CROSS Gris-Nez", "Gris-Nez"),
        ("MRCC Dover", "Dover"),
        ("HM Coastguard Dover", "Dover"),
        ("Oostende", "Oostende"),
        ("MRCC Douvres", "Dover"),
        ("ostende", "Oostende"),
        ("Calais", "Calais"),
    ],
)
def test_a_centre_goes_by_its_name_with_or_without_its_title(said: str, name: str) -> None:
    told = {"coordinator": said, "told": {said: "2022-12-14T02:13Z"}}
    assert plain_names(told) == {"coordinator": name, "told": {name: "2022-12-14T02:13Z"}}


def test_what_nobody_said_stays_unsaid() -> None:
    assert plain_names({"at": "now", "state": None}) == {"at": "now", "state": None}
