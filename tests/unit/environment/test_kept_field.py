"""A kept field: what it refuses to be, and what it answers between its nodes and hours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from estran.environment.kept_field import FORMS, LAYER_NAMES, KeptField, label_of

HOUR = 3600.0
UNKNOWN = np.nan


def a_field(**changes: Any) -> KeptField:
    times = np.arange(4) * HOUR
    latitude, longitude = np.array([50.5, 51.0, 51.5]), np.array([1.0, 1.5])
    t, y, x = np.meshgrid(times / HOUR, latitude, longitude, indexing="ij")
    given: dict[str, Any] = {
        "layer": "waves",
        "source": "a-model",
        "title": "A model of waves",
        "unit": "m",
        "licence": "CC BY 4.0",
        "times": times,
        "latitude": latitude,
        "longitude": longitude,
        "values": 1.0 + t + 0.5 * (y - 50.5) + 0.25 * (x - 1.0),
        "fetched_at": 5.0,
        "resolution": 8000.0,
    }
    return KeptField(**(given | changes))


def asked(field: KeptField, lat: float, lon: float, hours: float) -> Any:
    return field.at(
        latitude=np.array([lat]), longitude=np.array([lon]), time=np.array([hours * HOUR])
    )[0]


@pytest.mark.parametrize("hours", [0.0, 0.5, 1.0, 2.25, 3.0])
@pytest.mark.parametrize("place", [(50.5, 1.0), (50.7, 1.3), (51.0, 1.5), (51.5, 1.5)])
def test_it_is_linear_in_space_and_time_up_to_its_edges(
    hours: float, place: tuple[float, float]
) -> None:
    lat, lon = place
    expected = 1.0 + hours + 0.5 * (lat - 50.5) + 0.25 * (lon - 1.0)
    assert asked(a_field(), lat, lon, hours) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("lat", "lon", "hours"),
    [
        (50.4, 1.2, 1),
        (51.6, 1.2, 1),
        (51.0, 0.9, 1),
        (51.0, 1.6, 1),
        (51.0, 1.2, -0.1),
        (51.0, 1.2, 3.1),
    ],
)
def test_outside_it_knows_nothing(lat: float, lon: float, hours: float) -> None:
    assert np.isnan(asked(a_field(), lat, lon, hours))
    assert np.isnan(asked(a_field(), np.nan, 1.2, 1))


def test_an_unknown_node_spoils_its_own_cells_and_no_other() -> None:
    values = a_field().values.copy()
    values[:, 0, 0] = UNKNOWN
    field = a_field(values=values)
    assert np.isnan(asked(field, 50.6, 1.2, 1))
    assert np.isfinite(asked(field, 51.0, 1.2, 1)), "on the next row the node has no weight"
    assert np.isfinite(asked(field, 51.2, 1.2, 1))


def test_a_gap_in_time_is_not_bridged_but_its_ends_are_known() -> None:
    field = a_field(times=np.array([0.0, 1.0, 5.0, 6.0]) * HOUR)
    assert np.isfinite(asked(field, 51.0, 1.2, 1.0))
    assert np.isfinite(asked(field, 51.0, 1.2, 5.0))
    assert np.isnan(asked(field, 51.0, 1.2, 3.0))


def test_a_gauge_of_one_node_holds_along_both_axes_and_a_single_hour_at_itself() -> None:
    field = a_field(
        layer="level",
        latitude=np.array([51.1]),
        longitude=np.array([1.3]),
        values=np.array([0.1, 0.2, 0.3, 0.4]).reshape(4, 1, 1),
    )
    assert asked(field, 50.6, 2.0, 1.5) == pytest.approx(0.25)
    single = a_field(times=np.array([HOUR]), values=a_field().values[:1])
    assert np.isfinite(asked(single, 51.0, 1.2, 1.0))
    assert np.isnan(asked(single, 51.0, 1.2, 1.1))


def test_a_depth_holds_at_all_times_and_currents_come_in_pairs() -> None:
    depth = a_field(layer="depth", times=np.array([0.0]), values=a_field().values[:1])
    assert np.isfinite(asked(depth, 51.0, 1.2, 5e5))
    pair = np.stack((a_field().values, -a_field().values), axis=-1)
    east, north = asked(a_field(layer="currents", unit="m/s", values=pair), 51.0, 1.2, 1.0)
    assert east == pytest.approx(-north)


@pytest.mark.parametrize(
    "wrong",
    [
        {"layer": "ice"},
        {"source": "A model"},
        {"source": ""},
        {"unit": "ft"},
        {"resolution": 0.0},
        {"resolution": np.nan},
        {"times": np.array([0.0, 1.0, 1.0, 2.0])},
        {"times": np.array([0.0, 1.0, np.nan, 2.0])},
        {"latitude": np.array([51.5, 51.0, 50.5])},
        {"latitude": np.array([89.0, 90.0, 91.0])},
        {"longitude": np.array([358.0, 359.0])},
        {"values": np.zeros((4, 3, 3))},
        {"values": np.full((4, 3, 2), np.nan)},
        {"values": np.full((4, 3, 2), -999.0)},
        {"values": np.full((4, 3, 2), np.inf)},
        {"values": np.zeros((4, 3, 2, 2))},
        {"sha256": "0" * 64},
    ],
    ids=str,
)
def test_nothing_wrong_is_a_field(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        a_field(**wrong)


def test_its_hash_speaks_of_content_and_not_of_the_fetching() -> None:
    field = a_field()
    assert a_field(fetched_at=9.0).sha256 == field.sha256
    assert a_field(title="Another").sha256 != field.sha256
    assert a_field(values=field.values + np.float32(0.001)).sha256 != field.sha256
    assert replace(field).sha256 == field.sha256
    with pytest.raises(ValueError, match="read-only"):
        field.values[0, 0, 0] = 2.0


def test_every_layer_has_a_form() -> None:
    assert set(FORMS) == set(LAYER_NAMES)


def test_a_datum_is_part_of_a_depth_and_of_nothing_else() -> None:
    plain = a_field(layer="depth", times=np.array([0.0]), values=np.full((1, 3, 2), 20.0))
    assert "datum" not in label_of(plain), "fields kept before there was a datum keep their hash"
    told = replace(plain, datum="lat", sha256="")
    assert told.sha256 != plain.sha256
    assert label_of(told)["datum"] == "lat"
    wrongs: list[dict[str, Any]] = [{"datum": "chart"}, {"layer": "waves", "datum": "lat"}]
    for wrong in wrongs:
        with pytest.raises(ValueError, match="datum"):
            replace(plain, sha256="", **wrong)
