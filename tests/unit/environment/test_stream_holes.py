"""Holes of a stream at sea: each is found, has its hours and share, and a fallback with a name."""

from dataclasses import replace

import numpy as np
import pytest

from estran.environment.forcing_faults import ForcingFault
from estran.environment.stream_holes import bridged_in_time, mended, nodes_of
from estran.errors import QuantityError
from tests.support.flows import rotating_tide, uniform
from tests.support.gridded import gridded_sea
from tests.support.holed import between, east_of, holed

QUARTER = 900.0
MOMENTS = QUARTER * np.arange(33.0)  # eight hours
SEA = np.full((5, 7), 3000.0)
LAND = np.where(np.arange(7) < 2, -3000.0, SEA)


def flow(columns=7, rows=5):
    """East grows with the column, north with time."""
    here = np.tile(np.arange(1.0, columns + 1.0), rows)
    return here + 1j * (1.0 + MOMENTS[:, None] / 3600.0)


def fault(key, fallback, first, last, share):
    return ForcingFault(
        key=key, forcing="stream", first=first, last=last, share=share, fallback=fallback
    )


def test_without_a_hole_nothing_is_touched_and_nothing_found():
    whole = flow()
    found = mended(whole, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    assert found.flow is whole
    assert found.stand_in is None
    assert found.faults == ()


def test_land_is_no_hole_and_takes_the_nearest_water():
    # Two columns of land; the one beside the sea takes the water's stream, the other stays without.
    holey = flow()
    holey.reshape(33, 5, 7)[:, :, :2] = np.nan
    found = mended(holey, nodes=nodes_of(spacing=1000.0, off=LAND), moments=MOMENTS)
    assert found.faults == ()
    assert found.stand_in is None
    held = found.flow.reshape(33, 5, 7)
    assert (held[:, :, 1] == held[:, :, 2]).all()
    assert np.isnan(held[:, :, 0]).all()


@pytest.mark.parametrize("hours", [1, 2, 3])
def test_hours_without_any_value_are_bridged_up_to_three_and_named(hours):
    holey = flow()
    gone = (MOMENTS > 7200.0) & (hours > (MOMENTS - 7200.0) / 3600.0)
    holey[gone] = np.nan
    found = mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    np.testing.assert_allclose(found.flow, flow())  # the flow is straight in time
    assert found.stand_in is None
    first, last = MOMENTS[gone][[0, -1]]
    assert found.faults == (fault("hours", "bridged", first, last, 1.0),)


def test_a_longer_gap_is_refused_with_the_layer_and_its_hours():
    holey = flow()
    holey[(MOMENTS > 7200.0) & (MOMENTS < 7200.0 + 3.25 * 3600.0)] = np.nan
    with pytest.raises(QuantityError) as refused:
        mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    assert refused.value.code == "window.stream_hours"
    assert "stream: no value anywhere at sea" in refused.value.message
    assert "from 1970-01-01T02:15Z to 1970-01-01T05:00Z" in refused.value.message
    assert "3 h" in refused.value.message


@pytest.mark.parametrize("end", [slice(0, 4), slice(-4, None)], ids=["start", "end"])
def test_hours_missing_at_an_end_have_nothing_to_bridge_from(end):
    holey = flow()
    holey[end] = np.nan
    with pytest.raises(QuantityError, match="stream: no value anywhere at sea"):
        mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)


def test_a_node_without_a_value_at_some_hours_is_bridged_by_itself():
    holey = flow()
    holey[8:12, 10] = np.nan
    found = mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    np.testing.assert_allclose(found.flow, flow())
    assert found.faults == (fault("nodes", "bridged", MOMENTS[8], MOMENTS[11], 1 / 35),)


def test_nodes_that_cannot_be_bridged_take_the_nearest_known_stream_and_are_marked():
    holey = flow()
    holey.reshape(33, 5, 7)[4:, :, 4:] = np.nan
    found = mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    held = found.flow.reshape(33, 5, 7)
    assert (held[4:, :, 4:] == held[4:, :, 3:4]).all()
    assert (held[4:, :, 4:].real != 0.0).all()
    assert found.stand_in is not None
    marked = found.stand_in.reshape(33, 5, 7)
    assert marked[4:, :, 4:].all()
    assert not marked[:4].any()
    assert not marked[:, :, :4].any()
    assert found.faults == (fault("nodes", "nearest", MOMENTS[4], MOMENTS[-1], 3 / 7),)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_number_is_no_stream_whatever_it_is_called(value):
    holey = flow()
    holey[:, 17] = value
    found = mended(holey, nodes=nodes_of(spacing=1000.0, off=SEA), moments=MOMENTS)
    assert np.isfinite(found.flow).all()
    assert [one.name for one in found.faults] == ["nodes_nearest"]


def test_each_hole_takes_the_nearest_of_all_known_nodes():
    off = np.full((9, 11), 3000.0)
    values = np.arange(1.0, 100.0) + 0j
    draws = np.sin(np.arange(99) * 12.9898) * 43758.5453
    gone = (draws - np.floor(draws)) < 0.6
    holey = np.where(gone, np.nan, values)[None, :]
    nodes = nodes_of(spacing=1000.0, off=off)
    found = mended(holey, nodes=nodes, moments=np.zeros(1)).flow[0].real
    for hole in np.flatnonzero(gone):
        taken = int(found[hole]) - 1
        away = np.abs(nodes.place - nodes.place[hole])
        assert away[taken] == away[~gone].min()


def test_bridging_asks_for_a_value_before_and_after():
    values = np.array([[np.nan], [1.0], [np.nan], [3.0], [np.nan]]) + 0j
    filled, bridged = bridged_in_time(values, moments=3600.0 * np.arange(5.0))
    assert bridged[:, 0].tolist() == [False, False, True, False, False]
    assert filled[2, 0] == 2.0


def test_a_window_examines_its_stream_when_it_is_made():
    window = holed(gridded_sea(flow=rotating_tide(0.8)), east_of(20_000.0))
    (found,) = window.faults
    assert found.name == "nodes_nearest"
    assert found.forcing == "stream"
    assert (found.first, found.last) == (-5400.0, 6 * 3600.0 + 5400.0)
    assert 0.3 < found.share < 0.4
    x, y, t = np.array([50_000.0]), np.zeros(1), np.zeros(1)
    assert np.hypot(*window.stream_at(x=x, y=y, t=t)[0]) == pytest.approx(0.8)
    assert window.stands_in_at(x=x, y=y, t=t).tolist() == [True]
    assert window.stands_in_at(x=-x, y=y, t=t).tolist() == [False]
    assert np.isnan(window.stream).any()  # as given


def test_a_window_bridges_short_gaps_and_refuses_long_ones():
    whole = gridded_sea(flow=uniform(1.0, 0.0))
    short = holed(whole, between(2.0, 4.0))
    assert [one.name for one in short.faults] == ["hours_bridged"]
    assert short.stand_in is None
    np.testing.assert_array_equal(short.flow, whole.flow)
    with pytest.raises(QuantityError) as refused:
        holed(whole, between(1.0, 5.0))
    assert refused.value.code == "window.stream_hours"
    assert "from 1970-01-01T01:00Z to 1970-01-01T05:00Z" in refused.value.message


def test_a_level_with_a_hole_is_refused_with_its_hours():
    whole = gridded_sea()
    tide = whole.tide.copy()
    tide[6:10, 30, 30] = np.nan
    with pytest.raises(QuantityError) as refused:
        replace(whole, tide=tide)
    assert refused.value.code == "window.level_hours"
    assert "level: no water level" in refused.value.message
    assert "from 1970-01-01T00:00Z to 1970-01-01T00:45Z" in refused.value.message
