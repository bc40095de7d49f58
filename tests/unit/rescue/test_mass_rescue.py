"""More people than the first unit can take is a mass rescue; what nobody knows is not ruled out."""

import pytest

from estran.rescue.mass_rescue import Room, mass_rescue, room_for, units_for_all

NAMED, CLASS = True, False


@pytest.mark.parametrize(
    ("persons", "rooms", "flag"),
    [
        ((47, 47), [Room(20, NAMED), Room(100, NAMED)], "yes"),
        ((47, 60), [Room(20, CLASS)], "yes"),
        ((20, 20), [Room(20, NAMED)], "no"),
        ((20, 20), [Room(20, CLASS)], "unknown"),
        ((15, 40), [Room(20, NAMED)], "unknown"),
        ((47, 47), [Room(None, NAMED), Room(100, NAMED)], "unknown"),
        ((47, 47), [], "unknown"),
        (None, [Room(1000, NAMED)], "unknown"),
    ],
)
def test_the_flag_follows_the_first_unit_and_an_estimate_proves_no_room(
    persons: tuple[int, int] | None, rooms: list[Room], flag: str
) -> None:
    assert mass_rescue(persons=persons, rooms=rooms) == flag


def test_more_persons_never_turn_a_mass_rescue_into_none() -> None:
    flags = [mass_rescue(persons=(n, n), rooms=[Room(20, NAMED)]) for n in range(60)]
    assert flags == ["no"] * 21 + ["yes"] * 39


@pytest.mark.parametrize(
    ("persons", "capacity", "word"),
    [
        ((10, 20), 20, "enough"),
        ((10, 20), 15, "unknown"),
        ((10, 20), 9, "not_enough"),
        (None, 9, "unknown"),
        ((10, 20), None, "unknown"),
    ],
)
def test_room_is_judged_for_the_whole_range_of_persons(
    persons: tuple[int, int] | None, capacity: int | None, word: str
) -> None:
    assert room_for(persons=persons, capacity=capacity) == word


def test_units_are_counted_until_there_is_room_for_the_most() -> None:
    rooms = [Room(20, CLASS), Room(None, CLASS), Room(30, CLASS)]
    assert units_for_all(persons=(10, 20), rooms=rooms) == 1
    assert units_for_all(persons=(10, 50), rooms=rooms) == 3
    assert units_for_all(persons=(10, 51), rooms=rooms) is None
