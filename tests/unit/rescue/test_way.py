"""The way by water: open sea costs nothing, a headland costs its detour, a pond is no sea."""

import numpy as np
import pytest

from estran.rescue.way import DIAGONAL, Waters, water_distance


def waters(*rows: str, spacing: float = 1000.0) -> Waters:
    """Water where a dot is; the first row lies in the south."""
    return Waters(
        water=np.array([[mark == "." for mark in row] for row in rows]),
        west=0.0,
        south=0.0,
        spacing=spacing,
    )


def detour(sea: Waters, start: tuple[float, float], goal: tuple[float, float]) -> float:
    found = sea.detours(
        from_x=np.array([start[0]]), from_y=np.array([start[1]]), to_x=goal[0], to_y=goal[1]
    )
    return float(found[0])


def test_on_open_water_distance_runs_along_eight_directions() -> None:
    found = water_distance(water=np.ones((5, 7), dtype=bool), row=0, column=0)
    rows, columns = np.indices((5, 7))
    low, high = np.minimum(rows, columns), np.maximum(rows, columns)
    assert found == pytest.approx(high - low + DIAGONAL * low)


def test_open_water_costs_no_detour() -> None:
    sea = waters(*["." * 12] * 6)
    assert detour(sea, (300.0, 4700.0), (9800.0, 900.0)) == 0.0


def test_a_spit_costs_the_way_round_it() -> None:
    sea = waters(*["....#....."] * 5, *[".........."] * 3)
    around = (
        9.0 * DIAGONAL + 1.0
    )  # four slanted and one straight step to its end, then five slanted
    assert detour(sea, (0.0, 0.0), (9000.0, 0.0)) == pytest.approx(1000.0 * (around - 9.0))
    assert detour(sea, (0.0, 7000.0), (9000.0, 7000.0)) == 0.0


def test_a_wall_leaves_no_way() -> None:
    assert np.isnan(detour(waters(*["....#....."] * 6), (0.0, 0.0), (9000.0, 0.0)))


def test_a_harbour_on_land_starts_from_the_sea_near_it_and_not_from_a_pond() -> None:
    sea = waters("..........", "..........", "##########", "####.#####", "##########")
    assert detour(sea, (4000.0, 3000.0), (9000.0, 0.0)) == 0.0


def test_far_inland_there_is_no_way() -> None:
    sea = waters(*["." * 9] * 2, *["#" * 9] * 8)
    assert np.isnan(detour(sea, (4000.0, 9000.0), (4000.0, 0.0)))


def test_where_there_is_no_water_there_is_no_way() -> None:
    assert np.isnan(detour(waters("###", "###"), (0.0, 0.0), (1000.0, 0.0)))
