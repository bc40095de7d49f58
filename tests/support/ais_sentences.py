"""Sentences of AIS for tests, made here bit by bit, so that no test reads what its reader wrote."""

from __future__ import annotations

from datetime import UTC, datetime

T0 = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ALPHABET = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"
FISHING, PLEASURE, MILITARY, POLICE, CARGO = 30, 37, 35, 55, 70


def bits(value: int, width: int) -> str:
    return format(value & ((1 << width) - 1), f"0{width}b")


def six_bit(text: str, count: int) -> str:
    return "".join(bits(ALPHABET.index(one), 6) for one in text.ljust(count, "@")[:count])


def checksum(body: str) -> int:
    found = 0
    for one in body.encode():
        found ^= one
    return found


def sentences(payload: str, *, seq: int = 3, longest: int = 60) -> list[bytes]:
    """The sentences of a message given as ones and zeros."""
    fill = -len(payload) % 6
    padded = payload + "0" * fill
    values = [int(padded[i : i + 6], 2) for i in range(0, len(padded), 6)]
    armoured = "".join(chr(one + 48 if one < 40 else one + 56) for one in values)
    pieces = [armoured[i : i + longest] for i in range(0, len(armoured), longest)]
    found = []
    for number, piece in enumerate(pieces, 1):
        last = fill if number == len(pieces) else 0
        sign = str(seq) if len(pieces) > 1 else ""
        body = f"AIVDM,{len(pieces)},{number},{sign},A,{piece},{last}"
        found.append(f"!{body}*{checksum(body):02X}".encode())
    return found


def place(
    mmsi: int,
    latitude: float = 51.0,
    longitude: float = 1.4,
    *,
    knots: float = 8.0,
    course: float = 90.0,
    status: int = 0,
) -> list[bytes]:
    """Message 1: a position of class A."""
    payload = (
        bits(1, 6)
        + bits(0, 2)
        + bits(mmsi, 30)
        + bits(status, 4)
        + bits(-128, 8)
        + bits(round(knots * 10), 10)
        + bits(0, 1)
        + bits(round(longitude * 600_000), 28)
        + bits(round(latitude * 600_000), 27)
        + bits(round(course * 10), 12)
        + bits(511, 9)
        + bits(30, 6)
        + bits(0, 25)
    )
    return sentences(payload)


def ship(
    mmsi: int, name: str = "EXAMPLE", kind: int = FISHING, *, draught: float = 2.4
) -> list[bytes]:
    """Message 5: what a ship is; it takes two sentences."""
    payload = (
        bits(5, 6)
        + bits(0, 2)
        + bits(mmsi, 30)
        + bits(0, 2)
        + bits(0, 30)
        + six_bit("", 7)
        + six_bit(name, 20)
        + bits(kind, 8)
        + bits(12, 9)
        + bits(6, 9)
        + bits(3, 6)
        + bits(3, 6)
        + bits(1, 4)
        + bits(0, 20)
        + bits(round(draught * 10), 8)
        + six_bit("", 20)
        + bits(0, 2)
    )
    return sentences(payload)


def text(mmsi: int, words: str) -> list[bytes]:
    """Message 14: a safety broadcast."""
    return sentences(
        bits(14, 6) + bits(0, 2) + bits(mmsi, 30) + bits(0, 2) + six_bit(words, len(words))
    )


def tagged(lines: list[bytes], at: datetime) -> list[bytes]:
    """Each line behind a tag block with its time."""
    body = f"s:mast,c:{at.timestamp():.0f}"
    return [f"\\{body}*{checksum(body):02X}\\".encode() + one for one in lines]


def file_of(*groups: list[bytes]) -> bytes:
    return b"".join(line + b"\r\n" for group in groups for line in group)
