"""The folder of a study: manifest, draws, chunks, and the table that they make together.

Each file is whole or not there; what is there is never written over by something else. So a study
that was killed goes on, and several processes may work in one folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.adapters.chunk_file import chunk_bytes, columns_in
from estran.adapters.draws_file import kept_back_bytes, shared_bytes, values_in
from estran.adapters.files import read_content, write_whole
from estran.adapters.table_file import TableFile
from estran.errors import InputError
from estran.lab.crate import crate_of
from estran.lab.drawn import Draws, draws_of
from estran.lab.manifest import FORM, WRITTEN, design_in, differences, manifest_of
from estran.lab.results import StudyResults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from estran.lab.chunks import Chunk, Plan
    from estran.lab.design import Design
    from estran.quantities.arrays import Floats

MANIFEST, DRAWS, CHUNKS = "manifest.json", "draws.json", "chunks"
KEPT_BACK = "kept-back.json"
"""Of the draws, what is no part of the crate."""
TABLE, COLUMNS, CRATE = "table.npy", "table.json", "ro-crate-metadata.json"


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """A `Keeper` of chunks, and what stands around them."""

    path: Path

    def begin(self, plan: Plan, *, written_at: str) -> bool:
        """Write down what is to be done, before anything is; or find that it was written before.

        Parameters
        ----------
        plan : Plan
            Of the study.
        written_at : str
            Now; it decides nothing.

        Returns
        -------
        bool
            Whether the folder held this study already.

        Raises
        ------
        InputError
            Where it holds another study, or cannot be written.
        """
        manifest = manifest_of(plan)
        try:
            (self.path / CHUNKS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        first = _written_first(self.path / MANIFEST, _json({WRITTEN: written_at, **manifest}))
        if differing := differences(manifest, self.manifest()):
            raise InputError(
                "study.other_study",
                f"{self.path} holds another study: {', '.join(differing)} differ. Give another "
                "folder with --out; a study is never changed after it was written down.",
                folder=str(self.path),
                differing=differing,
            )
        _written_first(self.path / DRAWS, shared_bytes(plan.draws))
        if back := kept_back_bytes(plan.draws):
            _written_first(self.path / KEPT_BACK, back)
        return not first

    def clear_for(self, plan: Plan) -> None:
        """Remove another study than this one from the folder; whatever else lies there stays."""
        if not (self.path / MANIFEST).is_file():
            return
        if not differences(manifest_of(plan), self.manifest()):
            return
        (self.path / MANIFEST).unlink()  # the last word on what the rest is, so it goes first
        for name in (DRAWS, KEPT_BACK, TABLE, COLUMNS, CRATE):
            (self.path / name).unlink(missing_ok=True)
        for part in (self.path / CHUNKS).glob("*.npz"):
            part.unlink()

    def manifest(self) -> dict[str, Any]:
        """Return the manifest.

        Raises
        ------
        InputError
            Where there is none.
        """
        found: dict[str, Any] = self._read(MANIFEST)
        if found.get("form") != FORM:
            raise _no_study(self.path)
        return found

    def draws(self) -> Draws:
        """Return the draws of the parameters, as they were written down.

        What is kept back is drawn again where the folder came without it.

        Raises
        ------
        InputError
            Where it came without it, and other code draws other numbers.
        """
        said = self._read(DRAWS)
        values, weights = values_in(said), np.array(said["weights"])
        if not said.get("kept_back"):
            return Draws(values=values, weights=weights)
        if (self.path / KEPT_BACK).is_file():
            values |= values_in(self._read(KEPT_BACK))
            return Draws(values=dict(sorted(values.items())), weights=weights)
        again = draws_of(design_in(self.manifest()))
        values |= {key: again.values[key] for key in said["kept_back"]}
        found = Draws(values=dict(sorted(values.items())), weights=weights)
        if found.digest != said["sha256"]:
            raise self._not_drawn_again()
        return found

    def _not_drawn_again(self) -> InputError:
        made = self.manifest()["code"]["estran"]
        return InputError(
            "study.kept_back",
            f"{self.path} came without {KEPT_BACK}, and this version of Estran does not draw the "
            f"same numbers again. It was made with Estran {made}: read it with that version.",
            folder=str(self.path),
            file=KEPT_BACK,
            version=made,
        )

    def holds(self, chunk: Chunk) -> bool:
        """Say whether a chunk is there, whole; a damaged one is not."""
        return self.columns(chunk) is not None

    def columns(self, chunk: Chunk) -> dict[str, Floats] | None:
        """Return the columns of a chunk; None where it is not there, or damaged."""
        content = self._content(chunk)
        return None if content is None else columns_in(content, chunk)

    def agrees(self, chunk: Chunk, columns: Mapping[str, Floats]) -> bool:
        """Say whether what lies there is to the byte what these columns give."""
        return self._content(chunk) == chunk_bytes(chunk, columns)

    def _content(self, chunk: Chunk) -> bytes | None:
        path = self._place(chunk)
        return read_content(path) if path.is_file() else None

    def keep(self, chunk: Chunk, columns: Mapping[str, Floats]) -> None:
        """Keep a chunk, whole or not at all."""
        write_whole(self._place(chunk), chunk_bytes(chunk, columns))

    def _place(self, chunk: Chunk) -> Path:
        return self.path / CHUNKS / f"{chunk.address}.npz"

    def gather(self, chunks: Plan) -> None:
        """Put all chunks together into one table, the same however the study was cut.

        Parameters
        ----------
        chunks : Plan
            All of the study; walked through twice.

        Raises
        ------
        InputError
            Where some are not there.
        """
        manifest = self.manifest()
        design = design_in(manifest)
        names = self._names(chunks)
        passing = self.path / f".{TABLE}.{os.getpid()}"
        with TableFile(passing, (len(names), len(design.doctrines), design.lanes)) as table:
            rows = {name: number for number, name in enumerate(names)}
            for chunk in chunks:
                doctrine = design.doctrines.index(chunk.doctrine)
                for name, column in (self.columns(chunk) or {}).items():
                    table.put(column, rows[name], doctrine, chunk.first)
        passing.replace(self.path / TABLE)
        write_whole(self.path / COLUMNS, _json(self._described(names, design)))
        write_whole(self.path / CRATE, _json(crate_of(manifest, self._files())))

    def _names(self, chunks: Plan) -> list[str]:
        """Return every column's name that some chunk has."""
        names: set[str] = set()
        missing = 0
        for chunk in chunks:
            columns = self.columns(chunk)
            missing += columns is None
            names |= set(columns or ())
        if missing:
            raise _incomplete(self.path, missing)
        return sorted(names)

    def _described(self, names: list[str], design: Design) -> dict[str, Any]:
        return {
            "axes": ["column", "doctrine", "lane"],
            "columns": names,
            "doctrines": list(design.doctrines),
            "draws": design.draws,
            "seasons_per_draw": design.seasons_per_draw,
            "sha256": digest_of_file(self.path / TABLE),
        }

    def _files(self) -> dict[str, tuple[int, str]]:
        """Return size and digest of each file that stands in the crate, chunks aside."""
        paths = [self.path / name for name in (MANIFEST, DRAWS, TABLE, COLUMNS)]
        return {one.name: (one.stat().st_size, digest_of_file(one)) for one in paths}

    def table_is_whole(self) -> bool:
        """Say whether the table is the one that was put together."""
        described = self._read(COLUMNS)
        return bool(described["sha256"] == digest_of_file(self.path / TABLE))

    def results(self) -> StudyResults:
        """Return the results; columns are read from the file when they are looked at.

        Raises
        ------
        InputError
            Where there is no study, or it is not done yet.
        """
        manifest = self.manifest()
        if not (self.path / COLUMNS).is_file():
            raise _incomplete(self.path, 0)
        described, design = self._read(COLUMNS), design_in(manifest)
        shape = (len(design.doctrines), design.draws, design.seasons_per_draw)
        table = np.load(self.path / TABLE, mmap_mode="r", allow_pickle=False)
        rows = zip(described["columns"], table, strict=True)
        columns = {name: row.reshape(shape) for name, row in rows}
        draws = self.draws()
        return StudyResults(
            design=design,
            manifest=manifest,
            doctrines=design.doctrines,
            columns=columns,
            parameters=draws.values,
            weights=draws.weights,
        )

    def _read(self, name: str) -> dict[str, Any]:
        path = self.path / name
        if not path.is_file():
            raise _no_study(self.path)
        try:
            found: dict[str, Any] = json.loads(read_content(path))
        except ValueError as error:
            raise _no_study(self.path) from error
        return found


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written_first(path: Path, content: bytes) -> bool:
    """Write a file whole where there is none, and say whether this process did."""
    passing = path.with_name(f".{path.name}.{os.getpid()}")
    if path.exists():
        return False
    write_whole(passing, content)
    try:
        os.link(passing, path)  # of two processes one succeeds
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        passing.unlink(missing_ok=True)
    return True


def _json(values: Mapping[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        "output.unwritable",
        f"{path}: cannot be written: {error.strerror}.",
        file=str(path),
        reason=error.strerror,
    )


def _no_study(path: Path) -> InputError:
    return InputError(
        "study.none_here",
        f"{path} holds no study, or not all of it. Give the folder that `estran study run` wrote.",
        folder=str(path),
    )


def _incomplete(path: Path, missing: int) -> InputError:
    return InputError(
        "study.incomplete",
        f"The study in {path} is not done: at least {max(missing, 1)} of its parts are missing. "
        "`estran study run` with the same study and --out goes on with it.",
        folder=str(path),
        missing=max(missing, 1),
    )
