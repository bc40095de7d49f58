"""Lines from an AIS receiver: over TCP, UDP, or a file that grows. It goes on until it is stopped.

A receiver that closes, stays silent, floods or is not there is tried again and counted; nothing is
raised for it. What the lines say is not known here.
"""

from __future__ import annotations

import errno
import os
import socket
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from estran.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

PIECE = 1 << 16
LONGEST_LINE = 1024
"""Bytes; whatever is longer is no line, and is not kept."""
LARGEST_DATAGRAM = 65535
NETWORK = ("tcp", "udp")
TROUBLES = (
    ((socket.gaierror, UnicodeError), "unknown_name"),
    ((ConnectionRefusedError,), "refused"),
    ((TimeoutError,), "no_answer"),
    ((FileNotFoundError,), "no_file"),
    ((PermissionError,), "not_allowed"),
)


class Stop(Protocol):
    """Says when to end, and ends a wait: an event of a thread."""

    def is_set(self) -> bool:
        """Say whether to end."""
        ...

    def wait(self, timeout: float) -> object:
        """Wait, and no longer than until the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where lines come from: a file, or an address of a receiver."""

    kind: Literal["file", "tcp", "udp"]
    said: str
    host: str = ""
    port: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long is waited.

    Attributes
    ----------
    connect : float
        For a receiver to answer [s].
    silence : float
        Without a byte before a connection is made anew [s].
    pause, longest : float
        Between two tries [s], doubled each time up to the longest.
    look : float
        Between two looks at whether to stop, or whether a file has grown [s].
    """

    connect: float = 5.0
    silence: float = 120.0
    pause: float = 1.0
    longest: float = 30.0
    look: float = 0.5


@dataclass(slots=True)
class Splitter:
    """Cuts bytes into lines, whatever pieces they come in."""

    counts: Counter[str]
    _rest: bytes = b""
    _skipping: bool = False

    def feed(self, piece: bytes) -> list[bytes]:
        """Return the lines that are whole now."""
        *whole, rest = (self._rest + piece).replace(b"\r", b"\n").split(b"\n")
        if self._skipping and not whole:
            return []  # still the line that is too long
        if self._skipping:
            whole, self._skipping = whole[1:], False
        if len(rest) > LONGEST_LINE:
            self.counts["too_long"] += 1
            rest, self._skipping = b"", True
        self._rest = rest
        return [line for line in whole if line]

    def end(self) -> list[bytes]:
        """Return what came without an end of line."""
        rest, self._rest = self._rest, b""
        return [] if self._skipping or not rest else [rest]


@dataclass(slots=True)
class Receiver:
    """Hands over lines.

    Attributes
    ----------
    place : Place
        Where from.
    counts : Counter
        ``connected``, ``unreachable``, ``closed``, ``silent``, ``too_long``, ``replaced``.
    problem : str
        What stands in the way now: ``closed``, ``silent``, ``refused``, ``unknown_name``,
        ``no_answer``, ``taken``, ``no_file``, ``not_allowed`` or ``not_reached``; empty where
        lines come in.
    """

    place: Place
    patience: Patience = field(default_factory=Patience)
    counts: Counter[str] = field(default_factory=Counter)
    problem: str = ""

    def lines(self, stop: Stop) -> Iterator[bytes]:
        """Yield lines until somebody stops; an empty one now and then where none comes."""
        once = {"tcp": self._tcp, "udp": self._udp, "file": self._grown}[self.place.kind]
        pause = self.patience.pause
        while not stop.is_set():
            before = self.counts["connected"]
            try:
                yield from once(stop)
            except (OSError, UnicodeError) as error:  # a name that is none is a UnicodeError
                self.counts["unreachable"] += 1
                self.problem = _what_stands(error)
            if self.counts["connected"] > before:
                pause = self.patience.pause
            yield b""
            stop.wait(pause)
            pause = min(2.0 * pause, self.patience.longest)

    def _tcp(self, stop: Stop) -> Iterator[bytes]:
        where = (self.place.host, self.place.port)
        with socket.create_connection(where, timeout=self.patience.connect) as link:
            self._begin()
            yield from self._pieces(link, stop, LARGEST_DATAGRAM)

    def _udp(self, stop: Stop) -> Iterator[bytes]:
        family = socket.AF_INET6 if ":" in self.place.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as link:
            link.bind((self.place.host, self.place.port))
            self._begin()
            yield from self._pieces(link, stop, LARGEST_DATAGRAM)

    def _begin(self) -> None:
        self.counts["connected"] += 1
        self.problem = ""

    def _pieces(self, link: socket.socket, stop: Stop, most: int) -> Iterator[bytes]:
        """Yield the lines of one connection until it ends or is silent for too long."""
        link.settimeout(self.patience.look)
        splitter, heard = Splitter(self.counts), monotonic()
        datagrams = self.place.kind == "udp"
        while not stop.is_set():
            try:
                piece = link.recv(most)
            except TimeoutError:
                if not datagrams and monotonic() - heard > self.patience.silence:
                    self.counts["silent"] += 1
                    self.problem = "silent"
                    return
                yield b""
                continue
            if not piece and not datagrams:
                self.counts["closed"] += 1
                self.problem = "closed"
                yield from splitter.end()
                return
            heard = monotonic()
            yield from splitter.feed(piece + b"\n" if datagrams else piece)

    def _grown(self, stop: Stop) -> Iterator[bytes]:
        """Yield the lines of a file, then those that are added; a new file under its name too."""
        with self.place.path.open("rb") as file:
            self._begin()
            splitter = Splitter(self.counts)
            while not stop.is_set():
                piece = file.read(PIECE)
                if piece:
                    yield from splitter.feed(piece)
                    continue
                if self._is_another(file):
                    self.counts["replaced"] += 1
                    return
                yield b""
                stop.wait(self.patience.look)

    def _is_another(self, file: BufferedReader) -> bool:
        """Say whether the file under this name is a new one, or was begun anew."""
        there = self.place.path.stat()
        return there.st_size < file.tell() or not _same(file, there.st_ino)


def place_of(said: str) -> Place:
    """Return where lines come from: ``tcp://HOST:PORT``, ``udp://HOST:PORT``, or a file.

    Raises
    ------
    InputError
        Where an address lacks its port, or is of another kind.
    """
    kind, mark, _ = said.partition("://")
    if not mark:
        return Place(kind="file", said=said)
    try:
        parts = urlsplit(said)
        host, port = parts.hostname, parts.port
        (host or "").encode("idna")  # an empty part of a name, or one of more than 63 letters
    except ValueError:
        host, port = None, None
    if kind not in NETWORK or not host or not port or parts.path.strip("/") or parts.username:
        raise InputError(
            "ais.address",
            f"{said}: a receiver is given as tcp://HOST:PORT or udp://HOST:PORT, such as "
            "tcp://127.0.0.1:10110; a file by its name.",
            address=said,
        )
    return Place(kind="tcp" if kind == "tcp" else "udp", said=said, host=host, port=port)


def lines_of_file(path: Path, counts: Counter[str]) -> Iterator[bytes]:
    """Yield the lines of a file, whole.

    Raises
    ------
    InputError
        Where it is missing, no file, or unreadable.
    """
    try:
        if not path.is_file() and not path.is_fifo():
            raise OSError(None, "there is no such file")
        splitter = Splitter(counts)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield from splitter.feed(piece)
        yield from splitter.end()
    except OSError as error:
        raise InputError(
            "file.unreadable",
            f"{path}: cannot be read: {error.strerror}.",
            file=str(path),
            reason=error.strerror,
        ) from error


def _what_stands(error: OSError | UnicodeError) -> str:
    """Return what stands in the way, by a name for which there are words in each language."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return "taken"
    return next((name for kinds, name in TROUBLES if isinstance(error, kinds)), "not_reached")


def _same(file: BufferedReader, inode: int) -> bool:
    return os.fstat(file.fileno()).st_ino == inode
