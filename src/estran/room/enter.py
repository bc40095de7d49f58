"""Use case: enter one event. The room numbers it, fills in what it knows, and asks the record."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from estran.assess.facts_said import facts_said
from estran.assess.report import Report
from estran.casebook import numbers
from estran.casebook.bodies.cases import PhaseDeclared
from estran.casebook.bodies.parts import Private
from estran.casebook.codec import from_plain, to_plain
from estran.casebook.fingerprint import night_of
from estran.casebook.kinds import body_class
from estran.casebook.transitions import WORKED_ON
from estran.errors import CasebookError
from estran.quantities.instants import format_instant, in_utc, parse_instant
from estran.quantities.position_text import parse_position
from estran.room import advice
from estran.room.desk import Happening, Repeat
from estran.room.entries import ENTRIES
from estran.room.intake import require_happened
from estran.room.private_said import marked
from estran.room.roles import require
from estran.room.take_in import MACHINE, private
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.casebook.book import Book
    from estran.casebook.event import Author, Entry
    from estran.casebook.kinds import Body
    from estran.casebook.records import CaseRecord
    from estran.room.desk import Composed, Desk
    from estran.room.entries import Entering

MOST_OF_A_SEARCH = {"spacing_nm": 50.0, "speed_kn": 300.0, "width_high_nm": 50.0}
"""Beyond these a number is a slip; what was not noted is left out."""
OF_BOOK = {
    "B": numbers.next_craft,
    "V": numbers.next_recovery,
}


def enter(
    desk: Desk,
    by: Author,
    kind: str,
    given: Mapping[str, Any],
    *,
    case: str = "",
    key: str | None = None,
) -> tuple[Entry, ...]:
    """Enter one event and return the entries: the event, and what follows from it.

    Parameters
    ----------
    desk : Desk
        Where it is written.
    by : Author
        Who enters it.
    kind : str
        One of `ENTRIES`.
    given : mapping
        Its fields; private texts as text. ``at`` says when it was true, where that is not now.
    case : str
        Of which case.
    key : str or None
        The client's own, so that a command sent twice is done once.

    Raises
    ------
    CasebookError
        Saying what is missing, unknown or does not fit; nothing has been changed.
    """
    entering = _entering(kind)
    require(by.role, entering.action)
    at = _time(desk, given)
    typed = {name: value for name, value in given.items() if name != "at"}

    def compose(book: Book, composed: Composed) -> None:
        named = case or _case_of(book, entering, typed)
        found = require_case(book, by, named) if named else None
        desired = Filling(desk=desk, book=book, by=by, kind=kind, case=found)
        plain = desired.filled(entering, typed)
        plain |= _sealed(desk, composed, kind, typed, at or desk.now())
        body = from_plain(body_class(kind), plain)
        _require_fact(body, at or desk.now())
        _require_search(body)
        composed.happenings.append(Happening(body=body, case=named, at=at))
        composed.happenings += _following(body, found)

    hidden = {
        name: marked(desk, str(given[name] or ""), at or desk.now())
        for name in private_fields(kind)
        if name in given
    }
    request = {"enter": kind, "case": case, "given": {**to_plain(dict(given)), **hidden}}
    return desk.write(by, compose, repeat=Repeat.of(key, request))


def _entering(kind: str) -> Entering:
    try:
        return ENTRIES[kind]
    except KeyError:
        raise CasebookError(
            "enter.kind",
            f"{kind!r} cannot be entered by itself. What can: {', '.join(sorted(ENTRIES))}.",
            kind=kind,
            known=", ".join(sorted(ENTRIES)),
        ) from None


def _time(desk: Desk, given: Mapping[str, Any]) -> datetime | None:
    """Return when it was true; what lies ahead has not happened."""
    said = given.get("at")
    if said is None:
        return None
    at = in_utc(said) if isinstance(said, datetime) else parse_instant(str(said))
    require_happened(at, now=desk.now(), exercise=desk.watermark.startswith("EXERCISE"))
    return at


def _case_of(book: Book, entering: Entering, typed: Mapping[str, Any]) -> str:
    """Return the case of the boat that is spoken of, where nobody names the case."""
    named = [str(typed.get(name) or "") for name in ("craft", "into") if name != entering.numbered]
    craft = next((one for one in named if one), "")
    return book.craft(craft).case if entering.of_case and craft else ""


def _require_fact(body: Body, at: datetime) -> None:
    """Refuse a fact that is not on the list, or a value that it cannot have."""
    if body.kind == "fact.recorded":
        facts_said(Report(at=format_instant(at), position="", facts={body.fact: body.value}))


def _require_search(body: Body) -> None:
    """Refuse a search that nobody could value: corners that cannot be read, absurd numbers."""
    if body.kind != "search.done":
        return
    for corner in body.corners:
        parse_position(corner)
    for name, most in MOST_OF_A_SEARCH.items():
        value = getattr(body, name)
        if value is not None and not 0.0 < value <= most:
            raise CasebookError(
                "search.number",
                f"{name}: {value:g} cannot be right for a search; it lies above 0, up to {most:g}. "
                "Leave it out where nobody noted it.",
                field=name,
                value=f"{value:g}",
                most=f"{most:g}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What the room knows while it fills in the fields of one event."""

    desk: Desk
    book: Book
    by: Author
    kind: str
    case: CaseRecord | None

    def filled(self, entering: Entering, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields with number, own centre, and what the room works out."""
        held = private_fields(self.kind)
        plain = {name: to_plain(value) for name, value in typed.items() if name not in held}
        for name in (*entering.derived, entering.numbered):
            plain.pop(name, None)
        if entering.numbered:
            plain[entering.numbered] = self._number(entering.letter)
        if entering.own_centre:
            plain.setdefault("centre", self.by.centre)
        return plain | self._derived(plain)

    def _number(self, letter: str) -> str:
        if letter in OF_BOOK:
            return OF_BOOK[letter](self.book)
        if self.case is None:
            raise CasebookError("enter.case_missing", "Say in which case, such as C-0001.")
        return numbers.next_of_case(self.case, letter)

    def _derived(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        if self.kind == "watch.relieved":
            cases = self.book.cases.values()
            return {"cases": [one.case for one in cases if one.state in WORKED_ON]}
        if self.kind == "sheet.read":
            return {"seq": self.book.seq}
        if self.kind == "case.ended" and self.case:
            return {"left": advice.left_open(self.desk, self.book, self.case)}
        if self.kind == "phase.declared" and self.case:
            return {"indicated": advice.indicated(self.case)}
        if self.kind == "decision.taken" and self.case:
            return self._advice(self.case, plain)
        return {}

    def _advice(self, case: CaseRecord, plain: Mapping[str, Any]) -> dict[str, Any]:
        """Return the card as it is now: a decision is kept with what was known."""
        made = advice.newest(case)
        answer = advice.assessment_of(self.desk, made) if made else None
        option, choice = str(plain.get("option", "")), str(plain.get("choice", ""))
        verdict = advice.verdict_on(answer, option)
        return {
            "verdict": verdict,
            "against_advice": advice.is_against(choice, verdict, option=option),
            "card": made.artifact if made else "",
            "available": list(advice.available(answer, case)),
        }


def private_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind that hold a private text."""
    return tuple(
        name for name, hint in get_type_hints(body_class(kind)).items() if _is_private(hint)
    )


def _is_private(hint: object) -> bool:
    if get_origin(hint) in (Union, types.UnionType):
        return Private in get_args(hint)
    return hint is Private


def _sealed(
    desk: Desk, composed: Composed, kind: str, typed: Mapping[str, Any], at: datetime
) -> dict[str, Any]:
    """Seal the private texts; of a telephone number only its HMAC."""
    found: dict[str, Any] = {}
    for name in private_fields(kind):
        text = str(typed.get(name) or "")
        if name == "phone" and text:
            text = desk.ports.vault.fingerprint(night_of(at), text) or ""
        held = private(desk, composed, text)
        if held is not None:
            found[name] = to_plain(held)
    return found


def _following(body: Body, case: CaseRecord | None) -> list[Happening]:
    """Return what follows by itself: a sign of distress seen is distress, whoever declared less."""
    if body.kind != "trigger.seen" or case is None:
        return []
    declared = case.phases.get(case.owner)
    if declared is not None and declared.phase == "distress":
        return []
    phase = PhaseDeclared(centre=case.owner, phase="distress", indicated="distress")
    return [Happening(body=phase, case=case.case, by=MACHINE)]


def form_of(kind: str) -> tuple[tuple[str, Any, bool], ...]:
    """Return the fields that a person fills in for a kind: name, type, and whether it is needed.

    Private texts are text; what the room numbers or works out is not among them.
    """
    entering, cls = _entering(kind), body_class(kind)
    hints, hidden = get_type_hints(cls), {*_entering(kind).derived, entering.numbered}
    rows: list[tuple[str, Any, bool]] = []
    for one in fields(cls):
        if one.name in hidden:
            continue
        needed = not (_has_default(one) or (one.name == "centre" and entering.own_centre))
        hint = str if _is_private(hints[one.name]) else hints[one.name]
        rows.append((one.name, hint, needed))
    return tuple(rows)


def _has_default(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING
