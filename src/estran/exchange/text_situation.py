"""Part 1 of the text answer: the situation as understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.text_layout import degrees, labelled, percent
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from estran.assess.answer import SituationAnswer, Weighting


def situation_lines(situation: SituationAnswer, *, language: str) -> list[str]:
    """Return the lines of part 1."""

    def word(key: str, /, **values: object) -> str:
        return say(language, f"situation.{key}", **values)

    unknown = ", ".join(say(language, f"unknown.{key}") for key in situation.unknown)
    return [
        word("heading"),
        *labelled(word("time"), [situation.time]),
        *labelled(word("position"), _position(situation, language)),
        *labelled(word("boat"), [_boat(situation, language)]),
        *labelled(word("persons"), [_persons(situation, language)]),
        *labelled(word("unknown"), [unknown or "-"]),
        *labelled(word("assumed"), _assumed(situation, language)),
        *labelled(word("contested"), situation.contested),
        *labelled(word("said"), [", ".join(f"{k}: {v}" for k, v in situation.said.items())]),
    ]


def _position(situation: SituationAnswer, language: str) -> list[str]:
    error = situation.position_error_m
    mile = name_in(language, "unit", "nm")
    shown = f"{error:.0f} m" if error < 1000 else f"{error / 1852:.1f} {mile}"
    lines = [
        f"{situation.position.dmm}   ({situation.position_dd}   {situation.position_dms})",
        say(
            language,
            "situation.position_error",
            place=situation.from_place,
            error=shown,
            form=name_in(language, "form", situation.position_form),
        ),
    ]
    if situation.drift_from:
        lines.append(say(language, "situation.on_land", water=situation.drift_from.dmm))
    if situation.inland_water:
        lines.append(say(language, "situation.inland", name=situation.inland_water))
    return lines


def _boat(situation: SituationAnswer, language: str) -> str:
    known = situation.state != "unknown"
    key = f"state.{situation.state}" if known else "situation.state_unknown"
    state = say(language, key)
    craft = name_in(language, "craft", situation.craft)
    if "craft" in situation.unknown:
        craft = say(language, "situation.craft_assumed", craft=craft)
    if situation.course_to_deg is None or situation.speed_kn is None:
        return say(language, "situation.no_way", craft=craft, state=state)
    return say(
        language,
        "situation.way",
        craft=craft,
        state=state,
        course=degrees(situation.course_to_deg),
        speed=f"{situation.speed_kn:.1f}",
    )


def _persons(situation: SituationAnswer, language: str) -> str:
    persons = situation.persons
    if persons is None:
        return say(language, "situation.persons_unknown")
    key = "persons_one" if persons.low == persons.high else "persons_range"
    number = say(language, f"situation.{key}", low=persons.low, high=persons.high)
    exact = key == "persons_one" and persons.said.strip() == str(persons.low)
    if exact or key == "persons_range":
        return number
    return say(language, "situation.persons_said", number=number, said=persons.said)


def _assumed(situation: SituationAnswer, language: str) -> list[str]:
    if not situation.hypotheses:
        return []
    states = _weights([(say(language, f"state.{w.name}"), w) for w in situation.hypotheses])
    classes = _weights([(w.name, w) for w in situation.leeway_classes])
    return [
        say(language, "situation.hypotheses", weights=states, why=situation.hypotheses[0].why),
        say(language, "situation.leeway", weights=classes),
    ]


def _weights(rows: list[tuple[str, Weighting]]) -> str:
    return ", ".join(f"{name} {percent(row.weight)} %" for name, row in rows)
