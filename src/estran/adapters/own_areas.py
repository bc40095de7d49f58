"""Areas that somebody added, on disk: one file an area, whole or not there at all.

A file is an archive of the area's tables and rasters; it is moved into its place when it is
complete, and read only where every part is what was written.
"""

from __future__ import annotations

import io
import json
import os
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.adapters.files import write_whole
from estran.environment.area import read_area
from estran.environment.printed import is_printed
from estran.environment.tide import Box, TideField
from estran.environment.tide_stations import read_stations
from estran.errors import DataError, InputError, PositionError

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
CORNER = ("west", "north", "dlon", "dlat")
TIDE = "tide_constituents.json"
NOT_WHOLE = (OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error)
"""What comes of an archive that is not one, or not whole."""
NOT_AN_AREA = (
    DataError,
    PositionError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,  # packed or locked another way, or nested too deeply
    MemoryError,
)
"""What comes of a whole archive that holds something else."""


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
                files = {row.filename: archive.read(row) for row in rows}
            _require_area(files, key=key)
        except (*NOT_WHOLE, *NOT_AN_AREA) as error:
            raise _damaged(path) from error
        return files


def _require_area(files: Mapping[str, bytes], *, key: str) -> None:
    """Raise one of `NOT_AN_AREA` where files are not those of the area of a key."""
    table = json.loads(files["area.json"])
    area = read_area(table)
    if area.key != key or not area.own or not _printed(table):
        raise ValueError("it is another area, or none that was added")
    if not all(isinstance(table[side], int | float) for side in ("west", "south", "east", "north")):
        raise ValueError("its box is none")
    _require_rings(json.loads(files["coast_osm.geojson"]))
    _require_rasters(files)
    if TIDE in files:
        TideField(
            stations=read_stations(json.loads(files[TIDE])),
            coasts=json.loads(files["tide_coasts.json"]),
            box=Box(west=area.west, south=area.south, east=area.east, north=area.north),
            surge_sd=0.0,
        )


def _require_rings(coast: Any) -> None:  # noqa: ANN401 -- any JSON
    rings = [ring for one in coast["features"] for ring in one["geometry"]["coordinates"]]
    if any(np.array(ring, dtype=np.float64).shape[1:] != (2,) for ring in rings):
        raise ValueError("its coast line has a ring that is none")


def _require_rasters(files: Mapping[str, bytes]) -> None:
    rows, columns = _raster_of(files[LAND], "shape").tolist()
    packed, steps = _raster_of(files[LAND], "packed"), _raster_of(files[SHORE], "steps")
    if packed.dtype != np.uint8 or packed.shape != (rows, -(-columns // 8)) or steps.ndim != 2:
        raise ValueError("its rasters have another shape")
    corners = [_raster_of(files[name], one) for name in (LAND, SHORE) for one in CORNER]
    scale = [_raster_of(files[SHORE], one) for one in ("clip", "metres_per_step")]
    if not all(np.isfinite(float(one)) for one in (*corners, *scale)):
        raise ValueError("its rasters lie nowhere")


def _raster_of(content: bytes, name: str) -> Any:  # noqa: ANN401 -- array of any kind
    with np.load(io.BytesIO(content)) as arrays:
        return arrays[name]


def _printed(data: Any) -> bool:  # noqa: ANN401 -- any JSON
    """Whether every text in a table is one that only shows."""
    if isinstance(data, dict):
        return all(is_printed(name) and _printed(one) for name, one in data.items())
    if isinstance(data, list):
        return all(_printed(one) for one in data)
    return not isinstance(data, str) or is_printed(data, breaks=True)


def keep_area(parts: AreaParts, *, folder: Path, replace: bool) -> Path:
    """Keep an area, and return its file; the same one again changes nothing.

    Raises
    ------
    InputError
        ``area.kept`` where another one of that key is kept and shall not be replaced;
        ``output.unwritable`` where the folder cannot be written.
    """
    path, content = folder / f"{parts.key}{ENDING}", _packed(parts)
    if not replace and _other_is_kept(path, content):
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
        raise _unwritable(folder, error) from error
    write_whole(path, content)
    return path


def _other_is_kept(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:  # a folder, or a file that may not be read
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        "output.unwritable",
        f"{path}: cannot be written: {error.strerror}.",
        file=str(path),
        reason=error.strerror,
    )


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
