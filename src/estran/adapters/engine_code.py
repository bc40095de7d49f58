"""Machine code of the drift engine on disk: one folder a name, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from estran.adapters.files import write_whole

PLACE = "ESTRAN_CACHE"
FILE = "drift.o"
LINE = b"\n"


def code_folder(key: str) -> Path:
    """Return where the code of this name is kept: under ESTRAN_CACHE, or the user's cache."""
    cache = os.environ.get(PLACE) or os.environ.get("XDG_CACHE_HOME")
    root = Path(cache) if cache else Path.home() / ".cache"
    return root / "estran" / f"engine-{key}"


def read_code(key: str) -> tuple[str, bytes]:
    """Return the function's name and the object code of this name.

    Raises
    ------
    OSError
        Where there is none, or it cannot be read.
    ValueError
        Where the file is not whole.
    """
    path = code_folder(key) / FILE
    try:
        digest, name, code = path.read_bytes().split(LINE, 2)
    except FileNotFoundError as error:
        raise FileNotFoundError(
            "not built on this machine; `estran engine build` builds it once"
        ) from error
    if hashlib.sha256(code).hexdigest().encode() != digest:
        raise ValueError(f"{path} is damaged; `estran engine build` builds it anew")
    return name.decode(), code


def write_code(key: str, name: str, code: bytes) -> Path:
    """Keep object code under this name, and return its file."""
    folder = code_folder(key)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256(code).hexdigest().encode()
    write_whole(folder / FILE, LINE.join((digest, name.encode(), code)))
    return folder / FILE
