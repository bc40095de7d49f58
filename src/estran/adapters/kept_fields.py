"""Fields of the sea on disk: one file a field, named by its content, whole or not there at all.

Two processes may keep, read and drop at once, and either may be killed: a file is written beside
its name and moved there, and read only where its hash agrees. No network is known here.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.engine_code import cache_folder
from estran.adapters.files import write_whole
from estran.environment.kept_field import FORMS
from estran.errors import InputError
from estran.exchange.kept_field_bytes import (
    MAGIC,
    damaged_field,
    field_bytes,
    field_from,
    field_label,
)
from estran.quantities.units import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.environment.kept_field import KeptField

PLACE = "ESTRAN_SEA"
ENDING = ".field"
TRIED = ".tried"
"""Beside the fields: how the last fetching from each source went."""
LONGEST_LABEL = 1 << 20
LARGEST_FIELD = 1 << 30
LEFT_BEHIND = HOUR
SUPERSEDED = 7 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """What is known of a kept field without reading its values.

    Attributes
    ----------
    path : Path
        Its file.
    layer, source, title, unit, licence, sha256 : str
        As in the field.
    fetched_at : float
        [s since 1970].
    issued_at : float or None
        [s since 1970].
    first, last : float
        Its first and last time [s since 1970].
    resolution : float
        [m].
    shape : tuple of int
        Of its values.
    size : int
        Of its file [bytes].
    datum : str
        Of a depth; empty where nobody says, and for all else.
    """

    path: Path
    layer: str
    source: str
    title: str
    unit: str
    licence: str
    sha256: str
    fetched_at: float
    issued_at: float | None
    first: float
    last: float
    resolution: float
    shape: tuple[int, ...]
    size: int
    datum: str = ""


def sea_folder(folder: Path | None = None) -> Path:
    """Return where fields are kept: as given, or ESTRAN_SEA, or under the user's cache."""
    if folder is not None:
        return folder
    named = os.environ.get(PLACE)
    return Path(named) if named else cache_folder() / "sea"


def keep_field(field: KeptField, *, folder: Path) -> Path:
    """Keep a field, and return its file; an older one of the same source stays until dropped.

    Raises
    ------
    InputError
        Where the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "output.unwritable",
            f"{folder}: cannot be written: {error.strerror}.",
            file=str(folder),
            reason=error.strerror,
        ) from error
    path = folder / f"{field.layer}.{field.source}.{field.sha256[:16]}{ENDING}"
    write_whole(path, field_bytes(field))
    return path


def read_field(path: Path) -> KeptField:
    """Return a kept field.

    Raises
    ------
    InputError
        ``sea.damaged`` where the file is gone, cannot be read, or is not what its hash says.
    """
    try:
        if path.stat().st_size > LARGEST_FIELD:
            raise damaged_field(str(path))
        content = path.read_bytes()
    except OSError as error:
        raise damaged_field(str(path)) from error
    return field_from(content, said=str(path))


def kept_entries(folder: Path) -> tuple[KeptEntry, ...]:
    """Return every field of a folder, newest fetched first; what has no label is left out."""
    found = [entry for path in _files(folder) if (entry := _entry(path)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.fetched_at, one.path.name)))


def newest_entries(folder: Path) -> dict[tuple[str, str], KeptEntry]:
    """Return the field fetched last of each (layer, source)."""
    newest: dict[tuple[str, str], KeptEntry] = {}
    for one in kept_entries(folder):
        newest.setdefault((one.layer, one.source), one)
    return newest


def damaged_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that end as fields do and have no label that can be read."""
    return tuple(path for path in _files(folder) if _entry(path) is None)


def drop_stale(folder: Path, *, now: float, after: float = SUPERSEDED) -> tuple[Path, ...]:
    """Remove what newer fields have replaced, damaged files, and what killed writers left.

    Parameters
    ----------
    folder : Path
        Of kept fields.
    now : float
        [s since 1970].
    after : float
        A field that a newer one of its source replaced is kept for so long after its own
        fetching [s]: an answer given with it can still be given again.

    Returns
    -------
    tuple of Path
        What was removed. The newest of each source stays, however old: it says why it is stale.
    """
    newest = {one.path for one in newest_entries(folder).values()}
    gone = [
        one.path
        for one in kept_entries(folder)
        if one.path not in newest and now - one.fetched_at > after
    ]
    gone += damaged_files(folder)
    if folder.is_dir():
        left = (*folder.glob(f".*{ENDING}.*"), *folder.glob(f".*{TRIED}.*"))
        gone += [path for path in left if _left_behind(path, now)]
    for path in gone:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return tuple(gone)


def _left_behind(path: Path, now: float) -> bool:
    try:
        return now - path.stat().st_mtime > LEFT_BEHIND
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that end as fields do, by name; none where there is no folder."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.name.endswith(ENDING) and not path.name.startswith("."):
            yield path


def _entry(path: Path) -> KeptEntry | None:
    """Return what a file's label says, where it is whole by its length; None otherwise."""
    try:
        with path.open("rb") as file:
            label = field_label(file.read(len(MAGIC)), file.readline(LONGEST_LABEL))
            size = os.fstat(file.fileno()).st_size
            begun = file.tell()
        said = {key: label[key] for key in KeptEntry.__slots__ if key in label}
        said["shape"] = tuple(label["shape"])
        whole = begun + 8 * sum(label["axes"]) + 4 * int(np.prod(said["shape"]))
        entry = KeptEntry(path=path, size=size, **said)
        return entry if size == whole and _numbers(entry) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _numbers(entry: KeptEntry) -> bool:
    """Return whether what is reckoned with is a number, and the layer one that is known."""
    said = (entry.fetched_at, entry.first, entry.last, entry.resolution)
    issued = entry.issued_at is None or isinstance(entry.issued_at, (int, float))
    return entry.layer in FORMS and issued and all(isinstance(one, (int, float)) for one in said)
