"""What a watch reads, as pages and texts: queue, case sheet, an answer; now, or as it was known.

Rights are those of the views. Sentences come from exchange; nothing is judged here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from estran.casebook.alarms import case_alarms
from estran.casebook.closing import gates
from estran.casebook.contradictions import unsettled
from estran.casebook.fold import known_at
from estran.exchange.case_text import case_page, queue_page
from estran.exchange.chronology import chronology_page
from estran.exchange.ledger import ledger_rows
from estran.exchange.watch_words import contradiction_sentence
from estran.room.exporting import idents_in
from estran.room.roles import may, require
from estran.room.running import Inputs, answered
from estran.room.sea import files_of
from estran.room.standing import room_alarms
from estran.room.views import log_look
from estran.room.visibility import require_case
from estran.room.watch_said import alarm_said, gate_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.assess.answer import Assessment
    from estran.assess.answer_words import Language
    from estran.casebook.bodies.operations import AssessmentMade
    from estran.casebook.closing import Ground
    from estran.exchange.ledger import LedgerRow
    from estran.exchange.page import Page
    from estran.room.desk import Desk
    from estran.room.views import Looking

GROUNDS: tuple[Ground, ...] = ("found", "exhausted", "merged")


def queue_sheet(look: Looking) -> Page:
    """Return the queue as a page, with every alarm as a sentence."""
    require(look.by.role, "read_queue")
    found = room_alarms(look.desk, look.book, now=look.now)
    said = tuple(
        alarm_said(look.book, one, limits=look.desk.limits, language=look.language) for one in found
    )
    return queue_page(
        look.book,
        now=look.now,
        language=look.language,
        alarms=said,
        doubtful=[one for one in look.book.cases if contradictions_said(look, one)],
        mark=look.desk.watermark,
    )


def case_paper(look: Looking, case: str) -> Page:
    """Return the case sheet as a page, with its alarms and contradictions as sentences."""
    require_case(look.book, look.by, case)
    return case_page(
        look.book,
        case,
        language=look.language,
        now=look.now,
        alarms=alarms_said(look, case),
        contradictions=contradictions_said(look, case),
    )


def case_paper_as_of(look: Looking, case: str, *, at: datetime) -> Page:
    """Return the case sheet as it was known at a moment: from what had been entered by then."""
    require_case(look.book, look.by, case)
    then = known_at(look.desk.ports.store.read(), at)
    return case_paper(replace(look, book=then, now=at), case)


def alarms_said(look: Looking, case: str) -> tuple[str, ...]:
    """Return what must be answered in a case, as sentences."""
    found = case_alarms(look.book, look.book.case(case), now=look.now, limits=look.desk.limits)
    return tuple(
        alarm_said(look.book, one, limits=look.desk.limits, language=look.language) for one in found
    )


def contradictions_said(look: Looking, case: str) -> tuple[str, ...]:
    """Return the contradictions of a case that nobody has settled, as sentences."""
    return tuple(
        contradiction_sentence(one, language=look.language)
        for craft in look.book.crafts_of(case)
        for one in unsettled(look.book, craft, limits=look.desk.limits)
    )


def gates_said(look: Looking, case: str) -> Mapping[str, tuple[str, ...]]:
    """Return what must be so before a case is closed, by each ground, as sentences."""
    found = require_case(look.book, look.by, case)
    return {
        ground: tuple(
            gate_said(look.book, one, case, limits=look.desk.limits, language=look.language)
            for one in gates(look.book, found, ground=ground, now=look.now, limits=look.desk.limits)
        )
        for ground in GROUNDS
    }


def answer_in(
    desk: Desk, made: AssessmentMade, answer: Assessment, *, language: Language
) -> Assessment:
    """Return an answer that is kept, in a language: made again from the inputs that are kept.

    Parameters
    ----------
    desk : Desk
        Which keeps the inputs.
    made : AssessmentMade
        Of the record.
    answer : Assessment
        As it is kept.
    language : str
        Of the sentences; numbers are the same in each.
    """
    held = desk.ports.store.artifact(made.inputs)
    if language == answer.language or held is None:
        return answer
    inputs = msgspec.json.decode(held.content, type=Inputs)
    return answered(inputs, files_of(desk.ports.store, inputs.sea), language=language)


def chronology(look: Looking, case: str, *, why: str = "") -> Page:
    """Return a whole case as a chronology, with its texts where the role may read them: logged."""
    require_case(look.book, look.by, case)
    entries = tuple(look.desk.ports.store.read(until=look.book.seq))
    texts: dict[str, str | None] = {}
    if may(look.by.role, "read_sealed"):
        own = [one for one in entries if not one.draft.case or one.draft.case == case]
        texts = look.desk.texts_of({ident for one in own for ident in idents_in(one.draft.body)})
        log_look(look, f"chronology of {case}", why)
    return chronology_page(entries, look.book, case, language=look.language, texts=texts)


def ledger(look: Looking) -> tuple[LedgerRow, ...]:
    """Return the open ledger of deaths and near misses: of cases that are long over, coarse."""
    require(look.by.role, "read_aggregates")
    return ledger_rows(look.book, now=look.now)
