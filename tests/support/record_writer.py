"""A program that writes events until it is stopped, and tells of each one that was acknowledged.

`python -m tests.support.record_writer FILE COUNT [nobody | BYTES]` prints seq and hash of each.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from estran.adapters.sqlite_store import open_sqlite
from estran.errors import EstranError
from tests.support.records import NOW, batch_after

NOBODY = 65534


def main(path: str, count: str, bound: str = "") -> int:
    """Write, and say on the error stream what the store refused."""
    _bind(bound)
    try:
        store = open_sqlite(Path(path), identity_opened=NOW)
        for number in range(int(count)):
            batch = batch_after(store, f"event {number}", key=f"{os.getpid()} {number}")
            entry = store.append(batch)[0]
            os.write(1, f"{entry.seq} {entry.hash}\n".encode())
    except EstranError as error:
        sys.stderr.write(f"{error.code}: {error.message}\n")
        return 1
    return 0


def _bind(bound: str) -> None:
    """Let go of root's powers, or let no file grow past some bytes."""
    if bound.isdigit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(bound), int(bound)))
    elif bound and os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
