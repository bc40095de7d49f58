"""A proxy before a server that cuts the connection at a word: before it is heard, or after."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class CuttingProxy:
    """Passes bytes on until the armed word comes by.

    `cut` is ``after`` where the server still hears the word and only its answer is lost, and
    ``before`` where the server never hears it. `down` refuses new connections after a cut.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.word, self.cut, self.down = b"", "after", False
        self.cuts = 0
        self.heard: Callable[[], bool] = lambda: True
        Thread(target=self._accept, daemon=True).start()

    def arm(self, word: bytes, *, cut: str, down: bool = False) -> None:
        self.cut, self.down, self.word = cut, down, word

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.down and self.cuts:
                    client.close()
                    continue
                server = socket.create_connection(self._server)
                Thread(target=self._upwards, args=(client, server), daemon=True).start()
                Thread(target=_pass_on, args=(server, client), daemon=True).start()

    def _upwards(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if self.word and self.word in data:
                    self._sever(client, server, data)
                    return
                server.sendall(data)
        _shut(client, server)

    def _sever(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        self.word = b""
        self.cuts += 1
        if self.cut == "after":
            client.shutdown(socket.SHUT_RDWR)
            server.sendall(data)
            until = monotonic() + 5
            while not self.heard() and monotonic() < until:
                sleep(0.01)
        _shut(client, server)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    _shut(source, target)


def _shut(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def cutting_proxy(host: str, port: int) -> Iterator[CuttingProxy]:
    proxy = CuttingProxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
