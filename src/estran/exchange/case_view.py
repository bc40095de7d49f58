"""One case as somebody looks at it: state, language and the time of looking, and its plain words.

What several messages say alike is said here once: who coordinates, positions, counts, facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estran.assess.coordination import coordinator_sentence
from estran.casebook.tally import tally_of
from estran.doctrine.facts import fact, facts
from estran.errors import PositionError
from estran.exchange.fact_values import NOBODY_KNOWS, YES_NO
from estran.exchange.moments import clock
from estran.language.catalogue import name_in, say
from estran.quantities.position_text import format_dmm, parse_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from estran.casebook.bodies.operations import AssessmentMade
    from estran.casebook.bodies.parts import FactSaid, Persons, PositionSaid
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord, CraftRecord, ReportRecord
    from estran.casebook.tally import Tally

NAUTICAL_MILE = 1852.0
HIDDEN = "distress_indicated"  # follows from others; nobody says it


@dataclass(frozen=True, slots=True)
class Fix:
    """One position that a report gives; several of one report compete.

    Attributes
    ----------
    used : bool
        Whether the forecast starts from it rather than from the report's others.
    """

    report: ReportRecord
    said: PositionSaid
    at: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case, in a language, at a time."""

    book: Book
    case: CaseRecord
    language: str
    now: datetime
    doubtful: bool = False  # statements contradict each other, and nobody has settled it

    def clock(self, moment: datetime | None) -> str:
        """Return a time, or that it is unknown."""
        if moment is None:
            return unknown(self.language)
        return clock(moment, now=self.now, language=self.language)

    def crafts(self) -> tuple[CraftRecord, ...]:
        """Return the boats of the case, in the order in which they were believed in."""
        return tuple(self.book.crafts_of(self.case.case))

    def reports(self) -> tuple[ReportRecord, ...]:
        """Return every report of every boat of the case, in the order of entry, each once."""
        found = {one.said.report: one for craft in self.crafts() for one in self.reports_of(craft)}
        return tuple(sorted(found.values(), key=lambda one: one.stamp.seq))

    def reports_of(self, craft: CraftRecord) -> tuple[ReportRecord, ...]:
        """Return the reports of one boat, in the order of entry."""
        return self.book.reports_of(craft.craft)

    def tally(self, craft: CraftRecord) -> Tally:
        """Return the people of one boat; who is left is unknown while something contradicts it."""
        found = tally_of(self.book, craft)
        more = found.highest is not None and found.alive + found.dead > found.highest
        return replace(found, open=None) if self.doubtful or more else found

    def recovered(self) -> tuple[str, ...]:
        """Return what was recovered and nobody has said which boat it is, a sentence each."""
        return tuple(
            say(
                self.language,
                "casebook.unmatched",
                count=one.said.alive + one.said.dead,
                unit=one.said.unit,
                recovery=key,
            )
            for key, one in self.book.recoveries.items()
            if one.case == self.case.case and not one.matched
        )


def case_view(
    book: Book, case_key: str, *, language: str, now: datetime, doubtful: bool = False
) -> CaseView:
    """Return a case as it is looked at.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.
    """
    return CaseView(book, book.case(case_key), language, now, doubtful)


def unknown(language: str) -> str:
    """Return the word for unknown; nothing is ever left blank."""
    return say(language, "casebook.unknown")


def centre(language: str, name: str) -> str:
    """Return the name of a centre; unknown where it has none."""
    return name_in(language, "centre", name) if name else unknown(language)


def source(language: str, word: str) -> str:
    """Return through whom a report came, or who measured something."""
    return unknown(language) if word in ("", "unknown") else name_in(language, "by", word)


def listed(texts: Iterable[str], language: str) -> str:
    """Return texts side by side, or unknown where there is none."""
    found = [one for one in texts if one]
    found[:-1] = [one.removesuffix(".") for one in found[:-1]]
    return say(language, "mark.then").join(found) or unknown(language)


def watermark(text: str, language: str) -> str:
    """Return the line that stands first and last on an exercise or a replay; empty on neither."""
    if not text:
        return ""
    word, _, rest = text.partition(" ")
    known = {"EXERCISE": "watermark.exercise", "REPLAY": "watermark.replay"}
    said = say(language, known[word]) if word in known else word
    return f"*** {' '.join([said, said, said, rest]).strip()} ***"


def framed(text: str, mark: str) -> str:
    """Return a text with its watermark as first and last line."""
    return f"{mark}\n{text.rstrip()}\n{mark}\n" if mark else text


def coordinator(view: CaseView) -> str:
    """Return who coordinates until whom, and that both sides know: the guard-rail's sentence."""
    told: dict[str, str | None] = {name: view.clock(one.at) for name, one in view.case.told.items()}
    told.setdefault(view.case.owner, None)
    for centre_before, at in view.case.owners:  # whoever had it knows of it
        told.setdefault(centre_before, view.clock(at))
    return coordinator_sentence(coordinator=view.case.owner, told=told, language=view.language)


def position_text(said: str) -> str:
    """Return a position in degrees and minutes; as it was said where nobody can read it."""
    try:
        return format_dmm(parse_position(said).position)
    except PositionError:
        return f'"{" ".join(said.split())}"'


def fixes(view: CaseView, craft: CraftRecord) -> tuple[Fix, ...]:
    """Return every position of a boat, the newest report first, competing ones side by side."""
    found = [
        Fix(report, said, said.at or report.stamp.at, number == report.position)
        for report in view.reports_of(craft)
        if not report.set_aside
        for number, said in enumerate(report.said.positions)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.used), reverse=True))


def fix_text(view: CaseView, fix: Fix) -> str:
    """Return a position with its time, its error, who gave it and in which report."""
    accuracy = ""
    if fix.said.accuracy_m is not None:
        accuracy = f" (±{fix.said.accuracy_m:.0f} m)"
    rivals = len(fix.report.said.positions) > 1
    key = "fix_used" if fix.used else "fix_competing"
    return say(
        view.language,
        f"casebook.{key if rivals else 'fix'}",
        position=position_text(fix.said.said) + accuracy,
        time=view.clock(fix.at),
        by=source(view.language, fix.said.by or fix.report.said.source),
        report=fix.report.said.report,
    )


def persons_text(persons: Persons | None, language: str) -> str:
    """Return a number of people or its range, with the words in which it was said."""
    if persons is None:
        return unknown(language)
    number = range_text(persons.low, persons.high)
    said = " ".join(persons.said.split())
    return number if said in ("", number) else f'{number} ("{said}")'


def range_text(low: int, high: int) -> str:
    """Return one number, or two with a dash."""
    return str(low) if low == high else f"{low}-{high}"


def claims(view: CaseView, craft: CraftRecord) -> list[str]:
    """Return what each report says of the number aboard, side by side, nothing averaged."""
    return [
        say(
            view.language,
            "casebook.claim" if one.counts else "casebook.claim_contradicted",
            number=range_text(one.low, one.high),
            by=source(view.language, one.source),
            report=one.report,
        )
        for one in view.tally(craft).reported
    ]


def craft_name(craft: CraftRecord) -> str:
    """Return the number of a boat, and what it is called on the radio."""
    return f'{craft.craft} "{craft.label}"' if craft.label else craft.craft


def phases(view: CaseView) -> str:
    """Return the phase of each centre, and that they differ where they do."""
    declared = [
        say(
            view.language,
            "first_minute.phase_centre",
            centre=centre(view.language, name),
            phase=say(view.language, f"phase_name.{one.phase}"),
        )
        for name, one in view.case.phases.items()
    ]
    differ = len({one.phase for one in view.case.phases.values()}) > 1
    marks = [say(view.language, "casebook.phases_differ")] if differ else []
    return listed([*declared, *marks], view.language)


def references(view: CaseView) -> str:
    """Return the number under which each centre keeps the case, side by side."""
    pairs = (
        f"{centre(view.language, name)} {number}" for name, number in view.case.references.items()
    )
    return listed(pairs, view.language)


def facts_known(view: CaseView) -> dict[str, list[str]]:
    """Return what was said of each fact, by its label; statements that differ side by side."""
    found: dict[str, list[str]] = {}
    for name, said, who in _facts(view):
        value = f"{fact_value(said.value, view.language)} ({who})"
        found.setdefault(fact_label(name, view.language), []).append(value)
    return found


def _facts(view: CaseView) -> Iterable[tuple[str, FactSaid, str]]:
    for report in view.reports():
        for name, said in report.said.facts.items():
            yield name, said, report.said.report
    for name, said in view.case.facts.items():
        yield name, said, f"{source(view.language, said.by)} {view.clock(said.at)}"


def fact_label(name: str, language: str) -> str:
    """Return what a fact is called; its name where this version knows none such."""
    return fact(name).label_in(language) if name in facts() else name


def fact_value(value: str, language: str) -> str:
    """Return the value of a fact in words; a number or a range as it was said."""
    text = value.strip().casefold()
    if text in NOBODY_KNOWS:
        return unknown(language)
    if text in YES_NO:
        return say(language, "casebook.yes" if YES_NO[text] else "casebook.no")
    return name_in(language, "category", value.strip())


def unasked(view: CaseView) -> tuple[str, ...]:
    """Return what nobody has said yet of what is asked first, in the order of asking."""
    said = {
        name for name, one, _ in _facts(view) if one.value.strip().casefold() not in NOBODY_KNOWS
    }
    for report in (one.said for one in view.reports()):
        said |= {"persons_aboard"} if report.persons else set()
        said |= {"position_known"} if report.positions else set()
        said |= {"engine_stopped"} if report.engine != "unknown" else set()
        said |= {"call_back_possible"} if report.phone else set()
    first = sorted((one for one in facts().values() if one.order), key=lambda one: one.order)
    return tuple(
        one.label_in(view.language) for one in first if one.name not in said and one.name != HIDDEN
    )


def newest_assessments(view: CaseView) -> tuple[AssessmentMade, ...]:
    """Return the newest assessment of each boat."""
    found = {made.craft: made for _, made in view.case.assessments}
    return tuple(found.values())


def said_in_fields(reports: Sequence[ReportRecord], name: str) -> list[str]:
    """Return what reports said under one key of a report file, each with its number."""
    return [
        f"{one.said.fields[name]} ({one.said.report})"
        for one in reports
        if one.said.fields.get(name, "").strip()
    ]
