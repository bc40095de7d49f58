"""Every need of the casebook is in the table, and each file and test that it names exists."""

import ast
import re

import pytest

from tests.support.house import PACKAGE, ROOT

PAGE = ROOT / "docs" / "reference" / "requirements.md"
ROW = re.compile(r"^\| (?P<need>R\d+) [^|]*\|[^|]*\|(?P<where>[^|]*)\| `(?P<test>[^`]+)` \|$", re.M)
NEEDS = [*range(1, 19), 21, 22, *range(24, 28)]
FILE = re.compile(r"`(\w+/[\w/]+\.py)`")


def rows():
    return list(ROW.finditer(PAGE.read_text("utf-8")))


def test_every_need_has_its_row():
    assert [row["need"] for row in rows()] == [f"R{number}" for number in NEEDS]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["need"])
def test_what_the_table_names_exists(row):
    for file in FILE.findall(row["where"]):
        assert (PACKAGE / file).is_file(), file
    file, _, name = row["test"].partition("::")
    names = {
        node.name
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert name in names, row["test"]
