"""Every citation resolves, every source is cited, every assumption is used."""

import ast
import re
from functools import cache

from estran.sources.assumptions import AssumedWeights, Assumption, assumptions
from estran.sources.library import library
from tests.support.house import (
    PACKAGE,
    data_files,
    for_every,
    name_of,
    package_files,
    read_data,
    tree,
    values_under,
)

LIBRARY = PACKAGE / "sources" / "library.toml"
ASSUMPTIONS = PACKAGE / "sources" / "assumptions.toml"
CITING_DATA = [
    file
    for file in data_files()
    if file.suffix in {".toml", ".yaml", ".yml"}
    and file != LIBRARY
    and "language" not in file.parts
]
CITING_KEYS = {"source", "sources"}
REPLAYS = "replays"  # there `source` tells through whom a report came
REPORTED = "report"  # a layer that somebody reported cites the report itself
CITED_IN_DOCSTRING = re.compile(r"\bSources?:\s+(?P<keys>[A-Za-z0-9_]+)")


def keyword_citations(file):
    """Strings given as `source=` or `sources=` in calls."""
    for node in ast.walk(tree(file)):
        if not isinstance(node, ast.keyword) or node.arg not in CITING_KEYS:
            continue
        given = node.value.elts if isinstance(node.value, ast.Tuple | ast.List) else [node.value]
        for one in given:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def docstring_citations(file):
    """The first word after `Source:` in any docstring of a file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node) or ""
            yield from (match["keys"] for match in CITED_IN_DOCSTRING.finditer(text))


@cache
def words_of_package():
    """Every word of the package's code and data outside the library."""
    files = [*package_files(), *CITING_DATA]
    files += [file for file in data_files() if file.suffix in {".json", ".geojson"}]
    return {word for file in files for word in re.findall(r"\w+", file.read_text("utf-8"))}


@cache
def code_of_package():
    return "\n".join(file.read_text("utf-8") for file in package_files())


@for_every(CITING_DATA)
def test_every_citation_in_data_resolves(file):
    keys = CITING_KEYS - {"source"} if file.parent.name == REPLAYS else CITING_KEYS
    for key in values_under(read_data(file), keys):
        assert key in library(), f"{name_of(file)} cites {key!r}, which sources/library.toml lacks"


@for_every(package_files())
def test_every_citation_in_code_resolves(file):
    for key in [*keyword_citations(file), *docstring_citations(file)]:
        assert key in library() or key == REPORTED, f"{name_of(file)} cites {key!r}"


@for_every(sorted(library()))
def test_every_source_is_cited(key):
    assert key in words_of_package(), f"nothing cites {key}: cite it, or take it out of the library"


@for_every(sorted(assumptions()))
def test_every_assumption_is_used(key):
    """By its full name in code, or through the family state_if_*, whose stem the code joins."""
    stem = "state_if_" if key.startswith("state_if_") else key
    assert stem in code_of_package(), f"no code uses the assumption {key}: take it out"


@for_every(sorted(assumptions()))
def test_every_assumption_says_why(key):
    found = assumptions()[key]
    assert isinstance(found, Assumption | AssumedWeights)
    assert len(found.why.split()) >= 2, f"{key}: say why"


def test_a_range_holds_its_value():
    for key, found in assumptions().items():
        if isinstance(found, Assumption):
            assert found.low <= found.value <= found.high, key
