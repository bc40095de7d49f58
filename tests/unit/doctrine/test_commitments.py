"""The ledger of promises: dates, what reports showed by then, and refusals of a malformed file."""

from datetime import date

import pytest

from estran.doctrine.commitments import commitments, ledger_day, promised_by, read_commitments
from estran.errors import DoctrineError

ROW = """commitments:
  - id: C-1
    kind: money
    promised: "Money."
    by: "Somebody"
    on: 2023-03-10
    due: 2024
    status: kept
    confidence: low
    sources: [afp_2026_04_22]
    evidence:
      - {on: "2023-06", shows: partly, source: afp_2026_04_22, text: "Some."}
      - {on: 2025-01-02, shows: kept, source: afp_2026_04_22, text: "All."}
"""


def test_every_promise_is_written_in_both_languages_and_says_what_is_not_known() -> None:
    for one in commitments():
        assert one.promised_fr, one.id
        assert one.by_fr, one.id
        assert one.unknown, one.id
        assert one.unknown_fr, one.id
        assert all(row.text_fr for row in one.evidence), one.id
        assert one.promised_in("fr") != one.promised_in("en")


def test_what_the_brief_of_the_ledger_names_is_there() -> None:
    kinds = {one.kind for one in commitments()}
    assert kinds == {
        *("treaty", "money", "officers", "boats", "tactic", "nets", "returns", "centre"),
        "evaluation",
    }
    years = {one.on.first.year for one in commitments()}
    assert {2018, 2022, 2023, 2025, 2026} <= years


def test_a_promise_without_a_report_is_unknown() -> None:
    (one,) = (one for one in commitments() if one.id == "C-2023-OFFICERS")
    assert one.evidence == ()
    assert one.status_on(date(2030, 1, 1)) == "unknown"


def test_only_what_was_known_on_a_day_counts() -> None:
    (one,) = read_commitments(ROW, file="x.yaml")
    assert one.status_on(date(2023, 6, 29)) == "unknown", "a month counts after its last day"
    assert one.status_on(date(2023, 6, 30)) == "partly"
    assert one.status_on(date(2025, 1, 1)) == "partly"
    assert one.status_on(date(2025, 1, 2)) == "kept"
    assert not one.overdue_on(date(2024, 12, 31))
    assert one.overdue_on(date(2025, 1, 1))
    assert not one.overdue_on(date(2025, 1, 2))


def test_a_promise_is_not_listed_before_it_was_made() -> None:
    before = {one.id for one in promised_by(date(2025, 7, 9))}
    after = {one.id for one in promised_by(date(2025, 7, 10))}
    assert "C-2025-300M" in after - before
    assert promised_by(date(1970, 1, 1)) == ()


def test_sources_of_later_reports_are_not_named() -> None:
    (one,) = (one for one in commitments() if one.id == "C-2025-300M")
    assert "lemonde_2025_11" not in one.sources_by(date(2025, 10, 31))
    assert "lemonde_2025_11" in one.sources_by(ledger_day())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("status: kept", "status: partly", "the last report shows otherwise"),
        ('on: "2023-06"', "on: 2026-06-01", "oldest first"),
        ("due: 2024", "due: soon", "is a day, such as"),
        ("due: 2024", "due: 2024-13-01", "x.yaml, line 7"),
        ("kind: money", "kind: gold", "is one of treaty"),
        ('source: afp_2026_04_22, text: "All."', 'source: nobody, text: "All."', "nobody"),
        ("    by:", "    bye:", "there is no key 'bye'"),
    ],
)
def test_a_malformed_ledger_is_refused_with_line_and_promise(
    old: str, new: str, words: str
) -> None:
    assert old in ROW
    with pytest.raises(DoctrineError, match=words):
        read_commitments(ROW.replace(old, new), file="x.yaml")


def test_an_id_stands_once() -> None:
    with pytest.raises(DoctrineError, match=r"taken in x\.yaml, line 2"):
        read_commitments(ROW + ROW.removeprefix("commitments:\n"), file="x.yaml")
