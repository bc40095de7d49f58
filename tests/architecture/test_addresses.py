"""Nothing in the repository points at one machine or one registry."""

import os
import re
from functools import cache
from pathlib import Path

from tests.support.house import ROOT, for_every, name_of

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".geojson",
    ".in",
    ".lock",
    ".ts",
    ".tsx",
    ".css",
    ".html",
    ".txt",
    ".cfg",
    "",
}
SKIPPED = {".git", ".venv", "out", "build", "dist", "__pycache__", "node_modules", "static"}
MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_./])/(?:work|farm|home|root|opt|mnt|Users)/[A-Za-z0-9.]")
REGISTRY = re.compile(
    r"(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|index-url|find-links\b(?!\s))"
)
ALLOWED_REGISTRY_WORDS = {"Makefile"}
ADDRESS = re.compile(r"https?://")


@cache
def text_files():
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in SKIPPED and _is_shown(name)]
        files = [Path(folder, name) for name in names if _is_shown(name)]
        found += [file for file in files if file.suffix in TEXT]
    return sorted(found)


def _is_shown(name):
    return not name.startswith(".") or name in {".ci", ".gitignore"}


def test_the_files_looked_at_are_the_repository():
    names = {name_of(file) for file in text_files()}
    assert {"Makefile", "pyproject.toml", "requirements/run.lock", "src/estran/errors.py"} <= names


@for_every(text_files())
def test_no_path_of_a_machine_and_no_registry(file):
    text = file.read_text("utf-8")
    assert not (found := MACHINE_PATH.search(text)), f"{name_of(file)}: {found.group()}"
    if file.name not in ALLOWED_REGISTRY_WORDS and file.name != "test_addresses.py":
        assert not (found := REGISTRY.search(text)), f"{name_of(file)}: {found.group()}"
    if file.suffix in {".lock", ".in"}:
        assert not ADDRESS.search(text), f"{name_of(file)} holds an address"
