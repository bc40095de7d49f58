"""The depth in an answer: by tide and along the drift, in both languages, in the manifest."""

import json
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from msgspec import UNSET

from estran.assess.assessment import assess_kept, assess_report
from estran.assess.depth_answer import charted_span
from estran.assess.sea_there import sea_there
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.assess.waterline_map import waterline_map
from estran.environment.kept_sea import OfferedFields
from estran.exchange.json_answer import to_json
from estran.exchange.text_answer import to_text
from estran.exchange.text_sea import sea_lines
from estran.quantities.instants import from_epoch_seconds
from tests.support.beds import FIELDS, beach, grid, keeping
from tests.support.kept import START
from tests.support.searches import REPORT

SETTINGS = RunSettings(particles=200, hours=3, seed=4)
HERE = msgspec.structs.replace(
    REPORT, position="51-04.8N 002-06.0E", hypotheses={"adrift": 1.0}, position_accuracy_m=100.0
)
AT_SEA, ON_SANDS = "51-04.8N 002-06.0E", "51-01.1N 002-06.0E"
TIME = "2022-06-14T07:00Z"


def answered(*fields, report=HERE, language="en", stale=None):
    return assess_kept(report, SETTINGS, OfferedFields(fields, stale or {}), language=language)


def there(position, *fields, language="en"):
    return sea_there(position, TIME, OfferedFields(fields, {}), language=language)


def span(situation, field, *, hours):
    found = charted_span(situation, keeping(field), hours=hours)
    assert found is not None
    assert found.low is not None
    return found


def test_without_a_grid_nothing_is_said_of_depth():
    answer = answered()
    assert answer.sea.depth is UNSET
    assert "depth" not in json.loads(to_json(answer))["sea"]
    assert to_json(answer) == to_json(assess_report(HERE, SETTINGS))
    assert "Depth" not in to_text(answer)


def test_the_depth_is_told_now_at_both_waters_and_hour_by_hour():
    field = grid(8.0, box=(50.9, 51.3, 1.7, 2.6))
    depth = answered(field).sea.depth
    assert depth.depth_m == pytest.approx(8.0 + 1.2, abs=0.5)
    assert depth.low_water_m < depth.depth_m < depth.high_water_m
    assert depth.dries_m is None
    assert [one.time for one in depth.hours] == [
        (from_epoch_seconds(START) + timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%MZ")
        for hour in range(4)
    ]
    assert depth.hours[0].depth_m == depth.depth_m
    assert depth.hours[3].depth_m > depth.depth_m + 1.5  # the tide rises
    for one in depth.hours:  # an even bed: the drift finds the tide of its own place
        assert one.drift_depth_m == pytest.approx(one.depth_m, abs=0.4)


def test_where_the_drift_leaves_the_grid_its_depth_is_unknown():
    depth = answered(grid(8.0, box=(51.07, 51.09, 2.08, 2.12))).sea.depth
    assert depth.hours[0].drift_depth_m is not None
    assert depth.hours[3].drift_depth_m is None
    assert "unknown there for" in to_text(answered(grid(8.0, box=(51.07, 51.09, 2.08, 2.12))))


def test_the_manifest_names_the_grid_and_its_hash_counts_among_the_inputs():
    one, other = answered(grid(8.0)), answered(grid(8.5))
    (row,) = one.manifest.kept_fields
    assert (row.layer, row.use, row.sha256) == ("depth", "used", grid(8.0).sha256)
    assert one.manifest.inputs_sha256 != other.manifest.inputs_sha256
    assert to_json(one) == to_json(answered(grid(8.0)))
    used = {row.key for row in one.manifest.assumptions}
    assert used >= {"depth_zero_sd", "depth_grid_sd", "beach_slope"}


def test_a_grid_without_datum_is_named_and_rests_on_nothing():
    answer = answered(grid(8.0, datum=""))
    assert answer.sea.depth.depth_m is None
    assert "nobody tells what the grid's depths count from" in answer.sea.depth.layer.note
    assert answer.manifest.kept_fields == UNSET or not answer.manifest.kept_fields
    assert answer.forecast == answered().forecast


def test_a_grid_of_another_place_is_passed_over_by_name():
    answer = answered(grid(8.0, box=(50.6, 50.8, 1.3, 1.5)))
    assert answer.sea.depth.depth_m is None
    assert "is kept and not used" in answer.sea.depth.layer.note
    assert answer.forecast == answered().forecast


def test_people_lie_on_a_bank_until_the_tide_lifts_them():
    def bank(longitude, latitude):
        away = np.hypot((longitude - 2.09) * 70_000.0, (latitude - 51.08) * 111_200.0)
        return np.where((away > 700.0) & (away < 6000.0), -2.5, 12.0)

    field = grid(bank, box=(50.98, 51.2, 1.9, 2.3))
    aground, free = answered(field), answered()
    shares = aground.forecast.aground_probability
    assert max(shares) > 0.3
    assert max(free.forecast.aground_probability) < 0.05
    settings = RunSettings(particles=200, hours=6, seed=4)
    long = assess_kept(HERE, settings, OfferedFields((field,), {}))
    assert long.forecast.aground_probability[4] < max(shares) / 2.0  # high water is at 11:20
    assert "depth_between_nodes" in {row.key for row in long.manifest.assumptions}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Depth", "m of water; charted", "at low water", "not for navigation")),
        ("fr", ("Profondeur", "m d'eau ; sonde", "à basse mer", "ne pas utiliser")),
    ],
)
def test_the_text_says_it_in_both_languages(language, words):
    text = "\n".join(sea_lines(there(AT_SEA, grid(8.0), language=language).sea, language=language))
    for word in words:
        assert word in text


def test_a_bed_that_dries_is_told_with_its_height():
    text = "\n".join(sea_lines(there(AT_SEA, grid(-2.0)).sea, language="en"))
    assert "DRY now, 0." in text
    assert "dries 2.0 m above chart datum" in text or "dries 1.9 m above chart datum" in text
    assert "dry by" in text
    french = "\n".join(sea_lines(there(AT_SEA, grid(-2.0), language="fr").sea, language="fr"))
    assert "À SEC en ce moment" in french


def test_the_waterline_is_that_of_a_grid_that_holds_the_foreshore():
    by_slope, by_grid = there(ON_SANDS).sea.waterline, there(ON_SANDS, beach(0.012)).sea.waterline
    assert by_grid.layer.source == "tests"
    assert "bed of this grid" in by_grid.layer.note
    assert by_grid.uncertainty_m < by_slope.uncertainty_m / 2.0
    coarse = there(ON_SANDS, beach(0.012, resolution=460.0)).sea
    assert coarse.waterline == by_slope
    assert coarse.depth.depth_m is None


def test_a_unit_finds_the_depth_of_the_grid_with_its_error():
    situation = understand(HERE)
    assert charted_span(situation, FIELDS, hours=1) is None
    found = charted_span(situation, keeping(grid(8.0)), hours=1)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < 8.0 + 1.2 < found.high
    assert 2.0 < found.high - found.low < 4.0
    part = keeping(grid(8.0, box=(51.0, 51.0805, 2.0, 2.2)))
    assert charted_span(situation, part, hours=1) is None


def test_a_unit_finds_the_least_depth_of_the_hours_in_which_it_may_come():
    """High water is at 11:20, low water after 18:00; the bank is charted at 0.8 m."""
    high_water = understand(msgspec.structs.replace(HERE, at="2022-06-14T11:20Z"))
    soon, late = (span(high_water, grid(0.8), hours=hour) for hour in (1, 8))
    assert soon.low > 3.5
    assert late.low < 1.0  # a draught of 1 m floats at the report, and no longer in the evening
    assert late.high == soon.high


def test_a_depth_ahead_that_its_error_swamps_may_be_none_at_all():
    high_water = understand(msgspec.structs.replace(HERE, at="2022-06-14T11:20Z"))
    rough = grid(lambda _, north: np.where(np.round(north * 1000) % 2, -3.0, 1.0))
    soon, late = (span(high_water, rough, hours=hour) for hour in (1, 8))
    assert soon.low > 0.5
    assert late.low == 0.0


def test_the_map_of_the_edge_follows_a_grid_where_it_is_held():
    at = from_epoch_seconds(START)
    plain, flat = (waterline_map(one, at=at) for one in (FIELDS, keeping(beach(0.03))))

    def off(found):
        points = np.concatenate(found.likely)
        here = (np.abs(points[:, 0] - 2.12) < 0.05) & (np.abs(points[:, 1] - 51.02) < 0.03)
        return FIELDS.coast.distance(longitude=points[here, 0], latitude=points[here, 1])

    assert np.median(off(flat)) < 0.6 * np.median(off(plain))  # 0.03 against the mean over slopes
    outside = [line for line in plain.likely if line[:, 0].max() < 1.9]
    assert len(outside) == len([line for line in flat.likely if line[:, 0].max() < 1.9])
