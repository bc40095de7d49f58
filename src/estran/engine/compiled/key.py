"""The name of a machine code: a hash of every source it was made from, and of what it was made for.

A law that changes by one character has another name, so stale code is never found.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

#: Rooms whose every source counts: laws, loop, and the sea that they ask.
ROOMS = ("drift", "engine", "environment", "quantities")
#: The one form that is built: a loop for one thread, which threads run side by side.
FORM = "one-thread"


def code_key(root: Traversable | None = None) -> str:
    """Return the name of the machine code of these sources on this machine.

    Parameters
    ----------
    root : Traversable or None
        The package's folder; the installed one unless said.

    Raises
    ------
    ImportError
        Where Numba or llvmlite are not installed.
    """
    from llvmlite import binding

    made = hashlib.sha256()
    made.update(sources_digest(root or files("estran")).encode())
    features = binding.get_host_cpu_features().flatten()
    for part in (
        FORM,
        version("numba"),
        version("llvmlite"),
        binding.get_host_cpu_name(),
        features,
    ):
        made.update(part.encode() + b"\0")
    return made.hexdigest()[:32]


def sources_digest(root: Traversable) -> str:
    """Return the SHA-256 of the sources of all rooms that count, names included."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, content in _sources(root.joinpath(room), room):
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.name.endswith(".py"):
            yield f"{name}/{item.name}", item.read_bytes()
        elif item.is_dir() and item.name != "__pycache__":
            yield from _sources(item, f"{name}/{item.name}")
