"""The situation report by letters: made from the record, laid out as text, and read back.

Letters and headings are data. Numbered in sequence for each case; the watermark is its first and
last line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from estran.errors import InputError
from estran.exchange.case_view import case_view, centre, framed, watermark
from estran.exchange.moments import date_time_group, local_times
from estran.exchange.plain_ascii import to_telex
from estran.exchange.sitrep_lines import letter_texts
from estran.language.catalogue import name_in, say
from estran.language.french import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from estran.assess.answer import Assessment
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord

Priority = Literal["distress", "urgency", "safety", "routine"]
WIDTH = 69  # characters on a line of telex
HANG = "  "
_BEGINS = re.compile(r"([A-Z])(?:[.)]?\s+(.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepHead:
    """What stands above the letters.

    Attributes
    ----------
    now : datetime
        When it is written.
    number : int
        1 for the first of the case; see `next_number`.
    from_centre : str
        Who sends it.
    to : tuple of str
        Centres and units it is sent to.
    """

    now: datetime
    number: int
    priority: Priority
    from_centre: str
    to: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitrep:
    """A situation report.

    Attributes
    ----------
    lines : mapping
        Letter to text, each one line and never empty, in the order of the letters.
    """

    case: str
    head: SitrepHead
    lines: Mapping[str, str]
    watermark: str

    @property
    def text(self) -> str:
        """The whole report, as `sitrep_text` lays it out."""
        return sitrep_text(self)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its heading in each language, and whether the short form has it."""

    heading: Mapping[str, str]
    short: bool


@cache
def letters() -> Mapping[str, Letter]:
    """Return the letters in their order.

    Notes
    -----
    Source: mrcc_bremen_sitrep, letters A to H and J to N.
    """
    text = files(__package__).joinpath("sitrep_letters.toml").read_text("utf-8")
    rows = tomllib.loads(text)["letters"]
    return MappingProxyType(
        {
            letter: Letter({key: row[key] for key in ("en", "fr")}, row["form"] == "short")
            for letter, row in rows.items()
        }
    )


def next_number(case: CaseRecord) -> int:
    """Return the number of the next report of a case."""
    sent = [one.sent.number for one in case.messages.values() if one.sent.form == "sitrep"]
    return max(sent, default=0) + 1


def sitrep(
    book: Book,
    case_key: str,
    head: SitrepHead,
    *,
    assessment: Assessment | None = None,
    contradictions: Sequence[str] = (),
) -> Sitrep:
    """Return the situation report of a case.

    Parameters
    ----------
    book : Book
        State.
    case_key : str
        Number of the case.
    head : SitrepHead
        Number, priority, sender, addressees, language, time.
    assessment : Assessment or None
        The newest one, for the weather and the datum; unknown without it.
    contradictions : sequence of str
        As sentences in that language.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.
    InputError
        Where the number is below one.
    """
    if head.number < 1:
        raise InputError(
            "sitrep.number",
            f"A SITREP has the number {head.number}. They are numbered from 1 in each case.",
            number=head.number,
        )
    doubtful = bool(contradictions)
    view = case_view(book, case_key, language=head.language, now=head.now, doubtful=doubtful)
    texts = letter_texts(view, assessment, contradictions)
    return Sitrep(
        case=case_key,
        head=head,
        lines={letter: texts[letter] for letter in letters()},
        watermark=watermark(view.case.watermark, head.language),
    )


def sitrep_text(report: Sitrep, *, telex: bool = False, short: bool = False) -> str:
    """Return a situation report as text.

    Parameters
    ----------
    report : Sitrep
        The report.
    telex : bool
        Whether in capitals without accents, for radio telex.
    short : bool
        Whether only the letters of the short form, for a poor link.
    """
    shown = {key: one for key, one in letters().items() if one.short or not short}
    language = report.head.language
    rows = _head(report)
    for letter, one in shown.items():
        heading = f"{letter} {one.heading[language]}"
        rows.append(say(language, "sitrep.line", heading=heading, text=report.lines[letter]))
    spelt = [to_telex(row) for row in rows] if telex else rows
    mark = to_telex(report.watermark) if telex else report.watermark
    return framed("\n".join(line for row in spelt for line in _wrapped(row)) + "\n", mark)


def _head(report: Sitrep) -> list[str]:
    head, language = report.head, report.head.language

    def row(key: str, **values: object) -> str:
        return say(language, f"sitrep.{key}", **values)

    return [
        row(
            "head_time",
            group=date_time_group(head.now, language=language),
            local=local_times(head.now, language=language),
        ),
        row("head_priority", priority=name_in(language, "sitrep_priority", head.priority)),
        row("head_from", centre=centre(language, head.from_centre)),
        row("head_to", centres=", ".join(centre(language, one) for one in head.to)),
        row("head_number", number=head.number, case=report.case),
    ]


def _wrapped(text: str) -> list[str]:
    lines = wrap(
        bound(text),
        WIDTH,
        subsequent_indent=HANG,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [unbound(line) for line in lines]


def parse_sitrep(text: str) -> dict[str, str]:
    """Return the text of every letter that a situation report holds, by our letters.

    A line that begins at the margin with a letter begins it; lines that are set in go on with it.
    Where the heading is one of ours it decides, so that a report that counts an I is read aright.

    Parameters
    ----------
    text : str
        In English or French, with or without accents.

    Raises
    ------
    InputError
        Where no letter is found, a letter stands twice, or a letter is unknown.
    """
    found: dict[str, str] = {}
    current = ""
    for line in text.split("\n"):
        if line.startswith((" ", "\t")) and line.strip() and current:
            found[current] = f"{found[current]} {line.strip()}".strip()
            continue
        begins, colon, said = line.partition(":")
        match = _BEGINS.fullmatch(begins.rstrip()) if colon else None
        current = _letter_of(match[1], match[2] or "") if match else ""
        if current:
            if current in found:
                raise InputError(
                    "sitrep.twice",
                    f"The SITREP has the letter {current} twice. Send each letter once.",
                    letter=current,
                )
            found[current] = said.strip()
    if not found:
        raise InputError(
            "sitrep.unreadable",
            "No letter of a SITREP was found. Each begins a line, such as `B POSITION: ...`.",
        )
    return found


def _letter_of(letter: str, heading: str) -> str:
    plain = to_telex(heading).strip()
    for ours, one in letters().items():
        if plain in {to_telex(said) for said in one.heading.values()}:
            return ours
    if letter in letters():
        return letter
    raise InputError(
        "sitrep.letter_unknown",
        f"A SITREP has no letter {letter} with the heading {heading!r} here. "
        f"Known: {', '.join(letters())}.",
        letter=letter,
        heading=heading,
        known=", ".join(letters()),
    )
