"""Where people may come ashore: named, in order, with times; said with what it is not."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import numpy as np
import pytest

from estran.assess.answer import Forecast
from estran.assess.assessment import assess
from estran.assess.landfalls_answer import landfalls
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.environment.area import load_area
from estran.environment.sea import load_sea_fields
from estran.exchange.text_answer import to_text
from estran.exchange.text_forecast import forecast_lines
from tests.support.answers import assessment
from tests.support.searches import REPORT

AREA = load_area()
NAMES = [place.name for place in AREA.shores]
START = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def told(times, shores, *, language="en"):
    codes = [-1 if name is None else NAMES.index(name) for name in shores]
    return landfalls(
        times=np.array(times, dtype=float),
        shores=np.array(codes),
        weights=np.full(len(times), 1.0 / len(times)),
        area=AREA,
        start=START,
        language=language,
    )


def test_shores_stand_in_the_order_of_their_shares_with_first_and_quantiles():
    minutes = np.concatenate((np.arange(1, 101), np.arange(1, 300), np.full(601, np.nan)))
    shores = ["Calais"] * 100 + ["Gravelines"] * 299 + ["Dover"] * 601
    gravelines, calais = told(60.0 * minutes, shores)
    assert [gravelines.shore, gravelines.probability] == ["Gravelines", 0.299]
    assert [calais.shore, calais.probability, calais.kind] == ["Calais", 0.1, "named"]
    assert gravelines.first == "2026-11-20T04:01Z"
    assert gravelines.quantile_05 == "2026-11-20T04:15Z"
    assert gravelines.quantile_50 == "2026-11-20T06:30Z"
    assert gravelines.quantile_95 == "2026-11-20T08:45Z"


def test_small_shares_are_summed_last_and_none_is_lost():
    shores = ["Gravelines"] * 10 + ["Calais"] * 4 + ["Oye-Plage"] * 4 + [None] * 3
    rows = told([600.0] * 21 + [np.nan] * 979, [*shores, *["Dover"] * 979])
    assert [(row.kind, row.shore) for row in rows] == [
        ("named", "Gravelines"),
        ("rest", "other shores"),
    ]
    assert [row.probability for row in rows] == [0.01, 0.011]
    exactly = told([600.0] * 5 + [np.nan] * 995, ["Calais"] * 1000)
    assert [row.kind for row in exactly] == ["named"]


def test_a_shore_that_no_place_names_stands_in_its_order():
    rows = told([600.0] * 30 + [np.nan] * 70, [None] * 20 + ["Calais"] * 80)
    assert [(row.kind, row.shore) for row in rows] == [
        ("not_named", "shore not named"),
        ("named", "Calais"),
    ]


def test_nobody_ashore_is_an_empty_list():
    assert told([np.nan] * 5, ["Calais"] * 5) == []


def test_names_are_those_of_the_language():
    rows = told([600.0] * 30 + [900.0] * 10, ["Dunkirk"] * 30 + [None] * 10, language="fr")
    assert [row.shore for row in rows] == ["Dunkerque", "côte sans nom proche"]


@pytest.fixture(scope="module")
def onshore():
    there = msgspec.structs.replace(REPORT, position="51 01.5N 002 03.0E", wind="NW 14 kn")
    settings = RunSettings(particles=400, hours=6, seed=4)
    return [
        assess(understand(there), load_sea_fields(), settings, language=language)
        for language in ("en", "fr")
    ]


def test_an_answer_near_a_lee_shore_says_where_and_when_in_both_languages(onshore):
    english, french = (answer.forecast.landfalls for answer in onshore)
    assert "Gravelines" in [row.shore for row in english]
    assert [row.probability for row in english] == [row.probability for row in french]
    shares = [row.probability for row in english if row.kind != "rest"]
    assert shares == sorted(shares, reverse=True)
    total = sum(row.probability for row in english)
    last = onshore[0].forecast.aground_probability[-1]
    assert last - 0.001 <= total <= 1.0  # who lies ashore at the end has landed
    for row in english:
        assert row.first <= row.quantile_05 <= row.quantile_50 <= row.quantile_95
    used = {one.key for one in onshore[0].manifest.assumptions}
    assert "shore_name_limit" in used


def test_the_text_says_that_it_may_be_wrong_and_is_no_plan(onshore):
    english, french = (" ".join(to_text(answer).split()) for answer in onshore)
    row = next(one for one in onshore[0].forecast.landfalls if one.shore == "Gravelines")
    assert f"May come ashore near Gravelines from {row.first[11:16]}" in english
    assert "it may be wrong, it is never a plan. Keep watching the sea" in english
    assert f"Arrivée possible à terre près de Gravelines à partir de {row.first[11:16]}" in french
    assert "qui peut être fausse ; jamais un plan" in french


def lines_of(found):
    answer = assessment()
    forecast = msgspec.structs.replace(answer.forecast, landfalls=found)
    return " ".join(forecast_lines(forecast, answer.manifest, language="en"))


def test_where_none_comes_ashore_the_text_says_so_and_that_it_may_be_wrong():
    text = lines_of([])
    assert "None of the ensemble comes ashore within" in text
    assert "it may be wrong. Keep watching sea and shore" in text


def test_an_answer_from_before_is_still_read_and_nothing_is_made_up_for_it(onshore):
    plain = msgspec.to_builtins(onshore[0].forecast)
    del plain["landfalls"]
    assert msgspec.convert(plain, Forecast).landfalls is None
    assert "ashore within" not in lines_of(None)


@pytest.mark.parametrize("over_water", [True, False])
def test_the_manifest_says_which_wind_moved_the_boat(over_water):
    settings = RunSettings(particles=100, hours=1, seed=4, wind_relative_to_water=over_water)
    answer = assess(understand(REPORT), load_sea_fields(), settings)
    assert answer.manifest.wind_relative_to_water is over_water
    assert msgspec.to_builtins(answer.manifest)["wind_relative_to_water"] is over_water


def test_the_wind_over_the_ground_is_another_answer_with_other_inputs():
    answers = [
        assess(
            understand(REPORT),
            load_sea_fields(),
            RunSettings(particles=100, hours=3, seed=4, wind_relative_to_water=which),
        )
        for which in (True, False)
    ]
    water, ground = answers
    assert water.manifest.inputs_sha256 != ground.manifest.inputs_sha256
    assert water.forecast.mean_position[-1] != ground.forecast.mean_position[-1]
