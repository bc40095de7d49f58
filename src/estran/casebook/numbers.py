"""The numbers under which things stand in the record: a letter, a dash and four digits or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord


def next_report(book: Book) -> str:
    """Return the next number of a report."""
    return _number("R", len(book.reports))


def next_call(book: Book) -> str:
    """Return the next number of a missed call."""
    return _number("M", len(book.calls))


def next_craft(book: Book) -> str:
    """Return the next number of a boat."""
    return _number("B", len(book.crafts))


def next_case(book: Book) -> str:
    """Return the next number of a case."""
    return _number("C", len(book.cases))


def next_recovery(book: Book) -> str:
    """Return the next number of a recovery."""
    return _number("V", len(book.recoveries))


def next_of_case(case: CaseRecord, letter: str) -> str:
    """Return the next number of what belongs to one case.

    Parameters
    ----------
    case : CaseRecord
        The case.
    letter : str
        T task, S search, A assessment, D decision, P message, L lead, Y relay, H hold.
    """
    taken = {
        "T": len(case.tasks),
        "S": len(case.searches),
        "A": len(case.assessments),
        "D": len(case.decisions),
        "P": len(case.messages),
        "L": len(case.leads),
        "Y": len(case.relays),
        "H": case.holds_placed,
    }[letter]
    return f"{letter}{case.case[1:]}-{taken + 1}"


def _number(letter: str, taken: int) -> str:
    return f"{letter}-{taken + 1:04d}"
