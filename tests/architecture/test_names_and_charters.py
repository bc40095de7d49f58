"""A file says what lives in it, and its name says what it is."""

import ast
import re

from tests.support.house import for_every, name_of, package_files, python_files, tree

BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "base",
    "misc",
    "tools",
    "stuff",
}
LONGEST_CHARTER = 5


@for_every(package_files())
def test_a_file_opens_with_its_charter(file):
    charter = ast.get_docstring(tree(file))
    assert charter, f"{name_of(file)} does not say what lives in it and what must not"
    assert len(charter.splitlines()) <= LONGEST_CHARTER, f"{name_of(file)}: the charter is an essay"


@for_every(python_files("tests", "benchmarks", "tools", "validation"))
def test_a_test_or_tool_says_what_it_is_for(file):
    assert ast.get_docstring(tree(file)), name_of(file)


@for_every(package_files())
def test_no_file_is_a_drawer(file):
    words = set(re.split(r"[_.]", file.stem)) | {file.parent.name}
    assert not words & BANNED, f"{name_of(file)} is named after nothing in particular"
