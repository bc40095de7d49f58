"""A file of searches: read as written, or refused with file, line and key."""

import pytest

from estran.errors import ReportFileError
from estran.exchange.searches_text import parse_searches

GOOD = """searches:
  - unit: Lifeboat 1
    searcher: small_boat
    corners: ["51-05N 001-35E", "51-22N 001-35E", "51-22N 002-05E"]
    start: 2022-06-14T10:00Z
    end: 2022-06-14T11:30Z
    spacing_nm: 2
"""


def test_what_is_left_out_stays_unknown():
    (one,) = parse_searches(GOOD, name="s.yaml")
    assert (one.unit, one.spacing_nm, one.visibility_nm) == ("Lifeboat 1", 2.0, None)
    assert one.start.startswith("2022-06-14T10:00")


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("- unit: X", 1, "searches"),
        ("searches: none", 1, "searches"),
        ("searches:\n  - just words", 2, "searches"),
        (GOOD.replace("spacing_nm", "spacing"), 7, "spacing"),
        (GOOD.replace("spacing_nm: 2", "spacing_nm: -2"), 7, "spacing_nm"),
        (GOOD.replace("small_boat", "submarine"), 3, "searcher"),
        (GOOD + "    unit: again\n", 8, "unit"),
        (GOOD.replace("    start: 2022-06-14T10:00Z\n", ""), 2, "searches"),
        ("searches: [", 1, "searches"),
    ],
)
def test_a_fault_is_named_with_its_line_and_key(text, line, key):
    with pytest.raises(ReportFileError) as refused:
        parse_searches(text, name="s.yaml")
    assert refused.value.code == "searches.unreadable"
    assert refused.value.details["file"] == "s.yaml"
    assert refused.value.details["line"] == line
    assert refused.value.details["key"] == key


def test_too_long_a_list_is_refused():
    rows = GOOD + GOOD.split("\n", 1)[1] * 100
    with pytest.raises(ReportFileError, match="more than 100"):
        parse_searches(rows, name="s.yaml")
