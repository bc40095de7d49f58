"""Hazard classes and survival times for any input: monotonic, and never better for knowing less."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from estran.hazard import classes
from estran.hazard.boat import assumed_inflatable
from estran.hazard.classes import HazardClass
from estran.hazard.spans import Span, exactly
from estran.hazard.swamped import swamped_buoyancy_ratio
from estran.hazard.wading import child, exhausted_adult, trained_officer
from estran.hazard.wading_waves import wading_flow, wading_flow_at_least
from estran.hazard.waves_aboard import rayleigh_shipping
from estran.rescue.survival import Immersion, not_before, urgent_by
from estran.sources.assumptions import AssumptionBook

BOOK = AssumptionBook()
BOAT = assumed_inflatable(BOOK)
WADERS = (trained_officer(), exhausted_adult(), child())
ENTRY = datetime(2021, 11, 24, 3, 12, tzinfo=UTC)


def spans(low, high):
    return st.tuples(st.floats(low, high), st.floats(low, high)).map(lambda p: Span(min(p), max(p)))


PERSONS = spans(0.0, 250.0)
WAVES = spans(0.0, 3.0)
DEPTHS = spans(0.0, 5.0)
SPEEDS = spans(0.0, 4.0)
DRAUGHTS = spans(0.0, 8.0)
MINUTES = spans(0.0, 200.0)
WATER = spans(-3.0, 20.0)


def every_class(persons, waves, depth, speed, minutes, water):
    """Each hazard of the room for one set of inputs."""
    found = {
        "swamped": classes.swamped_buoyancy(persons=persons, boat=BOAT),
        "waves": classes.waves_shipped(wave_height=waves, boat=BOAT, book=BOOK),
        "crowded": classes.crowded(persons=persons, boat=BOAT),
        "surf": classes.surf(wave_height=waves, depth=depth),
        "breaker": classes.breaker_abeam(breaker_height=waves, boat=BOAT, book=BOOK),
        "grounding": classes.grounding(
            depth=depth, draught=exactly(1.0), wave_height=waves, book=BOOK
        ),
        "hands": classes.cold_hands(minutes=minutes, water_temperature=water),
    }
    for wader in WADERS:
        found[wader.key] = classes.wading(
            wader=wader, depth=depth, speed=speed, wave_height=waves, book=BOOK
        )
    return found


def wider(span, below, above):
    return Span(span.low - below, span.high + above)


INPUTS = st.tuples(PERSONS, WAVES, DEPTHS, SPEEDS, MINUTES, WATER)


@given(INPUTS, st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_knowing_less_never_gives_a_better_class(inputs, below, above):
    known = every_class(*inputs)
    vague = every_class(*(wider(span, below, above) for span in inputs))
    for name, found in vague.items():
        if found is HazardClass.NOT_SHOWN_SAFE:
            assert known[name] is HazardClass.NOT_SHOWN_SAFE, name


@given(INPUTS, st.sets(st.integers(0, 5), min_size=1))
def test_an_input_that_nobody_knows_leaves_its_hazards_unknown(inputs, dropped):
    known = every_class(*inputs)
    missing = every_class(*(None if k in dropped else span for k, span in enumerate(inputs)))
    for name, found in missing.items():
        assert found in {known[name], HazardClass.UNKNOWN}
    everything = every_class(*(None for _ in inputs))
    assert set(everything.values()) == {HazardClass.UNKNOWN}


@given(st.floats(1.0, 200.0), st.floats(1.0, 200.0))
def test_more_people_never_float_better(one, other):
    few, many = sorted((one, other))
    ratios = swamped_buoyancy_ratio(
        volume=np.full(2, 3.9),
        persons=np.array([few, many]),
        person_mass=np.full(2, 75.0),
        boat_mass=np.full(2, 250.0),
    )
    assert ratios[1] <= ratios[0]


@given(st.floats(0.05, 2.0), st.floats(0.05, 2.0), st.floats(0.05, 0.6), st.floats(0.05, 0.6))
def test_higher_waves_and_lower_sides_never_ship_fewer_waves(one, other, side, another):
    low, high = sorted((one, other))
    shallow, tall = sorted((side, another))
    events = rayleigh_shipping(
        wave_height=np.array([low, high]),
        freeboard=np.array([tall, shallow]),
        relative_motion=np.ones(2),
        period=np.full(2, 4.0),
    )
    assert events[1] >= events[0]


@given(
    st.lists(st.floats(0.05, 2.0), min_size=2, max_size=2),
    st.lists(st.floats(0.0, 3.0), min_size=2, max_size=2),
    st.lists(st.floats(0.0, 3.0), min_size=2, max_size=2),
)
def test_deeper_faster_higher_never_lessens_the_flow_at_a_wader(depths, speeds, waves):
    rising = {
        "depth": np.sort(np.array(depths)),
        "speed": np.sort(np.array(speeds)),
        "wave_height": np.sort(np.array(waves)),
        "factor": np.full(2, 1.66),
    }
    bound, flow = wading_flow_at_least(**rising), wading_flow(**rising)
    assert bound[1] >= bound[0] - 1e-12
    assert np.isnan(flow).any() or flow[1] >= flow[0] - 1e-12
    np.testing.assert_array_equal(flow[~np.isnan(flow)], bound[~np.isnan(flow)])


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_law_of_waves_answers_within_its_range_or_not_at_all(height):
    with np.errstate(all="ignore"):
        events = rayleigh_shipping(
            wave_height=np.array([height]),
            freeboard=np.array([0.2]),
            relative_motion=np.array([1.0]),
            period=np.array([4.0]),
        )[0]
    assert np.isnan(events) != (1e-3 <= height <= 2.0)


def immersion(water, late, *, flotation, beaufort):
    return Immersion(
        entry_earliest=ENTRY,
        entry_latest=ENTRY + timedelta(minutes=late),
        water_low=water.low,
        water_high=water.high,
        flotation=flotation,
        beaufort=beaufort,
    )


@given(WATER, st.floats(0.0, 300.0), st.floats(0.0, 5.0), st.floats(0.0, 300.0))
def test_knowing_less_never_ends_a_search_sooner(water, late, widening, later):
    known = not_before(immersion(water, late, flotation=True, beaufort=2)).time
    vague = wider(water, widening, widening)
    found = not_before(immersion(vague, late + later, flotation=None, beaufort=None)).time
    assert found is None or (known is not None and found >= known)


@given(WATER, st.floats(0.0, 5.0), st.sampled_from([True, False]), st.integers(0, 12))
def test_knowing_less_never_makes_help_less_urgent(water, colder, flotation, beaufort):
    known = urgent_by(immersion(water, 0.0, flotation=flotation, beaufort=beaufort), book=BOOK).time
    vague = immersion(wider(water, colder, 0.0), 0.0, flotation=None, beaufort=None)
    found = urgent_by(vague, book=BOOK).time
    assert found is None or (known is not None and found <= known)


@given(WATER, st.floats(0.0, 300.0))
def test_a_search_is_never_over_before_help_should_have_come(water, late):
    one = immersion(water, late, flotation=None, beaufort=None)
    soon, first = urgent_by(one, book=BOOK).time, not_before(one).time
    assert soon is None or first is None or soon < first
