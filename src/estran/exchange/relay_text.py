"""The text of a Mayday relay, to be read out in the words and order of radio, boat after boat.

A guard-rail: it asks ships to report to the centre that sends it, and no caller to call anybody.
An exercise or a replay is marked as not for broadcast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.errors import PositionError
from estran.exchange.case_view import (
    case_view,
    fixes,
    framed,
    listed,
    unknown,
    watermark,
)
from estran.exchange.spoken_numbers import spoken_digits, spoken_position, spoken_time
from estran.language.catalogue import name_in, say
from estran.quantities.position_text import format_dmm, parse_position

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.records import CraftRecord
    from estran.exchange.case_view import CaseView, Fix

NEWEST = 2  # positions that are read out: the newest of a boat, and one that competes with it


def relay_text(
    book: Book, case_key: str, *, now: datetime, sender: str, language: str, spoken: bool = False
) -> str:
    """Return the text of a Mayday relay for every boat of a case that is not wholly found.

    Parameters
    ----------
    book : Book
        State.
    case_key : str
        Number of the case.
    now : datetime
        When it is sent.
    sender : str
        Centre that sends it.
    language : str
        Of the text.
    spoken : bool
        Whether figures are written as they are spoken, positions to a tenth of a minute.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.

    Notes
    -----
    Order and words in English are those of the standard phrases, in French those of the manual.
    Source: imo_smcp_2001, part A1, distress communications.
    Source: anfr_crr_2019, relay of a distress message.
    """
    view = case_view(book, case_key, language=language, now=now)
    return relay_of(view, sender=sender, spoken=spoken)


def relay_of(view: CaseView, *, sender: str, spoken: bool = False) -> str:
    """Return the text of a Mayday relay of a case as it is looked at; see `relay_text`.

    Parameters
    ----------
    view : CaseView
        The case. While it is doubtful, no boat of it counts as wholly found.
    sender : str
        Centre that sends it.
    spoken : bool
        Whether figures are written as they are spoken.
    """
    language, now = view.language, view.now
    centre = name_in(language, "relay_station", sender)
    lines = [
        say(language, "relay.call"),
        say(language, "relay.all_stations"),
        say(language, "relay.this_is", centre=centre),
        say(language, "relay.time", time=_time(view, now, spoken=spoken)),
        "",
        say(language, "relay.mayday"),
    ]
    lost = [one for one in view.crafts() if view.tally(one).open != 0]
    for craft in lost:
        lines += [*_boat(view, craft, spoken=spoken), ""]
    if not lost:
        key = "relay.all_found" if view.crafts() else "relay.no_boat"
        lines += [say(language, key), ""]
    lines += [say(language, "relay.request", centre=centre), say(language, "relay.over")]
    return _marked("\n".join(lines) + "\n", view)


def _marked(text: str, view: CaseView) -> str:
    mark = watermark(view.case.watermark, view.language)
    if not mark:
        return text
    return framed(f"{say(view.language, 'relay.not_for_broadcast')}\n\n{text}", mark)


def _boat(view: CaseView, craft: CraftRecord, *, spoken: bool) -> list[str]:
    language = view.language

    def figures(text: str) -> str:
        return spoken_digits(text, language=language) if spoken else text

    found = fixes(view, craft)
    newest = [one for one in found if one.report is found[0].report] if found else []
    said = [_position(view, one, spoken=spoken) for one in newest[:NEWEST]]
    return [
        say(language, "relay.casualty", boat=_name(craft, language)),
        say(language, "relay.position", positions=listed(said, language)),
        say(language, "relay.persons", persons=figures(_persons(view, craft))),
        say(language, "relay.nature", state=_state(view, craft)),
        say(language, "relay.looks", looks=_looks(view, craft)),
    ]


def _name(craft: CraftRecord, language: str) -> str:
    if not craft.label:
        return say(language, "relay.unnamed")
    return say(language, "relay.named", label=craft.label)


def _persons(view: CaseView, craft: CraftRecord) -> str:
    """Return the highest number that stands; others as said beside it, nothing averaged."""
    tally, language = view.tally(craft), view.language
    if tally.highest is None:
        return unknown(language)
    said = list(dict.fromkeys((one.low, one.high) for one in tally.reported))
    if len(said) == 1 and said[0][0] == said[0][1]:
        return str(tally.highest)
    ranges = (
        str(low) if low == high else say(language, "relay.range", low=low, high=high)
        for low, high in said
    )
    others = listed(ranges, language)
    return say(language, "relay.persons_differ", highest=tally.highest, claims=others)


def _looks(view: CaseView, craft: CraftRecord) -> str:
    """Return each kind and colour that was said, once, without who said it."""
    reports = [one.said for one in view.reports_of(craft)]
    kinds = [name_in(view.language, "craft", one.fields.get("craft", "")) for one in reports]
    return listed(dict.fromkeys([*kinds, *(one.colour for one in reports)]), view.language)


def _state(view: CaseView, craft: CraftRecord) -> str:
    """Return the newest state that somebody gave, and whether anyone is in the water."""
    states = [
        name_in(view.language, "state", one.said.fields["state"])
        for one in view.reports_of(craft)
        if one.said.fields.get("state")
    ]
    return states[-1] if states else unknown(view.language)


def _position(view: CaseView, fix: Fix, *, spoken: bool) -> str:
    at = _time(view, fix.at, spoken=spoken)
    return say(view.language, "relay.at", position=_place(view, fix, spoken=spoken), time=at)


def _place(view: CaseView, fix: Fix, *, spoken: bool) -> str:
    try:
        position = parse_position(fix.said.said).position
    except PositionError:
        return f'"{" ".join(fix.said.said.split())}"'
    return spoken_position(position, language=view.language) if spoken else format_dmm(position)


def _time(view: CaseView, moment: datetime, *, spoken: bool) -> str:
    return spoken_time(moment, language=view.language) if spoken else view.clock(moment)
