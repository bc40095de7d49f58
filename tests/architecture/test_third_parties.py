"""Every third party has one home, drawn in pyproject.toml, and is declared and locked there."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.support.house import ROOT, package_files, tree

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EVERYWHERE_BELOW_THE_EDGES = {"numpy"}


def roots_imported():
    for file in package_files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


THIRD_PARTIES = set(roots_imported()) - set(sys.stdlib_module_names) - {"estran"}


def homes_drawn():
    return {
        name
        for contract in PROJECT["tool"]["importlinter"]["contracts"]
        if contract["type"] == "forbidden" and contract["source_modules"] == ["estran"]
        for name in contract["forbidden_modules"]
    }


def canonical(requirement):
    return re.split(r"[<>=~!; \[]", requirement)[0].lower().replace("_", "-")


def test_every_third_party_has_one_home():
    homeless = THIRD_PARTIES - homes_drawn() - EVERYWHERE_BELOW_THE_EDGES
    assert not homeless, f"draw a contract in pyproject.toml for {sorted(homeless)}"


def test_every_third_party_is_declared():
    project = PROJECT["project"]
    declared = {canonical(text) for text in project["dependencies"]}
    for extra in project["optional-dependencies"].values():
        declared |= {canonical(text) for text in extra}
    owners = packages_distributions()
    for name in THIRD_PARTIES:
        assert canonical(owners.get(name, [name])[0]) in declared, name


def test_every_declared_dependency_is_imported():
    owners = packages_distributions()
    imported = {canonical(owners.get(name, [name])[0]) for name in THIRD_PARTIES}
    for text in PROJECT["project"]["dependencies"]:
        assert canonical(text) in imported, f"{text} is declared and never imported"


def test_the_lock_holds_what_is_declared():
    lock = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    locked = {line.split("==")[0] for line in lock.splitlines() if re.match(r"[a-z0-9-]+==", line)}
    project = PROJECT["project"]
    for text in project["dependencies"] + project["optional-dependencies"]["map"]:
        assert canonical(text) in locked, text
    assert {"hatchling", "editables"} <= locked, "the build is not isolated: its back end is locked"
    tests = (ROOT / "requirements" / "test.lock").read_text("utf-8")
    for pinned in re.findall(r"(?m)^[a-z0-9-]+==[^ ]+", lock):
        assert pinned in tests, f"{pinned} is not what the tests run with"
