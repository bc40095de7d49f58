"""Seasons: the same bytes however they are cut, accounts that balance, and doctrine that counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from estran.errors import InputError
from estran.lab.control import Watch
from estran.lab.lanes import Lanes
from estran.lab.life_text import life_text
from estran.lab.outcomes import MOMENTS, OUTCOMES, judged
from estran.lab.parameters import parameters, prior_draws
from estran.lab.replaying import replayed
from estran.lab.settled import settled_numbers
from estran.lab.simulate import Schedule, adopted, as_history, simulate
from estran.quantities.arrays import Floats
from tests.support.lanes import drawn_lanes, middle_lanes, middle_seasons, some_lanes

CONTROLS = ("I7", "I8", "I9", "I10", "I11a", "I14")


def same(one, other, where=slice(None)):
    names = set(one) | set(other)
    zeros = np.zeros(next(iter(other.values())).size)
    return [
        name
        for name in names
        if not np.array_equal(
            one.get(name, np.zeros(99))[where][: zeros.size], other.get(name, zeros), equal_nan=True
        )
    ]


@pytest.mark.parametrize("cut", [[0, 7], [0, 3, 7], [0, 1, 2, 3, 4, 5, 6, 7]])
def test_a_season_is_the_same_whatever_stands_beside_it(cut):
    lanes = drawn_lanes(7, days=14)
    whole = simulate(lanes, doctrine="D7")
    for start, stop in pairwise(cut):
        part = simulate(some_lanes(lanes, slice(start, stop)), doctrine="D7")
        assert same(whole, part, slice(start, stop)) == []


@pytest.mark.parametrize(("lanes", "doctrine"), [(1, "D7"), (3, "D3"), (3, None)])
def test_days_without_boats_are_left_out_and_change_no_byte(lanes, doctrine, monkeypatch):
    quick = simulate(drawn_lanes(lanes, days=60), doctrine=doctrine)
    idle = []
    monkeypatch.setattr(Watch, "idle", lambda _, boats: idle.append(boats.count == 0))
    slow = simulate(drawn_lanes(lanes, days=60), doctrine=doctrine)
    assert sum(idle) > 20, "no day was without boats: nothing was tried"
    assert list(quick) == list(slow)
    for name, column in slow.items():
        assert column.tobytes() == quick[name].tobytes(), name


def test_nobody_is_lost_from_the_count_and_no_dead_person_lands():
    """With no harm before a boat leaves, whoever left has landed, come back, or died."""
    quiet = ("wade_harm", "crush_boarding", "sea_contact", "loaded_contact")
    for doctrine in ("D0", "D4"):
        lanes = middle_lanes(30, days=30)
        given = {**lanes.parameters, **{key: np.zeros(30) for key in quiet}}
        found = simulate(replace(lanes, parameters=given), doctrine=doctrine)
        ends = found["landings"] + found["rescued_fr"] + found["returned"] + found["deaths"]
        assert np.array_equal(found["embarked"], ends)
        assert found["deaths"].sum() > 0


def test_deaths_are_the_sum_of_their_causes():
    for doctrine in ("D3", "D4"):
        found = middle_seasons(doctrine)
        causes = [one for one in found if one.startswith("deaths_") and one != "deaths_children"]
        assert np.array_equal(found["deaths"], sum(found[name] for name in causes))
        assert (found["deaths_children"] <= found["deaths"]).all()
        alive = found["landings"] + found["rescued_fr"] + found["returned"]
        assert (alive + found["deaths_water"] <= found["embarked"]).all()
        assert (alive + found["deaths"] >= found["embarked"]).all()


def test_every_outcome_and_moment_is_a_column():
    found = middle_seasons("D0")
    assert sorted(set(OUTCOMES) | set(MOMENTS)) == sorted(
        name for name in set(OUTCOMES) | set(MOMENTS) if name in found
    )


def test_rescue_alone_controls_nothing_at_sea():
    found = middle_seasons("D0")
    for option in CONTROLS:
        assert found[f"permitted:{option}"].sum() == 0
        assert found[f"presumed:{option}"].sum() == 0
    assert found["deaths_intervention"].sum() == 0
    assert found["permitted:I13"].sum() > 0  # on land the law itself permits it, before a launch


def test_a_hypothetical_doctrine_does_what_no_other_may():
    assert middle_seasons("D3")["permitted:I14"].sum() > 0
    assert middle_seasons("D2")["permitted:I14"].sum() == 0


def test_early_help_takes_people_off():
    early, rescue_only = middle_seasons("D4"), middle_seasons("D0")
    assert early["rescued_fr"].mean() > 1.2 * rescue_only["rescued_fr"].mean()


def test_an_unknown_bars_control_and_is_counted_by_name():
    lanes = middle_lanes(6, knows_persons=0.0, crew_counts=0.0, sea_contact=0.3, presumes=0.0)
    found = simulate(lanes, doctrine="D2")
    assert found["permitted:I7"].sum() == 0
    assert found["unknown:I7:persons_aboard"].sum() > 0


def test_those_who_presume_act_where_nothing_but_an_unknown_bars():
    kept = middle_lanes(6, sea_contact=0.3, crew_counts=0.0, presumes=0.0)
    bold = middle_lanes(6, sea_contact=0.3, crew_counts=0.0, presumes=0.5)
    careful, presuming = (simulate(one, doctrine="D2") for one in (kept, bold))
    assert careful["presumed:I7"].sum() == 0
    assert presuming["presumed:I7"].sum() > 0


def test_a_doctrine_changes_nothing_before_its_day_to_the_byte():
    lanes = drawn_lanes(5, days=40)
    never = simulate(lanes, doctrine="D0")
    late = simulate(lanes, doctrine=adopted("D3", before="D0", on_day=31))
    assert np.array_equal(never["boats_month_01"], late["boats_month_01"])
    assert same(never, simulate(lanes, doctrine=Schedule(((0, "D0"),)))) == []
    assert same(never, simulate(lanes, doctrine=adopted("D3", before="D0", on_day=999))) == []


@pytest.mark.slow
def test_a_doctrine_of_november_leaves_the_autumn_before_it_as_it_was():
    lanes = middle_lanes(4, sea_contact=0.3, crew_counts=0.0, presumes=0.5, days=365)
    without = simulate(lanes, doctrine="D1")
    history = simulate(lanes, doctrine=None)
    for month in range(1, 11):
        name = f"boats_month_{month:02d}"
        assert np.array_equal(without[name], history[name])


def test_what_held_in_a_year_is_what_the_registry_has():
    assert as_history(2022).steps == ((0, "D0"),)
    assert as_history(2023).steps == ((0, "D0"), (68, "D1"))
    assert as_history(2025).steps == ((0, "D1"), (328, "D2"))
    assert as_history(2026).steps == ((0, "D2"),)


def test_worse_parameters_are_worse():
    usual = middle_seasons("D0")["deaths"].mean()
    lanes = middle_lanes(40, deflation=0.003), middle_lanes(40, wade_harm=1.0)
    for worse in (*lanes, middle_lanes(40, crush_stop=0.06)):
        assert simulate(worse, doctrine="D0")["deaths"].mean() > usual


def test_rival_mechanisms_change_the_answer():
    usual = middle_seasons("D0")
    longer = simulate(middle_lanes(40, survival_model=1.0), doctrine="D0")
    assert longer["deaths_water"].mean() < usual["deaths_water"].mean()
    drawn = simulate(middle_lanes(40, rescue_draws=1.0), doctrine="D4")
    assert drawn["deaths"].mean() != middle_seasons("D4")["deaths"].mean()


def test_one_life_is_told_from_its_key_and_is_the_same_boat():
    lanes = some_lanes(drawn_lanes(3, days=25), slice(2, 3))
    diary = replayed(lanes, doctrine="D3", boat=40)
    again = replayed(lanes, doctrine="D3", boat=40)
    assert diary.lines == again.lines
    assert {line.what for line in diary.lines if hasattr(line, "what")} >= {"sets_out"}
    plain = simulate(lanes, doctrine="D3")
    watched = simulate(replace(lanes, diary=diary), doctrine="D3")
    assert same(plain, watched) == []
    key = {"seed": 1, "season": 2, "boat": 40, "doctrine": "D3"}
    given = {name: float(values[0]) for name, values in lanes.parameters.items()}
    for language, word in (("en", "a simulated life"), ("fr", "une vie simulée")):
        assert word in life_text(diary, key=key, given=given, language=language)


def test_a_boat_that_a_season_does_not_have_is_refused():
    with pytest.raises(InputError, match="there is no boat 99999"):
        replayed(middle_lanes(1, days=5), doctrine="D0", boat=99999)


def test_a_year_that_is_not_held_is_refused():
    with pytest.raises(InputError, match="1999"):
        simulate(middle_lanes(1, year=1999), doctrine="D0")


@pytest.mark.parametrize("key", ["landings", "attempts", "stopped", "nothing"])
def test_what_has_no_direction_is_never_judged(key):
    with pytest.raises(InputError, match="no better or worse"):
        judged(key)


def test_deaths_people_in_the_water_and_officers_hurt_are_judged():
    able = [one.key for one in OUTCOMES.values() if one.direction == "fewer"]
    assert {"deaths", "persons_in_water", "officer_harm"} <= set(able)
    assert all(judged(key).direction == "fewer" for key in able)


def test_every_parameter_is_used_and_every_use_is_declared():
    asked: set[str] = set()

    class Watched(dict[str, Floats]):
        def __getitem__(self, key):
            asked.add(key)
            return super().__getitem__(key)

    for doctrine in ("D3", "D4", "D6"):
        lanes = middle_lanes(20)
        simulate(
            Lanes(
                seed=1,
                numbers=lanes.numbers,
                parameters=Watched(lanes.parameters),
                year=2025,
                days=20,
            ),
            doctrine=doctrine,
        )
    assert asked == set(parameters())


def test_parameters_fill_their_ranges_and_switches_are_even():
    drawn = prior_draws(3, 64)
    for key, one in parameters().items():
        assert ((drawn[key] >= one.low) & (drawn[key] <= one.high)).all()
        if one.prior == "switch":
            assert drawn[key].mean() == 0.5
        elif one.prior == "uniform":
            assert drawn[key].mean() == pytest.approx((one.low + one.high) / 2, rel=0.02, abs=1e-9)


def test_settled_numbers_all_say_why():
    assert all(one.why and one.low <= one.value <= one.high for one in settled_numbers().values())
