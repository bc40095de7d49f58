"""Guard-rails of the card on facts alone: unknowns, contradictions, directions and lines.

No drift is computed here. Thousands of sets of facts are judged at once, and reports one by one by
the steps that the whole answer takes.
"""

from collections import Counter
from datetime import datetime
from functools import cache
from typing import get_args

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.assess.card_answer import Judged, card_answer, control_text, questions_answer
from estran.assess.facts_known import known_facts
from estran.assess.facts_said import KnownFact
from estran.assess.hazards_answer import hazards_answer
from estran.assess.report import FactGiven, Report, Role, SourceKind
from estran.assess.sea_answer import sea_answer, sea_of
from estran.assess.situation import understand
from estran.doctrine.control_card import CALLS_FOR_HELP, OBSERVERS
from estran.doctrine.facts import facts
from estran.doctrine.judge import Verdict, verdicts
from estran.doctrine.options import CONTROL, RESCUE
from estran.doctrine.registry import in_force
from estran.doctrine.ruleset import ruleset
from estran.doctrine.states import many_situations
from estran.environment.sea import load_sea_fields
from estran.errors import TimeError
from estran.sources.assumptions import AssumptionBook
from tests.support.situations import INDICATORS, PLAUSIBLE, QUIET

DAYS = ("2006-07-01", "2021-11-24", "2022-12-14", "2023-06-01", "2025-07-04", "2026-01-17")
PERMITTING = ("2023-06-01", "2026-01-17")
SETS = 3000
GIVEN = {name: one for name, one in facts().items() if not one.any_of}
NEAR_SHORE = {"distance_to_waterline": 100, "depth": 2}
QUIET_VALUES = {
    **{name: {"yes": True, "no": False}.get(str(one), one) for name, one in QUIET.items()},
    **{name: "not_shown_safe" for name, one in GIVEN.items() if one.computed},
    **{"acting_unit": "gendarmerie_maritime", "waters": "sea", "daylight": True, **NEAR_SHORE},
}
SEA = {"position": "51-01.2N 002-05.8E", "position_accuracy_m": 5.0, "source": "patrol"}


def at_noon(day):
    return datetime.fromisoformat(f"{day}T12:00+00:00")


def rules_of(day):
    return ruleset(in_force(at_noon(day)), at=at_noon(day))


def drawn(one, draw):
    """Return values of one fact, most of them such as permit a control, and some not known."""
    if one.kind == "number":
        values = draw.integers(0, PLAUSIBLE.get(one.name, 100) + 1, size=SETS).astype(float)
    else:
        values = draw.choice(np.array(one.categories or (True, False)), size=SETS)
    if one.name in QUIET_VALUES:
        values = np.where(draw.random(SETS) < 0.9, QUIET_VALUES[one.name], values)
    return np.ma.array(values, mask=draw.random(SETS) < 0.03)


@cache
def fact_sets():
    draw = np.random.Generator(np.random.Philox(key=[2026, 7]))
    return {name: drawn(one, draw) for name, one in GIVEN.items()}


@pytest.mark.parametrize("day", DAYS)
def test_of_thousands_of_fact_sets_one_more_unknown_never_permits_more(day):
    rules, sets = rules_of(day), fact_sets()
    before = verdicts(rules, many_situations(sets))
    for name in GIVEN:
        less = {key: one for key, one in sets.items() if key != name}
        after = verdicts(rules, many_situations(less))
        for option, codes in after.items():
            more = (codes == Verdict.PERMITTED) & (before[option] != Verdict.PERMITTED)
            assert not more.any(), (option, name, {k: v[more][0] for k, v in sets.items()})
            if option in RESCUE:
                barred = np.isin(codes, (Verdict.FORBIDDEN, Verdict.NOT_PERMITTED))
                assert not barred.any(), (option, name)
    permitted = sum((before[one] == Verdict.PERMITTED).sum() for one in CONTROL)
    assert permitted >= (100 if day in PERMITTING else 0)


@st.composite
def known_sets(draw):
    """Facts as an answer holds them, mostly such as permit a control, each known or not."""
    found = {}
    for name, one in GIVEN.items():
        kinds = {
            "yes_no": st.booleans(),
            "number": st.integers(0, PLAUSIBLE.get(name, 100)).map(float),
            "category": st.sampled_from(one.categories or ("",)),
        }
        quiet = st.just(QUIET_VALUES[name]) if name in QUIET_VALUES else st.none()
        value = draw(st.one_of(quiet, quiet, quiet, quiet, kinds[one.kind], st.none()))
        by = draw(st.sampled_from(["patrol"] * 400 + sorted(get_args(Role))))
        found[name] = KnownFact(value=value, by=by, at=None)
    return found


@settings(deadline=None, max_examples=50)
@given(known_sets(), st.sampled_from(PERMITTING), st.data())
def test_a_card_withholds_control_and_never_permits_more_for_knowing_less(known, day, data):
    source = data.draw(st.sampled_from([None, *sorted(get_args(SourceKind)), *sorted(OBSERVERS)]))
    phases = data.draw(st.sampled_from([{}, {}, {"Dover": "alert"}, {"Dover": "distress"}]))
    given = Report(at=f"{day}T12:00Z", **{**SEA, "source": source}, phases=phases)
    judged = Judged(known, at=at_noon(day))
    shown = {one.option for one in card_answer(judged, report=given, language="en")}
    questions = questions_answer(judged, report=given, language="en")
    distress = any(known[name].value is True for name in INDICATORS)
    called = {one.by for one in known.values()} & CALLS_FOR_HELP
    if source not in OBSERVERS or distress or called or "distress" in phases.values():
        assert shown == set(RESCUE)
        assert control_text(judged, report=given, language="fr")
        assert all(facts()[one.fact].serves == "rescue" for one in questions)
    else:
        assert shown == {*RESCUE, *CONTROL}
        assert control_text(judged, report=given, language="fr") is None
    if distress or known["persons_in_water"].value is True:
        assert judged.options["I6"].verdict is Verdict.REQUIRED
        assert {judged.options[one].verdict for one in CONTROL} == {Verdict.FORBIDDEN}
    hidden = data.draw(st.sampled_from(sorted(known)))
    nothing = KnownFact(value=None, by="", at=None)
    less = Judged({**known, hidden: nothing}, at=at_noon(day))
    assert permitted_by(less) <= permitted_by(judged)


def test_a_source_that_nobody_named_is_no_observer():
    judged = Judged(
        {name: KnownFact(value=None, by="", at=None) for name in GIVEN}, at=at_noon(DAYS[0])
    )
    assert judged.withheld(report(DAYS[0], source=None)) == "source_unknown"


def permitted_by(judged):
    return {name for name, one in judged.options.items() if one.verdict is Verdict.PERMITTED}


def report(day, **fields):
    said = {**QUIET, **NEAR_SHORE, **fields.pop("facts", {})}
    return Report(**{"at": f"{day}T12:00Z", **SEA, "facts": said, **fields})


def parts_of(report):
    """Return hazards and judgement of a report, by the steps of the whole answer."""
    book, situation = AssumptionBook(), understand(report)
    environment = load_sea_fields(situation.area.key)
    sea = sea_of(situation, environment, book=book)
    shown = sea_answer(sea, environment)
    known = known_facts(situation, shown)
    hazards = hazards_answer(situation, sea, known, book=book, language="en")
    return hazards, Judged(known_facts(situation, shown, hazards), at=situation.time)


def control_permitted(report):
    judged = parts_of(report)[1]
    return permitted_by(judged) & {*CONTROL} if judged.withheld(report) is None else set()


@pytest.mark.parametrize("day", PERMITTING)
def test_leaving_out_what_a_report_says_never_permits_more(day):
    whole = report(day)
    everything = permitted_by(parts_of(whole)[1])
    assert "I7" in everything
    lost: Counter[str] = Counter()
    for name in whole.facts:
        without = {key: one for key, one in whole.facts.items() if key != name}
        left = permitted_by(parts_of(msgspec.structs.replace(whole, facts=without))[1])
        unknown = {**whole.facts, name: "unknown"}
        assert permitted_by(parts_of(msgspec.structs.replace(whole, facts=unknown))[1]) == left
        assert left <= everything, name
        lost[name] = len(everything) - len(left)
    assert lost["persons_in_water"] >= 2


SAYS_OTHERWISE = {
    "somebody is aboard": {"persons": 6},
    "many may be aboard": {"persons": "0-40"},
    "people board": {"state": "boarding"},
    "it drifts": {"state": "adrift"},
    "it is full of water": {"state": "swamped"},
    "people are in the water": {"state": "in_water"},
    "it is a person": {"craft": "person_in_water"},
    "somebody entered the water": {"entered_water": "{day}T11:00Z"},
    "people have been in it for hours": {"facts": {"time_in_water": 2}},
    "a caller says so": {"source": "caller"},
    "a caller denies it": {"facts": {"taking_water": FactGiven(value="no", by="caller")}},
    "a volunteer says what its state says too": {
        "state": "under_way",
        "facts": {"launched": FactGiven(value="yes", by="volunteer")},
    },
    "a resident does not know": {
        "state": "under_way",
        "facts": {"engine_stopped": FactGiven(value=None, by="resident")},
    },
    "a centre declared distress": {"phases": {"Dover": "distress"}},
    "nobody looked for half an hour": {
        "facts": {"engine_stopped": FactGiven(value="no", at="{day}T11:29Z")}
    },
    "its engine was stopped hours ago": {
        "facts": {"engine_stopped": FactGiven(value="yes", at="{day}T06:00Z")}
    },
    "it moves, perhaps with the stream": {
        "under_way": "290 2 kn",
        "facts": {"engine_stopped": "unknown"},
    },
    "nobody knows who says so": {"source": None},
}


@pytest.mark.parametrize("day", PERMITTING)
@pytest.mark.parametrize("fields", SAYS_OTHERWISE.values(), ids=SAYS_OTHERWISE)
def test_where_a_report_says_two_things_the_more_dangerous_one_counts(day, fields):
    """Every fact that a control asks for is given; the rest of the report says otherwise."""
    assert control_permitted(report(day))
    assert not control_permitted(report(day, **on_day(fields, day)))


@pytest.mark.parametrize("day", PERMITTING)
def test_whoever_takes_other_waters_for_french_gets_no_control_by_a_french_directive(day):
    taken = {"french_waters": "yes", "launched": "yes"}
    assert "I7" in control_permitted(report(day, position=FRENCH, facts=taken))
    assert not control_permitted(report(day, position=ELSEWHERE[0], facts=taken))


def on_day(said, day):
    """Return what was said with its times on that day."""
    match said:
        case str():
            return said.format(day=day)
        case dict():
            return {name: on_day(one, day) for name, one in said.items()}
        case FactGiven(at=str()):
            return msgspec.structs.replace(said, at=on_day(said.at, day))
    return said


@pytest.mark.parametrize("day", PERMITTING)
def test_what_an_observer_saw_within_the_half_hour_bars_no_control(day):
    seen = FactGiven(value="no", by="aircraft", at=f"{day}T11:30Z")
    assert control_permitted(report(day, facts=dict.fromkeys(INDICATORS, seen)))


def test_a_fact_of_a_later_hour_is_refused():
    later = {"engine_stopped": FactGiven(value="no", at="2023-06-01T13:01Z")}
    with pytest.raises(TimeError, match="more than an hour after"):
        understand(report("2023-06-01", facts=later))


def test_daylight_that_somebody_reports_at_night_opens_no_control_that_needs_it():
    said = {"daylight": "yes"}
    assert "I7" in control_permitted(report("2023-06-01", facts=said))
    night = report("2023-06-01", at="2023-06-01T23:00Z", facts=said)
    assert "I7" not in control_permitted(night)


OF_THE_BOAT = ("swamped", "crowding", "waves_shipped")
BEARINGS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def test_whence_the_wind_blows_and_whither_the_boat_goes_changes_no_verdict():
    """Neither direction is a fact of any rule; wherever they turn, the card stays the same."""
    found = set()
    for count, bearing in enumerate(BEARINGS):
        fields = {"wind": f"{bearing} 8 kn", "under_way": f"{45 * count:03d} 4 kn", "waves": 0.6}
        given = report("2026-01-17", **fields)
        hazards, judged = parts_of(given)
        card = card_answer(judged, report=given, language="en")
        questions = questions_answer(judged, report=given, language="en")
        found.add(msgspec.json.encode([hazards, card, questions]))
    assert len(found) == 1


ELSEWHERE = ("51-02.0N 001-24.0E", "51-20.0N 002-02.0E", "51-18.0N 002-30.0E")
ON_LAND = "I13"  # a law permits it, no directive
FRENCH = "50-58.0N 001-33.0E"


@pytest.mark.parametrize("day", PERMITTING)
def test_on_which_side_of_a_line_a_boat_lies_changes_no_verdict_of_rescue(day):
    """Off any shore, on both sides of the lines; a control is permitted in French waters alone.

    A French directive reaches no further. What else decides who sees a control stays the same.
    """
    for said in ({}, {"engine_stopped": "yes"}, {"persons_in_water": "unknown"}):
        found, permitted = set(), {}
        for spot in (*ELSEWHERE, FRENCH):
            given = report(day, position=spot, facts=said)
            hazards, judged = parts_of(given)
            words = [judged.options[one].verdict.word for one in RESCUE]
            classes = [one.hazard_class for one in hazards if one.name.startswith(OF_THE_BOAT)]
            found.add(str([words, classes, judged.withheld(given), judged.phase_indicated]))
            permitted[spot] = permitted_by(judged) & {*CONTROL} - {ON_LAND}
        assert len(found) == 1
        assert not any(permitted[spot] for spot in ELSEWHERE)
        assert bool(permitted[FRENCH]) == (not said)
