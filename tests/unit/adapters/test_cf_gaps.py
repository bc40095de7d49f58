"""What a CF dataset does not hold: which forcing, which hours, how much of it, what stands in."""

from functools import cache

import msgspec
import numpy as np
import pytest

from estran.adapters.cf_fields import currents_on, wind_read
from estran.adapters.cf_forecast import drift_dataset
from estran.assess.settings import RunSettings
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import QuantityError
from estran.quantities.geodesy import Position
from tests.support.cf_datasets import START, regular
from tests.support.searches import REPORT

HOUR0 = START.astype("datetime64[s]").astype(float)
HERE = Position(latitude=51.05, longitude=1.55)
WIND = ("eastward_wind", "northward_wind")


@cache
def window():
    return open_window(fields=load_sea_fields(), start=HOUR0 + 6 * 3600.0, hours=3)


def hours_of(dataset):
    return (dataset.time - dataset.time[0]) / np.timedelta64(1, "h")


def without(first, last, **more):
    """The dataset without the fields of some hours."""
    dataset = regular(**more)
    return dataset.isel(time=~((hours_of(dataset) >= first) & (hours_of(dataset) <= last)))


def holed(first, last, *, east, **more):
    """The dataset without values east of a meridian at some hours."""
    dataset = regular(**more)
    gone = (hours_of(dataset) >= first) & (hours_of(dataset) <= last) & (dataset.lon > east)
    hole = dataset.where(~gone)
    for name in ("u", "v"):
        hole[name].attrs = dataset[name].attrs
    return hole


@pytest.mark.parametrize(("last", "until"), [(7, "07"), (8, "08")])
def test_missing_hours_are_bridged_up_to_three_and_named(last, until):
    sea = currents_on(window(), without(7, last))
    (note,) = sea.notes
    assert note.startswith("currents: no value ")
    assert "2022-06-14T07:00Z" in note
    assert f"2022-06-14T{until}:00Z" in note
    assert "a straight line in time" in note
    whole = currents_on(window(), regular())
    assert whole.notes == ()
    np.testing.assert_allclose(sea.window.stream, whole.window.stream, atol=1e-9)


def test_fields_that_never_come_more_often_are_not_called_missing():
    assert currents_on(window(), regular(step=3.0, hours=24)).notes == ()


def test_hours_that_are_missing_elsewhere_in_time_are_not_spoken_of():
    assert currents_on(window(), without(20, 21)).notes == ()


def test_a_longer_gap_names_currents_and_hours():
    with pytest.raises(QuantityError) as refused:
        currents_on(window(), without(7, 9))
    assert refused.value.code == "cf.missing_hours"
    assert "currents" in refused.value.message
    assert "2022-06-14T06:15Z to 2022-06-14T09:45Z" in refused.value.message
    with pytest.raises(QuantityError, match=r"cf|currents: no field"):
        currents_on(window(), without(7, 9), missing="nearest")


def test_a_wind_with_a_missing_hour_is_bridged_and_named():
    read = wind_read(without(7, 7, names=WIND), position=HERE, start=HOUR0 + 5 * 3600.0, hours=4)
    whole = wind_read(regular(names=WIND), position=HERE, start=HOUR0 + 5 * 3600.0, hours=4)
    np.testing.assert_allclose(read.wind, whole.wind)
    assert [one.name for one in read.faults] == ["hours_bridged"]
    assert read.faults[0].forcing == "wind"
    assert (read.faults[0].first, read.faults[0].last) == (HOUR0 + 7 * 3600.0,) * 2
    assert whole.faults == ()


def test_a_wind_that_is_missing_longer_is_refused_by_its_hours():
    with pytest.raises(QuantityError) as refused:
        wind_read(without(6, 9, names=WIND), position=HERE, start=HOUR0 + 5 * 3600.0, hours=6)
    assert refused.value.code == "cf.missing_hours"
    assert "wind: no field" in refused.value.message
    assert "2022-06-14T06:00Z to 2022-06-14T09:00Z" in refused.value.message


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_a_wind_that_is_no_number_is_missing(value):
    dataset = regular(names=WIND)
    values = dataset["u"].values.copy()
    values[6:10] = value
    dataset["u"] = (dataset["u"].dims, values, dataset["u"].attrs)
    with pytest.raises(QuantityError, match="wind: no field"):
        wind_read(dataset, position=HERE, start=HOUR0 + 5 * 3600.0, hours=6)


def test_nodes_without_a_value_for_an_hour_are_bridged_and_named():
    sea = currents_on(window(), holed(7, 7, east=2.0))
    assert [one.name for one in sea.faults] == ["nodes_bridged"]
    assert 0.05 < sea.faults[0].share < 0.6
    assert "2022-06-14T06:15Z" in sea.notes[0]
    whole = currents_on(window(), regular()).window
    # Within a cell of the dataset beside the hole the known corners count, as beside land.
    np.testing.assert_allclose(sea.window.stream, whole.stream, atol=0.03)


def test_nodes_without_a_value_for_longer_are_refused_with_places_hours_and_a_way_out():
    with pytest.raises(QuantityError) as refused:
        currents_on(window(), holed(6, 10, east=2.0))
    assert refused.value.code == "cf.holes"
    message = refused.value.message
    assert message.startswith("currents: ")
    assert "2022-06-14T05:15Z to 2022-06-14T10:30Z" in message
    assert 'missing="embedded"' in message
    assert 'missing="nearest"' in message


def test_the_embedded_stream_stands_in_for_nodes_by_name():
    sea = currents_on(window(), holed(6, 10, east=2.0), missing="embedded")
    assert [one.name for one in sea.faults] == ["nodes_embedded"]
    assert "the embedded stream stands in" in sea.notes[0]
    east = window().longitude > 2.15
    np.testing.assert_array_equal(sea.window.stream[8, east], window().stream[8, east])
    assert sea.window.stand_in is None


def test_the_nearest_water_stands_in_for_nodes_by_name_and_is_marked():
    sea = currents_on(window(), holed(6, 10, east=2.0), missing="nearest")
    assert [one.name for one in sea.faults] == ["nodes_nearest"]
    assert sea.notes[0].startswith("currents: not known at ")
    assert "nearest known water stands in" in sea.notes[0]
    x, y = sea.window.plane.to_plane(
        longitude=np.array([1.6, 2.3]), latitude=np.array([51.1, 51.3])
    )
    t = np.full(2, 3600.0)
    assert sea.window.stands_in_at(x=x, y=y, t=t).tolist() == [False, True]
    assert np.isfinite(sea.window.stream_at(x=x, y=y, t=t)).all()


def test_a_drift_says_how_many_come_where_no_stream_is_known():
    here = msgspec.structs.replace(REPORT, position="51 06.0N 001 40.0E")
    settings = RunSettings(particles=300, hours=3, seed=4)
    given = drift_dataset(here, settings, currents=holed(5, 23, east=1.6), missing="nearest")
    said = given.attrs["forcing_gaps"]
    assert "the stream of the nearest known water stands in" in said
    assert "% of the cases" in said
    for body in ("people", "hull"):
        mark = given[f"{body}_no_stream"]
        assert mark.attrs["flag_meanings"] == "no yes"
        assert "stand-in" in mark.attrs["long_name"]
        assert mark.values[:, 0].sum() == 0  # nobody has moved yet
        assert 0 < mark.values[:, -1].sum() <= 300
        assert (np.diff(mark.values, axis=1) >= 0).all()  # once marked, for good
    whole = drift_dataset(here, settings, currents=regular())
    assert whole.attrs["forcing_gaps"] == "none"
    assert int(whole.people_no_stream.sum()) == 0
