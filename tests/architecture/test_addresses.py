"""Nothing in the repository points at one machine or one registry."""

import re

import pytest

from tests.support.house import ROOT, name_of

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


def text_files():
    found = []
    for file in sorted(ROOT.rglob("*")):
        parts = file.relative_to(ROOT).parts
        if not file.is_file() or file.suffix not in TEXT or set(parts) & SKIPPED:
            continue
        if any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts):
            continue
        found.append(file)
    return found


def test_the_files_looked_at_are_the_repository():
    names = {name_of(file) for file in text_files()}
    assert {"Makefile", "pyproject.toml", "requirements/run.lock", "src/estran/errors.py"} <= names


@pytest.mark.parametrize("file", text_files(), ids=name_of)
def test_no_path_of_a_machine_and_no_registry(file):
    text = file.read_text("utf-8")
    assert not (found := MACHINE_PATH.search(text)), f"{name_of(file)}: {found.group()}"
    if file.name not in ALLOWED_REGISTRY_WORDS and file.name != "test_addresses.py":
        assert not (found := REGISTRY.search(text)), f"{name_of(file)}: {found.group()}"
    if file.suffix in {".lock", ".in"}:
        assert not ADDRESS.search(text), f"{name_of(file)} holds an address"
