"""Who can come: soonest first, estimates called so, land gone round, unknown kept unknown."""

from dataclasses import dataclass, replace
from functools import cache

import pytest
from msgspec import structs

from estran.assess.answer_people import AssetAnswer, MassRescue
from estran.assess.assets_answer import MOST_ROWS, asset_sources, assets_answer
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


def test_a_tasking_after_the_report_delays_and_one_before_it_does_not() -> None:
    text = "- {{name: A, class: severn, at: Dover, tasked: {time}}}\n"
    late, early = (
        answered(case(), *parse_units(text.format(time=f'"2022-12-14T0{time}Z"'), name="u"))[0]
        for time in ("2:53", "0:00")
    )
    plain, _ = answered(case())
    halves = [row(assets, "severn").half_reached for assets in (late, early, plain)]
    assert halves[1] == halves[2]
    assert halves[0] is not None
    assert halves[0] > "2022-12-14T03:15Z"
    assert row(late, "severn").standing == "named, tasked 2022-12-14T02:53Z"
    assert row(late, "severn").ready_minutes == 70.0


def test_what_is_too_far_for_the_hours_says_so() -> None:
    slow = Unit(name="slow", position=load_area().place("Ramsgate").position, speed=0.5, ready=0.0)
    assets, _ = answered(case(hours=1), slow)
    named = next(one for one in assets if one.named)
    assert named.half_reached is None
    assert named.reach_unknown_because == "half of the places are not reached within 1 h"


def test_draught_meets_the_depth_and_waves_the_limit() -> None:
    assets, _ = answered(case(), depth=Span(2.5, 4.0))
    assert row(assets, "abeille_normandie").depth == "exceeded"
    assert row(assets, "d_class").depth == "not_shown_safe"
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
    assert len(assets) == MOST_ROWS
    assert assets[0].named
    assert {one.reach_unknown_because for one in assets} == {"time unknown: drift is unknown here"}
    assert mass.flag == "unknown"


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
    assert shown <= used
    assert asset_sources(assets) <= set(library())


def test_what_the_user_says_of_a_unit_is_not_assumed() -> None:
    said = Unit(name="A", position=load_area().place("Dover").position, speed=10.0, ready=0.0)
    assets, _ = answered(case(), said)
    named = next(one for one in assets if one.named)
    assert (named.source, named.confidence) == ("given", "given")
    assert (named.capacity, named.draught_m, named.room) == (None, None, "unknown")


def test_the_same_inputs_give_the_same_answer() -> None:
    assert answered(case()) == answered(case())
