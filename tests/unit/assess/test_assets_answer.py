"""Who can come: soonest first, estimates called so, land gone round, unknown kept unknown."""

from dataclasses import dataclass, replace
from functools import cache

import pytest
from msgspec import structs

from estran.assess.answer_people import AssetAnswer, MassRescue
from estran.assess.assets_answer import MOST_ROWS, asset_sources, assets_answer, suitable
from estran.assess.forecast import Ensemble, run_ensemble
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.assess.situation import Situation, understand
from estran.environment.area import load_area
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.exchange.units_text import parse_units
from estran.hazard.spans import Span
from estran.quantities.instants import epoch_seconds
from estran.rescue.assets import Unit, asset_classes
from estran.sources.assumptions import AssumptionBook
from estran.sources.library import library

REPORT = Report(
    at="2022-12-14T01:53Z", position="50-59.294N 001-21.087E", persons=47, waves=0.8, state="adrift"
)
OFF_CALAIS = "51-01.5N 001-55.0E"
NEAR = "- name: Near\n  at: 50-59.0N 001-21.0E\n  speed_kn: 10\n  capacity: 60\n"


@dataclass(frozen=True)
class Case:
    situation: Situation
    ensemble: Ensemble


@cache
def case(position: str = REPORT.position, hours: int = 6) -> Case:
    situation = understand(structs.replace(REPORT, position=position))
    window = open_window(
        fields=load_sea_fields(situation.area.key),
        start=epoch_seconds(situation.time),
        hours=hours,
        origin=situation.seed_position,
    )
    settings = RunSettings(particles=300, hours=hours)
    return Case(situation, run_ensemble(situation, window, settings, book=AssumptionBook()))


def answered(
    one: Case, *units: Unit, depth: Span | None = None, language: str = "en"
) -> tuple[list[AssetAnswer], MassRescue]:
    return assets_answer(
        one.situation,
        one.ensemble,
        units,
        depth=depth,
        book=AssumptionBook(),
        language=language,
    )


def row(assets: list[AssetAnswer], key: str) -> AssetAnswer:
    return next(one for one in assets if one.asset_class == key)


def test_rows_come_soonest_first_and_those_without_a_time_last() -> None:
    assets, _ = answered(case())
    times = [one.half_reached for one in assets]
    known = [time for time in times if time is not None]
    assert known == sorted(known)
    assert times == [*known, *[None] * (len(times) - len(known))]
    assert len(assets) <= MOST_ROWS


def test_every_class_is_called_an_estimate_and_nobody_is_tasked() -> None:
    for language, words in (("en", "class estimate, not tasked"), ("fr", "non engagé")):
        assets, _ = answered(case(), language=language)
        assert all(words in one.standing for one in assets)
        assert not any(one.named for one in assets)


def test_a_row_names_its_place_in_the_language_of_the_answer() -> None:
    severn = {row(answered(case(), language=lang)[0], "severn").from_place for lang in ("en", "fr")}
    assert severn == {"Dover", "Douvres"}


def test_quantiles_of_a_row_are_in_order_and_after_the_soonest_readiness() -> None:
    assets, _ = answered(case())
    for one in assets:
        if one.half_reached is not None:
            assert one.first_reached is not None
            assert one.most_reached is not None
            assert "2022-12-14T01:53Z" < one.first_reached <= one.half_reached <= one.most_reached


def test_the_time_of_a_near_unit_is_way_over_speed() -> None:
    dover = load_area().place("Dover").position
    unit = Unit(name="A", position=dover, place="Dover", speed=10.0, ready=600.0)
    assets, _ = answered(case(), unit)
    half = next(one for one in assets if one.named).half_reached
    assert half is not None
    assert "02:22Z" <= half[11:] <= "02:32Z"  # 14.6 km at 10 m/s after ten minutes: 02:27


def test_a_class_without_a_public_place_has_no_time_and_says_so() -> None:
    assets, _ = answered(case())
    patrol = row(assets, "psp_flamant")
    assert (patrol.half_reached, patrol.from_place) == (None, None)
    assert patrol.reach_unknown_because == "time unknown: its place is not public"


def test_land_in_between_makes_the_way_longer() -> None:
    boulogne = load_area().place("Boulogne-sur-Mer").position
    hull = Unit(name="hull", position=boulogne, speed=10.0, ready=0.0)
    flier = replace(hull, name="flier", asset_class="helicopter_fr")
    assets, _ = answered(case(OFF_CALAIS), hull, flier)
    by_sea, by_air = (
        next(one.half_reached for one in assets if one.name == name) for name in ("hull", "flier")
    )
    assert by_sea is not None
    assert by_air is not None
    straight, round_the_cape = (
        int(time[11:13]) * 60 + int(time[14:16]) for time in (by_air, by_sea)
    )
    assert 5 <= round_the_cape - straight <= 25  # minutes at 10 m/s: 3 to 15 km round Gris-Nez


def test_a_named_unit_without_a_position_has_no_time() -> None:
    assets, _ = answered(case(), Unit(name="A", asset_class="severn"))
    named = next(one for one in assets if one.named)
    assert named.reach_unknown_because == "time unknown: its position was not given"
    assert (named.capacity, named.speed_kn, named.standing) == (47, 25.0, "named, not tasked")


def test_a_named_unit_stands_in_place_of_its_class_at_its_home() -> None:
    unit = parse_units("- name: 17-09\n  class: severn\n  at: Dover\n", name="u")[0]
    assets, _ = answered(case(), unit)
    assert [one.name for one in assets if one.asset_class == "severn"] == ["17-09"]


def severn_tasked(time: str) -> AssetAnswer:
    text = f'- {{name: A, class: severn, at: Dover, tasked: "2022-12-14T{time}Z"}}\n'
    return row(answered(case(), *parse_units(text, name="u"))[0], "severn")


def test_a_tasking_after_the_report_delays() -> None:
    late = severn_tasked("02:53")
    assert late.half_reached is not None
    assert late.half_reached > "2022-12-14T03:15Z"
    assert late.standing == "named, tasked 2022-12-14T02:53Z"
    assert (late.ready_minutes, late.ready_low_minutes) == (70.0, 66.0)


def test_a_tasking_before_the_report_is_a_head_start_and_nobody_leaves_before_it() -> None:
    plain = row(answered(case())[0], "severn")
    sooner, soonest, earlier_still = map(severn_tasked, ("01:48", "01:23", "00:00"))
    halves = [one.half_reached or "" for one in (plain, sooner, soonest)]
    assert halves[0] > halves[1] > halves[2] > ""
    assert soonest.half_reached == earlier_still.half_reached, "it is at Dover when the report is"
    assert (sooner.ready_low_minutes, sooner.ready_high_minutes) == (1.0, 15.0)
    assert (soonest.ready_minutes, soonest.ready_high_minutes) == (0.0, 0.0)


def test_what_is_too_far_for_the_hours_says_so() -> None:
    slow = Unit(name="slow", position=load_area().place("Ramsgate").position, speed=0.5, ready=0.0)
    assets, _ = answered(case(hours=1), slow)
    named = next(one for one in assets if one.named)
    assert named.half_reached is None
    assert named.reach_unknown_because == "half of the places are not reached within 1 h"


def test_draught_meets_the_depth_and_waves_the_limit() -> None:
    assets, _ = answered(case(), depth=Span(2.5, 4.0))
    assert row(assets, "psp_flamant").depth == "exceeded"
    assert row(assets, "d_class").depth == "not_shown_safe"
    assert row(assets, "helicopter_fr").depth == "not_applicable"
    assert row(assets, "severn").sea == "unknown"
    limited = Unit(name="A", sea_limit=0.5, draught=1.0)
    named = next(one for one in answered(case(), limited)[0] if one.named)
    assert (named.sea, named.depth) == ("exceeded", "unknown")


def test_where_drift_is_unknown_units_are_listed_without_times() -> None:
    situation = case().situation
    units = parse_units(NEAR, name="u")
    assets, mass = assets_answer(
        situation, None, units, depth=None, book=AssumptionBook(), language="en"
    )
    assert len(assets) <= MOST_ROWS
    assert assets[0].named
    assert {one.reach_unknown_because for one in assets} == {"time unknown: drift is unknown here"}
    assert mass.flag == "unknown"


BEACH = "50-39.6N 001-34.2E"
NAMED_TUG = "- {name: Tug, class: abeille_normandie, at: Boulogne-sur-Mer}\n"


def test_a_tug_that_stays_off_the_shore_is_neither_first_nor_counted_at_a_beach() -> None:
    tug = parse_units(NAMED_TUG, name="u")[0]
    ashore, mass = answered(case(BEACH), tug)
    named = next(one for one in ashore if one.named)
    assert named.half_reached is not None
    assert (named.depth, suitable(named)) == ("exceeded", False)
    barred = [bool(one.half_reached) and not suitable(one) for one in ashore]
    assert ashore.index(named) == barred.index(True) > barred.index(False)
    assert ashore.index(named) > max(place for place, one in enumerate(ashore) if suitable(one))
    assert "Tug" not in mass.text
    at_sea, mass = answered(case(), tug)
    named = next(one for one in at_sea if one.named)
    assert (named.depth, suitable(named)) == ("unknown", True)
    assert "Tug" in mass.text


def test_a_draught_that_the_user_gives_is_taken_before_the_class() -> None:
    text = NAMED_TUG.replace("}", ", draught_m: 1.2}")
    assets, _ = answered(case(BEACH), *parse_units(text, name="u"))
    assert next(one for one in assets if one.named).depth == "unknown"


@pytest.mark.parametrize(
    ("depth", "word"),
    [
        (Span(0.0, 6.7), "unknown"),
        (Span(0.2, 1.0), "exceeded"),
        (Span(4.0, 9.0), "not_shown_safe"),
        (None, "unknown"),
    ],
)
def test_a_hull_that_draws_little_is_kept_off_only_where_all_is_too_shallow(
    depth: Span | None, word: str
) -> None:
    assets, _ = answered(case(BEACH), depth=depth)
    assert row(assets, "severn").depth == word


def test_without_waves_a_depth_may_be_too_little_but_is_never_enough() -> None:
    one = case()
    calm = Case(replace(one.situation, waves=None), one.ensemble)
    assert row(answered(calm, depth=Span(9.0, 9.0))[0], "psp_flamant").depth == "unknown"
    assert row(answered(calm, depth=Span(2.0, 2.0))[0], "psp_flamant").depth == "exceeded"


def test_a_unit_whose_waves_are_passed_is_neither_first_nor_counted() -> None:
    near = parse_units(NEAR + "  sea_limit_m: 0.5\n", name="u")[0]
    assets, mass = answered(case(), near)
    named = next(one for one in assets if one.named)
    assert (named.sea, suitable(named)) == ("exceeded", False)
    assert suitable(assets[0])
    assert "Near" not in mass.text
    assert mass.flag != "no"


def test_a_helicopter_takes_its_readiness_by_day_or_by_night_or_both() -> None:
    one = case()
    ready = {}
    for hour, name in ((2, "night"), (12, "day"), (7, "twilight")):
        at = one.situation.time.replace(hour=hour, minute=45 if hour == 7 else 0)
        found = row(
            answered(Case(replace(one.situation, time=at), one.ensemble))[0], "helicopter_uk"
        )
        ready[name] = (found.ready_minutes, found.ready_low_minutes, found.ready_high_minutes)
    assert ready["day"] == (15.0, 9.0, 30.0)
    assert ready["night"] == (45.0, 27.0, 90.0)
    assert ready["twilight"] == (45.0, 9.0, 90.0)


def test_the_class_that_meets_most_boats_is_shown_though_its_place_is_not_public() -> None:
    named = [Unit(name=f"U{number}") for number in range(8)]
    for units in ((), named):
        assets, _ = answered(case(), *units)
        assert row(assets, "border_force_ctv").half_reached is None


CANAL, HARBOUR = "50-56.58N 002-09.00E", "50-58.0N 001-51.0E"


@pytest.mark.parametrize(("position", "waters"), [(CANAL, "canal"), (HARBOUR, "harbour")])
def test_inland_those_by_land_are_named_and_no_seagoing_unit_enters_a_canal(
    position: str, waters: str
) -> None:
    situation = understand(structs.replace(REPORT, position=position))
    afloat = waters == "harbour"
    assert situation.waters == waters
    assets, mass = assets_answer(
        situation, None, (), depth=None, book=AssumptionBook(), language="en"
    )
    assert any(one.kind == "surface" for one in assets) == afloat
    assert ("cannot come in" in mass.text) == (not afloat)
    land = row(assets, "land_rescue")
    assert (land.kind, land.from_place, land.half_reached) == ("land", None, None)
    assert land.reach_unknown_because == "time unknown: it comes by land"
    assert not any(suitable(one) for one in assets)


def test_at_sea_nobody_comes_by_land_unless_the_user_says_so() -> None:
    assets, _ = answered(case())
    assert {one.kind for one in assets} == {"surface", "air"}
    said = Unit(
        name="Fire", asset_class="land_rescue", position=load_area().place("Dover").position
    )
    named = next(one for one in answered(case(), said)[0] if one.named)
    assert named.reach_unknown_because == "time unknown: it comes by land"


def test_places_of_estimates_add_up_to_no_room() -> None:
    _, mass = answered(case())
    assert "Room for 47 together is not shown" in mass.text
    assert "only with" not in mass.text
    two = NEAR.replace("60", "30") + NEAR.replace("60", "30").replace("Near", "Other")
    _, mass = answered(case(), *parse_units(two, name="u"))
    assert "Room for 47 only with the first 2" in mass.text


@pytest.mark.parametrize(
    ("in_water", "flag"), [(None, "unknown"), ("yes", "unknown"), ("no", "no")]
)
def test_an_empty_boat_is_no_mass_rescue_only_where_nobody_is_in_the_water(
    in_water: str | None, flag: str
) -> None:
    said = {} if in_water is None else {"persons_in_water": in_water}
    situation = understand(structs.replace(REPORT, persons=0, state=None, facts=said))
    _, mass = answered(Case(situation, case().ensemble))
    assert mass.flag == flag
    assert "0 persons" not in mass.text


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (NEAR, "no"),
        (NEAR.replace("60", "46"), "yes"),
        (NEAR.replace("  capacity: 60\n", ""), "unknown"),
        ("[]", "unknown"),
    ],
)
def test_a_mass_rescue_is_judged_by_the_first_who_comes(text: str, flag: str) -> None:
    _, mass = answered(case(), *parse_units(text, name="u"))
    assert mass.flag == flag
    assert "Flotation first, then count per hull." in mass.text


def test_unknown_persons_leave_a_mass_rescue_unknown() -> None:
    one = case()
    nobody = Case(replace(one.situation, persons=None), one.ensemble)
    assets, mass = answered(nobody, *parse_units(NEAR, name="u"))
    assert mass.flag == "unknown"
    assert {row.room for row in assets} == {"unknown"}


def test_what_was_assumed_is_booked_and_sources_are_in_the_library() -> None:
    one, book = case(), AssumptionBook()
    assets, _ = assets_answer(one.situation, one.ensemble, (), depth=None, book=book, language="en")
    used = {row.key for row in book.used}
    assert {"asset_speed_share", "asset_ready_factor"} <= used
    shown = {key for row in assets for key in asset_classes()[row.asset_class].assumptions}
    assert shown - used == {"asset_ready_helicopter"}, "it is night"
    assert asset_sources(assets) <= set(library())


def test_what_the_user_says_of_a_unit_is_not_assumed() -> None:
    said = Unit(name="A", position=load_area().place("Dover").position, speed=10.0, ready=0.0)
    assets, _ = answered(case(), said)
    named = next(one for one in assets if one.named)
    assert (named.source, named.confidence) == ("given", "given")
    assert (named.capacity, named.draught_m, named.room) == (None, None, "unknown")


def test_the_same_inputs_give_the_same_answer() -> None:
    assert answered(case()) == answered(case())
