"""The digest of all that decides a season's numbers: sources and data of the rooms below, versions.

What only reads results, such as analysis and report, does not count, nor do draws of parameters:
those are in the address of every chunk by themselves.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

ROOMS = (*("doctrine", "drift", "environment", "hazard", "lab", "quantities", "rescue", "sources"),)
"""Rooms whose every file counts, data too."""
WITHOUT = (
    *("lab/analysis/", "lab/attribution", "lab/calibration/", "lab/crate", "lab/findings"),
    *("lab/history", "lab/posterior", "lab/report/", "lab/results", "lab/study."),
)
"""How the paths begin of what reads results or makes draws, and decides no number of a season."""
LIBRARIES = ("ephem", "numpy", "pyproj")
"""Whose version may move a last digit."""


@cache
def code_digest() -> str:
    """Return the SHA-256 of the installed sources, their data, and versions of libraries."""
    return digest_of_sources(files("estran"), versions())


def versions() -> dict[str, str]:
    """Return the version of each library that may move a last digit."""
    return {name: version(name) for name in LIBRARIES}


def digest_of_sources(root: Traversable, libraries: dict[str, str]) -> str:
    """Return the SHA-256 of the rooms under a package's folder, file names included.

    Parameters
    ----------
    root : Traversable
        The package's folder.
    libraries : dict
        Version by name.
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, content in counted(root.joinpath(room), room):
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
    for name, number in sorted(libraries.items()):
        digest.update(f"{name} {number}\n".encode())
    return digest.hexdigest()


def counted(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file that counts under a folder, by path within the package, in order."""
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{name}/{item.name}"
        if item.name == "__pycache__" or item.name.startswith("."):
            continue
        if item.is_dir():
            yield from counted(item, path)
        elif not path.startswith(WITHOUT):
            yield path, item.read_bytes()
