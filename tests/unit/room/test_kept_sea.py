"""The room's forecasts on kept fields: used, recorded by hash, handed out, and made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import UnsetType

from estran.assess.assessment import assess_kept
from estran.assess.kept_said import row_of
from estran.assess.kept_since import drift_used, joined
from estran.casebook.codec import to_plain
from estran.environment.kept_sea import KeptSea, OfferedFields
from estran.errors import CasebookError
from estran.exchange.bundle_reader import read_bundle
from estran.room.assessing import Asked, assess_case, value_searches
from estran.room.exporting import export, reproduce
from estran.room.forecasts import RecentForecasts, answer_in, ensemble_of
from estran.room.pages import answer_in as page_in
from estran.room.running import Inputs, answered, settings_of
from estran.room.sea import MEDIA, files_of
from estran.room.views import Looking
from estran.room.waiting import waiting
from tests.support.beds import grid
from tests.support.desks import BOSS, DOVER, called
from tests.support.kept import START, gauge, kept
from tests.support.offered_fields import FieldsInMemory
from tests.support.watch import Watch, minute

if TYPE_CHECKING:
    from estran.casebook.bodies.operations import AssessmentMade
    from estran.environment.kept_field import KeptField

AT, WHY = "2022-06-14T07:00Z", "to the other centre"
PLAIN = Asked(case="C-0001", particles=300, hours=3)
REBASED = replace(PLAIN, particles=1200, rebase=True)
FIRST, LATER = "51-02.1N 001-44.0E", "51-01.4N 001-42.2E"


def watch_at_sea(*fields: KeptField, at: str = AT) -> Watch:
    """A watch with one boat of one case, whose desk is offered some fields."""
    watch = Watch(at)
    watch.desk.take_sea(FieldsInMemory(*fields))
    watch.open(positions=(FIRST,))
    return watch


def second_position(watch: Watch, *, after: float = 60.0) -> None:
    """A later position of the same boat."""
    minute(watch, after)
    report = called(watch.desk, positions=(LATER,))
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "telephone"}
    watch.enter("link.decided", fields)


def inputs_of(watch: Watch, made: AssessmentMade) -> Inputs:
    held = watch.desk.ports.store.artifact(made.inputs)
    assert held is not None
    return msgspec.json.decode(held.content, type=Inputs)


def test_an_assessment_is_that_of_the_command_with_the_same_fields() -> None:
    fields = kept("currents", (0.5, 0.1)), kept("wind", (3.0, -2.0)), kept("waves", 1.2)
    watch = watch_at_sea(*fields)
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    inputs = inputs_of(watch, made)
    alone = assess_kept(inputs.report, settings_of(inputs), OfferedFields(fields, {}))
    assert answer == alone
    assert answer.sea.stream.layer.source == "tests"


def test_what_was_used_is_recorded_by_layer_source_and_hash() -> None:
    currents, other = (kept("currents", u, source=name) for u, name in ((0.5, "a"), (0.4, "b")))
    third, waves = kept("currents", 0.3, source="c"), kept("waves", 1.2)
    watch = watch_at_sea(currents, other, third, waves)
    made, _ = assess_case(watch.desk, DOVER, PLAIN)
    (_, kept_made) = watch.case().assessments[-1]
    assert kept_made == made
    assert [(one.layer, one.source, one.sha256, one.use) for one in made.fields] == [
        ("currents", "a", currents.sha256, "used"),
        ("currents", "b", other.sha256, "compared"),
        ("waves", "tests", waves.sha256, "used"),
    ]
    held = [watch.desk.ports.store.artifact(one.file) for one in made.fields]
    assert [one.media for one in held if one] == [MEDIA] * 3


def test_a_field_that_the_report_made_needless_is_recorded_too() -> None:
    watch = Watch(AT)
    watch.desk.take_sea(FieldsInMemory(kept("temperature", 12.0)))
    watch.open(positions=(FIRST,), fields={"water_temperature": "9.5"})
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    assert answer.sea.water_temperature.celsius == 9.5
    assert [(one.layer, one.use) for one in made.fields] == [("temperature", "not_needed")]
    (found,) = reproduce(read_bundle(export(watch.desk, BOSS, why=WHY)))
    assert found.same


def test_without_fields_neither_event_nor_inputs_speak_of_any() -> None:
    bare, plain = watch_at_sea(), Watch(AT)
    plain.open(positions=(FIRST,))
    made, answer = assess_case(bare.desk, DOVER, PLAIN)
    same, embedded = assess_case(plain.desk, DOVER, PLAIN)
    assert (made, answer) == (same, embedded)
    assert "fields" not in to_plain(made)
    held = bare.desk.ports.store.artifact(made.inputs)
    assert held is not None
    assert b"sea" not in held.content


def test_a_field_passed_over_is_named_and_not_kept() -> None:
    old = kept("currents", 0.5, source="cmems", fetched_at=START - 90 * 86400.0)
    watch = watch_at_sea(old)
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    assert made.fields == ()
    assert "currents made by cmems is kept and not used: stale" in answer.sea.stream.layer.note
    bundle = read_bundle(export(watch.desk, BOSS, why=WHY))
    assert {one.media for one in bundle.artifacts} == {"application/json"}
    assert [one.same for one in reproduce(bundle)] == [True]


def test_an_answer_is_made_again_from_the_record_when_the_folder_is_empty() -> None:
    watch = watch_at_sea(kept("currents", 0.6), kept("wind", (4.0, 0.0)))
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    watch.desk.take_sea(FieldsInMemory())
    inputs = inputs_of(watch, made)
    files = files_of(watch.desk.ports.store, inputs.sea)
    assert answered(inputs, files) == answer
    french = page_in(watch.desk, made, answer, language="fr")
    assert (french.language, french.forecast.sample) == ("fr", answer.forecast.sample)


def test_the_particles_of_the_map_are_those_that_drifted_on_the_field() -> None:
    watch = watch_at_sea(kept("currents", (0.9, 0.0)))
    made, _ = assess_case(watch.desk, DOVER, PLAIN)
    look, recent = looking(watch), RecentForecasts()
    found = ensemble_of(look, "C-0001", made.assessment, most=100, recent=recent)
    assert b"drifted_again" in found.content
    content, spoken = answer_in(look, "C-0001", made.assessment, language="fr", recent=recent)
    assert spoken == "fr"
    assert b"currents made by tests" in content


def test_where_a_field_was_lost_the_room_shows_what_it_kept_and_no_other_sea() -> None:
    watch = watch_at_sea(kept("currents", (0.9, 0.0)))
    made, answer = assess_case(watch.desk, DOVER, PLAIN)
    store = watch.desk.ports.store
    del store._artifacts[made.fields[0].file]  # type: ignore[attr-defined]
    look, recent = looking(watch), RecentForecasts()
    found = ensemble_of(look, "C-0001", made.assessment, most=100, recent=recent)
    assert b"drifted_again" not in found.content
    content, spoken = answer_in(look, "C-0001", made.assessment, language="fr", recent=recent)
    assert spoken == "en"
    with pytest.raises(CasebookError) as refused:
        page_in(watch.desk, made, answer, language="fr")
    assert refused.value.code == "sea.field_missing"
    assert made.fields[0].sha256 in str(refused.value)
    assert content


def test_a_rebased_drift_goes_on_in_the_field_that_holds_its_first_hour() -> None:
    """The newer field begins after the first report: it is shown, and the drift has the older."""
    older = kept("currents", (-0.5, -0.3), fetched_at=START - 3600.0)
    newer = kept("currents", (0.2, 0.1), hours=(1, 30), fetched_at=START + 1800.0)
    watch = watch_at_sea(older, newer)
    second_position(watch)
    made, answer = assess_case(watch.desk, DOVER, REBASED)
    assert answer.manifest.evidence is not None
    assert answer.manifest.evidence.outcome == "continued"
    used = [(one.sha256, one.use) for one in answer.manifest.kept_fields]
    assert used == [(newer.sha256, "used"), (older.sha256, "used")]
    note = answer.sea.stream.layer.note
    assert "the drift since 2022-06-14T07:00Z is on currents made by tests" in note
    assert {one.sha256 for one in made.fields} == {older.sha256, newer.sha256}
    (found,) = reproduce(read_bundle(export(watch.desk, BOSS, why=WHY)))
    assert found.same, found.why


def test_a_rebased_drift_that_no_field_holds_says_that_it_is_on_the_embedded_stream() -> None:
    late = kept("currents", (0.2, 0.1), hours=(1, 30), fetched_at=START + 1800.0)
    watch, bare = watch_at_sea(late), watch_at_sea()
    for one in (watch, bare):
        second_position(one)
    (_, answer), (_, embedded) = (assess_case(one.desk, DOVER, REBASED) for one in (watch, bare))
    assert answer.forecast.sample == embedded.forecast.sample
    note = answer.sea.stream.layer.note
    assert "the drift since 2022-06-14T07:00Z is on the embedded stream" in note
    assert "it holds 2022-06-14T08:00Z to 2022-06-15T13:00Z only" in note


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((51.030, 51.040, 1.728, 1.739), "the drift since 2022-06-14T07:00Z grounds on soundings"),
        ((51.018, 51.028, 1.698, 1.709), "the drift since 2022-06-14T07:00Z grounds by the slopes"),
    ],
    ids=["at the first position alone", "at the later position alone"],
)
def test_a_rebased_drift_says_where_it_grounds_by_another_bed(
    box: tuple[float, float, float, float], said: str
) -> None:
    watch = watch_at_sea(grid(9.0, box=box))
    second_position(watch)
    _, answer = assess_case(watch.desk, DOVER, REBASED)
    assert not isinstance(answer.sea.depth, UnsetType)
    assert said in answer.sea.depth.layer.note
    (found,) = reproduce(read_bundle(export(watch.desk, BOSS, why=WHY)))
    assert found.same, found.why


def test_every_grid_of_depths_in_which_something_drifted_is_recorded() -> None:
    """Each place has the first grid that holds it, so a second one may ground what drifts."""
    near, wide = grid(9.0, box=(51.02, 51.05, 1.7, 1.76), source="near"), grid(30.0, source="wide")
    rows = drift_used(KeptSea((near, wide)))
    assert [(one.layer, one.sha256) for one in rows] == [
        ("depth", near.sha256),
        ("depth", wide.sha256),
    ]


def test_a_field_in_which_something_drifted_is_used_though_it_is_compared_now() -> None:
    one = kept("currents", (0.5, 0.1))
    compared, used = row_of(one, "compared"), row_of(one, "used")
    assert joined([compared], [used]) == [used]
    assert joined([used], [compared]) == [used]


def test_each_field_goes_out_once_with_its_licence_and_no_other_machine_needs_a_folder() -> None:
    fields = kept("currents", 0.5, licence="CC BY 4.0, tests"), gauge([START - 600.0], [0.3])
    watch = watch_at_sea(*fields)
    first, _ = assess_case(watch.desk, DOVER, PLAIN)
    again, _ = assess_case(watch.desk, DOVER, replace(PLAIN, seed=2))
    assert first.fields == again.fields
    bundle = read_bundle(export(watch.desk, BOSS, case="C-0001", why=WHY))
    files = [one for one in bundle.artifacts if one.media == MEDIA]
    assert [one.digest for one in files] == sorted(one.file for one in first.fields)
    said: Any = bundle.made["sea"]
    named = {one["sha256"]: one for one in said}
    assert set(named) == {one.sha256 for one in fields}
    assert named[fields[0].sha256]["licence"] == "CC BY 4.0, tests"
    assert [one.same for one in reproduce(bundle)] == [True, True]


def test_a_field_that_is_not_in_the_bundle_is_named_and_no_other_sea_stands_in() -> None:
    currents = kept("currents", 0.5)
    watch = watch_at_sea(currents)
    assess_case(watch.desk, DOVER, PLAIN)
    bundle = read_bundle(export(watch.desk, BOSS, why=WHY))
    fewer = tuple(one for one in bundle.artifacts if one.media != MEDIA)
    (found,) = reproduce(replace(bundle, artifacts=fewer))
    assert not found.same
    assert found.missing == f"currents tests (SHA-256 {currents.sha256})"


def test_a_field_of_another_case_stays_behind() -> None:
    watch = watch_at_sea(kept("currents", 0.5))
    watch.open(positions=(LATER,), persons="12")
    assess_case(watch.desk, DOVER, replace(PLAIN, case="C-0002"))
    for case, held in (("C-0001", 0), ("C-0002", 1)):
        bundle = read_bundle(export(watch.desk, BOSS, case=case, why=WHY))
        assert sum(one.media == MEDIA for one in bundle.artifacts) == held


def test_searches_are_valued_and_delays_told_in_the_same_sea() -> None:
    drift = kept("currents", (1.2, 0.0)), kept("temperature", 4.0)
    watch, bare = watch_at_sea(*drift), watch_at_sea()
    worth = []
    for one in (watch, bare):
        minute(one, 120)
        one.search(start="2022-06-14T08:00Z", spacing_nm=0.5, width_low_nm=0.3, width_high_nm=0.6)
        body, answer = value_searches(one.desk, DOVER, replace(PLAIN, particles=1000))
        worth.append((body.inputs_sha256, bool(answer.kept_fields)))
    assert [used for _, used in worth] == [True, False]
    assert worth[0][0] != worth[1][0]
    cold, assumed = (waiting(one.desk, DOVER, PLAIN) for one in (watch, bare))
    assert cold.rows != assumed.rows


def test_the_hours_that_are_asked_reach_back_to_the_first_position() -> None:
    watch = watch_at_sea()
    sea = FieldsInMemory()
    watch.desk.take_sea(sea)
    second_position(watch, after=90.0)
    assess_case(watch.desk, DOVER, replace(PLAIN, rebase=True))
    assess_case(watch.desk, DOVER, PLAIN)
    newest, first = (START + 5400.0, 3), (START, 5)
    assert sea.asked == [newest, first, newest]


def looking(watch: Watch) -> Looking:
    """How the watch looks at its record."""
    return Looking(desk=watch.desk, book=watch.book, by=DOVER, now=watch.clock.now(), language="en")
