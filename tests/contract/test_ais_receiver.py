"""What a receiver of AIS may do, and what that costs: a count, never an error and never a wait."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from estran.adapters.ais_hearing import After, Following, hear_file, hear_receiver
from estran.adapters.ais_receiver import LONGEST_LINE, Patience, Place, place_of
from estran.adapters.system_clock import SystemClock
from estran.errors import InputError
from tests.support.ais_sentences import T0 as AT
from tests.support.ais_sentences import file_of, place, ship, tagged, text
from tests.support.ais_servers import free_port, receiver, trickle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estran.adapters.ais_hearing import HeardThere

SHIP = 227000001
QUICK = Patience(connect=1.0, silence=0.4, pause=0.05, longest=0.1, look=0.05)


def hear(
    manner: Callable[[socket.socket, int], None],
    *,
    seconds: float = 1.0,
    patience: Patience = QUICK,
) -> HeardThere:
    with receiver(manner) as port:
        where = place_of(f"tcp://127.0.0.1:{port}")
        return hear_receiver(where, stop=After(seconds), clock=SystemClock(), patience=patience)


def test_lines_that_come_in_pieces_are_whole() -> None:
    content = file_of(place(SHIP), ship(SHIP, "FV EXAMPLE"), text(970123456, "SART ACTIVE"))
    found = hear(trickle(content), seconds=1.5, patience=Patience(look=0.05))
    assert found.counts["messages"] == 3
    assert found.ships.said_of(SHIP).name == "FV EXAMPLE"
    assert set(found.ships.calls) == {970123456}
    assert found.problem == ""


def test_one_that_closes_is_asked_again_and_half_a_line_is_no_message() -> None:
    half = place(SHIP)[0][:30]

    def manner(link: socket.socket, number: int) -> None:
        link.sendall(half if number == 1 else place(SHIP)[0] + b"\n")

    found = hear(manner)
    assert found.counts["closed"] >= 2
    assert found.counts["connected"] >= 2
    assert found.counts["messages"] >= 1
    assert found.counts["not_a_sentence"] == 1


def test_one_that_says_nothing_is_asked_again() -> None:
    found = hear(lambda _link, _number: time.sleep(30.0), seconds=1.5)
    assert found.counts["silent"] >= 1
    assert found.counts["connected"] >= 2
    assert not found.ships.tracks


def test_one_that_is_not_there_ends_in_a_count_and_a_reason() -> None:
    where = place_of(f"tcp://127.0.0.1:{free_port()}")
    found = hear_receiver(where, stop=After(0.5), clock=SystemClock(), patience=QUICK)
    assert found.counts["unreachable"] >= 2
    assert found.problem == "refused"


@pytest.mark.parametrize("host", ["receiver.invalid", "a..b", "a" * 70])
def test_a_name_that_nobody_knows_ends_the_same_way(host: str) -> None:
    where = Place(kind="tcp", said=f"tcp://{host}:10110", host=host, port=10110)
    found = hear_receiver(where, stop=After(0.5), clock=SystemClock(), patience=QUICK)
    assert found.counts["unreachable"] >= 1
    assert found.problem == "unknown_name"


def test_a_line_without_end_is_dropped_and_the_next_one_read() -> None:
    def manner(link: socket.socket, _number: int) -> None:
        for _ in range(200):
            link.sendall(b"A" * LONGEST_LINE)
        link.sendall(b"\n" + place(SHIP)[0] + b"\n")
        time.sleep(30.0)

    found = hear(manner, patience=Patience(look=0.05))
    assert found.counts["too_long"] == 1
    assert found.counts["messages"] == 1


def test_a_flood_is_read_until_the_end_and_no_longer() -> None:
    piece = file_of(*[place(SHIP + one) for one in range(200)])

    def manner(link: socket.socket, _number: int) -> None:
        while True:
            link.sendall(piece)

    begun = time.monotonic()
    found = hear(manner, seconds=1.0)
    assert time.monotonic() - begun < 5.0
    assert found.counts["messages"] > 200
    assert len(found.ships.tracks) == 200


def test_a_page_for_people_is_no_receiver() -> None:
    def manner(link: socket.socket, _number: int) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>log in</html>\r\n")

    found = hear(manner, seconds=0.4)
    assert found.counts["messages"] == 0
    assert found.counts["not_a_sentence"] >= 3


def test_datagrams_are_read_and_silence_is_none_of_their_faults() -> None:
    port = free_port()
    where = place_of(f"udp://127.0.0.1:{port}")

    def send() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            for one in (b"", place(SHIP)[0], b"\x00" * 9000, b"\r\n".join(ship(SHIP, "DGRAM"))):
                time.sleep(0.15)
                link.sendto(one, ("127.0.0.1", port))

    thread = threading.Thread(target=send)
    thread.start()
    found = hear_receiver(where, stop=After(1.2), clock=SystemClock(), patience=QUICK)
    thread.join()
    assert found.counts["messages"] == 2
    assert found.counts["silent"] == 0
    assert found.ships.said_of(SHIP).name == "DGRAM"


def test_a_port_that_is_taken_ends_in_a_count() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        where = place_of(f"udp://127.0.0.1:{taken.getsockname()[1]}")
        found = hear_receiver(where, stop=After(0.3), clock=SystemClock(), patience=QUICK)
    assert found.counts["unreachable"] >= 1
    assert found.problem == "taken"


def test_a_file_that_grows_and_is_begun_anew_is_followed(tmp_path: Path) -> None:
    file = tmp_path / "ais.nmea"
    file.write_bytes(file_of(tagged(place(SHIP), AT)))
    following = Following(place_of(str(file)), clock=SystemClock(), patience=QUICK)
    stop = After(3.0)
    heard = []
    for one in following.sightings(stop):
        if one is None:
            continue
        heard.append(one.mmsi)
        if len(heard) == 1:
            with file.open("ab") as more:
                more.write(file_of(tagged(place(SHIP + 1), AT)))
        if len(heard) == 2:
            (tmp_path / "new").write_bytes(file_of(tagged(place(SHIP + 2), AT)))
            (tmp_path / "new").rename(file)
        if len(heard) == 3:
            file.write_bytes(file_of(place(SHIP + 3))[:48])  # shorter: begun anew
            with file.open("ab") as more:
                more.write(file_of(place(SHIP + 3))[48:])
            break
    assert heard == [SHIP, SHIP + 1, SHIP + 2]
    assert following.receiver.counts["replaced"] >= 1


def test_a_file_that_comes_later_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "ais.nmea"
    following = Following(place_of(str(file)), clock=SystemClock(), patience=QUICK)
    heard = []
    for one in following.sightings(After(3.0)):
        if one is not None:
            heard.append(one.mmsi)
            break
        if not file.exists() and following.receiver.counts["unreachable"] >= 2:
            file.write_bytes(file_of(place(SHIP)))
    assert heard == [SHIP]


def test_a_file_is_read_to_its_end_with_or_without_a_last_end_of_line(tmp_path: Path) -> None:
    file = tmp_path / "ais.nmea"
    file.write_bytes(file_of(tagged(place(SHIP), AT), ship(SHIP)).rstrip())
    found = hear_file(place_of(str(file)), until=None, untimed=None)
    assert found.counts["messages"] == 2
    assert found.ships.last == AT


@pytest.mark.parametrize("name", ["nothing-here", "."])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot be read"):
        hear_file(place_of(str(tmp_path / name)), until=None, untimed=None)


@pytest.mark.parametrize(
    "said",
    [
        "tcp://127.0.0.1",
        "tcp://:10110",
        "http://127.0.0.1:80",
        "tcp://a:99999",
        "udp://127.0.0.1:x",
        "tcp://u:p@host:1",
        "tcp://host:1/path",
        "tcp://a..b:10110",
        "udp://a..b:10110",
        f"tcp://{'a' * 70}:10110",
    ],
)
def test_an_address_of_another_kind_is_refused_with_what_would_be_right(said: str) -> None:
    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:10110") as refused:
        place_of(said)
    assert refused.value.code == "ais.address"
