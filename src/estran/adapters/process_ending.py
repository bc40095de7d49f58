"""Processes that work for another one: they end with it, however it ends, and leave it Ctrl-C."""

from __future__ import annotations

import os
import signal
from multiprocessing import connection, parent_process
from threading import Thread


def end_with_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
