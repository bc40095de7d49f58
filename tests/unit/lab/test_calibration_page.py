"""The page of a calibration: loud about what is not identified, in both languages."""

import dataclasses

import numpy as np
import pytest

from estran.errors import DataError, SourceError
from estran.lab.attribution import attribution, autumn_2025, placebo, placebo_dates
from estran.lab.calibration.checks import checks
from estran.lab.calibration.page import calibration_text, wave_text
from estran.lab.calibration.posterior import (
    Besides,
    numbers_digest,
    parse_posterior,
    posterior_of,
    posterior_text,
    resampled,
)
from estran.lab.calibration.targets import aims, parse_targets, targets
from estran.lab.calibration.waves import Plan, match, simulated_past
from estran.lab.history import history
from estran.language.catalogue import catalogue
from tests.support.fake_seasons import TABLE, fake_aims, fake_simulate

TRUTH = {"level": 700.0, "risk": 0.8, "exposure": 1.1, "idle": 0.3, "idle_switch": 1.0}
PLAN = Plan(seed=3, draws=120, seasons=2, waves=3)


@pytest.fixture(scope="module")
def matched():
    return match(fake_simulate, TABLE, fake_aims(TRUTH), PLAN)


@pytest.fixture(scope="module")
def found(matched):
    places = resampled(matched, 40)
    past = simulated_past(
        fake_simulate,
        TABLE,
        matched.scores[places],
        years=(2022, 2023, 2024, 2025),
        plan=PLAN,
        first=10**6,
    )
    date, fall = autumn_2025()
    told = attribution(
        unchanged=past[2025],
        date=date,
        fall=fall,
        checked=placebo(placebo_dates((2022, 2023, 2024, 2025)), past),
        period="",
    )
    return posterior_of(
        matched,
        places,
        Besides(code="", numbers="", checks=checks(fake_aims(TRUTH), past), attributions=(told,)),
    )


def test_the_page_says_what_is_not_identified(found):
    page = calibration_text(found)
    assert "idle_switch" in page
    assert "of 5 parameters are not identified" in page
    assert "103 fewer boats" in page
    assert "73.8 % of that fall came before" in " ".join(page.split())


def test_an_attribution_that_says_nothing_says_so_aloud(found):
    (told,) = found.attributions
    wide = dataclasses.replace(told, identified=False)
    page = calibration_text(dataclasses.replace(found, attributions=(wide,)))
    assert "NOT IDENTIFIED" in page


def test_held_out_numbers_are_marked(found):
    line = next(one for one in calibration_text(found).splitlines() if ", 2025" in one)
    assert "held out" in line


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_line_runs_off_the_page(found, language):
    page = calibration_text(found, language=language)
    assert max(map(len, page.splitlines())) <= 112
    assert not {"{", "}"} & set(page)


def test_french_has_its_own_decimal_sign(found):
    assert "73,8 %" in calibration_text(found, language="fr")


def test_a_wave_says_what_it_moved(matched):
    text = wave_text(matched.waves[-1])
    assert "level" in text
    assert "not ruled out" in text


def test_every_target_has_a_name_in_both_languages():
    for language in ("en", "fr"):
        assert {f"target.{key}" for key in targets()} <= set(catalogue(language))


def test_every_target_names_series_and_columns_that_exist():
    from estran.lab.outcomes import MOMENTS, OUTCOMES

    known = {*OUTCOMES, *MOMENTS}
    for one in targets().values():
        assert {*one.simulated, *one.simulated_over} <= known, one.key
        assert {*one.observed, *one.observed_over} <= set(history()), one.key


def test_no_target_is_fitted_on_a_year_that_is_held_out():
    fitted = {year for one in targets().values() for year in one.fitted}
    held = {year for one in targets().values() for year in one.held}
    assert fitted == {2022, 2023, 2024}
    assert held == {2025, 2026}


def test_deaths_are_never_fitted_to_one_year():
    for one in aims():
        if one.fitted and "deaths" in one.target.observed:
            assert len(one.years) == 3


@pytest.mark.parametrize("drop", ["why", "how"])
def test_a_malformed_target_is_refused(drop):
    text = "\n".join(
        line
        for line in (
            "[x]",
            'unit = "1"',
            'observed = ["boats"]',
            'simulated = ["observed_boats"]',
            'how = "each"',
            'scale = "log"',
            "fitted = [2024]",
            "held = []",
            "error = 0.1",
            "discrepancy = 0.1",
            "weighed = true",
            'why = "x"',
        )
        if not line.startswith(drop)
    )
    with pytest.raises(SourceError, match=r"\[x\]"):
        parse_targets(text)


def test_damaged_draws_are_refused(found):
    with pytest.raises(DataError, match="estran study calibrate"):
        parse_posterior(posterior_text(found)[:-40])


def test_a_posterior_reads_back_with_its_attribution(found):
    text = posterior_text(found)
    assert posterior_text(parse_posterior(text)) == text
    assert parse_posterior(text).attributions[0].fall == 103.0


def test_the_digest_of_numbers_sees_a_change_in_the_sixth_digit():
    one = {"observed_boats": np.array([1000.0]), "other": np.array([1.0])}
    same = {"observed_boats": np.array([1000.0 + 1e-4]), "other": np.array([2.0])}
    differs = {"observed_boats": np.array([1001.0])}
    assert numbers_digest(one) == numbers_digest(same) != numbers_digest(differs)
