"""Rescue regions against the treaty text, known places and geodesics."""

import time
from dataclasses import replace

import numpy as np
import pytest
from pyproj import Transformer

from estran.environment.area import load_area
from estran.environment.polyline import Polyline
from estran.environment.regions import line_distance, open_regions, signed_side
from estran.errors import UnknownNameError
from estran.quantities.geodesy import Position, destination, distance_and_bearing

REGIONS = open_regions(load_area())
UK_FR = REGIONS.line("uk_fr")
FR_BE = REGIONS.line("fr_be")
TREATY_ED50 = [  # points I to VI of the agreement of 2 November 1988: degrees, minutes, seconds
    ((50, 49, 30.95), (1, 15, 53.43)),
    ((50, 53, 47.0), (1, 16, 58.0)),
    ((50, 57, 0.0), (1, 21, 25.0)),
    ((51, 2, 19.0), (1, 32, 53.0)),
    ((51, 5, 58.0), (1, 43, 31.0)),
    ((51, 12, 0.72), (1, 53, 20.07)),
]
# latitude, longitude, expected shares of UK, FR, BE, other
KNOWN = {
    "Dover": (51.12, 1.33, (1, 0, 0, 0)),
    "Calais roads": (50.98, 1.83, (0, 1, 0, 0)),
    "Dungeness": (50.90, 0.98, (1, 0, 0, 0)),
    "off Boulogne": (50.74, 1.50, (0, 1, 0, 0)),
    "off Nieuwpoort": (51.20, 2.70, (0, 0, 1, 0)),
    "off Dunkirk": (51.08, 2.36, (0, 1, 0, 0)),
    "north-west corner": (51.49, 0.81, (1, 0, 0, 0)),
    "on the treaty line": (51.03775, 1.54671, (0.5, 0.5, 0, 0)),
    "on the Belgian line": (51.27, 2.39, (0, 0.5, 0.5, 0)),
    "Zeebrugge, outside": (51.34, 3.19, (0, 0, 0, 1)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_places_lie_in_their_region(name):
    latitude, longitude, expected = KNOWN[name]
    shares = REGIONS.memberships(longitude=longitude, latitude=latitude)
    np.testing.assert_array_equal(shares, [expected])


def test_the_fix_of_14_december_2022_lies_2_miles_on_the_uk_side():
    longitude, latitude = 1 + 21.087 / 60, 50 + 59.294 / 60
    miles = line_distance(UK_FR, longitude=longitude, latitude=latitude)[0] / 1852
    assert miles == pytest.approx(2.0, abs=0.05)
    shares = REGIONS.memberships(longitude=longitude, latitude=latitude)
    np.testing.assert_array_equal(shares, [[1, 0, 0, 0]])


def test_treaty_points_agree_with_the_text_in_ed50_to_20_m():
    to_wgs84 = Transformer.from_crs("EPSG:4230", "EPSG:4326", always_xy=True)
    treaty = [p for line in load_area().lines for p in line.points if p.source == "treaty_1988"]
    for point, (latitude, longitude) in zip(treaty, TREATY_ED50, strict=True):
        ed50 = [d + m / 60 + s / 3600 for d, m, s in (longitude, latitude)]
        east, north = to_wgs84.transform(ed50[0], ed50[1])
        ours = Position(latitude=point.latitude, longitude=point.longitude)
        metres, _ = distance_and_bearing(start=ours, end=Position(latitude=north, longitude=east))
        assert metres < 20.0


def test_distance_agrees_with_the_geodesic_to_the_foot_of_a_perpendicular():
    for k, miles in [(2, 0.5), (3, 1.0), (4, 2.0), (5, 5.0)]:
        start = Position(latitude=UK_FR.latitude[k], longitude=UK_FR.longitude[k])
        end = Position(latitude=UK_FR.latitude[k + 1], longitude=UK_FR.longitude[k + 1])
        length, course = distance_and_bearing(start=start, end=end)
        middle = destination(start=start, bearing_deg=course, distance=length / 2)
        off = destination(start=middle, bearing_deg=course - 90.0, distance=miles * 1852)
        ours = line_distance(UK_FR, longitude=off.longitude, latitude=off.latitude)[0]
        assert ours == pytest.approx(miles * 1852, abs=15.0)  # a loxodrome is no geodesic


def test_the_band_is_one_mile_on_each_side():
    middle = Position(latitude=51.068, longitude=1.635)
    for bearing in (328.0, 148.0):
        near = destination(start=middle, bearing_deg=bearing, distance=1700.0)
        far = destination(start=middle, bearing_deg=bearing, distance=2000.0)
        shares = REGIONS.memberships(
            longitude=[near.longitude, far.longitude], latitude=[near.latitude, far.latitude]
        )
        assert shares[0, 0] == 0.5
        assert shares[1, 0] in (0.0, 1.0)


def test_the_quick_side_agrees_with_the_sign_of_the_distance():
    rng = np.random.default_rng(3)
    longitude, latitude = rng.uniform(0.8, 2.8, 5000), rng.uniform(50.5, 51.5, 5000)
    for line in REGIONS.lines.values():
        metres = line_distance(line, longitude=longitude, latitude=latitude)
        side = signed_side(line, longitude=longitude, latitude=latitude)
        np.testing.assert_array_equal(side, np.sign(metres))


def test_a_line_that_doubles_back_still_has_sides():
    hook = Polyline(x=UK_FR.mercator.x, y=UK_FR.mercator.y)
    plain = replace(UK_FR, mercator=hook, turned=None, steepness=1.0)
    side = signed_side(plain, longitude=[1.33, 1.83], latitude=[51.12, 50.98])
    np.testing.assert_array_equal(side, [1, -1])


def test_left_and_right_carry_the_names_of_the_regions():
    assert (UK_FR.left, UK_FR.right) == ("UK", "FR")
    assert (FR_BE.left, FR_BE.right) == ("BE", "FR")
    assert REGIONS.names == ("UK", "FR", "BE", "other")


def test_lines_carry_their_sources():
    assert set(UK_FR.sources) == {"treaty_1988", "gisis_srr_gris_nez"}


def test_an_unknown_line_is_refused_by_name():
    with pytest.raises(UnknownNameError, match="uk_fr"):
        REGIONS.line("uk_be")


def test_ten_thousand_places_take_milliseconds():
    rng = np.random.default_rng(4)
    longitude, latitude = rng.uniform(1.2, 2.2, 10_000), rng.uniform(50.8, 51.3, 10_000)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        REGIONS.memberships(longitude=longitude, latitude=latitude)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.025  # 5 ms on an idle machine; five times that on a crowded one
