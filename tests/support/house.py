"""The repository as the architecture tests see it: its files, its syntax trees, its code lines."""

from __future__ import annotations

import ast
import json
import tomllib
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "estran"
CODE_FOLDERS = ("src", "tests", "benchmarks", "tools")
DATA_SUFFIXES = (".toml", ".yaml", ".yml", ".json", ".geojson", ".npz", ".npy", ".csv")

Thing = TypeVar("Thing")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders):
    """Every Python file under the folders of the repository, sorted."""
    found = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    return sorted(file for file in found if "__pycache__" not in file.parts)


def package_files():
    return python_files("src/estran")


def data_files():
    """Every file of the package that is data."""
    found = [file for file in PACKAGE.rglob("*") if file.suffix in DATA_SUFFIXES]
    return sorted(found)


def name_of(file):
    """The path of a file as a reader of the repository would write it."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file):
    return ast.parse(file.read_text("utf-8"), filename=str(file))


def functions(file):
    """Every function and method of a file, nested ones too."""
    return [node for node in ast.walk(tree(file)) if isinstance(node, Function)]


def code_lines(file, function):
    """Lines of a function's body that hold code: no docstring, blank or comment line."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    lines = file.read_text("utf-8").splitlines()[body[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


def read_data(file):
    """A text data file as plain lists and mappings."""
    text = file.read_text("utf-8")
    if file.suffix == ".toml":
        return tomllib.loads(text)
    if file.suffix in {".yaml", ".yml"}:
        return yaml.safe_load(text)
    return json.loads(text)


def values_under(data, keys):
    """Every string that stands, alone or in a list, under one of the keys, at any depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys:
                texts = value if isinstance(value, list) else [value]
                yield from (text for text in texts if isinstance(text, str))
            yield from values_under(value, keys)
    elif isinstance(data, list):
        for item in data:
            yield from values_under(item, keys)


def for_every(
    things: Iterable[Thing] | Callable[[], Iterable[Thing]],
) -> Callable[[Callable[[Thing], None]], Callable[[], None]]:
    """Hold one rule against every one of many things in one test; all that break it are told.

    A test of its own for each of a thousand files would cost more than what it looks at. Where the
    things are given as a function, they are looked for when the test runs.
    """

    def of_all(rule: Callable[[Thing], None]) -> Callable[[], None]:
        def test() -> None:
            found = list(things() if callable(things) else things)
            assert found, "nothing is there to look at"
            broken = [told for told in map(_complaint, repeat(rule), found) if told]
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__, test.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return test

    return of_all


def _complaint(rule: Callable[[Thing], None], thing: Thing) -> str:
    """What a rule says against a thing; nothing where it holds."""
    try:
        rule(thing)
    except AssertionError as broken:
        return f"{thing}: {broken}"
    return ""
