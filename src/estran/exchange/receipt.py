"""The receipt of a report, as text to be signed: what came in, when, and what became of it.

The same report at the same head of the record gives the same bytes. No free text, no telephone, no
names of units stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.exchange.acknowledgement import emergency_words, status_words
from estran.exchange.case_view import centre, listed, persons_text, source, watermark
from estran.exchange.moments import date_time_group, local_times
from estran.language.catalogue import LANGUAGES, name_in, say
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.chain import Head
    from estran.casebook.records import CaseRecord, ReportRecord

FORMAT = "estran-receipt-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOf:
    """What a receipt speaks of.

    Attributes
    ----------
    report : str
        Number of the report.
    casebook : str
        Identity of the casebook in which it stands.
    head : Head
        Of the chain, when the receipt was written.
    given : datetime
        When that was.
    watermark : str
        Of the casebook; empty, ``EXERCISE`` or ``REPLAY ...``.
    """

    report: str
    casebook: str
    head: Head
    given: datetime
    watermark: str = ""


def receipt_text(book: Book, of: ReceiptOf) -> str:
    """Return the receipt in every language, one after the other.

    Parameters
    ----------
    book : Book
        State at the head that the receipt names.
    of : ReceiptOf
        Which report, and the state of the record.

    Raises
    ------
    UnknownRecordError
        Where there is no such report.
    """
    report = book.report(of.report)
    lines = [
        FORMAT,
        f"report {of.report}",
        f"casebook {of.casebook}",
        f"head {of.head.seq} {of.head.hash}",
        f"given {format_instant(of.given)}",
    ]
    marks = {of.watermark, *(one.watermark for one in cases_of(book, report))} - {""}
    for language in LANGUAGES:
        framing = [watermark(one, language) for one in sorted(marks)]
        lines += ["", *framing, *_lines(book, report, language), *framing]
    return "\n".join(lines) + "\n"


def receipt_payload(book: Book, of: ReceiptOf) -> bytes:
    """Return the bytes that are signed: `receipt_text` in UTF-8. The signature comes after them."""
    return receipt_text(book, of).encode()


def cases_of(book: Book, report: ReportRecord) -> tuple[CaseRecord, ...]:
    """Return the cases of the boats of which somebody says that the report speaks of them."""
    same = [craft for craft, link in report.links.items() if link.decision == "same"]
    keys = dict.fromkeys(book.crafts[book.merged(craft)].case for craft in same)
    return tuple(book.case(key) for key in keys if key)


def _lines(book: Book, report: ReportRecord, language: str) -> Iterator[str]:
    said, stamp = report.said, report.stamp
    rows = (
        ("title", say(language, "receipt.title", number=said.report)),
        ("channel", name_in(language, "channel", said.channel)),
        ("source", source(language, said.source)),
        ("at", _instant(stamp.at, language)),
        ("stored", _instant(stamp.entered, language)),
        ("centre", centre(language, said.centre)),
        ("positions", listed((f'"{_one_line(one.said)}"' for one in said.positions), language)),
        ("persons", persons_text(said.persons, language)),
        ("reference", _one_line(said.reference) or "-"),
        ("status", status_words(stamp.entered, report.read, language=language)),
        ("tasked", _tasked(book, report, language)),
    )
    yield emergency_words(language)
    for key, text in rows:
        yield (
            text
            if key == "title"
            else say(language, "receipt.row", label=say(language, f"receipt.{key}"), text=text)
        )
    yield say(language, "receipt.proves")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _instant(moment: datetime, language: str) -> str:
    local = local_times(moment, language=language)
    return f"{date_time_group(moment, language=language)} ({local})"


def _tasked(book: Book, report: ReportRecord, language: str) -> str:
    """Return whether units were tasked in its case, how many and since when; never which."""
    cases = cases_of(book, report)
    tasks = [task for case in cases for task in case.tasks.values() if task.state != "declined"]
    if not cases:
        return say(language, "receipt.no_case")
    if not tasks:
        return say(language, "receipt.not_tasked")
    first = min(task.stamp.at for task in tasks)
    return say(language, "receipt.tasked_since", count=len(tasks), time=_instant(first, language))
