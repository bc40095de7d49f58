"""An event of the record in one sentence, and whatever else its body holds: nothing is lost.

Values are put into words by their kind; the sentence of each kind of event is in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from string import Formatter
from typing import TYPE_CHECKING, Any

from estran.casebook.bodies.boats import EvidencePart
from estran.casebook.bodies.operations import CrossingExpected, Force, Place, SearchWorth
from estran.casebook.bodies.parts import FactSaid, Persons, PositionSaid, Private
from estran.exchange.case_searches import range_percent
from estran.exchange.case_view import (
    centre,
    fact_label,
    fact_value,
    listed,
    persons_text,
    position_text,
    source,
    unknown,
)
from estran.exchange.moments import date_time_group
from estran.exchange.search_reasons import reason_in
from estran.language.catalogue import catalogue, name_in, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.casebook.kinds import Body

DIGEST = re.compile(r"[0-9a-f]{64}")
DIGITS_SHOWN = 12
CENTRES = ("centre", "to")
LOWER = ("uncertainty", "alert")


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts events into words.

    Attributes
    ----------
    texts : mapping
        Private texts by their sealed id; None where nobody may see one.
    erased : mapping
        Sealed ids that were erased by law, and the entry that says so.
    """

    language: str
    texts: Mapping[str, str | None]
    erased: Mapping[str, int]

    def sentence(self, body: Body) -> str:
        """Return an event in words, with its marks first."""
        values = {one.name: self.worded(one.name, getattr(body, one.name)) for one in fields(body)}
        template = catalogue(self.language)[f"recorded.{_key(body.kind)}"]
        said = {name for _, name, _, _ in Formatter().parse(template) if name}
        first = say(self.language, f"recorded.{_key(body.kind)}", **values)
        rest = [
            say(self.language, "recorded_field.row", label=self._label(one.name),
                value=values[one.name])
            for one in fields(body)
            if one.name not in {*said, *SHOWN_AS_MARK} and _is_given(one, getattr(body, one.name))
        ]  # fmt: skip
        tail = f" ({listed(rest, self.language)})" if rest else ""
        return " ".join([*self.marks(body), first + tail])

    def marks(self, body: Body) -> tuple[str, ...]:
        """Return what no reader may miss: against the advice, lower than the facts indicate."""
        found = []
        if getattr(body, "against_advice", False):
            found.append(say(self.language, "recorded_mark.against"))
        lowered = body.kind == "phase.declared" and body.phase in LOWER
        if lowered and body.indicated != "not_indicated":
            found.append(say(self.language, "recorded_mark.lowered"))
        return tuple(found)

    def _label(self, name: str) -> str:
        return say(self.language, f"recorded_field.{name}")

    def worded(self, name: str, value: object) -> str:
        """Return a value of a field in words; unknown where it is none."""
        if value is None or value in ("", ()):
            return unknown(self.language)
        for kind, words in SAYERS:
            if isinstance(value, kind):
                return words(self, name, value)
        return self._text(name, str(value))

    def _yes(self, _: str, value: Any) -> str:  # noqa: ANN401 -- as every sayer
        return say(self.language, "casebook.yes" if value else "casebook.no")

    def _when(self, _: str, value: Any) -> str:  # noqa: ANN401
        return date_time_group(value, language=self.language)

    def _number(self, _: str, value: Any) -> str:  # noqa: ANN401
        return f"{value:g}"

    def _each(self, name: str, value: Any) -> str:  # noqa: ANN401
        return listed((self.worded(name, one) for one in value), self.language)

    def _pairs(self, _: str, value: Any) -> str:  # noqa: ANN401
        return listed((self._pair(key, one) for key, one in value.items()), self.language)

    def _pair(self, key: str, value: object) -> str:
        label = fact_label(key, self.language) if isinstance(value, FactSaid) else key
        return f"{label} = {self.worded(key, value)}"

    def _text(self, name: str, text: str) -> str:
        if DIGEST.fullmatch(text):
            return f"sha256 {text[:DIGITS_SHOWN]}"
        if name in CENTRES:
            word = name_in(self.language, "task_state", text)
            return word if word != text else centre(self.language, text)
        if name == "corners":
            return position_text(text)
        words = WORDS.get(name)
        return words(self.language, text) if words else " ".join(text.split())

    def _persons(self, _: str, value: Persons) -> str:
        return persons_text(value, self.language)

    def _fact(self, _: str, value: FactSaid) -> str:
        return fact_value(value.value, self.language)

    def _evidence(self, _: str, value: EvidencePart) -> str:
        return f"{value.name} {name_in(self.language, 'evidence_verdict', value.verdict)}"

    def _place(self, _: str, value: Place) -> str:
        return date_time_group(value.at, language=self.language)

    def _private(self, name: str, value: Private) -> str:
        """Return a private text; a telephone number is never shown, only that one is held."""
        if value.sealed in self.erased:
            return say(self.language, "casebook.erased", seq=self.erased[value.sealed])
        if name == "phone":
            return say(self.language, "casebook.phone_held")
        text = self.texts.get(value.sealed)
        if text is None:
            return say(self.language, "casebook.not_shown")
        return f'"{" ".join(text.split())}"'

    def _position(self, _: str, value: PositionSaid) -> str:
        accuracy = "" if value.accuracy_m is None else f" (±{value.accuracy_m:.0f} m)"
        at = f" {date_time_group(value.at, language=self.language)}" if value.at else ""
        by = f" {source(self.language, value.by)}" if value.by else ""
        return f"{position_text(value.said)}{accuracy}{at}{by}"

    def _worth(self, _: str, value: SearchWorth) -> str:
        pod = range_percent(value.pod_low, value.pod_high, self.language)
        pos = range_percent(value.pos_low, value.pos_high, self.language)
        reason = reason_in(value.unknown_because, self.language)
        because = f" ({reason})" if reason else ""
        return f"{value.search} POD {pod}, POS {pos}{because}"

    def _crossing(self, _: str, value: CrossingExpected) -> str:
        first = self.worded("first", value.first)
        return f"{name_in(self.language, 'line', value.line)} {first}"

    def _force(self, _: str, value: Force) -> str:
        rows = (
            say(self.language, "recorded_field.row", label=self._label(one.name),
                value=self.worded(one.name, getattr(value, one.name)))
            for one in fields(value)
        )  # fmt: skip
        return ", ".join(rows)


def option_name(language: str, option: str) -> str:
    """Return an option with what it is, such as ``I4 (take off those who ask)``."""
    said = catalogue(language).get(f"option.{option}")
    return f"{option} ({said})" if said else option


def _yes_no(language: str, text: str) -> str:
    return name_in(language, "yes_no_word", text)


WORDS: Mapping[str, Callable[[str, str], str]] = {
    "channel": lambda language, text: name_in(language, "channel", text),
    "source": source,
    "by": source,
    "engine": lambda language, text: name_in(language, "engine_state", text),
    "phase": lambda language, text: name_in(language, "phase_name", text),
    "indicated": lambda language, text: name_in(language, "indicated", text),
    "decision": lambda language, text: name_in(language, "link_decision", text),
    "choice": lambda language, text: name_in(language, "decision_choice", text),
    "answer": lambda language, text: name_in(language, "relay_answer", text),
    "form": lambda language, text: name_in(language, "message_form", text),
    "ground": lambda language, text: name_in(language, "ground_word", text),
    "how": lambda language, text: name_in(language, "accounted_how", text),
    "outcome": lambda language, text: name_in(language, "call_outcome", text),
    "medium": lambda language, text: name_in(language, "medium", text),
    "state": lambda language, text: name_in(language, "surveillance_state", text),
    "verdict": lambda language, text: name_in(language, "verdict", text),
    "evidence": lambda language, text: name_in(language, "evidence", text),
    "target": lambda language, text: name_in(language, "search_target", text),
    "option": option_name,
    "fact": lambda language, text: fact_label(text, language),
    **dict.fromkeys(
        (
            *("trained", "equipped", "persons_in_water_seen", "children_seen"),
            *("warned", "filmed", "boat_destroyed"),
        ),
        _yes_no,
    ),
}
"""How the text of a field is put into words; what no table holds stays as it is."""
SHOWN_AS_MARK = ("against_advice",)
SAYERS: tuple[tuple[Any, Callable[[Teller, str, Any], str]], ...] = (
    (bool, Teller._yes),
    (datetime, Teller._when),
    ((int, float), Teller._number),
    (tuple, Teller._each),
    (Mapping, Teller._pairs),
    (Private, Teller._private),
    (Persons, Teller._persons),
    (PositionSaid, Teller._position),
    (FactSaid, Teller._fact),
    (EvidencePart, Teller._evidence),
    (SearchWorth, Teller._worth),
    (CrossingExpected, Teller._crossing),
    (Place, Teller._place),
    (Force, Teller._force),
)
"""How each kind of value is put into words; the first that fits decides."""


def _key(kind: str) -> str:
    return kind.replace(".", "_")


def _is_given(one: Field[Any], value: object) -> bool:
    """Say whether a field holds anything that its default does not say."""
    if value is None or value in ("", ()) or value == {}:
        return False
    return one.default is MISSING or value != one.default
