"""The commands of `estran casebook`, in the order of a case: name, function, a line of help."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CASEBOOK: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "open": ("open:open_casebook", "A new casebook."),
        "replay": ("replay:replay_case", "A historic case, ready to look at."),
        "report": ("report:report", "Take a report in."),
        "mail-form": ("mail_form:mail_form", "The empty e-mail form."),
        "phrases": ("phrases:phrases", "First questions, in eight languages."),
        "missed-call": ("missed_call:missed_call", "A call nobody answered."),
        "queue": ("queue:show_queue", "What waits."),
        "show-report": ("show_report:show_report", "One report."),
        "case-open": ("case_open:case_open", "A case for a report."),
        "compare": ("compare:compare", "Is it a known boat?"),
        "link": ("link:link", "Decide which boat it is."),
        "show": ("show:show_case", "The case sheet."),
        "as-of": ("as_of:show_as_of", "The sheet as known at a time."),
        "assess": ("assess:assess_now", "Assess a boat."),
        "task": ("task:task_unit", "Ask a unit."),
        "decide": ("decide:decide", "Choose or refuse an option."),
        "enter": ("enter:enter_event", "Enter any event."),
        "offer": ("offer:offer_case", "Offer a case."),
        "accept": ("accept:accept_case", "Accept a case."),
        "refuse": ("refuse:refuse_case", "Refuse a case."),
        "search": ("search:search_done", "A search that was done."),
        "value-searches": ("value_searches:value_done", "What searches are worth."),
        "waiting": ("waiting:show_waiting", "What waiting may cost."),
        "sitrep": ("sitrep:write_sitrep", "The SITREP."),
        "handover-text": ("handover_text:write_handover", "The hand-over message."),
        "relay-text": ("relay_text:write_relay", "The Mayday relay."),
        "email": ("email:write_email", "Keep an e-mail's text."),
        "may-close": ("may_close:gates_of", "What must be so to close."),
        "close": ("close:close_case", "Close by evidence."),
        "suspend": ("suspend:suspend_case", "Rest a search."),
        "end": ("end:end_case", "A supervisor's end."),
        "reopen": ("reopen:reopen_case", "Reopen a case."),
        "chronology": ("chronology:show_chronology", "A case, event by event."),
        "receipt": ("receipt:give_receipt", "A signed receipt."),
        "verify": ("verify:verify_chain", "Walk the chain."),
        "checkpoint": ("checkpoint:sign", "Sign the record's length."),
        "countersign": ("countersign:countersign_note", "A second signature."),
        "export": ("export:export_bundle", "The record as a file."),
        "reproduce": ("reproduce:repeat", "Repeat its assessments."),
        "hold": ("hold:hold_case", "Keep from erasure."),
        "sweep": ("sweep:sweep_now", "Erase what is due."),
        "consultations": ("consultations:show_consultations", "Who read what."),
        "ledger": ("ledger:show_ledger", "Deaths, near misses."),
    }
)
"""Module after `estran.cli.casebook_` and its function, by the name of the command."""
