"""What looks like a name, a number or an address; and what must not be taken for one."""

import pytest

from estran.casebook.private_words import looks_private, looks_reachable


@pytest.mark.parametrize(
    "text",
    [
        "+33 6 12 34 56 78",
        "call 06.12.34.56.78 back",
        "0033612345678",
        "07700-900123",
        "his number is +44 7700 900123.",
    ],
)
def test_a_number_that_can_be_dialled_is_seen(text):
    assert "phone" in looks_private(text)
    assert looks_reachable(text)


@pytest.mark.parametrize("text", ["write to someone@example.org", "a.b-c@mail.example"])
def test_an_address_is_seen(text):
    assert "mail" in looks_private(text)
    assert looks_reachable(text)


@pytest.mark.parametrize(
    "text", ["Mr Smith", "Mme Durand", "he is called Ahmed", "elle s'appelle Leila", "Jean Martin"]
)
def test_a_name_is_suspected_but_no_way_to_reach_anybody(text):
    assert looks_private(text) == ("name",)
    assert not looks_reachable(text)


@pytest.mark.parametrize(
    "text",
    [
        "50-59.294N 001-21.087E",
        "51.0416 1.7521",
        "51.0416123, 1.7521334",
        "https://maps.example/?q=51.04161234,1.75213345",
        "2021-11-24T01:06:12Z",
        "2021-11-24 01:06",
        "Gris Nez and Dover Calais",
        "33 people, 2 nm off, wind SW 15",
        "",
    ],
)
def test_places_times_and_counts_are_none_of_these(text):
    assert looks_private(text) == ()
    assert not looks_reachable(text)


@pytest.mark.parametrize("mmsi", ["MMSI 235104484", "002320014", "227314800"])
def test_a_ships_number_does_not_reach_a_person(mmsi):
    assert not looks_reachable(mmsi)
