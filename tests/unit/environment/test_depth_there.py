"""Depth by tide and the water's edge at a place: numbers by hand, and every reason for unknown."""

from dataclasses import replace

import numpy as np
import pytest

from estran.environment import depth_there as there
from estran.environment.charted_depth import depth_errors
from estran.environment.depth_there import depths_along
from estran.environment.kept_sea import KeptSea
from estran.environment.sea import SaidOfTheSea, assumed_sea, sea_at
from estran.quantities.geodesy import Position
from estran.quantities.instants import from_epoch_seconds
from estran.sources.assumptions import AssumptionBook
from tests.support.beds import FIELDS, beach, grid, keeping
from tests.support.kept import START, gauge

SANDS = Position(latitude=51.018, longitude=2.1)
OFF = Position(latitude=51.08, longitude=2.1)


def sea(fields, position=OFF, hours=0.0):
    time = from_epoch_seconds(START + 3600.0 * hours)
    said = SaidOfTheSea(time=time)
    assumed = assumed_sea(AssumptionBook(), said, fields.kept)
    return sea_at(fields=fields, position=position, time=time, said=said, assumed=assumed)


def test_without_a_grid_there_is_no_depth_and_the_slopes_tell_the_edge():
    found = sea(FIELDS, SANDS)
    assert found.depth is None
    assert found.edge is None


def test_the_depth_is_the_charted_one_and_the_tide_over_it():
    found = sea(keeping(grid(8.0)))
    assert found.depth is not None
    assert found.depth.now.value == pytest.approx(found.depth.charted + found.tide.value)
    assert found.depth.low < found.depth.now.value < found.depth.high
    assert found.depth.now.uncertainty > found.depth.charted_sd > 0.5
    around = found.tide_around
    levels = {around.before.level, around.after.level}
    assert found.depth.high - found.depth.low == pytest.approx(max(levels) - min(levels))


def test_a_surge_lifts_the_depth_too():
    calm = sea(keeping(grid(8.0)))
    surged = sea(
        replace(FIELDS, kept=KeptSea((grid(8.0), gauge([START - 900, START], [0.5, 0.5]))))
    )
    assert surged.depth.now.value - calm.depth.now.value == pytest.approx(0.5)


def test_a_bank_dries_and_is_covered_again():
    fields = keeping(grid(-2.0))
    depths = [sea(fields, hours=hour).depth.now.value for hour in range(13)]
    assert min(depths) < -0.5
    assert max(depths) > 2.0
    assert sea(fields).depth.charted == pytest.approx(-2.0, abs=0.2)


@pytest.mark.parametrize(
    ("field", "position", "note"),
    [
        (grid(8.0, datum=""), OFF, there.DATUM_UNTOLD),
        (grid(8.0, box=(51.0, 51.05, 2.0, 2.2)), OFF, there.NOT_HELD),
        (beach(0.012, resolution=460.0), SANDS, there.COARSE),
        (grid(0.5, datum="msl_mixed", resolution=460.0), OFF, None),
    ],
)
def test_an_unknown_depth_says_why(field, position, note):
    found = sea(keeping(field), position).depth
    if note is None:  # an error of 1.6 m is said, not hidden
        assert found.now.uncertainty > 1.5
        return
    assert found.now.value is None
    assert found.charted is None
    assert found.now.provenance.note == note


@pytest.mark.parametrize(
    ("second", "position", "note"),
    [
        (grid(8.0, datum="", source="second"), OFF, there.DATUM_UNTOLD),
        (beach(0.012, resolution=460.0, source="second"), SANDS, there.COARSE),
    ],
)
def test_the_reason_names_the_grid_that_gave_it(second, position, note):
    first = grid(8.0, box=(51.1, 51.12, 2.2, 2.25), source="first")
    origin = sea(keeping(first, second), position).depth.now.provenance
    assert (origin.note, origin.source) == (note, "second")


def test_a_depth_that_its_error_swamps_is_unknown():
    wild = grid(lambda _, latitude: np.where(np.round(latitude * 1000) % 2, -9.0, 8.0))
    found = sea(keeping(wild), Position(latitude=51.0805, longitude=2.1))
    assert found.depth.now.provenance.note == there.SWAMPED
    assert found.depth.now.value is None


def test_along_a_way_each_place_has_its_own_moment():
    fields = keeping(grid(8.0))
    moments = START + 3600.0 * np.arange(3.0)
    depth, sd = depths_along(
        fields,
        longitude=np.array([2.1, 2.1, 3.0]),
        latitude=np.array([51.08, 51.08, 51.2]),
        moments=moments,
        errors=depth_errors(),
        surge_time_scale=43_200.0,
    )
    assert depth[0] == pytest.approx(sea(fields).depth.now.value)
    assert depth[1] == pytest.approx(sea(fields, hours=1.0).depth.now.value)
    assert np.isnan([depth[2], sd[2]]).all()


@pytest.mark.parametrize("datum", ["lat", "msl"])
def test_the_edge_of_a_plane_beach_is_where_its_slope_has_it(datum):
    found = sea(keeping(beach(0.012, datum=datum)), SANDS, hours=1.0)
    fall = found.springs - found.tide.value
    assert found.edge is not None
    assert found.waterline.value == pytest.approx(fall / 0.012, abs=8.0)
    off = FIELDS.coast.distance(longitude=[SANDS.longitude], latitude=[SANDS.latitude])[0]
    assert found.edge.off == pytest.approx(off - fall / 0.012, abs=25.0)
    assert 40.0 < found.waterline.uncertainty < 110.0


def test_above_the_edge_the_distance_is_negative():
    found = sea(keeping(beach(0.004)), SANDS)
    assert found.depth.now.value < 0.0
    assert found.edge.off < 0.0


def test_a_foreshore_that_the_grid_does_not_hold_leaves_the_edge_to_the_slopes():
    part = beach(0.012, box=(50.98, 51.12, 2.115, 2.25))
    found = sea(keeping(part), SANDS)
    assert found.edge is None
    assert found.waterline == sea(FIELDS, SANDS).waterline


def test_a_coarse_grid_leaves_the_edge_to_the_slopes():
    found = sea(keeping(beach(0.012, resolution=460.0)), SANDS)
    assert found.edge is None
    assert found.waterline == sea(FIELDS, SANDS).waterline


def test_a_dry_bank_off_the_beach_is_not_taken_for_the_beach():
    place = Position(latitude=51.031, longitude=2.1)
    off = FIELDS.coast.distance(longitude=[place.longitude], latitude=[place.latitude])[0]
    assert 1500.0 < off < 3000.0

    def bank(longitude, latitude):
        away = np.hypot((longitude - 2.1) * 70_000.0, (latitude - 51.031) * 111_200.0)
        return away < 300.0

    even = beach(0.012)
    east, north = np.meshgrid(even.longitude, even.latitude)
    values = np.where(bank(east, north), -2.5, even.values[0])[np.newaxis]
    found = sea(keeping(replace(even, values=values, sha256="")), place)
    assert found.depth.now.value < 0.0
    assert found.edge is not None
    assert found.edge.off > 1000.0
