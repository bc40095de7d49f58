"""Properties of searches over any cloud: chances stay chances, order is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.rescue.detection import Law, detection
from estran.rescue.search_area import normal_weights, pod, pos, searched
from estran.rescue.sweep_width import Lookout, search_objects, searchers, sweep_width
from tests.support.searches import BOAT, PERSON, Cloud, search

SOME = settings(max_examples=60, deadline=None)
HOURS, COUNT = 4, 6
TIMES = 3600.0 * np.arange(HOURS + 1, dtype=np.float64)
LAWS: tuple[Law, ...] = ("exponential", "inverse_cube", "definite_range")

places = arrays(np.float64, (HOURS + 1, COUNT, 2), elements=st.floats(-2000, 2000, width=32))
weights = arrays(np.float64, COUNT, elements=st.floats(0.01, 1.0))
statuses = arrays(np.int8, (HOURS + 1, COUNT), elements=st.sampled_from([BOAT, PERSON]))
ends = st.tuples(st.floats(0.0, 3000.0), st.floats(0.0, 3000.0)).map(lambda two: tuple(sorted(two)))
widths = st.fixed_dictionaries({PERSON: st.none() | ends, BOAT: st.none() | ends})


@st.composite
def clouds(draw):
    return Cloud(
        3600.0 * np.arange(HOURS + 1, dtype=np.float64), draw(places), draw(weights), draw(statuses)
    )


@st.composite
def searches(draw):
    start = draw(st.floats(0.0, 3.0)) * 3600.0
    west, south = draw(st.floats(-2000, 1000)), draw(st.floats(-2000, 1000))
    east, north = west + draw(st.floats(10, 3000)), south + draw(st.floats(10, 3000))
    return search(
        corners=((west, south), (east, south), (east, north), (west, north)),
        start=start,
        end=start + draw(st.floats(60.0, 3600.0)),
        spacing=draw(st.none() | st.floats(10.0, 4000.0)),
        speed=draw(st.none() | st.floats(0.5, 60.0)),
        widths=draw(widths),
    )


@SOME
@given(st.floats(0.0, 50.0), st.floats(0.0, 50.0), st.sampled_from(LAWS))
def test_a_pod_is_a_chance_and_rises_with_coverage(one, other, law):
    low, high = (detection(each, law=law) for each in sorted((one, other)))
    assert 0.0 <= low <= high <= 1.0


@SOME
@given(st.floats(0.0, 50.0))
def test_no_law_beats_the_one_who_sees_all(covered):
    random, ideal, best = (detection(covered, law=law) for law in LAWS)
    assert random <= ideal + 1e-12
    assert ideal <= best + 1e-12


@SOME
@given(clouds(), searches())
def test_pos_is_a_range_of_chances_and_never_above_the_weight_inside(cloud, one):
    found = searched(cloud, one)
    if found is None:
        assert not any(pod(one, status) for status in (PERSON, BOAT)), "known in, known out"
        return
    low, high = pos(cloud, found)
    assert 0.0 <= low <= high <= sum(found.inside.values()) + 1e-12
    assert np.all((found.low >= 0.0) & (found.low <= found.high) & (found.high <= 1.0 + 1e-12))
    assert normal_weights(cloud).sum() == pytest.approx(1.0)


@SOME
@given(clouds(), st.lists(searches(), min_size=1, max_size=4), st.randoms())
def test_more_searches_never_find_less_and_their_order_is_nothing(cloud, several, chance):
    found = [one for one in (searched(cloud, each) for each in several) if one is not None]
    before = (0.0, 0.0)
    for count in range(1, len(found) + 1):
        now = pos(cloud, *found[:count])
        assert before[0] <= now[0] + 1e-12
        assert before[1] <= now[1] + 1e-12
        assert now[1] <= 1.0
        before = now
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert pos(cloud, *shuffled) == pytest.approx(pos(cloud, *found), abs=1e-12)


@SOME
@given(clouds(), searches(), st.sampled_from([PERSON, BOAT]))
def test_an_unknown_width_never_raises_a_pos(cloud, one, lost):
    full = search(
        corners=one.corners,
        start=one.start,
        end=one.end,
        spacing=500.0,
        widths={PERSON: (200.0, 900.0), BOAT: (400.0, 800.0)},
    )
    part = search(
        corners=one.corners,
        start=one.start,
        end=one.end,
        spacing=500.0,
        widths={**full.widths, lost: None},
    )
    whole, less = searched(cloud, full), searched(cloud, part)
    assert whole is not None
    assert less is not None
    assert all(b <= a + 1e-12 for a, b in zip(pos(cloud, whole), pos(cloud, less), strict=True))


@SOME
@given(
    st.sampled_from(search_objects()),
    st.sampled_from([*searchers(), "drone", "other"]),
    st.none() | st.floats(0.0, 40.0),
    st.none() | st.floats(0.0, 60.0),
    st.none() | st.floats(0.0, 6.0),
    st.none() | st.floats(0.0, 250.0),
)
def test_a_width_is_a_range_or_unknown_with_its_reason(
    target, kind, visibility, wind, waves, speed
):
    lookout = Lookout(
        searcher=kind,
        visibility=None if visibility is None else visibility * NAUTICAL_MILE,
        wind=None if wind is None else wind * KNOT,
        waves=waves,
        speed=None if speed is None else speed * KNOT,
    )
    found = sweep_width(target, lookout)
    assert (found.width is None) == (found.unknown is not None)
    if visibility is None or wind is None or waves is None:
        assert found.width is None
    if found.width is not None:
        low, high = found.width
        assert 0.0 <= low < high < 20.0 * NAUTICAL_MILE
        assert found.sources
