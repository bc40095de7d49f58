"""Areas that somebody added, on disk: one file an area, whole or not there at all.

A file is an archive of the area's tables and rasters; it is moved into its place when it is
complete, and read only where every part is what was written.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.files import write_whole
from estran.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.exchange.area_parts import AreaParts

PLACE = "ESTRAN_AREAS"
ENDING = ".area"
KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
LAND, SHORE = "landmask_osm_25m.npz", "shore_distance.npz"
"""Names under which a coast reads its rasters, whoever made them."""
LARGEST = 1 << 28  # bytes of all parts of an area, unpacked
WRITTEN = (1980, 1, 1, 0, 0, 0)  # of every part: the same area gives the same bytes


def areas_folder(folder: Path | None = None) -> Path:
    """Return where areas are kept: as given, or ESTRAN_AREAS, or under the user's data."""
    if folder is not None:
        return folder
    if named := os.environ.get(PLACE):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "estran" / "areas"


class OwnAreas:
    """The areas of a folder, as `estran.environment.area_shelf.AreaShelf`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keys(self) -> tuple[str, ...]:
        """Return the keys of what is kept, in order; none where there is no folder."""
        found: list[str] = []
        with suppress(OSError):
            found = [path.stem for path in self._folder.iterdir() if path.suffix == ENDING]
        return tuple(sorted(key for key in found if KEY.fullmatch(key)))

    def files(self, key: str) -> Mapping[str, bytes]:
        """Return the files of one area by their names.

        Raises
        ------
        DataError
            ``area.damaged`` where the file is gone, cannot be read, or is not whole.
        """
        path = self._folder / f"{key}{ENDING}"
        try:
            with zipfile.ZipFile(path) as archive:
                rows = archive.infolist()
                if sum(row.file_size for row in rows) > LARGEST:
                    raise ValueError("it is larger than any area")
                return {row.filename: archive.read(row) for row in rows}
        except (OSError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
            raise _damaged(path) from error
        except (NotImplementedError, RuntimeError) as error:  # packed or locked another way
            raise _damaged(path) from error


def keep_area(parts: AreaParts, *, folder: Path, replace: bool) -> Path:
    """Keep an area, and return its file; the same one again changes nothing.

    Raises
    ------
    InputError
        ``area.kept`` where another one of that key is kept and shall not be replaced;
        ``output.unwritable`` where the folder cannot be written.
    """
    path, content = folder / f"{parts.key}{ENDING}", _packed(parts)
    if path.exists() and not replace and path.read_bytes() != content:
        raise InputError(
            "area.kept",
            f"{path}: another area {parts.key} is kept. Give --replace to put this one in its "
            "place, or choose another key.",
            file=str(path),
            area=parts.key,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "output.unwritable",
            f"{folder}: cannot be written: {error.strerror}.",
            file=str(folder),
            reason=error.strerror,
        ) from error
    write_whole(path, content)
    return path


def _packed(parts: AreaParts) -> bytes:
    files = {**parts.texts, LAND: _raster(parts.land), SHORE: _raster(parts.shore)}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in sorted(files):
            row = zipfile.ZipInfo(name, date_time=WRITTEN)
            row.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(row, files[name])
    return held.getvalue()


def _raster(arrays: Mapping[str, object]) -> bytes:
    held = io.BytesIO()
    np.savez(held, **arrays)  # type: ignore[arg-type]
    return held.getvalue()


def _damaged(path: Path) -> DataError:
    return DataError(
        "area.damaged",
        f"{path}: is no kept area, or not whole. Add it again with `estran area add`.",
        file=str(path),
    )
