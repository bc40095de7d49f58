"""A local AIS receiver that sends what a test tells it to, and misbehaves on purpose."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def receiver(manner: Callable[[socket.socket, int], None]) -> Iterator[int]:
    """Serve each connection by `manner(link, number)`, and give the port."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        def serve() -> None:
            number = 0
            while not ended.is_set():
                try:
                    link, _ = listening.accept()
                except TimeoutError:
                    continue
                number += 1
                threading.Thread(target=_one, args=(manner, link, number), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            ended.set()
            thread.join(5.0)


def _one(manner: Callable[[socket.socket, int], None], link: socket.socket, number: int) -> None:
    with link:
        try:
            manner(link, number)
        except OSError:
            return  # the other side has gone


def trickle(content: bytes, *, step: int = 7) -> Callable[[socket.socket, int], None]:
    """Send a few bytes at a time, then stay."""

    def manner(link: socket.socket, _number: int) -> None:
        for start in range(0, len(content), step):
            link.sendall(content[start : start + step])
            time.sleep(0.001)
        time.sleep(30.0)

    return manner


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.bind(("127.0.0.1", 0))
        return int(link.getsockname()[1])
