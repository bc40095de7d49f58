"""Part 4 of the text answer: how long people live in this water. Two times, never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.text_layout import joined, labelled
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.answer_people import Survival, SurvivalModel


def survival_lines(survival: Survival, *, start: str, language: str) -> list[str]:
    """Return the lines of part 4.

    Parameters
    ----------
    survival : Survival
        Of the answer.
    start : str
        Time of the report: who entered the water later is said to have done so.
    language : str
        Of the sentences.
    """
    later = not survival.entry_assumed and (survival.entry_earliest or "") > start
    known = "later" if later else survival.in_water

    def word(key: str, /, **values: object) -> str:
        return say(language, f"survival.{key}", **values)

    return [
        word("heading"),
        f"  {word(f'in_water_{known}')}",
        *labelled(word("urgent"), [survival.urgent_by_text]),
        *labelled(word("not_before"), [survival.not_before_text]),
        *labelled(word("state"), [_known(survival, language)]),
        *labelled(word("models"), [_model(one, language) for one in survival.models]),
    ]


def _known(survival: Survival, language: str) -> str:
    entry = say(language, f"survival.{_entry_key(survival)}", **_entry_times(survival))
    water = say(language, "survival.water_unknown")
    if survival.water_low_c is not None:
        low, high = survival.water_low_c, survival.water_high_c
        water = say(language, "survival.water", low=low, high=high)
    jackets = say(language, f"survival.jackets_{survival.flotation}")
    worn = say(language, "survival.jackets", jackets=jackets)
    return joined((entry, water, worn), language=language)


def _entry_key(survival: Survival) -> str:
    if survival.entry_earliest is None:
        return "entry_unknown"
    if survival.entry_assumed:
        return "entry_assumed"
    if survival.entry_latest is None:
        return "entry_from"
    return "entry_at" if survival.entry_earliest == survival.entry_latest else "entry_known"


def _entry_times(survival: Survival) -> dict[str, str | None]:
    return {"earliest": survival.entry_earliest, "latest": survival.entry_latest}


def _meaning(one: SurvivalModel) -> str:
    """Return the key of what a time means; two lower bounds mean opposite things to a reader."""
    return one.name if one.meaning == "lower" else one.meaning


def _model(one: SurvivalModel, language: str) -> str:
    out = one.hours is None
    hours = "out_of_range" if out else "hours"
    meaning = "meaning_out" if out else f"meaning_{_meaning(one)}"
    return say(
        language,
        "survival.model",
        name=one.name,
        hours=say(language, f"survival.{hours}", hours=one.hours),
        meaning=say(language, f"survival.{meaning}"),
    )
