"""Lines off the air: what is read, and that nothing else costs more than a count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.adapters.ais_sentences import MOST_OPEN, PATIENCE, SentenceReader
from tests.support.ais_sentences import T0, checksum, place, sentences, ship, tagged, text

if TYPE_CHECKING:
    from estran.rescue.distress_devices import Sighting

MMSI = 227000001


def read(*lines: bytes, received: datetime | None = None) -> tuple[list[Sighting], SentenceReader]:
    reader = SentenceReader()
    found = [reader.read(line, received=received) for line in lines]
    reader.close()
    return [one for one in found if one is not None], reader


def test_a_position_is_read_as_it_was_sent() -> None:
    (one,), reader = read(*place(MMSI, 51.25, -1.5, knots=12.3, course=271.4, status=7))
    assert one.mmsi == MMSI
    assert (one.latitude, one.longitude) == (51.25, -1.5)
    assert (one.speed_kn, one.course_deg, one.status) == (12.3, 271.4, 7)
    assert one.places
    assert one.at is None
    assert reader.counts == {"lines": 1, "messages": 1, "part_missing": 0}


def test_a_ship_is_read_from_two_sentences_in_any_order() -> None:
    lines = ship(MMSI, "FV EXAMPLE", 30, draught=3.1)
    assert len(lines) == 2
    for order in (lines, lines[::-1]):
        (one,), _ = read(*order)
        assert (one.name, one.type_number, one.draught, one.length) == (
            *("FV EXAMPLE", 30, 3.1),
            18.0,
        )


def test_a_safety_text_is_read() -> None:
    (one,), _ = read(*text(970123456, "SART ACTIVE"))
    assert (one.mmsi, one.text) == (970123456, "SART ACTIVE")


@pytest.mark.parametrize(
    "line",
    [
        tagged(place(MMSI), T0)[0],
        f"{T0.timestamp():.0f} ".encode() + place(MMSI)[0],
        f"{T0.timestamp() * 1000:.0f}\t".encode() + place(MMSI)[0],
        b"2026-11-20T02:00:00Z " + place(MMSI)[0],
        b"[2026-11-20 03:00:00+01:00] " + place(MMSI)[0],
        place(MMSI)[0] + f",s1,{T0.timestamp():.0f}".encode(),
    ],
)
def test_the_time_beside_a_sentence_is_read(line: bytes) -> None:
    (one,), _ = read(line)
    assert one.at == T0


def test_a_time_given_for_all_counts_where_a_line_holds_none() -> None:
    reader = SentenceReader(untimed=T0)
    bare, own = reader.read(place(MMSI)[0]), reader.read(tagged(place(MMSI), T0 + timedelta(1))[0])
    assert bare is not None
    assert own is not None
    assert (bare.at, own.at) == (T0, T0 + timedelta(1))


def test_what_arrives_is_never_later_than_it_arrived() -> None:
    ahead = tagged(place(MMSI), T0 + timedelta(hours=3))[0]
    late = tagged(place(MMSI), T0 - timedelta(minutes=4))[0]
    (one, two), _ = read(ahead, late, received=T0)
    assert one.at == T0
    assert two.at == T0 - timedelta(minutes=4)


@pytest.mark.parametrize("wrong", [timedelta(days=-3), timedelta(minutes=-11), timedelta(days=3)])
def test_guard_a_receiver_with_a_wrong_clock_makes_no_call_old(wrong: timedelta) -> None:
    line = tagged(place(970123456, status=14), T0 + wrong)[0]
    (one,), reader = read(line, received=T0)
    assert one.at == T0
    assert reader.counts["clock_wrong"] == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (place(MMSI)[0][:-2] + b"00", "bad_checksum"),
        (place(MMSI)[0].replace(b"!AIVDM,1,1", b"!AIVDM,1,2"), "bad_checksum"),
        (place(MMSI)[0][:20], "not_a_sentence"),
        (b"\xff\xfe\x00 nothing", "not_a_sentence"),
        (b"<html>log in</html>", "not_a_sentence"),
        (b"$GPGGA,123519,4807.038,N*47", "other_sentence"),
        (b"x" * 5000, "too_long"),
        (ship(MMSI)[0], "part_missing"),
        (ship(MMSI)[1], "part_missing"),
        (sentences("000101")[0], "undecodable"),
        (sentences(format(21, "06b") + "0" * 266)[0], "of_no_use"),
    ],
)
def test_every_other_line_ends_in_a_count(line: bytes, reason: str) -> None:
    found, reader = read(line)
    assert found == []
    assert +reader.counts == {"lines": 1, reason: 1}


def test_a_tag_block_with_a_wrong_sum_gives_no_time_and_keeps_the_message() -> None:
    line = tagged(place(MMSI), T0)[0].replace(b"s:mast", b"s:most")
    (one,), reader = read(line)
    assert one.at is None
    assert reader.counts["bad_tag"] == 1


def test_parts_that_never_come_are_given_up() -> None:
    reader = SentenceReader()
    for number in range(3 * MOST_OPEN):
        who = f"{chr(65 + number % 26)}{chr(65 + number // 26)}"
        body = f"{who}VDM,2,1,1,A,{'5' * 20},0"
        reader.read(f"!{body}*{checksum(body):02X}".encode())
    assert len(reader._waiting) <= MOST_OPEN
    for _ in range(PATIENCE + 1):
        reader.read(b"$GPGGA,1*2")
    reader.read(ship(MMSI)[0])
    assert len(reader._waiting) == 1
    reader.close()
    assert reader.counts["part_missing"] == 3 * MOST_OPEN + 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(noise: bytes) -> None:
    _, reader = read(noise)
    assert reader.counts["messages"] == 0


@settings(max_examples=300, deadline=None)
@given(st.text("01", min_size=6, max_size=420))
def test_no_bits_raise_anything(payload: str) -> None:
    found, reader = read(*sentences(payload))
    kept = reader.counts
    assert len(found) + kept["undecodable"] + kept["of_no_use"] == 1


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 90), st.integers(0, 255))
def test_one_byte_that_was_changed_is_noticed(where: int, byte: int) -> None:
    line = bytearray(place(MMSI)[0])
    where %= len(line)
    line[where] = byte
    found, reader = read(bytes(line))
    if bytes(line).strip() == place(MMSI)[0]:
        assert len(found) == 1
    elif found:  # the hexadecimal sum in small letters, or white space about it
        assert bytes(line).strip().upper() == place(MMSI)[0].upper()
    else:
        assert reader.counts["messages"] == 0


def test_utc_is_what_a_time_is_in() -> None:
    (one,), _ = read(tagged(place(MMSI), T0)[0])
    assert one.at is not None
    assert one.at.tzinfo is UTC
