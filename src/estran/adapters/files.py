"""User files: read as text with a clear refusal, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from estran.errors import InputError, ReportFileError


def read_text(path: Path) -> str:
    """Return a user's file as text.

    Raises
    ------
    ReportFileError
        Where it is missing, a folder, unreadable or not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise ReportFileError(
            "report.file", f"{path}: cannot be read: {reason}.", file=str(path), reason=reason
        ) from error


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
