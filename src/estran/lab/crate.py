"""The description of a study's folder as RO-Crate 1.1 metadata: plain values of JSON-LD.

What the files hold is told in their manifest; here is which files there are, and whose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.lab.manifest import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/crate/1.1"
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
METADATA = "ro-crate-metadata.json"
SAID = {
    "manifest.json": ("application/json", "What was written down before the first season ran"),
    "draws.json": (
        "application/json",
        "The draws of the parameters, and their weights; what tells how a boat floats is kept back",
    ),
    "table.npy": ("application/octet-stream", "Every count by column, doctrine and season"),
    "table.json": ("application/json", "What the rows of the table are called"),
}
WARNING = (
    "Simulated seasons under candidate doctrines. No doctrine is called better, and nothing here "
    "is finer than four cells of coast and one season."
)


def crate_of(manifest: Mapping[str, Any], files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """Return the metadata of a study's folder.

    Parameters
    ----------
    manifest : mapping
        With the time at which it was written down.
    files : mapping
        Size in bytes and SHA-256, by name.
    """
    program = _program(manifest)
    return {
        "@context": CONTEXT,
        "@graph": [
            _descriptor(),
            _folder(manifest, files),
            *(_file(name, *about) for name, about in files.items()),
            {"@id": "chunks/", "@type": "Dataset", "name": "The parts as they were computed"},
            _licence(),
            program,
            _action(program["@id"]),
        ],
    }


def _descriptor() -> dict[str, Any]:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }


def _folder(manifest: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
    design = manifest["design"]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": design["title"],
        "description": f"{design['question']} {WARNING}",
        "datePublished": manifest[WRITTEN][:10],
        "license": {"@id": LICENCE},
        "hasPart": [*({"@id": name} for name in files), {"@id": "chunks/"}],
    }


def _file(name: str, size: int, digest: str) -> dict[str, Any]:
    kind, what = SAID[name]
    return {
        "@id": name,
        "@type": "File",
        "name": what,
        "encodingFormat": kind,
        "contentSize": str(size),
        "sha256": digest,
    }


def _licence() -> dict[str, Any]:
    return {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "Apache License 2.0",
        "description": "Terms of Estran; whoever publishes results may choose others",
    }


def _program(manifest: Mapping[str, Any]) -> dict[str, Any]:
    code = manifest["code"]
    return {
        "@id": f"#estran-{code['sha256'][:12]}",
        "@type": "SoftwareApplication",
        "name": "Estran",
        "version": code["estran"],
        "identifier": code["sha256"],
    }


def _action(program: str) -> dict[str, Any]:
    return {
        "@id": "#study",
        "@type": "CreateAction",
        "name": "estran study run",
        "instrument": {"@id": program},
        "object": [{"@id": "manifest.json"}, {"@id": "draws.json"}],
        "result": {"@id": "table.npy"},
    }
