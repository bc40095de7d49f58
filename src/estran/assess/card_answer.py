"""The card: for each option the verdict under the rules of that instant, and what it rests on.

Nothing here says go. Control options are left out of a call for help, of a case of distress, and
wherever it is not known through whom the report came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from estran.assess.answer_card import CardOption, CardRow, DoctrineUsed, FactUsed, Question
from estran.assess.first_minute import phase_indicated, relayed
from estran.assess.report import FactGiven
from estran.doctrine.control_card import CALLS_FOR_HELP, OBSERVERS, control_withheld
from estran.doctrine.facts import fact
from estran.doctrine.judge import judge
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import RESCUE
from estran.doctrine.proved import require_standing
from estran.doctrine.questions import next_questions
from estran.doctrine.registry import in_force
from estran.doctrine.ruleset import ruleset
from estran.doctrine.states import one_situation
from estran.doctrine.tree import Holds, facts_in, leaves
from estran.drift.craft import PERSON, craft
from estran.language.catalogue import catalogue, say
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from estran.assess.answer_card import VerdictWord
    from estran.assess.facts_said import FactValue, KnownFact
    from estran.assess.first_minute import Indicated
    from estran.assess.report import Report
    from estran.doctrine.facts import Fact
    from estran.doctrine.judge import Judgement, Row
    from estran.doctrine.kleene import Truth
    from estran.doctrine.registry import Standing
    from estran.doctrine.ruleset import Ruleset

NEAR_BOAT = ("waves_shipped", "crowding", "swamped_buoyancy", "breaker_abeam")
IN_SHALLOWS = ("surf", "grounding")
OF_A_BOAT = frozenset(
    {"persons_aboard", "taking_water", "engine_stopped", "tubes_damaged", "craft_swamped"}
)
OF_A_CALLER = frozenset({"call_back_possible", "clothing_dry"})
BEARING = {
    "I1": ("crowding",),
    "I2": ("crowding",),
    **dict.fromkeys(("I3", "I4", "I5"), ("crowding", "waves_shipped", *IN_SHALLOWS)),
    "I6": ("cold_hands", "wading_exhausted_adults", "wading_children", *IN_SHALLOWS),
    "I7": ("wading_exhausted_adults", "wading_children", *IN_SHALLOWS),
    "I8": ("wading_exhausted_adults", "wading_children", "grounding"),
    "I9": ("wading_officers", "cold_hands", "surf", "crowding", "swamped_buoyancy"),
    "I11a": ("waves_shipped", *IN_SHALLOWS),
    **dict.fromkeys(("I10", "I11b", "I12", "I14"), NEAR_BOAT),
    "I13": ("wading_exhausted_adults", "wading_children"),
}
"""Which hazards bear on which option; those of the physics layer bar it by rule besides."""


class Judged:
    """One situation under the rules of its instant; the judgement is made once."""

    def __init__(self, known: Mapping[str, KnownFact], *, at: datetime) -> None:
        self.known = known
        self.standing: Sequence[Standing] = in_force(at)
        self.rules: Ruleset = ruleset(self.standing, at=at)
        require_standing(self.rules)
        self.values = {name: one.value for name, one in known.items()}
        states = one_situation(self.values)
        self.options: Mapping[str, Judgement] = judge(self.rules, states)
        self._evaluator = Evaluator(states)

    def truth(self, name: str) -> Truth:
        """Return whether a yes-or-no fact, or one that follows from others, is met."""
        return self._evaluator.truth(Holds(name))

    @property
    def phase_indicated(self) -> Indicated:
        """What the facts indicate of the emergency phase."""
        return phase_indicated(
            distress=self.truth("distress_indicated"),
            persons_in_water=self.truth("persons_in_water"),
        )

    def withheld(self, report: Report) -> str | None:
        """Return the key of why the card has no control options; None where it has.

        A fact that came by a call for help bars it as a report does; so does a distress that a
        centre has declared, or a Mayday relay, whatever the facts indicate.
        """
        given = [one.by for one in report.facts.values() if isinstance(one, FactGiven)]
        by_fact = (*given, *(one.by for one in self.known.values()))
        called = [str(by) for by in by_fact if by in CALLS_FOR_HELP]
        declared = "distress" in report.phases.values() or relayed(report)
        return control_withheld(
            sources=[report.source or "unknown", *called],
            help_asked=self.truth("help_asked"),
            distress="met" if declared else self.truth("distress_indicated"),
        )


def card_answer(judged: Judged, *, report: Report, language: str) -> list[CardOption]:
    """Return the options with their verdicts and rows: rescue always, control where it may be.

    Parameters
    ----------
    judged : Judged
        The situation under its rules.
    report : Report
        Through whom it came, and what phases were declared.
    language : str
        Of labels and names.
    """
    withheld = judged.withheld(report)
    return [
        _option(one, judged, language)
        for name, one in judged.options.items()
        if name in RESCUE or withheld is None
    ]


def control_text(judged: Judged, *, report: Report, language: str) -> str | None:
    """Return the sentence that says why there is no control card; None where there is one."""
    withheld = judged.withheld(report)
    return None if withheld is None else say(language, f"card.withheld_{withheld}")


def questions_answer(judged: Judged, *, report: Report, language: str) -> list[Question]:
    """Return what to ask next, first things first, each as a sentence to read out."""
    shown = judged.withheld(report) is None
    asked = next_questions(judged.rules, judged.values, control_card=shown, language=language)
    idle = _senseless(report)
    return [
        Question(fact=one.fact, text=one.text, changes=list(one.changes))
        for one in asked
        if one.fact not in idle
    ]


def _senseless(report: Report) -> frozenset[str]:
    """Return the facts that make no sense to ask: of a boat that is none, of one who only sees."""
    idle = OF_A_BOAT if craft(report.craft).key == PERSON else frozenset()
    return idle | OF_A_CALLER if report.source in OBSERVERS else idle


def doctrines_used(judged: Judged, *, language: str) -> list[DoctrineUsed]:
    """Return the sets of rules that held, and what is not known of each."""
    return [
        DoctrineUsed(
            id=one.doctrine.id,
            title=one.doctrine.title_in(language),
            certain=one.certain,
            text=one.doctrine.access,
            reviewed=one.doctrine.reviewed,
            doubt="" if one.certain else one.doctrine.doubt_in(language),
            unknown=list(one.doctrine.unknown_in(language)),
            practice=[
                f"{each.since}: {each.text_in(language)}"
                for each in one.doctrine.practice
                if each.since <= judged.rules.at.date().isoformat()
            ],
        )
        for one in judged.standing
    ]


def card_sources(card: Sequence[CardOption]) -> set[str]:
    """Return the library keys that the rows of a card rest on."""
    return {row.source for option in card for row in option.rows}


def _option(one: Judgement, judged: Judged, language: str) -> CardOption:
    deciding = [row for row in one.trace if row.rule in one.because and row not in one.rows]
    return CardOption(
        option=one.option,
        name=say(language, f"option.{one.option}"),
        group="rescue" if one.option in RESCUE else "control",
        verdict=cast("VerdictWord", one.verdict.word),
        precaution=one.precaution,
        because=list(one.because),
        unknown=list(one.unknown),
        hazards=list(BEARING.get(one.option, ())),
        rows=[_row(row, one.option, judged, language) for row in (*deciding, *one.rows)],
    )


def _row(row: Row, option: str, judged: Judged, language: str) -> CardRow:
    active = next(one for one in judged.rules.options[option].rules if one.rule.id == row.rule)
    names = dict.fromkeys(
        name for leaf in leaves(active.condition) for name in sorted(facts_in(leaf))
    )
    return CardRow(
        rule=row.rule,
        status=row.status,
        source=row.citation.source,
        effect=row.effect,
        label=active.rule.label_in(language),
        doctrine=row.doctrine,
        article=row.citation.article,
        confidence=row.citation.confidence,
        reading="our reading" in row.citation.note.lower(),
        certain=row.certain,
        waived_by=list(row.exceptions) if row.effect == "needs" else [],
        facts=[used for name in names for used in _facts_used(name, judged, language)],
    )


def _facts_used(name: str, judged: Judged, language: str) -> list[FactUsed]:
    """Return a fact as a row shows it; one that follows from indicators by those that are met."""
    declared = fact(name)
    if not declared.any_of:
        return [_fact_used(declared, judged.known[name], language)]
    met = [one for one in declared.any_of if judged.truth(one) == "met"]
    shown = met or [one for one in declared.any_of if judged.truth(one) == "unknown"]
    return [_fact_used(fact(one), judged.known[one], language) for one in shown]


def _fact_used(declared: Fact, one: KnownFact, language: str) -> FactUsed:
    unknown = one.value is None
    return FactUsed(
        fact=declared.name,
        label=declared.label_in(language),
        value=_value(declared, one.value, language),
        by="" if unknown else _who(one, language),
        at=None if unknown or one.at is None else format_instant(one.at),
    )


def _value(declared: Fact, value: FactValue, language: str) -> str:
    if value is None:
        return say(language, "card.fact_unknown")
    if isinstance(value, bool):
        return say(language, "card.fact_yes" if value else "card.fact_no")
    if isinstance(value, str):
        key = f"category.{value}"
        return say(language, key) if key in catalogue(language) else value
    low, high = value if isinstance(value, tuple) else (value, value)
    number = f"{_number(low)}" if low == high else f"{_number(low)}-{_number(high)}"
    unit = "person" if declared.unit == "persons" and low == high == 1.0 else declared.unit
    return f"{number} {say(language, f'unit.{_unit_key(unit)}')}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 20.0 or value == int(value) else f"{value:.1f}"


def _unit_key(unit: str) -> str:
    return {"m": "metres", "h": "hours"}.get(unit, unit)


def _who(one: KnownFact, language: str) -> str:
    """Return who says so, and from which state of the boat it follows where nobody said it."""
    by = say(language, f"by.{one.by}")
    if not one.follows:
        return by
    state = say(language, f"state.{one.follows}")
    return say(language, "card.follows", by=by, state=state)
