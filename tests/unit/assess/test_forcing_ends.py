"""Land, the edge of the area and a forcing that ends: each has a status or a refusal with a name.

The table of docs/explanation/forcing-faults.md, row by row; holes of the stream have files of their
own.
"""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from estran.adapters.cf_results import trajectories
from estran.assess.assessment import assess
from estran.assess.forecast import run_ensemble
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.engine.run import run
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import EstranError
from estran.exchange.text_answer import to_text
from estran.language.refusals import refusals
from estran.quantities.randomness import RandomStreams
from estran.sources.assumptions import AssumptionBook
from tests.support.flows import SteadyWind, uniform
from tests.support.gridded import gridded_sea
from tests.support.releases import release, settings
from tests.support.searches import REPORT

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "forcing-faults.md"
SETTINGS = RunSettings(particles=200, hours=6, seed=4)


def at(position):
    return msgspec.structs.replace(REPORT, position=position)


@pytest.mark.parametrize(
    ("position", "code", "says"),
    [
        ("50 45.0N 002 00.0E", "position.on_land", ("is on land", "nearest sea", "km away")),
        ("49 30.0N 001 30.0E", "position.outside_area", ("lies outside", "Dover Strait")),
    ],
)
def test_a_start_on_land_or_outside_is_refused_by_name(position, code, says):
    with pytest.raises(EstranError) as refused:
        understand(at(position))
    assert refused.value.code == code
    assert all(one in refused.value.message for one in says)


def test_a_start_in_a_canal_is_a_drift_that_is_unknown_and_says_why():
    answer = assess(understand(at("50 58.3N 002 08.0E")), load_sea_fields(), SETTINGS)
    assert not answer.forecast.known
    assert "harbour or canal" in (answer.forecast.unknown_because or "")


def test_a_start_on_land_within_the_error_of_the_position_is_told():
    near = msgspec.structs.replace(at("51 00.10N 002 04.50E"), position_accuracy_m=2000.0)
    situation = understand(near)
    answer = assess(situation, load_sea_fields(), SETTINGS)
    moved = situation.seed_position != situation.position.position
    assert (answer.situation.drift_from is not None) == moved
    assert moved


def drifting(flow, **changes):
    case: dict[str, Any] = {
        "release": release(count=5, **changes),
        "window": gridded_sea(flow=flow, coast_y=-20_000.0, half_width=40_000.0),
        "wind": SteadyWind(0.0, 0.0),
        "settings": settings(hours=6),
        "streams": RandomStreams(1),
    }
    return run(**case)


def test_a_body_that_reaches_land_is_aground_from_a_time_on():
    result = drifting(uniform(0.0, -2.0))
    assert result.hull_aground[-1].all()
    assert result.people_aground[-1].all()
    assert (result.first_aground > 0.0).all()
    assert not result.left_area.any()


def test_a_body_that_leaves_is_marked_from_its_hour_on_and_stays_inside():
    result = drifting(uniform(3.0, 0.0))
    gone = result.hull_left & result.people_left
    assert gone.any(axis=1).tolist() == [False, False, False, False, True, True, True]
    assert (np.abs(result.hull) <= 40_000.0).all()
    assert np.isnan(result.hull_no_stream).all()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "of the ensemble leaves the area by"), ("fr", "quitte la zone")]
)
def test_an_answer_says_how_many_leave_and_by_when(language, said):
    there = msgspec.structs.replace(at("51 28.0N 002 00.0E"), wind="S 30 kn")
    answer = assess(understand(there), load_sea_fields(), SETTINGS, language=language)
    shares = answer.forecast.left_area_probability
    assert shares[0] <= shares[-1]
    assert shares[-1] > 0.0
    assert said in to_text(answer)


def test_trajectories_mark_who_has_left_and_who_lies_aground():
    situation = understand(msgspec.structs.replace(at("51 28.0N 002 00.0E"), wind="S 30 kn"))
    window = open_window(
        fields=load_sea_fields(), start=situation.time.timestamp(), hours=6, origin=None
    )
    ensemble = run_ensemble(situation, window, SETTINGS, book=AssumptionBook())
    dataset = trajectories(ensemble)
    assert int(dataset.people_left[:, -1].sum()) > 0
    for name in ("people_left", "hull_left", "people_aground", "hull_aground"):
        assert dataset[name].attrs["flag_meanings"] == "no yes"


def test_a_wind_with_a_hole_and_a_sea_that_ends_name_their_hours_and_a_way_out():
    def holed(*, first, count):
        wind = SteadyWind(3.0, -7.0)(first=first, count=count)
        wind[4] = np.inf
        return wind

    case: dict[str, Any] = {
        "release": release(count=5),
        "window": gridded_sea(hours=6),
        "settings": settings(hours=6),
        "streams": RandomStreams(1),
    }
    with pytest.raises(EstranError) as refused:
        run(**case, wind=holed)
    assert refused.value.code == "run.wind_hole"
    assert "The wind has no value in hour 4" in refused.value.message
    assert "the wide assumed one stands in" in refused.value.message
    with pytest.raises(EstranError) as refused:
        run(**(case | {"settings": settings(hours=12)}), wind=SteadyWind(0.0, 0.0))
    assert refused.value.code == "window.time"
    assert "it holds" in refused.value.message


def test_every_code_of_the_page_is_raised_and_has_a_french_sentence():
    text = PAGE.read_text("utf-8")
    for code in (
        "position.on_land",
        "position.outside_area",
        "window.stream_hours",
        "window.level_hours",
        "run.wind_hole",
        "cf.missing_hours",
        "cf.holes",
        "cf.outside_grid",
        "cf.all_land",
    ):
        assert f"`{code}`" in text
        assert code in refusals("fr").sentences
    assert "`window.time`" in text
    for name in ("hours_bridged", "nodes_bridged", "nodes_nearest", "nodes_embedded"):
        assert f"`{name}`" in text
