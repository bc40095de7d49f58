"""Properties of likeness: distance only lowers it, order and other boats change nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.assess.drifted_cloud import RecentClouds
from estran.assess.likeness import LikenessSettings, likeness_of, probabilities
from estran.assess.likeness_position import Place, look_up
from estran.sources.assumptions import AssumptionBook
from tests.support.sightings import boat, part, seen, still_cloud

if TYPE_CHECKING:
    from random import Random

    from estran.assess.drifted_cloud import DriftedCloud
    from estran.assess.likeness_answer import CraftSeen, ReportSeen

SOME = settings(max_examples=60, deadline=None)
QUICK = LikenessSettings(particles=100)
CLOUDS = RecentClouds()

persons = st.none() | st.integers(1, 200) | st.sampled_from(["20-40", "about 60", "?"])
colours = st.sampled_from(["", "black", "grey", "orange", "dark", "noir et gris"])
engines = st.sampled_from(["running", "stopped", "none", "unknown"])
phones = st.sampled_from([(), ("a",), ("a", "b"), ("c",)])
positions = st.sampled_from([None, "51.05N 1.75E", "51.06N 1.78E", "50.8N 1.3E", "50.9N 1.95E"])
minutes = st.integers(0, 59).map(lambda minute: f"2021-11-24T02:{minute:02d}Z")
reports = st.builds(
    lambda at, position, **said: seen(f"{at}{position}{said}", at, position, **said),
    minutes,
    positions,
    persons=persons,
    colour=colours,
    engine=engines,
    phones=phones,
)
crafts = st.lists(
    st.tuples(st.lists(reports, max_size=2), st.booleans()), min_size=1, max_size=3
).map(lambda rows: [boat(f"B{n}", *row[0], recovered=row[1]) for n, row in enumerate(rows)])


@cache
def round_cloud() -> DriftedCloud:
    """Rings of 40 particles: the same from every side, so that only the distance can matter."""
    turn = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
    rings = [
        radius * np.column_stack((np.cos(turn), np.sin(turn)))
        for radius in np.linspace(50.0, 1500.0, 20)
    ]
    return still_cloud(np.concatenate(rings))


@SOME
@given(
    distance=st.floats(2000.0, 40_000.0),
    further=st.floats(1.01, 3.0),
    turn=st.floats(0.0, 6.28),
    sd=st.floats(20.0, 1500.0),
)
def test_the_ratio_of_a_position_falls_with_its_distance(
    distance: float, further: float, turn: float, sd: float
) -> None:
    near, far = (
        look_up(
            round_cloud(),
            time=0.0,
            place=Place(metres * np.cos(turn), metres * np.sin(turn), sd),
            book=AssumptionBook(),
        ).ratio
        for metres in (distance, distance * further)
    )
    assert far <= near * (1.0 + 1e-9)
    assert far >= AssumptionBook().value("likeness_position_wrong")


@SOME
@given(new=reports, craft=crafts, shuffle=st.randoms(use_true_random=False))
def test_neither_order_nor_other_boats_change_the_parts(
    new: ReportSeen, craft: list[CraftSeen], shuffle: Random
) -> None:
    rows = likeness_of(new, craft, settings=QUICK, clouds=CLOUDS)
    mixed = list(craft)
    shuffle.shuffle(mixed)
    assert likeness_of(new, mixed, settings=QUICK, clouds=CLOUDS) == rows
    for one in craft:
        alone = likeness_of(new, [one], settings=QUICK, clouds=CLOUDS)[0]
        beside = next(row for row in rows if row.craft == one.id)
        assert (alone.parts, alone.log10_ratio) == (beside.parts, beside.log10_ratio)


@SOME
@given(new=reports, craft=crafts)
def test_unknown_stays_unknown_and_verdict_fits_number(
    new: ReportSeen, craft: list[CraftSeen]
) -> None:
    for row in likeness_of(new, craft, settings=QUICK, clouds=CLOUDS):
        for one in row.parts:
            assert (one.verdict == "unknown") == (one.log10_ratio is None)
            if one.log10_ratio is not None:
                sign = {"for": 1, "against": -1, "neither": 0}[one.verdict]
                assert np.sign(one.log10_ratio) == sign or abs(one.log10_ratio) < 0.11
        assert (row.word == "unknown") == (row.log10_ratio is None)
        if new.report is None or not new.phones:
            assert part(row, "phone" if not new.phones else "position").verdict == "unknown"
        verdicts = [one.verdict for one in row.parts]
        assert verdicts == sorted(verdicts, key=("against", "for", "neither", "unknown").index)


@SOME
@given(new=reports, craft=crafts, low=st.integers(1, 90), gap=st.integers(1, 100))
def test_persons_that_do_not_meet_never_raise_a_likeness(
    new: ReportSeen, craft: list[CraftSeen], low: int, gap: int
) -> None:
    mine = msgspec.structs.replace(new, persons=low)
    silent = msgspec.structs.replace(new, persons=None)
    for one in craft:
        theirs = msgspec.structs.replace(
            one,
            reports=tuple(msgspec.structs.replace(r, persons=low + gap) for r in one.reports),
        )
        said = likeness_of(mine, [theirs], settings=QUICK, clouds=CLOUDS)[0]
        unsaid = likeness_of(silent, [theirs], settings=QUICK, clouds=CLOUDS)[0]
        if theirs.reports:
            assert part(said, "persons").verdict == "against"
            assert (said.log10_ratio or 0.0) <= (unsaid.log10_ratio or 0.0) - 0.09


@SOME
@given(st.lists(st.none() | st.floats(-8.0, 8.0), min_size=1, max_size=50))
def test_a_boat_that_nobody_opened_always_keeps_a_chance(decades: list[float | None]) -> None:
    found = probabilities(decades)
    assert all(0.0 <= one <= 1.0 for one in found)
    known = [one or 0.0 for one in decades]
    assert np.argmax(found) == np.argmax(np.array(known)) or found.count(max(found)) > 1
