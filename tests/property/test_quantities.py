"""What holds for every position, direction, instant and random stream."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from estran.errors import PositionError, QuantityError, TimeError
from estran.quantities.geodesy import (
    LocalPlane,
    Position,
    destination,
    distance_and_bearing,
)
from estran.quantities.instants import (
    epoch_seconds,
    format_instant,
    from_epoch_seconds,
    parse_instant,
)
from estran.quantities.position_text import format_dd, format_dmm, format_dms, parse_position
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import (
    components_from,
    components_to,
    direction_from_deg,
    direction_to_deg,
)
from estran.quantities.vector_text import parse_course_and_speed, parse_wind

FORMS = {
    "DD": (format_dd, 1e-5),
    "DMM": (format_dmm, 1e-3 / 60.0),
    "DMS": (format_dms, 0.1 / 3600.0),
}
DASHES = "-\u2010\u2013\u2014\u2212"
DEGREE_MARKS = ["\u00b0", "\u00ba", "\u02da", " deg ", "\u00b0 "]
PRIMES = ["'", "\u2019", "\u2032", "\u00b4"]

positions = st.builds(
    Position,
    latitude=st.floats(min_value=-90.0, max_value=90.0),
    longitude=st.floats(min_value=-180.0, max_value=180.0),
)
nearby = st.builds(
    Position,
    latitude=st.floats(min_value=50.4, max_value=51.6),
    longitude=st.floats(min_value=0.7, max_value=2.8),
)
bearings = st.floats(min_value=0.0, max_value=360.0, exclude_max=True)
speeds = st.floats(min_value=1e-3, max_value=100.0)
typed = st.text(alphabet="0123456789 NSEWOnsewo.,-+/:;'\"\u00b0\u2032dmlatong", max_size=40)
instants = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 (the strategy adds the zone)
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 (the strategy adds the zone)
    timezones=st.integers(min_value=-14 * 60, max_value=14 * 60).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    ),
)


def turned(one, two):
    """Smallest angle between two directions."""
    return abs((one - two + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize("form", FORMS)
@given(position=positions)
def test_a_written_position_is_read_back_to_half_a_unit(form, position):
    write, unit = FORMS[form]
    parsed = parse_position(write(position))
    assert parsed.form == form
    assert parsed.position.latitude == pytest.approx(position.latitude, abs=0.5001 * unit)
    assert parsed.position.longitude == pytest.approx(position.longitude, abs=0.5001 * unit)


@given(position=positions)
def test_writing_what_was_read_changes_nothing(position):
    for write, _ in FORMS.values():
        text = write(position)
        assert write(parse_position(text).position) == text


@given(position=positions, dash=st.sampled_from(DASHES), comma=st.booleans())
def test_dashes_and_decimal_commas_do_not_matter(position, dash, comma):
    text = format_dmm(position)
    varied = text.replace("-", dash)
    assert parse_position(varied).position == parse_position(text).position
    if comma:
        assert parse_position(varied.replace(".", ",")).position == parse_position(text).position


@given(
    position=positions,
    degree=st.sampled_from(DEGREE_MARKS),
    prime=st.sampled_from(PRIMES),
    letters_first=st.booleans(),
    longitude_first=st.booleans(),
)
def test_marks_letters_and_order_do_not_matter(
    position, degree, prime, letters_first, longitude_first
):
    text = format_dmm(position)
    halves = []
    for half in text.split():
        number, letter = half[:-1].replace("-", degree) + prime, half[-1]
        halves.append(f"{letter} {number}" if letters_first else f"{number} {letter}")
    varied = ", ".join(reversed(halves) if longitude_first else halves)
    assert parse_position(varied).position == parse_position(text).position


@given(position=positions)
def test_iso_6709_and_links_are_read_back(position):
    signed = f"{position.latitude:+010.6f}{position.longitude:+011.6f}/"
    pair = f"{position.latitude:.6f},{position.longitude:.6f}"
    for text in (signed, f"geo:{pair}", f"https://maps.google.com/?q={pair}"):
        read = parse_position(text).position
        assert read.latitude == pytest.approx(position.latitude, abs=0.51e-6)
        assert read.longitude == pytest.approx(position.longitude, abs=0.51e-6)


@pytest.mark.parametrize("form", FORMS)
@given(position=positions, which=st.sampled_from(["NS", "EW", "NSEW"]))
def test_without_a_letter_no_written_position_is_read(form, position, which):
    text = FORMS[form][0](position)
    bare = "".join(character for character in text if character not in which)
    with pytest.raises(PositionError) as refusal:
        parse_position(bare)
    assert refusal.value.code == "position.hemisphere_missing"


@given(text=st.one_of(typed, st.text(max_size=60)))
@example("geo:1,2;")
@example("https://[/?q=1,2")
@example("google.com:99999/?q=1,2")
def test_any_text_is_read_or_refused_on_purpose(text):
    for parse, refusal in (
        (parse_position, PositionError),
        (parse_course_and_speed, QuantityError),
        (parse_wind, QuantityError),
        (parse_instant, TimeError),
    ):
        try:
            parse(text)
        except refusal as error:
            assert error.message  # noqa: PT017 (either outcome is right)


@given(text=typed)
def test_what_is_read_bears_both_letters(text):
    try:
        parsed = parse_position(text)
    except PositionError:
        return
    if parsed.form in FORMS:
        letters = set(text.upper())
        assert letters & set("NS")
        assert letters & set("EWO")


@given(speed=speeds, direction=bearings)
def test_components_and_directions_are_inverse(speed, direction):
    east, north = components_to(speed=speed, to_deg=direction)
    assert np.hypot(east, north) == pytest.approx(speed)
    assert turned(direction_to_deg(east=east, north=north), direction) < 1e-9
    east, north = components_from(speed=speed, from_deg=direction)
    assert turned(direction_from_deg(east=east, north=north), direction) < 1e-9


@given(east=st.floats(-1e3, 1e3), north=st.floats(-1e3, 1e3))
def test_a_direction_lies_between_0_and_below_360(east, north):
    assert 0.0 <= direction_to_deg(east=east, north=north) < 360.0
    assert 0.0 <= direction_from_deg(east=east, north=north) < 360.0


@given(tenths=st.integers(0, 3599), speed=st.integers(0, 600))
def test_a_course_and_speed_is_read_back(tenths, speed):
    read = parse_course_and_speed(f"{tenths / 10:05.1f} {speed / 10:.1f}kn")
    assert read.course_to_deg == pytest.approx(tenths / 10)
    assert read.speed == pytest.approx(speed / 10 * 1852.0 / 3600.0)


@given(start=nearby, end=nearby)
def test_the_plane_and_the_geodesic_are_inverse_to_a_millimetre(start, end):
    plane = LocalPlane(origin=Position(latitude=51.0, longitude=1.75))
    east, north = plane.to_plane(longitude=start.longitude, latitude=start.latitude)
    longitude, latitude = plane.to_geographic(east=east, north=north)
    assert longitude == pytest.approx(start.longitude, abs=1e-8)
    assert latitude == pytest.approx(start.latitude, abs=1e-8)
    distance, bearing = distance_and_bearing(start=start, end=end)
    reached = destination(start=start, bearing_deg=bearing, distance=distance)
    assert reached.longitude == pytest.approx(end.longitude, abs=1e-8)
    assert reached.latitude == pytest.approx(end.latitude, abs=1e-8)


@given(instant=instants)
def test_an_instant_is_read_back_to_the_microsecond(instant):
    assert parse_instant(format_instant(instant)) == instant
    assert parse_instant(instant.isoformat()) == instant
    back = from_epoch_seconds(epoch_seconds(instant))
    assert abs(back - instant) <= timedelta(microseconds=1)
    assert back.tzinfo is UTC


@given(
    seed=st.integers(0, 2**64 - 1),
    step=st.integers(0, 10**6),
    count=st.integers(1, 60),
    cut=st.integers(0, 60),
    half=st.integers(1, 4),
)
def test_random_streams_do_not_notice_how_entities_are_split(seed, step, count, cut, half):
    streams, per, cut = RandomStreams(seed), 2 * half, min(cut, count)
    for draw in (streams.uniforms, streams.normals):
        whole = draw("s", step=step, first=5, count=count, per=per)
        head = draw("s", step=step, first=5, count=cut, per=per)
        tail = draw("s", step=step, first=5 + cut, count=count - cut, per=per)
        assert np.concatenate((head, tail)).tobytes() == whole.tobytes()
