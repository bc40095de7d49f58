"""Uvicorn: one socket, one application, until Ctrl-C or SIGTERM. Which one is not its affair.

Nothing is logged of a request: an address may carry a token, and who read what is kept elsewhere.
"""

from __future__ import annotations

import gc
import signal
import socket
import sys
from dataclasses import dataclass
from errno import EINVAL
from threading import Event
from typing import TYPE_CHECKING, Any, NoReturn

import uvicorn

from estran.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

MOST_OPEN = 500
"""Connections at once; a stream of events holds one for each open page."""


SWITCH_S = 0.0005
"""So long one thread may compute while others wait; ten times shorter than Python's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where and how to listen.

    Attributes
    ----------
    host : str
        Address of this machine.
    port : int
        0 for any that is free.
    certificate, key : Path or None
        PEM files, where the server itself speaks TLS.
    behind_proxy : bool
        Whether a proxy on this machine says for whom it asks.
    """

    host: str = "127.0.0.1"
    port: int = 8700
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False


class Listener:
    """A bound socket that waits for its application.

    Raises
    ------
    InputError
        Where the address cannot be had, or certificate and key cannot be read.
    """

    def __init__(self, listening: Listening) -> None:
        self._how = listening
        self._stopping = Event()
        family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
        try:
            if not 0 <= listening.port <= 65535:
                raise OSError(EINVAL, "a port is a number from 0 to 65535")
            self._socket = socket.create_server((listening.host, listening.port), family=family)
            # what is accepted inherits it; otherwise an answer in two parts waits 40 ms
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(
                "serve.address",
                f"Cannot listen at {listening.host}, port {listening.port}: {reason}. Is another "
                "one running? Choose another --port.",
                host=listening.host,
                port=listening.port,
                reason=reason,
            ) from error

    @property
    def port(self) -> int:
        """The port that it has."""
        return int(self._socket.getsockname()[1])

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        scheme = "https" if self._how.certificate else "http"
        host = f"[{self._how.host}]" if ":" in self._how.host else self._how.host
        return f"{scheme}://{host}:{self.port}"

    def is_stopping(self) -> bool:
        """Say whether the server is about to stop: streams end then."""
        return self._stopping.is_set()

    def serve(self, app: Any) -> None:  # noqa: ANN401 -- any ASGI application
        """Serve until Ctrl-C or SIGTERM; requests under way are given five seconds."""
        before = signal.signal(signal.SIGTERM, _interrupt)
        _stay_quick()
        try:
            server = _Server(self._config(app), stopping=self._stopping)
            server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGTERM, before)
            self.close()

    def close(self) -> None:
        """Let go of the socket."""
        self._socket.close()

    def _config(self, app: Any) -> uvicorn.Config:  # noqa: ANN401 -- any ASGI application
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=self._how.behind_proxy,
            forwarded_allow_ips="127.0.0.1,::1",
            limit_concurrency=MOST_OPEN,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=5,
            ssl_certfile=self._how.certificate,
            ssl_keyfile=self._how.key,
        )
        try:
            config.load()
        except OSError as error:  # ssl.SSLError is one
            self.close()
            raise InputError(
                "serve.certificate",
                f"Certificate {self._how.certificate} and key {self._how.key} cannot be used: "
                f"{error}.",
                certificate=str(self._how.certificate),
                key=str(self._how.key),
                reason=str(error),
            ) from error
        return config


def _stay_quick() -> None:
    """Let no thread keep the others waiting, and no collection walk what stays for ever."""
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()


class _Server(uvicorn.Server):
    """Says that it is about to stop before it waits for what is under way."""

    def __init__(self, config: uvicorn.Config, *, stopping: Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal to stop."""
        self._stopping.set()
        super().handle_exit(sig, frame)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
