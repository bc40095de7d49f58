"""The map of an area and the water's edge over HTTP: what is drawn, and what may be asked."""

from __future__ import annotations

import gzip
from datetime import timedelta

import numpy as np
import pytest

from estran.environment.coast import load_coast
from tests.support.rooms import PATROL, Room, alone
from tests.support.servers import START

MAP = "/api/areas/dover_strait/map"
EDGE = "/api/areas/dover_strait/waterline"


def test_the_map_holds_what_the_house_knows_and_names_what_it_does_not() -> None:
    found = alone().seen(MAP)
    assert found["licence"] == "ODbL-1.0"
    assert "OpenStreetMap" in found["attribution"]
    assert found["not_for_navigation"] is True
    assert "traffic_lanes" in found["not_held"]
    (line,) = [one for one in found["lines"]["features"] if one["properties"]["key"] == "uk_fr"]
    assert (line["properties"]["left"], line["properties"]["right"]) == ("UK", "FR")
    names = {one["properties"]["name"]: one for one in found["places"]["features"]}
    assert names["Dover"]["properties"]["names"] == {"en": "Dover", "fr": "Douvres"}
    assert names["Dunkirk"]["properties"]["kind"] == "port"
    assert all(one["geometry"]["type"] == "Polygon" for one in found["coast"]["features"])


def test_the_map_is_small_and_not_sent_twice() -> None:
    mine = alone()
    first = mine.get(MAP)
    assert first.headers["Content-Encoding"] == "gzip"
    assert len(gzip.compress(first.content)) < 150_000
    again = mine.browser.get(MAP, headers={**mine.headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = mine.browser.get(MAP, headers={**mine.headers, "Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.json() == first.json()


def test_an_unknown_area_is_refused_by_name() -> None:
    refused = alone().get("/api/areas/dover_straits/map")
    assert (refused.status_code, refused.json()["code"]) == (422, "area.unknown")


@pytest.mark.parametrize("at", ["2026-03-14T05:00Z", "2026-03-13T23:00Z"])
def test_the_edge_lies_seaward_of_the_coast_as_far_as_the_tide_has_fallen(at: str) -> None:
    found = alone().seen(EDGE, at=at)
    level = found["level_above_mhws_m"]
    assert level["low"] <= level["high"] <= 1.0
    coast = load_coast("dover_strait")
    slope = found["slope"]
    far = {}
    for one in found["edges"]["features"]:
        places = np.concatenate([np.array(line) for line in one["geometry"]["coordinates"]])
        metres = coast.distance(longitude=places[:, 0], latitude=places[:, 1])
        far[one["properties"]["edge"]] = float(np.nanmedian(metres))
    for edge, fall in (("steepest", slope["high"]), ("flattest", slope["low"])):
        low, high = -level["high"] / fall, -level["low"] / fall
        assert low - 30.0 <= far[edge] <= high + 30.0, edge  # the raster has cells of 100 m
    assert far["steepest"] <= far["likely"] <= far["flattest"]
    assert "navigation" in found["note"]


def test_no_hour_ahead_is_given_but_those_of_a_forecast_that_is_worked_on() -> None:
    room = Room()
    dover, police = room.dover(), room.person("enforcement")
    soon = (START + timedelta(minutes=59)).isoformat()
    later = (START + timedelta(hours=2)).isoformat()
    dover.seen(EDGE, at=soon)
    refused = dover.get(EDGE, at=later)
    assert (refused.status_code, refused.json()["code"]) == (422, "waterline.ahead")
    _, case, _ = dover.opened()
    dover.done(f"/api/cases/{case}/assessments", {"particles": 100, "hours": 3})
    dover.seen(EDGE, at=later)
    assert dover.get(EDGE, at=(START + timedelta(hours=4)).isoformat()).status_code == 422
    assert police.get(EDGE, at=later).status_code == 422  # that case is a call for help
    _, seen, _ = dover.opened(PATROL)
    dover.done(f"/api/cases/{seen}/assessments", {"particles": 100, "hours": 3})


@pytest.mark.parametrize("at", ["", "yesterday", "2026-03-14T05:00", "2026-13-14T05:00Z"])
def test_a_time_that_is_none_is_refused(at: str) -> None:
    assert alone().get(EDGE, at=at).status_code == 422


def test_a_volunteer_has_the_map_and_not_the_edge() -> None:
    volunteer = Room().person("volunteer")
    assert volunteer.get(MAP).status_code == 200
    assert volunteer.get(EDGE, at="2026-03-14T05:00Z").status_code == 403
