"""Coast rasters against their own mask by brute force, known places and the drawn polygons."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from estran.environment.area import area_file
from estran.environment.coast import load_coast
from estran.errors import UnknownNameError
from estran.quantities.geodesy import LocalPlane, Position, distance_and_bearing

COAST = load_coast()
KNOWN = {  # latitude, longitude, land?
    "Gravelines town": (50.99, 2.11, True),
    "mouth of the Aa": (51.0125, 2.0965, False),
    "Calais basin": (50.968, 1.862, True),
    "Dunkirk West outer port": (51.033, 2.17, False),
    "Dunkirk East": (51.046, 2.350, True),
    "Sangatte": (50.953, 1.745, False),
    "mid-channel": (51.03, 1.50, False),
    "Canterbury": (51.28, 1.08, True),
    "Saint-Omer": (50.75, 2.25, True),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_places_are_land_or_sea(name):
    latitude, longitude, land = KNOWN[name]
    assert COAST.is_land(longitude=[longitude], latitude=[latitude])[0] == land


def test_packed_bits_say_the_same_as_the_unpacked_mask():
    with area_file("dover_strait", "landmask_osm_25m.npz").open("rb") as stream:
        raster = np.load(stream)
        land = np.unpackbits(raster["packed"], axis=1)[:, : raster["shape"][1]].astype(bool)
    rng = np.random.default_rng(5)
    row, column = rng.integers(0, land.shape[0], 5000), rng.integers(0, land.shape[1], 5000)
    longitude = 0.8 + (column + rng.uniform(0.01, 0.99, 5000)) * 0.00036
    latitude = 51.5 - (row + rng.uniform(0.01, 0.99, 5000)) * 0.000225
    got = COAST.is_land(longitude=longitude, latitude=latitude)
    np.testing.assert_array_equal(got, land[row, column])


def test_outside_the_raster_nothing_is_land_and_distance_is_unknown():
    assert not COAST.is_land(longitude=[0.5, 1.5], latitude=[51.2, 50.0]).any()
    assert np.isnan(COAST.distance(longitude=[0.5, 1.5], latitude=[51.2, 50.0])).all()


def mask_edges_by_brute_force():
    """Middles of all edges between land and water cells, straight from the file."""
    with area_file("dover_strait", "landmask_osm_25m.npz").open("rb") as stream:
        raster = np.load(stream)
        land = np.unpackbits(raster["packed"], axis=1)[:, : raster["shape"][1]].astype(bool)
    i, j = np.nonzero(land[:, 1:] != land[:, :-1])
    k, m = np.nonzero(land[1:] != land[:-1])
    longitude = 0.8 + np.concatenate((j + 1.0, m + 0.5)) * 0.00036
    latitude = 51.5 - np.concatenate((i + 0.5, k + 1.0)) * 0.000225
    return longitude, latitude


def test_distance_agrees_with_brute_force_over_the_edges_of_the_mask():
    """Nodes 100 m apart cannot follow every step of a 25 m raster; 75 m is a step of three."""
    edge_longitude, edge_latitude = mask_edges_by_brute_force()
    rng = np.random.default_rng(6)
    longitude, latitude = rng.uniform(0.85, 2.75, 4000), rng.uniform(50.55, 51.45, 4000)
    ours = COAST.distance(longitude=longitude, latitude=latitude)
    close = np.flatnonzero(np.abs(ours) < 3900)[:400]
    errors = []
    for k in close:
        plane = LocalPlane(
            origin=Position(latitude=float(latitude[k]), longitude=float(longitude[k]))
        )
        window = (np.abs(edge_longitude - longitude[k]) < 0.08) & (
            np.abs(edge_latitude - latitude[k]) < 0.05
        )
        east, north = plane.to_plane(
            longitude=edge_longitude[window], latitude=edge_latitude[window]
        )
        exact = np.hypot(east, north).min()
        land = COAST.is_land(longitude=[longitude[k]], latitude=[latitude[k]])[0]
        errors.append(ours[k] - (-exact if land else exact))
    assert len(errors) >= 300
    assert np.quantile(np.abs(errors), 0.95) < 15.0
    assert np.max(np.abs(errors)) < 75.0


def test_the_sign_of_distance_agrees_with_the_mask_beyond_50_m():
    rng = np.random.default_rng(9)
    longitude, latitude = rng.uniform(0.81, 2.79, 50_000), rng.uniform(50.51, 51.49, 50_000)
    metres = COAST.distance(longitude=longitude, latitude=latitude)
    land = COAST.is_land(longitude=longitude, latitude=latitude)
    clear = np.abs(metres) > 50.0
    np.testing.assert_array_equal(metres[clear] < 0, land[clear])


def test_distance_is_clipped_at_4000_m():
    metres = COAST.distance(longitude=[1.5, 1.0], latitude=[51.03, 51.2])
    np.testing.assert_allclose(metres, [4000.0, -4000.0])


def test_the_shipped_raster_is_what_the_tool_builds_from_the_mask():
    """Regression: built by tools/build_shore_distance.py from landmask_osm_25m.npz."""
    pytest.importorskip("scipy")
    path = Path(__file__).parents[3] / "tools" / "build_shore_distance.py"
    tool = runpy.run_path(str(path))
    part = slice(1400, 2200), slice(2400, 3600)  # Gris-Nez to Calais, to keep the test short
    built = tool["signed_distance"](COAST.mask, rows=part[0], columns=part[1])
    nodes = COAST.shore.metres.reshape(COAST.shore.rows, COAST.shore.columns)
    shipped = nodes[part[0].start // 4 : part[0].stop // 4, part[1].start // 4 : part[1].stop // 4]
    np.testing.assert_allclose(shipped, built, atol=5.01)  # steps of 10 m


def test_nearest_water_of_a_place_at_sea_is_the_place():
    here = Position(latitude=51.03, longitude=1.5)
    assert COAST.nearest_water(here) is here


def test_nearest_water_of_gravelines_town_is_the_533_m_away_measured_on_the_same_coast():
    town = Position(latitude=50.99, longitude=2.11)
    water = COAST.nearest_water(town)
    metres, _ = distance_and_bearing(start=town, end=water)
    assert not COAST.is_land(longitude=[water.longitude], latitude=[water.latitude])[0]
    assert metres == pytest.approx(533.0, abs=40.0)


def test_nearest_water_is_nearest_by_brute_force():
    edge_longitude, edge_latitude = mask_edges_by_brute_force()
    for latitude, longitude in [(51.28, 1.08), (50.75, 2.25), (51.13, 1.25), (50.92, 1.85)]:
        here = Position(latitude=latitude, longitude=longitude)
        east, north = LocalPlane(origin=here).to_plane(
            longitude=edge_longitude, latitude=edge_latitude
        )
        metres, _ = distance_and_bearing(start=here, end=COAST.nearest_water(here))
        assert metres == pytest.approx(np.hypot(east, north).min(), abs=30.0)


def test_polygons_agree_with_the_mask_away_from_their_edges():
    shapely = pytest.importorskip("shapely")
    rings, ponds = COAST.polygons(), COAST.enclosed_waters()
    assert len(rings) >= 5
    assert all(ring.shape[1] == 2 for ring in (*rings, *ponds))
    land = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
    water = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in ponds])
    land = shapely.difference(land, water)
    shapely.prepare(land)
    rng = np.random.default_rng(10)
    longitude, latitude = rng.uniform(0.81, 2.79, 20_000), rng.uniform(50.51, 51.49, 20_000)
    far = np.abs(COAST.distance(longitude=longitude, latitude=latitude)) > 100.0
    drawn = shapely.contains_xy(land, longitude[far], latitude[far])
    told = COAST.is_land(longitude=longitude[far], latitude=latitude[far])
    assert np.mean(drawn == told) > 0.999


def test_a_pond_is_no_sea_to_be_moved_to():
    bank = Position(latitude=50.9822, longitude=1.9350)  # beside the lagoon at Les Hemmes
    assert COAST.is_land(longitude=[bank.longitude], latitude=[bank.latitude])[0]
    water = COAST.nearest_water(bank)
    pond = COAST.enclosed_waters()[2]
    inside = (pond.min(axis=0) < (water.longitude, water.latitude)) & (
        (water.longitude, water.latitude) < pond.max(axis=0)
    )
    assert not inside.all()


def test_an_unknown_area_has_no_coast():
    with pytest.raises(UnknownNameError):
        load_coast("gibraltar_strait")
