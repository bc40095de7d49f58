"""A case assessed from its first position on: what counts as evidence, and that it is recorded."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from estran.engine.choice import offer
from estran.exchange.bundle_reader import read_bundle
from estran.room.assessing import Asked, assess_case
from estran.room.exporting import export, reproduce
from estran.room.histories import history_of
from estran.room.pages import answer_in
from estran.room.running import Inputs
from tests.support.desks import BOSS, DOVER, called
from tests.support.machines import machine
from tests.support.watch import Watch, minute

FIRST, LATER, FAR = "51-02.1N 001-44.0E", "51-01.4N 001-42.2E", "51-20.0N 002-40.0E"
PLAIN = Asked(case="C-0001", particles=1200, hours=3)
SEARCH = {
    "unit": "Lifeboat",
    "searcher": "small_boat",
    "target": "crowded_inflatable",
    "corners": ["50-58N 001-36E", "51-08N 001-36E", "51-08N 001-56E", "50-58N 001-56E"],
    "start": "2026-11-20T02:10Z",
    "end": "2026-11-20T03:40Z",
    "spacing_nm": 0.5,
    "width_low_nm": 0.3,
    "width_high_nm": 0.6,
}


def case_at(*positions, searched=False, every=60.0):
    """A boat of one case with a position an hour, and a search if wanted."""
    watch = Watch()
    watch.open(positions=(positions[0],))
    for place in positions[1:]:
        minute(watch, every)
        report = called(watch.desk, positions=(place,))
        fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "telephone"}
        watch.enter("link.decided", fields)
    if searched:
        minute(watch, 120)
        watch.enter("search.done", SEARCH, case="C-0001")
    return watch


def history(watch):
    return history_of(watch.book, watch.case(), watch.craft())


def assessed(watch):
    return assess_case(watch.desk, DOVER, replace(PLAIN, rebase=True))


def kept_inputs(watch, made):
    held = watch.desk.ports.store.artifact(made.inputs)
    assert held is not None
    return msgspec.json.decode(held.content, type=Inputs)


def test_one_position_alone_is_nothing_to_go_on_from():
    watch = case_at(FIRST)
    assert history(watch) is None
    made, answer = assessed(watch)
    assert answer.manifest.evidence is None
    assert kept_inputs(watch, made).history is None


def test_two_positions_go_on_and_the_manifest_says_so():
    watch = case_at(FIRST, LATER)
    made, answer = assessed(watch)
    evidence = answer.manifest.evidence
    assert evidence is not None
    assert (evidence.outcome, len(evidence.fixes)) == ("continued", 1)
    assert answer.situation.position.lat == pytest.approx(51.0233, abs=0.001)
    assert answer.forecast.times[0] == evidence.fixes[0].time
    kept = kept_inputs(watch, made).history
    assert kept is not None
    assert kept.earlier is not None
    assert kept.earlier.position == FIRST


def test_without_the_mode_nothing_is_rebased_and_no_inputs_change():
    watch = case_at(FIRST, LATER)
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    assert answer.manifest.evidence is None
    held = watch.desk.ports.store.artifact(made.inputs)
    assert held is not None
    assert b"history" not in held.content


def test_a_position_that_contradicts_starts_anew_by_name():
    watch = case_at(FIRST, FAR)
    _, answer = assessed(watch)
    evidence = answer.manifest.evidence
    assert evidence is not None
    assert (evidence.outcome, evidence.reason) == ("restart_from_the_fix", "far")
    assert evidence.fixes[0].as_unlikely == 0.0
    _, plain = assess_case(watch.desk, DOVER, PLAIN)
    assert answer.forecast == plain.forecast


def test_a_search_in_vain_moves_a_forecast_with_one_position():
    watch = case_at(FIRST, searched=True)
    _, answer = assessed(watch)
    evidence = answer.manifest.evidence
    assert evidence is not None
    assert [one.counted for one in evidence.searches] == [True]
    _, plain = assess_case(watch.desk, DOVER, PLAIN)
    assert answer.forecast != plain.forecast


def test_once_somebody_was_found_no_search_counts_as_in_vain():
    watch = case_at(FIRST, searched=True)
    assert history(watch) is not None
    watch.recover(1)
    assert history(watch) is None


def test_who_repeats_a_position_has_not_measured_it_again():
    watch = case_at(FIRST, LATER)
    one = history(watch)
    report = called(watch.desk, positions=(LATER,))
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "telephone"}
    watch.enter("link.decided", fields)
    assert one is not None
    again = history(watch)
    assert again is not None
    assert (again.earlier, again.fixes) == (one.earlier, one.fixes)


def test_the_answer_in_french_rests_on_the_same_evidence():
    watch = case_at(FIRST, LATER)
    made, answer = assessed(watch)
    spoken = answer_in(watch.desk, made, answer, language="fr")
    assert spoken.manifest.evidence is not None
    assert spoken.manifest.evidence.fixes == answer.manifest.evidence.fixes
    assert "se poursuit" in spoken.manifest.evidence.text


@pytest.mark.parametrize("compiled_then", [True, False], ids=["quick-then", "quick-now"])
def test_another_machine_repeats_it_with_the_other_engine(compiled_then):
    """The bytes are those of then, whichever engine either machine has; only its name differs."""
    watch = case_at(FIRST, LATER)
    quick = machine()
    try:
        offer((lambda: quick) if compiled_then else None)
        _, answer = assessed(watch)
        bundle = read_bundle(export(watch.desk, BOSS, why="to the other centre"))
        (same,) = reproduce(bundle)
        offer(None if compiled_then else (lambda: quick))
        (found,) = reproduce(bundle)
    finally:
        offer(None)
    assert answer.manifest.engine.startswith("compiled" if compiled_then else "reference")
    assert (same.same, same.engines) == (True, ())
    assert found.same, found.why
    assert sorted(one.partition(":")[0] for one in found.engines) == ["compiled", "reference"]


@pytest.mark.parametrize("answer", [b"[]", b'{"manifest": "x"}', b'{"manifest": {"engine": 1}}'])
def test_an_answer_that_is_none_is_named_as_different_and_breaks_nothing(answer):
    watch = case_at(FIRST)
    made, _ = assess_case(watch.desk, DOVER, PLAIN)
    bundle = read_bundle(export(watch.desk, BOSS, why="to the other centre"))
    forged = tuple(
        replace(one, content=answer) if one.digest == made.artifact else one
        for one in bundle.artifacts
    )
    (found,) = reproduce(replace(bundle, artifacts=forged))
    assert found.same  # the record's digest decides, not what the bundle holds beside it
    assert found.engines == ()


def test_facts_in_any_order_are_repeated_to_the_byte():
    """The answer lists facts as the inputs that are kept have them, not as they came in."""
    watch = Watch()
    watch.open(positions=(FIRST,), text="water comes in, it sinks")
    facts = {"taking_water": "yes", "children_seen": "no", "help_asked": "yes"}
    for name, value in facts.items():
        fields = {"fact": name, "value": value, "by": "ship"}
        watch.enter("fact.recorded", fields, case="C-0001")
    assess_case(watch.desk, DOVER, PLAIN)
    (found,) = reproduce(read_bundle(export(watch.desk, BOSS, why="to the other centre")))
    assert found.same, found.why


def test_a_name_that_would_write_on_the_terminal_is_not_taken():
    from estran.room.exporting import _engine_of

    assert _engine_of(b'{"manifest": {"engine": "compiled"}}') == "compiled"
    assert _engine_of(b'{"manifest": {"engine": "\\u001b[2J"}}') is None
