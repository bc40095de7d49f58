"""User files: read as text with a clear refusal, written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from estran.errors import InputError, ReportFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 1_000_000
"""No text that a user writes for Estran has more characters; tables are read elsewhere."""
LARGEST_FILE = 1 << 30
"""No export is larger [bytes]."""


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Make a folder that only its owner can read, and remove it with all that is in it."""
    with tempfile.TemporaryDirectory(prefix="estran-") as folder:
        yield Path(folder)


def read_text(path: Path) -> str:
    """Return a user's file as text.

    Raises
    ------
    ReportFileError
        Where it is missing, neither a file nor a pipe, unreadable, too long or not UTF-8.
    """
    try:
        return _bounded(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise ReportFileError(
            "report.file", f"{path}: cannot be read: {reason}.", file=str(path), reason=reason
        ) from error


def read_content(path: Path) -> bytes:
    """Return a user's file as bytes.

    Raises
    ------
    InputError
        Where it is missing, no file, unreadable or larger than any export.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode) or path.stat().st_size > LARGEST_FILE:
            raise OSError(None, "is no file, or larger than any export")
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "file.unreadable",
            f"{path}: cannot be read: {error.strerror}.",
            file=str(path),
            reason=error.strerror,
        ) from error


def _bounded(path: Path) -> str:
    """Return the text of a file or a pipe; a device may never end, and is not opened."""
    mode = path.stat().st_mode
    if not any(kind(mode) for kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISFIFO)):
        raise ReportFileError(
            "file.not_regular",
            f"{path}: is neither a file nor a pipe; Estran reads no device and no socket.",
            file=str(path),
        )
    with path.open(encoding="utf-8") as file:
        text = file.read(LONGEST_TEXT + 1)
    if len(text) > LONGEST_TEXT:
        raise ReportFileError(
            "file.too_long",
            f"{path}: has more than {LONGEST_TEXT} characters; no such file is that long.",
            file=str(path),
            most=LONGEST_TEXT,
        )
    return text


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one.

    Raises
    ------
    InputError
        Where the folder is missing or not writable.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            "output.unwritable",
            f"{path}: cannot be written: {error.strerror}.",
            file=str(path),
            reason=error.strerror,
        ) from error


def _umask() -> int:
    """Return which permissions the user withholds from new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
