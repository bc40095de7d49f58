"""GeoJSON holds to RFC 7946, carries its warnings on every feature, and keeps holes as holes."""

from __future__ import annotations

import json
from typing import Any

import contourpy
import jsonschema
import msgspec
import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, shape

from estran.exchange.geojson import to_geojson
from estran.exchange.rings import contains, nested, signed_area, tidy
from tests.support.answers import SENTENCE, Scene, assessment

Feature = dict[str, Any]

POSITION = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}
RING = {"type": "array", "minItems": 4, "items": POSITION}
POLYGON = {"type": "array", "minItems": 1, "items": RING}
COORDINATES = {
    "Point": POSITION,
    "LineString": {"type": "array", "minItems": 2, "items": POSITION},
    "Polygon": POLYGON,
    "MultiPolygon": {"type": "array", "minItems": 1, "items": POLYGON},
}
SCHEMA = {
    "type": "object",
    "required": ["type", "bbox", "features"],
    "not": {"anyOf": [{"required": [key]} for key in ("coordinates", "geometry", "properties")]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "oneOf": [
                            {"properties": {"type": {"const": kind}, "coordinates": coordinates}}
                            for kind, coordinates in COORDINATES.items()
                        ]
                    },
                    "properties": {
                        "required": ["kind", "coordinator", "attribution", "generator", "watermark"]
                    },
                },
            },
        },
    },
}


def read(scene: Scene | None = None) -> list[Feature]:
    features: list[Feature] = json.loads(to_geojson(assessment(scene)))["features"]
    return features


def of_kind(features: list[Feature], kind: str) -> list[Feature]:
    return [f for f in features if f["properties"]["kind"] == kind]


def square(x: float, y: float, half: float) -> list[tuple[float, float]]:
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return [(x + a, y + b) for a, b in corners]


@pytest.mark.parametrize(
    "scene",
    [Scene(), Scene(datum_line=True), Scene(known=False), Scene(parted=False, hours=1)],
    ids=["known", "line", "unknown", "together"],
)
def test_the_collection_follows_the_schema_of_rfc_7946(scene: Scene) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_geojson(assessment(scene))))


def test_every_polygon_is_closed_valid_and_wound_by_the_right_hand() -> None:
    polygons = [p for f in read() for p in _polygons(f["geometry"])]
    assert len(polygons) > 70
    for outer, *holes in polygons:
        assert outer[0] == outer[-1]
        assert signed_area(outer) > 0
        assert all(hole[0] == hole[-1] and signed_area(hole) < 0 for hole in holes)
        assert Polygon(outer, holes).is_valid


def _polygons(geometry: Feature) -> list[Any]:
    wrapped = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    return list(wrapped.get(geometry["type"], []))


def test_every_position_has_at_most_five_decimals_and_lies_in_the_box() -> None:
    collection = json.loads(to_geojson(assessment()))
    west, south, east, north = collection["bbox"]
    for feature in collection["features"]:
        x0, y0, x1, y1 = shape(feature["geometry"]).bounds
        assert west <= x0 <= x1 <= east
        assert south <= y0 <= y1 <= north
        assert all(round(v, 5) == v for v in (x0, y0, x1, y1))


def test_a_hole_stays_a_hole_and_an_island_in_it_becomes_its_own_polygon() -> None:
    rings = [square(0, 0, 1), square(0, 0, 3), square(0, 0, 2), square(9, 0, 1)]
    polygons = nested(rings)
    assert [len(polygon) for polygon in polygons] == [1, 2, 1]
    whole = MultiPolygon([Polygon(p[0], p[1:]) for p in polygons])
    assert whole.is_valid
    assert whole.area == pytest.approx(36 - 16 + 4 + 4)


def test_a_contour_with_a_hole_keeps_its_area() -> None:
    made_up = assessment()
    first = made_up.forecast.contours[0]
    ring = msgspec.structs.replace(
        first, rings=[square(1.5, 51.0, 0.02)[::-1], square(1.5, 51.0, 0.1)[::-1]]
    )
    forecast = msgspec.structs.replace(made_up.forecast, contours=[ring])
    answer = msgspec.structs.replace(made_up, forecast=forecast)
    features = json.loads(to_geojson(answer))["features"]
    geometry = shape(next(f["geometry"] for f in features if f["id"].startswith("contour/people/")))
    assert geometry.area == pytest.approx(0.2**2 - 0.04**2)


def test_a_ring_that_collapses_when_rounded_is_dropped() -> None:
    assert tidy(square(1.5, 51.0, 1e-7), decimals=5) == []
    assert tidy([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)], decimals=5) == []


def test_an_open_ring_is_closed() -> None:
    assert tidy(square(0, 0, 1)[:-1], decimals=5) == [square(0, 0, 1)]


def test_a_ring_that_touches_itself_is_taken_apart() -> None:
    hourglass = [(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 1), (0, 0)]
    spike = [(0, 0), (2, 0), (3, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    assert len(tidy([(float(x), float(y)) for x, y in hourglass], decimals=5)) == 2
    (whole,) = tidy([(float(x), float(y)) for x, y in spike], decimals=5)
    assert signed_area(whole) == 4.0


def test_a_ragged_cloud_still_gives_valid_polygons() -> None:
    """Contours of noise, rounded until rings touch: every polygon must stay valid."""
    noise = np.random.Generator(np.random.Philox(3)).normal(size=(60, 60))
    axis = np.linspace(1.5, 1.5006, 60)
    lines = contourpy.contour_generator(axis, axis, noise, name="serial").lines(0.3)
    rings = [[(float(x), float(y)) for x, y in np.asarray(line)] for line in lines]
    closed = [ring for ring in rings if ring[0] == ring[-1]]
    polygons = nested([part for ring in closed for part in tidy(ring, decimals=6)])
    valid = [Polygon(p[0], p[1:]).is_valid for p in polygons]
    assert len(valid) > 50
    assert np.mean(valid) == 1.0


def test_a_position_is_inside_a_ring_whatever_its_winding() -> None:
    for ring in (square(0, 0, 1), square(0, 0, 1)[::-1]):
        assert contains(ring, (0.5, -0.3))
        assert not contains(ring, (1.5, -0.3))
        assert not contains(ring, (-1.5, 1.0))


def test_contours_come_for_every_hour_level_and_body() -> None:
    contours = of_kind(read(Scene(hours=3, datum_hour=2)), "contour")
    keys = [tuple(c["properties"][k] for k in ("body", "hour", "level")) for c in contours]
    people = {("people", hour, level) for hour in range(4) for level in (0.5, 0.75, 0.95)}
    hull = {("hull", hour, level) for hour in range(1, 4) for level in (0.5, 0.75, 0.95)}
    assert set(keys) == people | hull
    assert len(keys) == len(set(keys))


def test_areas_are_those_of_the_rings() -> None:
    """Areas were counted in cells of 0.2 km or finer; rings and cells agree within 5 %."""
    for feature in of_kind(read(Scene(hours=6)), "contour"):
        if feature["properties"]["hour"] < 3:
            continue
        square_degrees = shape(feature["geometry"]).area
        nm2 = square_degrees * 3600 * 0.6293
        assert nm2 == pytest.approx(feature["properties"]["area_nm2"], rel=0.05)


def test_every_feature_carries_coordinator_attribution_and_generator() -> None:
    for feature in read():
        properties = feature["properties"]
        assert properties["coordinator"] == SENTENCE
        assert "OpenStreetMap contributors" in properties["attribution"]
        assert "TICON-4" in properties["attribution"]
        assert properties["generator"] == "estran 0.1.0"
        assert "time" in properties


@pytest.mark.parametrize(
    ("scene", "word"),
    [
        (Scene(), None),
        (Scene(exercise=True), "EXERCISE"),
        (Scene(replay="2022-12-14"), "REPLAY"),
        (Scene(exercise=True, replay="2022-12-14"), "EXERCISE / REPLAY"),
    ],
    ids=["live", "exercise", "replay", "both"],
)
def test_every_feature_carries_the_watermark(scene: Scene, word: str | None) -> None:
    assert {f["properties"]["watermark"] for f in read(scene)} == {word}


def test_no_region_probability_and_no_free_text_leaves() -> None:
    text = to_geojson(assessment()).decode()
    assert "region_probability" not in text
    assert "free text" not in text


def test_unknown_drift_leaves_only_the_place_and_the_reason() -> None:
    (only,) = read(Scene(known=False))
    assert only["properties"]["kind"] == "last_known_position"
    assert "harbour of Calais" in only["properties"]["drift_unknown_because"]


def test_datum_is_a_point_or_a_line() -> None:
    assert of_kind(read(), "datum")[0]["geometry"]["type"] == "Point"
    line = of_kind(read(Scene(datum_line=True)), "datum")[0]["geometry"]
    assert line["type"] == "LineString"
    assert len(line["coordinates"]) == 3


def test_the_hull_track_skips_hours_without_a_position() -> None:
    hull = next(f for f in read(Scene(hours=4)) if f["id"] == "mean_track/hull")
    assert len(hull["geometry"]["coordinates"]) == len(hull["properties"]["times"]) == 4


def test_same_assessment_same_bytes() -> None:
    assert to_geojson(assessment()) == to_geojson(assessment())


def test_identifiers_are_unique() -> None:
    names = [feature["id"] for feature in read()]
    assert len(names) == len(set(names))
