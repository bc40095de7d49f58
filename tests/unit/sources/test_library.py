"""The library refuses what is malformed, by name, and names the nearest key of one it lacks."""

import pytest

from estran.errors import SourceError
from estran.sources.library import Source, library, parse_library, source

ENTRY = """
[pugh_1987]
title = "Tides, Surges and Mean Sea-Level"
authors = ["Pugh, D. T."]
year = 1987
where = "Wiley"
licence = "Copyright of the author"
"""


def test_an_entry_is_read_whole():
    assert parse_library(ENTRY)["pugh_1987"] == Source(
        key="pugh_1987",
        title="Tides, Surges and Mean Sea-Level",
        authors=("Pugh, D. T.",),
        year=1987,
        where="Wiley",
        licence="Copyright of the author",
    )


def test_a_source_without_a_date_has_none():
    assert parse_library(ENTRY.replace("year = 1987\n", ""))["pugh_1987"].year is None


@pytest.mark.parametrize("name", ["title", "authors", "where", "licence"])
def test_a_missing_field_is_named(name):
    lines = [line for line in ENTRY.splitlines() if not line.startswith(name)]
    with pytest.raises(SourceError, match=rf"pugh_1987.*lacks {name}"):
        parse_library("\n".join(lines))


def test_an_unknown_field_is_named():
    with pytest.raises(SourceError, match="unknown field pages"):
        parse_library(ENTRY + 'pages = "3"\n')


def test_an_empty_field_is_named():
    with pytest.raises(SourceError, match="leaves where empty"):
        parse_library(ENTRY.replace('"Wiley"', '""'))


def test_text_that_is_no_toml_is_refused():
    with pytest.raises(SourceError, match="library of sources"):
        parse_library("[pugh_1987\n")


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(SourceError, match="'allen_2005'") as refusal:
        source("alen_2005")
    assert refusal.value.details["nearest"] == "allen_2005"


def test_the_library_cannot_be_changed_by_a_caller():
    with pytest.raises(TypeError):
        library()["pugh_1987"] = source("pugh_1987")  # type: ignore[index]


@pytest.mark.parametrize("entry", library().values(), ids=lambda entry: entry.key)
def test_an_entry_leads_its_reader_to_the_publication(entry):
    """An entry names a journal, report number, DOI, site or document, never our own research."""
    assert len(entry.where) >= 12
    assert not {"notes", "fact sheet", "see above"} & set(entry.where.lower().split())
    assert entry.year is None or 1800 <= entry.year <= 2026
