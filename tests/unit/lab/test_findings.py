"""Findings of a study whose answers are known: complete, honest, and the same every time."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from estran.errors import DataError, InputError
from estran.lab.analysis.discovery import bryant_lempert_2010
from estran.lab.analysis.evidence import evidence_of
from estran.lab.analysis.gather import findings
from estran.lab.analysis.information import information
from estran.lab.analysis.regions import davis_2019_region
from estran.lab.analysis.regret import regret_table
from estran.lab.findings import Findings, Interval, KindShares, Refused
from estran.lab.outcomes import OUTCOMES
from tests.support.synthetic_study import results


@pytest.fixture(scope="module")
def study():
    return results(draws=96)


@pytest.fixture(scope="module")
def found(study) -> Findings:
    return findings(*study)


def contrast(found, doctrine, outcome="deaths"):
    (one,) = (row for row in found.contrasts if (row.doctrine, row.outcome) == (doctrine, outcome))
    return one


def everything(value):
    """Every number in a record, however deep."""
    if is_dataclass(value):
        named = [field.name for field in fields(value) if field.name not in {"design", "manifest"}]
        within = [getattr(value, name) for name in named]
    elif isinstance(value, dict):
        within = list(value.values())
    elif isinstance(value, tuple):
        within = list(value)
    else:
        assert value is None or isinstance(value, str | int | float), type(value)
        return [value] if isinstance(value, int | float) else []
    return [number for one in within for number in everything(one)]


def test_every_part_of_the_report_has_something(found):
    parts = [field.name for field in fields(Findings) if field.name != "history"]
    assert [name for name in parts if not getattr(found, name)] == []


def test_every_number_is_finite_and_plain(found):
    numbers = everything(found)
    assert len(numbers) > 1000
    assert all(np.isfinite(number) for number in numbers)
    assert {type(number) for number in numbers} <= {int, float, bool}


def test_the_same_results_give_the_same_findings_to_the_last_bit(study, found):
    assert repr(findings(*study)) == repr(found)


def test_what_we_put_in_comes_out(study, found):
    # D1: 20 p0 - 5; D2: 2 - 16 p1; D3 is the reference again.
    drawn = study[0].parameters
    assert contrast(found, "D1").mean == pytest.approx(20.0 * drawn["p0"].mean() - 5.0, abs=0.2)
    assert contrast(found, "D2").mean == pytest.approx(2.0 - 16.0 * drawn["p1"].mean(), abs=0.2)
    assert contrast(found, "D3").mean == 0.0
    assert contrast(found, "D3").seasons_equal == 1.0
    low, high = np.quantile(20.0 * drawn["p0"] - 5.0, (0.05, 0.95))
    assert contrast(found, "D1").parameters.low == pytest.approx(low, abs=0.6)
    assert contrast(found, "D1").parameters.high == pytest.approx(high, abs=0.6)


def test_the_two_kinds_of_interval_are_kept_apart(found):
    row = contrast(found, "D1")
    assert row.monte_carlo.high - row.monte_carlo.low < 0.3
    assert row.parameters.high - row.parameters.low > 15.0


def test_the_same_seasons_spare_many_seasons(found):
    assert contrast(found, "D1").gain == pytest.approx(37.0, rel=0.3)  # (37 + 37) / 2


def test_what_rests_on_an_assumed_parameter_is_an_assumption_and_no_finding(found):
    row = contrast(found, "D1")
    assert isinstance(row.kinds, KindShares)
    assert row.kinds.assumed > 0.9
    assert row.headline == "assumption"


def test_what_rests_on_a_measured_one_may_be_a_finding(found):
    row = contrast(found, "D2")
    assert row.kinds.measured > 0.9
    assert row.headline == "depends"  # from -14 to 2: the sign is not settled


def test_doctrines_that_are_alike_are_not_told_apart(found):
    assert contrast(found, "D3").headline == "not_told_apart"


def test_landings_have_no_better_and_no_share_of_assumptions(found):
    row = contrast(found, "D1", "landings")
    assert (row.headline, row.kinds) == ("no_direction", None)


def test_effects_name_the_parameter_that_moves_the_difference(found):
    (tornado,) = (one for one in found.tornados if (one.outcome, one.doctrine) == ("deaths", "D1"))
    assert tornado.effects[0].parameter == "p0"
    assert tornado.effects[0].up
    assert tornado.effects[0].total > 0.95
    assert tornado.effects[0].binned > 0.85


@pytest.mark.parametrize("key", [key for key, one in OUTCOMES.items() if one.direction == "none"])
def test_nothing_without_a_direction_is_judged(study, key):
    evidence = evidence_of(*study)
    for refused in (
        lambda: regret_table(evidence, key),
        lambda: information(evidence, key),
        lambda: bryant_lempert_2010(evidence, key, "D1"),
        lambda: davis_2019_region(evidence, key, "D1", ("p0", "p1")),
    ):
        with pytest.raises(InputError):
            refused()


def test_findings_judge_only_what_has_a_direction(found):
    judged = {one.outcome for one in (*found.regrets, *found.discoveries, *found.regions)}
    judged |= {one.outcome for one in (*found.information, *found.beliefs, *found.pairs)}
    assert judged
    assert {OUTCOMES[key].direction for key in judged} == {"fewer"}


def test_a_doctrine_that_breaks_a_proof_is_shown_and_never_ranked():
    found = findings(*results(draws=48, broken=("D2",)))
    assert [one.ranked for one in found.standings] == [True, True, False, True]
    assert contrast(found, "D2").headline == "breach"
    assert contrast(found, "D2", "landings").headline == "breach"
    for table in found.regrets:
        assert table.left_out == ("D2",)
        assert "D2" not in {row.doctrine for row in table.rows}
    for belief in found.beliefs:
        assert "D2" not in {line.doctrine for line in belief.lines}
    assert any(one.doctrine == "D2" for one in found.counts)


def test_a_reference_that_breaks_a_proof_leaves_nothing_to_headline():
    found = findings(*results(draws=48, broken=("D0",)))
    assert {one.headline for one in found.contrasts} == {"breach"}


def test_few_draws_refuse_what_they_cannot_carry():
    found = findings(*results(draws=8))
    assert found.sampling.poor
    row = contrast(found, "D1")
    assert isinstance(row.monte_carlo, Interval)
    assert (row.parameters.why, row.parameters.need) == ("few_draws", 20)
    assert row.parameters.have == pytest.approx(8.0)
    assert row.headline == "share_unknown"
    assert all(isinstance(one.box, Refused) for one in found.discoveries)


def test_weights_that_rest_on_a_few_draws_are_told_as_poor():
    weights = np.array([0.9, *np.full(63, 0.1 / 63)])
    found = findings(*results(draws=64, weights=weights))
    assert found.sampling.effective_draws < 2.0
    assert found.sampling.poor
    assert isinstance(contrast(found, "D1").parameters, Refused)


def test_one_season_a_draw_leaves_chance_untold():
    found = findings(*results(draws=64, seasons=1))
    assert contrast(found, "D1").monte_carlo == Refused(why="few_seasons", have=1, need=2)
    assert contrast(found, "D1").headline == "not_told_apart"
    assert found.advice == ()


def test_fixed_parameters_are_not_asked_about(study):
    held, table = study
    fixed = {key: np.full(96, 0.5) for key in held.parameters}
    found = findings(replace(held, parameters=fixed), table)
    assert contrast(found, "D1").kinds.why == "not_varied"
    assert not found.beliefs
    assert not found.regions


def test_what_binds_is_named_and_counted(found):
    binding = found.bindings[0]
    assert binding.option == "control"
    assert (binding.asked, binding.permitted) == pytest.approx((10.0, 4.0))
    assert [(one.name, one.share) for one in binding.rules] == [("night", pytest.approx(0.3))]
    assert [one.name for one in binding.unknowns] == ["persons_in_water"]


def test_cells_share_the_launches_and_there_are_four(found):
    shares = {
        one.key: one.share
        for one in found.burdens
        if one.doctrine == "D1" and one.key.startswith("launches_")
    }
    assert shares == {
        "launches_somme": pytest.approx(0.1),
        "launches_boulogne": pytest.approx(0.2),
        "launches_calais": pytest.approx(0.3),
        "launches_dunkirk": pytest.approx(0.4),
    }


def test_rare_quantiles_are_left_out_where_seasons_are_few():
    few = findings(*results(draws=24, seasons=4)).tails[0]
    many = findings(*results(draws=96, seasons=8)).tails[0]
    assert [rank for rank, _ in few.worst_days] == [0.5, 0.9]
    assert [rank for rank, _ in many.worst_days] == [0.5, 0.9, 0.95, 0.99]


def test_exceedance_never_rises(found):
    for tail in found.tails:
        shares = [share for _, share in tail.exceedance]
        assert shares == sorted(shares, reverse=True)


def test_results_that_do_not_fit_together_are_refused(study):
    held, table = study
    with pytest.raises(DataError, match="'deaths' must hold"):
        findings(replace(held, columns={"deaths": held.columns["deaths"][:, :5]}), table)
    with pytest.raises(DataError, match="'p0' must hold"):
        findings(replace(held, parameters={"p0": np.zeros(3)}), table)
    with pytest.raises(DataError, match="'weights' must hold"):
        findings(replace(held, weights=-held.weights), table)
    broken = held.columns["deaths"].copy()
    broken[0, 0, 0] = np.nan
    with pytest.raises(DataError, match="'deaths' must hold"):
        findings(replace(held, columns={"deaths": broken}), table)
