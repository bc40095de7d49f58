"""Machine code of the drift engine on disk: one private folder a name, written whole or not at all.

What is loaded from here runs as the user. So nothing is read from, or written into, a folder that
anybody else owns or may open.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from estran.adapters.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = "ESTRAN_CACHE"
FILE = "drift.o"
LOCK = ".lock"
LINE = b"\n"
PREFIX = "engine-"
PRIVATE = 0o700
BUILD = "`estran engine build` builds it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One machine code as it lies on disk.

    Attributes
    ----------
    written : float
        When [s since 1970].
    size : int
        Of the file [bytes].
    """

    written: float
    size: int


def cache_folder() -> Path:
    """Return where all machine code is kept: under ESTRAN_CACHE, or the user's cache."""
    cache = os.environ.get(PLACE) or os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "estran"


def code_folder(key: str) -> Path:
    """Return where the code of this name is kept."""
    return cache_folder() / f"{PREFIX}{key}"


def read_code(key: str) -> tuple[str, bytes]:
    """Return the function's name and the object code of this name.

    Raises
    ------
    OSError
        Where there is none, it cannot be read, or somebody else could have written it.
    ValueError
        Where the file is not whole, or is another name's.

    Notes
    -----
    Messages name no folder: they stand in the manifest of an answer, which others read.
    """
    with _opened(key) as handle, os.fdopen(handle, "rb", closefd=False) as file:
        content = file.read()
    digest, _, rest = content.partition(LINE)
    name, found, code = rest.partition(LINE)
    if not found or _digest(key, name, code) != digest:
        raise ValueError(f"what is kept is damaged; {BUILD} anew")
    return name.decode(), code


def write_code(key: str, name: str, code: bytes) -> Path:
    """Keep object code under this name, and return its file.

    Raises
    ------
    OSError
        Where the folder is not this user's own.
    InputError
        Where nothing can be written there.
    """
    folder = _own_folder(key)
    for left in folder.glob(f".{FILE}.*"):  # of a killed build; who writes holds the lock
        left.unlink(missing_ok=True)
    written = name.encode()
    content = LINE.join((_digest(key, written, code), written, code))
    write_whole(folder / FILE, content)
    (folder / FILE).chmod(0o600)
    return folder / FILE


@contextmanager
def building(key: str) -> Iterator[None]:
    """Let one process at a time build the code of this name; the lock of a killed one is gone.

    Raises
    ------
    OSError
        Where the folder is not this user's own, or cannot be made.
    """
    handle = os.open(_own_folder(key) / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def kept_code(key: str) -> Kept | None:
    """Return what is known of the file of this name, unread; None where there is none."""
    try:
        found = (code_folder(key) / FILE).lstat()
    except OSError:
        return None
    return Kept(written=found.st_mtime, size=found.st_size)


def other_codes(key: str) -> int:
    """Return how many machine codes of other sources, versions or processors are kept."""
    others = cache_folder().glob(f"{PREFIX}*/{FILE}")
    return sum(one.parent != code_folder(key) for one in others)


def _digest(key: str, name: bytes, code: bytes) -> bytes:
    """Return the SHA-256 of a file's content with its name, so that no other name's is taken."""
    made = hashlib.sha256(LINE.join((key.encode(), name, b"")))
    made.update(code)
    return made.hexdigest().encode()


@contextmanager
def _opened(key: str) -> Iterator[int]:
    """Open the file of this name; folder and file are looked at once they are held open."""
    try:
        folder = os.open(code_folder(key), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"not built on this machine; {BUILD} once") from error
    except OSError as error:
        raise PermissionError("its folder is a link, or cannot be opened") from error
    try:
        _require_own(os.fstat(folder), PRIVATE)
        try:
            handle = os.open(FILE, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
        except FileNotFoundError as error:
            raise FileNotFoundError(f"not built on this machine; {BUILD} once") from error
        except OSError as error:
            raise PermissionError("its file is a link, or cannot be opened") from error
    finally:
        os.close(folder)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise PermissionError("what is kept is no file")
        _require_own(found, 0o755)
        yield handle
    finally:
        os.close(handle)


def _own_folder(key: str) -> Path:
    """Return the folder of this name, made or made private where it is the user's own."""
    folder = code_folder(key)
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    for one in (folder.parent, folder):
        one.mkdir(mode=PRIVATE, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            raise PermissionError(f"{folder} belongs to another user; set {PLACE} to one of yours")
        os.fchmod(handle, PRIVATE)
    finally:
        os.close(handle)
    return folder


def _require_own(found: os.stat_result, most: int) -> None:
    """Refuse what another user owns, or what others may do more with than `most`."""
    if found.st_uid != os.geteuid():
        raise PermissionError("what is kept belongs to another user, and is not loaded")
    if stat.S_IMODE(found.st_mode) & ~most:
        raise PermissionError(
            f"what is kept was not private to this user, and is not loaded; {BUILD} anew"
        )
