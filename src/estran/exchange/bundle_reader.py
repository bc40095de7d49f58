"""Reads an export back, so that another machine can reproduce what it speaks of.

Files must be what the manifest says; whether the chain is whole is for estran-verify to say.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from estran.casebook.canonical import sha256
from estran.casebook.chain import FORMAT as CASEBOOK_FORMAT
from estran.casebook.chain import Identity
from estran.casebook.checkpoint import parse_note, parse_public_key
from estran.casebook.store import Artifact
from estran.errors import CasebookError, ChainError
from estran.exchange.bundle import FORMAT, Bundle, Line, SealedPart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.casebook.checkpoint import PublicKey

MOST_BYTES = 1 << 30
"""An export is no larger when unpacked; a bound against files made to fill a memory."""
MOST_FILES = 100_000
_PROBLEMS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_SHAPES = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


def read_bundle(content: bytes) -> Bundle:
    """Return what an export holds.

    Parameters
    ----------
    content : bytes
        A ZIP file as `build_bundle` makes it.

    Raises
    ------
    CasebookError
        Where it is no export, or larger than any.
    ChainError
        Where a file is not what the manifest says.
    """
    try:
        files = _unpacked(content)
        manifest = _json(files.pop("manifest.json"))
        _require_untouched(files, manifest)
        return _bundle(files, manifest)
    except _PROBLEMS as problem:
        raise _unreadable(str(problem)) from problem
    except _SHAPES as problem:
        raise _unreadable(f"{type(problem).__name__} {problem}") from problem


def _unpacked(content: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        listed = archive.infolist()
        if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
            raise _unreadable("it is larger than an export can be")
        for one in listed:
            if one.filename in files:
                raise _unreadable(f"{one.filename} stands in it twice")
            files[one.filename] = archive.read(one)
    return files


def _require_untouched(files: Mapping[str, bytes], manifest: Any) -> None:  # noqa: ANN401 -- JSON
    if manifest["format"] != FORMAT:
        raise _unreadable(f"its format is not {FORMAT}")
    listed = manifest["files"]
    differing = [name for name in files if sha256(files[name]) != listed.get(name)]
    differing += [name for name in listed if name not in files]
    if differing:
        raise ChainError(
            "bundle.altered",
            f"{', '.join(sorted(differing))}: not what the manifest of the export says. Keep the "
            "file, and run estran-verify on it.",
            files=tuple(sorted(differing)),
        )


def _bundle(files: Mapping[str, bytes], manifest: Any) -> Bundle:  # noqa: ANN401 -- JSON
    sealed = _json(files["sealed.json"])
    notes = [one for name, one in sorted(files.items()) if name.startswith("checkpoints/")]
    return Bundle(
        identity=_identity(_json(files["casebook.json"])),
        lines=tuple(_line(_json(one)) for one in files["events.jsonl"].splitlines()),
        sealed={key: SealedPart(**one) for key, one in sealed.items()},
        checkpoints=tuple(parse_note(one.decode()) for one in notes),
        keys=_keys(files),
        artifacts=_artifacts(files, manifest["media"]),
        made=manifest["made"],
    )


def _identity(plain: Any) -> Identity:  # noqa: ANN401 -- JSON
    if plain.pop("format") != CASEBOOK_FORMAT:
        raise _unreadable(f"its casebook's format is not {CASEBOOK_FORMAT}")
    return Identity(**plain)


def _line(plain: Any) -> Line:  # noqa: ANN401 -- JSON
    return Line(**plain)


def _keys(files: Mapping[str, bytes]) -> tuple[PublicKey, ...]:
    texts = [one.decode() for name, one in sorted(files.items()) if name.startswith("keys/")]
    return tuple(parse_public_key(line) for text in texts for line in text.splitlines())


def _artifacts(files: Mapping[str, bytes], media: Mapping[str, str]) -> tuple[Artifact, ...]:
    return tuple(
        Artifact(digest=digest, media=media[digest], content=files[f"artifacts/{digest}"])
        for digest in sorted(media)
    )


def _json(content: bytes) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(content, parse_float=_refused, parse_constant=_refused)


def _refused(text: str) -> NoReturn:
    raise ValueError(f"the number {text}")


def _unreadable(problem: str) -> CasebookError:
    return CasebookError(
        "bundle.unreadable",
        f"This is no export of a casebook: {problem}. Ask for the file again, unchanged.",
        problem=problem,
    )
