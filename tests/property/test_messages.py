"""Properties of messages: what is written is read back, and no line of a form is lost."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from estran.exchange.email_form import read_report_form, report_form
from estran.exchange.moments import date_time_group
from estran.exchange.plain_ascii import to_ascii
from estran.exchange.sitrep import Sitrep, SitrepHead, letters, parse_sitrep, sitrep_text
from estran.language.catalogue import LANGUAGES
from estran.quantities.instants import parse_instant
from tests.support.casebooks import START

LANGUAGE = st.sampled_from(LANGUAGES)
ONE_LINE = st.text(max_size=300).map(lambda text: " ".join(text.split())).filter(bool)
PRINTED = st.text(string.printable, max_size=80)


@given(
    lines=st.fixed_dictionaries(dict.fromkeys(letters(), ONE_LINE)),
    language=LANGUAGE,
    watermark=st.sampled_from(("", "*** EXERCISE EXERCISE EXERCISE ***")),
)
def test_a_sitrep_is_read_back_whatever_stands_under_its_letters(
    lines: dict[str, str], language: str, watermark: str
) -> None:
    head = SitrepHead(
        now=START,
        number=1,
        priority="routine",
        from_centre="Dover",
        to=("Gris-Nez", "Oostende"),
        language=language,
    )
    report = Sitrep(case="C-0001", head=head, lines=lines, watermark=watermark)
    assert parse_sitrep(sitrep_text(report)) == lines


@given(text=st.text(max_size=200))
def test_ascii_is_ascii_and_leaves_ascii_as_it_is(text: str) -> None:
    assert to_ascii(text).isascii()
    plain = "".join(c for c in text if c.isascii())
    assert to_ascii(plain) == plain


@given(lines=st.lists(PRINTED, max_size=12))
def test_no_line_of_a_form_is_lost(lines: list[str]) -> None:
    """Every line with a word in it comes back as said, or its value under a field."""
    text = "\n".join(["Persons: 47", *lines])
    read = read_report_form(text)
    held = " ".join(
        [read.left_over, *read.positions, read.reference, read.phone, read.colour, str(read.report)]
    )
    for line in text.splitlines():
        words = line.strip(string.whitespace + ">|")
        value = words.partition(":")[2] or words.partition("=")[2]
        assert not words or line in read.left_over or value.strip() in held or not value.strip()


@given(language=LANGUAGE, marks=st.sampled_from(("", "> ", ">> ", "  > ")))
def test_a_form_sent_back_empty_says_nothing_however_it_was_quoted(
    language: str, marks: str
) -> None:
    quoted = "\n".join(f"{marks}{line}" for line in report_form(language).splitlines())
    read = read_report_form(quoted)
    assert not read.report
    assert not read.left_over


@given(
    moment=st.datetimes(min_value=START.replace(tzinfo=None)).map(
        lambda one: one.replace(second=0, microsecond=0, tzinfo=START.tzinfo)
    ),
    language=LANGUAGE,
)
def test_a_date_time_group_of_this_century_is_read_back(moment: object, language: str) -> None:
    from datetime import datetime

    assert isinstance(moment, datetime)
    if moment.year < 2100:
        assert parse_instant(date_time_group(moment, language=language)) == moment
