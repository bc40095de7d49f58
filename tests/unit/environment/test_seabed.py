"""The bed from kept grids: datum, holes, order of grids, coarse grids, and shoals far from land."""

from dataclasses import replace

import numpy as np
import pytest

from estran.environment.charted_depth import depth_errors
from estran.environment.coast import ShoreDistance
from estran.environment.seabed import (
    HELD,
    NO_DATUM,
    NO_VALUE,
    TOO_COARSE,
    Seabed,
    bed_at,
    grid_depth,
    seabed_of,
    shoal_clearance,
)
from tests.support.beds import BOX, FIELDS, beach, grid, keeping

AT_SEA, ON_SANDS = (2.1, 51.08), (2.1, 51.018)
ERRORS = depth_errors()


def bed(fields, *places):
    longitude, latitude = np.array(places).T
    return bed_at(fields, longitude=longitude, latitude=latitude, errors=ERRORS)


def test_a_depth_counts_from_the_local_gauge_zero_whatever_its_datum():
    assert FIELDS.tide is not None
    marks = FIELDS.tide.marks(longitude=np.array([2.1]), latitude=np.array([51.08]))
    lat, msl = (bed(keeping(grid(10.0, datum=one)), AT_SEA) for one in ("lat", "msl"))
    assert lat.charted == pytest.approx(10.0 - marks.lowest)
    assert abs(float(marks.lowest[0])) < 0.2
    assert msl.charted == pytest.approx(10.0 - marks.mean)
    assert 3.0 < float(marks.mean[0]) < 4.0


def test_a_grid_of_mixed_datum_is_less_sure():
    sure, mixed = (bed(keeping(grid(10.0, datum=one)), AT_SEA) for one in ("msl", "msl_mixed"))
    assert sure.charted == pytest.approx(mixed.charted)
    assert mixed.sd[0] ** 2 - sure.sd[0] ** 2 == pytest.approx(1.5**2 - 0.3**2)


def test_no_datum_no_depth():
    found = bed(keeping(grid(10.0, datum="")), AT_SEA)
    assert np.isnan(found.charted[0])
    assert found.why.tolist() == [NO_DATUM]


def test_outside_a_grid_and_beside_a_hole_nothing_is_known():
    def holed(longitude, latitude):
        del latitude
        return np.where(np.abs(longitude - 2.1) < 0.002, np.nan, 8.0)

    found = bed(keeping(grid(holed)), AT_SEA, (2.05, 51.08), (2.5, 51.2))
    assert np.isnan(found.charted).tolist() == [True, False, True]
    assert found.why.tolist() == [NO_VALUE, HELD, NO_VALUE]


def test_the_second_grid_counts_where_the_first_has_nothing():
    small = grid(5.0, box=(51.07, 51.09, 2.09, 2.11), source="first")
    found = bed(keeping(small, grid(20.0)), AT_SEA, (2.2, 51.1))
    assert found.grid.tolist() == [0, 1]
    assert found.charted[1] - found.charted[0] == pytest.approx(15.0, abs=0.05)


def test_a_coarse_grid_says_nothing_of_a_foreshore():
    fine, coarse = (beach(0.012, resolution=one) for one in (110.0, 460.0))
    assert bed(keeping(fine), ON_SANDS).why.tolist() == [HELD]
    found = bed(keeping(coarse), ON_SANDS, AT_SEA)
    assert found.why.tolist() == [TOO_COARSE, HELD]
    assert np.isnan(found.charted[0])


def test_nodes_that_lie_apart_make_a_depth_less_sure():
    rough = grid(lambda _, latitude: 8.0 + 2000.0 * (latitude - 51.08))
    flat, steep = (bed(keeping(one), (2.1, 51.0805)).sd[0] for one in (grid(8.0), rough))
    assert steep**2 - flat**2 == pytest.approx((ERRORS.between_nodes * 2.0) ** 2, rel=0.1)


def test_a_grid_is_linear_between_its_nodes_and_one_node_is_no_grid():
    plane = grid(lambda longitude, latitude: 3.0 * longitude + 5.0 * latitude)
    place = {"longitude": np.array([2.0337]), "latitude": np.array([51.0473])}
    depth, _ = grid_depth(plane, **place)
    assert depth == pytest.approx(3.0 * 2.0337 + 5.0 * 51.0473, abs=1e-4)
    line = replace(plane, latitude=plane.latitude[:1], values=plane.values[:, :1], sha256="")
    assert np.isnan(grid_depth(line, **place)[0]).all()


def test_the_area_has_a_bed_only_where_a_grid_is_kept_and_believed():
    assert seabed_of(FIELDS) is None
    assert seabed_of(keeping(grid(10.0, datum=""))) is None
    found = seabed_of(keeping(beach(0.012)))
    assert found is not None
    there = {"longitude": np.array([2.1, 2.5]), "latitude": np.array([51.018, 51.2])}
    off = FIELDS.coast.distance(**there)
    below = found.below_at(FIELDS.coast.shore, **there)
    assert below[0] == pytest.approx(0.012 * off[0], abs=0.15)
    assert np.isnan(below[1])
    assert 0.5 < found.floor_sd < 1.0
    assert BOX[0] < 51.018 < BOX[1]


def test_no_place_is_nearer_to_a_shoal_than_its_node_says():
    shore = ShoreDistance(
        metres=np.full(301 * 301, 4000.0, dtype=np.float32),
        rows=301,
        columns=301,
        west=1.0,
        north=51.3,
        dlon=0.00144,
        dlat=0.0009,
        clip=4000.0,
    )
    below = np.full((301, 301), 30.0, dtype=np.float32)
    below[150, 40], below[30, 200] = 5.0, -1.0
    bed = Seabed(below.ravel(), np.ones(below.size, dtype=np.float32))
    longitude, latitude = np.meshgrid(1.0 + 0.01437 * np.arange(31), 51.03 + 0.009 * np.arange(31))
    found = shoal_clearance(bed, shore, longitude=longitude, latitude=latitude, spacing=1000.0)
    shoals = [(1.0 + 0.00144 * j, 51.3 - 0.0009 * i) for i, j in ((150, 40), (30, 200))]
    draw = np.random.default_rng(3)
    for _ in range(500):
        east, north = draw.uniform(1.02, 1.4), draw.uniform(51.05, 51.28)
        node = found[round((north - 51.03) / 0.009), round((east - 1.0) / 0.01437)]
        away = [np.hypot((e - east) * 69_600.0, (n - north) * 111_200.0) for e, n in shoals]
        assert node <= min(away)
    assert found.max() > 2500.0
    assert found.min() < 0.0
    none = Seabed(np.full(below.size, 30.0, dtype=np.float32), bed.sd)
    far = shoal_clearance(none, shore, longitude=longitude, latitude=latitude, spacing=1000.0)
    assert np.isinf(far).all()
