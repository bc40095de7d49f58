"""The sweep widths of the manuals: as printed, rising with visibility and size, never beyond."""

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest

from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.rescue.sweep_width import Lookout, searchers, sweep_width, uncorrected_width
from tests.support.searches import bare_width

TABLE = tomllib.loads(files("estran.rescue").joinpath("sweep_width.toml").read_text("utf-8"))
PRINTED = {
    ("merchant_ship", "person_in_water"): (None, 0.4, 0.5, 0.6, 0.7),
    ("small_boat", "person_in_water"): (0.2, 0.2, 0.3, 0.3, 0.3),
    ("helicopter", "person_in_water"): (0.0, 0.1, 0.1, 0.1, 0.1),
    ("fixed_wing", "person_in_water"): (0.0, 0.1, 0.1, 0.1, 0.1),
    ("merchant_ship", "raft_4"): (None, 2.3, 3.2, 4.2, 5.5),
    ("small_boat", "raft_4"): (0.7, 1.7, 2.2, 3.1, 3.9),
    ("helicopter", "raft_4"): (0.5, 1.2, 1.6, 2.2, 2.8),
    ("fixed_wing", "raft_4"): (0.4, 1.0, 1.3, 1.8, 2.2),
    ("merchant_ship", "raft_25"): (None, 2.7, 4.2, 5.2, 7.5),
    ("small_boat", "raft_25"): (0.9, 2.4, 3.5, 5.2, 7.0),
    ("helicopter", "raft_25"): (0.6, 1.9, 2.7, 4.1, 5.6),
    ("fixed_wing", "raft_25"): (0.5, 1.6, 2.3, 3.4, 4.6),
    ("merchant_ship", "power_boat_5_6"): (None, 1.1, 1.4, 1.9, 2.3),
    ("small_boat", "power_boat_5_6"): (0.8, 1.5, 2.2, 3.3, 4.5),
    ("helicopter", "power_boat_5_6"): (0.7, 2.0, 2.9, 4.3, 5.8),
    ("fixed_wing", "power_boat_5_6"): (0.5, 1.7, 2.4, 3.6, 4.8),
    ("merchant_ship", "power_boat_8_12"): (None, 2.8, 4.5, 7.6, 11.6),
    ("small_boat", "power_boat_8_12"): (0.8, 1.9, 2.9, 4.7, 6.8),
    ("helicopter", "power_boat_8_12"): (0.8, 2.5, 3.9, 6.2, 9.0),
    ("fixed_wing", "power_boat_8_12"): (0.6, 2.1, 3.3, 5.3, 7.7),
}
"""nm, at a visibility of 1, 3, 5, 10 and 20 nm."""


def seen(searcher, visibility_nm, **changes):
    given = {"wind": 0.0, "waves": 0.0, "speed": 90.0 * KNOT, "fatigue": False}
    return Lookout(searcher=searcher, visibility=visibility_nm * NAUTICAL_MILE, **given | changes)


@pytest.mark.parametrize(
    ("case", "widths"), PRINTED.items(), ids=lambda one: " ".join(map(str, one))
)
def test_what_is_printed_lies_in_the_range(case, widths):
    searcher, target = case
    for visibility, printed in zip((1, 3, 5, 10, 20), widths, strict=True):
        lookout = seen(searcher, visibility)
        if printed is None:
            assert uncorrected_width(target, lookout) == "visibility"
            continue
        low, high = bare_width(target, lookout)
        assert low - 1e-9 <= printed <= high + 1e-9
        assert high > low, "a figure printed to a tenth is a range"


@pytest.mark.parametrize("target", ["person_in_water", "raft_4", "raft_15", "raft_25"])
@pytest.mark.parametrize("searcher", sorted({name for name, _ in PRINTED}))
def test_a_row_of_its_own_is_known_to_the_last_digit_printed(searcher, target):
    low, high = bare_width(target, seen(searcher, 10))
    assert high - low == pytest.approx(0.1)


@pytest.mark.parametrize("name", searchers())
def test_widths_rise_with_visibility_and_with_size(name):
    table = TABLE["searchers"][name]
    for kind in ("person", "raft", "power_boat"):
        rows = [row for _, row in sorted(table[kind].items(), key=lambda one: float(one[0]))]
        assert all(left <= right for row in rows for left, right in pairwise(row))
        for smaller, larger in pairwise(rows):
            assert all(a <= b for a, b in zip(smaller, larger, strict=True))


@pytest.mark.parametrize(
    ("speed_kn", "person", "raft"),
    [(60, 1.5, 1.3), (90, 1.0, 1.0), (120, 0.8, 0.9), (140, 0.7, 0.8)],
)
def test_a_helicopters_speed(speed_kn, person, raft):
    for target, factor in (("person_in_water", person), ("raft_4", raft)):
        slow = seen("helicopter", 10, speed=speed_kn * KNOT)
        found = sweep_width(target, slow).width
        assert found is not None
        low, high = bare_width(target, slow)
        assert found[0] == pytest.approx(low * factor * NAUTICAL_MILE)
        assert found[1] == pytest.approx(high * factor * NAUTICAL_MILE)


@pytest.mark.parametrize(("speed_kn", "factor"), [(100, 1.2), (150, 1.2), (180, 1.0), (210, 0.9)])
def test_the_speed_of_an_aeroplane(speed_kn, factor):
    found = sweep_width("person_in_water", seen("fixed_wing", 10, speed=speed_kn * KNOT)).width
    assert found == pytest.approx((0.05 * factor * NAUTICAL_MILE, 0.15 * factor * NAUTICAL_MILE))


@pytest.mark.parametrize("speed_kn", [30, 59, 141])
def test_beyond_its_table_the_speed_of_a_helicopter_has_no_factor(speed_kn):
    found = sweep_width("person_in_water", seen("helicopter", 10, speed=speed_kn * KNOT))
    assert (found.width, found.unknown) == (None, "speed")
