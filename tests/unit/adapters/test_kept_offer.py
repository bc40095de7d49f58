"""What a folder offers to a forecast: by the order of sources, newest first, damaged left out."""

from estran.adapters.kept_fields import keep_field
from estran.adapters.kept_offer import keep_fields, offered_fields
from estran.adapters.sea_standing import sea_standing
from estran.environment.sea_sources import sea_sources
from tests.support.beds import grid
from tests.support.kept import START, kept

HOUR = 3600.0
SOURCES = sea_sources()


def offered(folder, *, sources=SOURCES, start=START):
    """Layer and source of what is offered, in order."""
    found = offered_fields(folder, sources, start=start, hours=6)
    return [(one.layer, one.source) for one in found.fields]


def test_a_file_comes_before_a_forecast_and_the_own_order_before_both(tmp_path):
    for source in ("open-meteo", "mine"):
        keep_field(kept("wind", 2.0, source=source), folder=tmp_path)
    assert offered(tmp_path) == [("wind", "mine"), ("wind", "open-meteo")]
    own = sea_sources('[order]\nwind = ["open-meteo", "file", "embedded"]')
    assert offered(tmp_path, sources=own) == [("wind", "open-meteo"), ("wind", "mine")]


def test_what_comes_after_the_embedded_sea_is_not_offered(tmp_path):
    keep_field(kept("wind", 2.0, source="open-meteo"), folder=tmp_path)
    own = sea_sources('[order]\nwind = ["embedded", "open-meteo"]')
    assert offered(tmp_path, sources=own) == []


def test_the_newest_field_that_touches_the_hours_comes_first(tmp_path):
    old = kept("wind", 1.0, fetched_at=START - 9 * HOUR)
    new = kept("wind", 2.0, fetched_at=START)
    later = kept("wind", 3.0, hours=(40, 60), fetched_at=START + HOUR)
    keep_fields([old, new, later], folder=tmp_path)
    found = offered_fields(tmp_path, SOURCES, start=START, hours=6)
    assert [one.sha256 for one in found.fields] == [new.sha256, old.sha256]


def test_where_none_touches_the_hours_the_newest_is_offered_so_that_it_can_be_named(tmp_path):
    keep_field(kept("wind", 1.0), folder=tmp_path)
    assert offered(tmp_path, start=START + 900 * HOUR) == [("wind", "tests")]


def test_old_fields_that_newer_ones_have_replaced_are_not_read(tmp_path):
    """A day of fetching each hour is not read whole for one forecast."""
    for age in range(6):
        keep_field(kept("wind", 1.0 + age, fetched_at=START - age * HOUR), folder=tmp_path)
    partly = kept("wind", 9.0, hours=(2, 30), fetched_at=START - 9 * HOUR)
    keep_field(partly, folder=tmp_path)
    found = offered_fields(tmp_path, SOURCES, start=START, hours=6).fields
    assert [one.values.max() for one in found] == [1.0, 2.0, 3.0, 9.0]


def test_a_damaged_file_offers_nothing(tmp_path):
    path = keep_field(kept("wind", 1.0), folder=tmp_path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert offered(tmp_path) == []


def test_a_folder_that_is_not_there_offers_nothing(tmp_path):
    assert offered(tmp_path / "none") == []


def test_each_source_is_stale_when_its_table_says(tmp_path):
    keep_field(kept("wind", 2.0, source="open-meteo"), folder=tmp_path)
    found = offered_fields(tmp_path, SOURCES, start=START, hours=6)
    assert found.stale_after == {("wind", "open-meteo"): 12 * HOUR}


def test_a_depth_holds_at_all_times_and_one_that_was_added_does_not_age(tmp_path):
    old = START - 300 * 24 * HOUR
    keep_fields(
        [grid(8.0, fetched_at=old), grid(9.0, source="emodnet", fetched_at=old)], folder=tmp_path
    )
    found = offered_fields(tmp_path, SOURCES, start=START, hours=6)
    assert [one.source for one in found.fields] == ["tests", "emodnet"]
    assert found.fields[0].datum == "lat"
    assert found.stale_after["depth", "tests"] == float("inf")
    assert found.stale_after["depth", "emodnet"] == 2 * 365 * 24 * HOUR
    used = sea_standing(sources=SOURCES, folder=tmp_path, now=START).layers[-1].used
    assert used is not None
    assert used.key == "tests"
