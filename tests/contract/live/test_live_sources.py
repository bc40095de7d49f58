"""Live sources against a server that misbehaves on purpose: no wrong number and no traceback.

Whatever a source does, what was kept before stays, and the status says by name what went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from estran.adapters.kept_fields import newest_entries, read_field
from estran.adapters.live.asking import Asker, Manners
from estran.adapters.live.fetching import Tried, fetch_sea, last_tried
from estran.adapters.live.wanted import Wanted
from estran.cli.sea_status import failure_said
from estran.environment.sea_sources import sea_sources
from estran.environment.tide import Box
from tests.support import live_servers as live
from tests.support.live_servers import HOUR, NOW, SURGE, Sea, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENT = Manners(silence=20.0, whole=40.0, tries=2, pause=0.0, most_bytes=1 << 20)
IMPATIENT = Manners(silence=0.4, whole=0.8, tries=2, pause=0.0, most_bytes=1 << 20)
BOX = Box(west=0.8, south=50.5, east=2.8, north=51.5)
MIDDLE = {"latitude": np.array([51.01]), "longitude": np.array([1.55])}


@pytest.fixture
def sea() -> Iterator[Sea]:
    with served() as one:
        yield one


def fetched(
    sea: Sea, folder: Path, *, now: float = NOW, asker: Asker | None = None, again: bool = True
) -> dict[str, Tried]:
    wanted = Wanted(box=BOX, first=now - 12 * HOUR, last=now + 49 * HOUR, now=now)
    done = fetch_sea(
        sources=sea_sources(sea.own()),
        folder=folder,
        asker=asker or Asker(manners=PATIENT, sleep=lambda _: None),
        wanted=wanted,
        again=again,
    )
    return {one.key: one for one in done}


def kept_at(folder: Path, layer: str, source: str, *, after: float = 0.5 * HOUR) -> Any:
    field = read_field(newest_entries(folder)[layer, source].path)
    return field.at(**MIDDLE, time=np.array([NOW + after]))[0]


def test_every_layer_arrives_in_its_unit_and_sense(sea: Sea, tmp_path: Path) -> None:
    done = fetched(sea, tmp_path, again=False)
    assert {key: one.outcome for key, one in done.items()} == {
        "ea-dover": "fetched",
        "shom-calais": "fetched",
        "shom-dunkerque": "fetched",
        "copernicus-nws": "unready",
        "open-meteo": "fetched",
        "open-meteo-marine": "fetched",
        "emodnet": "fetched",
        "gebco": "spare",
    }
    assert "gebco" not in sea.asked, "one grid of depths is enough"
    east, north = kept_at(tmp_path, "wind", "open-meteo")
    assert (east, north) == pytest.approx(
        (10.0 * np.sin(np.radians(170)), 10.0 * np.cos(np.radians(170))), abs=1e-4
    )
    assert kept_at(tmp_path, "waves", "open-meteo-marine") == pytest.approx(1.5)
    assert kept_at(tmp_path, "temperature", "open-meteo-marine") == pytest.approx(12.0)
    assert kept_at(tmp_path, "level", "ea-dover", after=-HOUR) == pytest.approx(SURGE, abs=2e-3)
    assert kept_at(tmp_path, "depth", "emodnet") == pytest.approx(30.0 - 20.0 * 0.75, abs=0.01)


def test_what_is_new_is_not_asked_for_again(sea: Sea, tmp_path: Path) -> None:
    fetched(sea, tmp_path)
    sea.asked.clear()
    done = fetched(sea, tmp_path, now=NOW + 600.0, again=False)
    assert {one.outcome for one in done.values()} == {"fresh", "unready"}
    assert not sea.asked
    fetched(sea, tmp_path, now=NOW + 7200.0, again=False)
    assert set(sea.asked) == {"gauge", "calais", "dunkerque", "wind", "marine"}


MANNERS = {
    "a 500": (live.status(500), "live.trouble"),
    "a 503": (live.status(503), "live.trouble"),
    "a 404": (live.status(404), "live.status"),
    "a 429": (live.status(429), "live.too_often"),
    "a 429 that asks for an hour": (live.status(429, Retry_After="3600"), "live.too_often"),
    "a captive portal with status 200": (live.portal, "live.page"),
    "a captive portal that says it is JSON": (live.disguised_portal, "live.page"),
    "a redirect to a portal": (live.elsewhere, "live.elsewhere"),
    "half an answer": (live.cut, "live.cut_short"),
    "half an answer of no told length": (live.cut_without_length, "live.form"),
    "silence": (live.silence, "live.timeout"),
    "a trickle": (live.trickle, "live.timeout"),
    "a flood": (live.flood, "live.too_large"),
    "a line hung up": (live.hang_up, "live.unreachable"),
}


@pytest.mark.parametrize("name", MANNERS)
def test_bad_manners_end_in_a_named_failure(name: str, sea: Sea, tmp_path: Path) -> None:
    fetched(sea, tmp_path)
    before = newest_entries(tmp_path)
    manner, code = MANNERS[name]
    sea.manner["wind"] = manner
    slow = code == "live.timeout"
    asker = Asker(manners=IMPATIENT if slow else PATIENT, sleep=lambda _: None)
    done = fetched(sea, tmp_path, now=NOW + 2 * HOUR, asker=asker)["open-meteo"]
    expect_named(done, code, tmp_path)
    assert newest_entries(tmp_path)["wind", "open-meteo"] == before["wind", "open-meteo"]


def expect_named(done: Tried, code: str, folder: Path) -> None:
    assert (done.outcome, done.code) == ("failed", code), done.message
    noted = last_tried(folder, sea_sources().sources[done.key], done.layers[0])  # type: ignore[arg-type]
    assert noted is not None
    assert noted.code == code
    french = failure_said(noted, "fr")
    assert french != noted.message, f"{code} has no French sentence"
    assert "127.0.0.1" in french
    assert "?" not in done.message.split("127.0.0.1")[1].split(" ")[0], "a query may hold a key"


def each(change: Callable[[dict[str, Any]], Any]) -> Callable[[Any], Any]:
    """Change every place of an answer."""

    def twist(places: Any) -> Any:
        for place in places:
            change(place)
        return places

    return twist


def said(name: str, value: Any) -> Callable[[Any], Any]:
    return each(lambda place: place["hourly"].update({name: value(place["hourly"])}))


def unit(name: str, value: str) -> Callable[[Any], Any]:
    return each(lambda place: place["hourly_units"].update({name: value}))


SPEED, DIRECTION = "wind_speed_10m", "wind_direction_10m"
TWISTS = {
    "knots": (unit(SPEED, "kn"), "live.unit"),
    "kilometres an hour": (unit(SPEED, "km/h"), "live.unit"),
    "no unit": (each(lambda place: place["hourly_units"].pop(SPEED)), "live.unit"),
    "local time": (each(lambda place: place.update(utc_offset_seconds=3600)), "live.form"),
    "fewer places": (lambda places: places[:-1], "live.form"),
    "one place": (lambda places: places[0], "live.form"),
    "an error in JSON": (lambda _: {"error": True, "reason": "no"}, "live.form"),
    "no JSON": (lambda _: "hello", "live.form"),
    "deep JSON": (lambda _: "[" * 100_000, "live.form"),
    "null": (lambda _: None, "live.form"),
    "another sea": (each(lambda place: place.update(latitude=-51.0)), "live.form"),
    "words": (said(SPEED, lambda rows: ["calm"] * len(rows["time"])), "live.form"),
    "yes and no": (said(SPEED, lambda rows: [True] * len(rows["time"])), "live.form"),
    "a short row": (said(SPEED, lambda rows: rows[SPEED][1:]), "live.form"),
    "no row": (each(lambda place: place["hourly"].pop(SPEED)), "live.form"),
    "times backwards": (said("time", lambda rows: rows["time"][::-1]), "live.form"),
    "times as text": (
        said("time", lambda rows: ["2026-11-27T12:00"] * len(rows["time"])),
        "live.form",
    ),
    "last week": (said("time", lambda rows: [t - 604800 for t in rows["time"]]), "live.hours"),
    "next week": (said("time", lambda rows: [t + 604800 for t in rows["time"]]), "live.hours"),
    "no hours": (
        each(lambda place: place["hourly"].update({"time": [], SPEED: [], DIRECTION: []})),
        "live.hours",
    ),
    "nothing known": (said(SPEED, lambda rows: [None] * len(rows["time"])), "live.values"),
    "fill values": (said(SPEED, lambda rows: [-999.0] * len(rows["time"])), "live.values"),
    "negative speed": (said(SPEED, lambda rows: [-5.0] * len(rows["time"])), "live.form"),
    "a storm of no sea": (said(SPEED, lambda rows: [400.0] * len(rows["time"])), "live.values"),
    "not a number": (said(SPEED, lambda rows: [float("nan")] * len(rows["time"])), "live.values"),
    "a number too large": (said(SPEED, lambda rows: [10**320, *rows[SPEED][1:]]), "live.form"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", TWISTS)
def test_a_wrong_answer_ends_in_a_named_failure(name: str, sea: Sea, tmp_path: Path) -> None:
    twist, code = TWISTS[name]
    sea.twist["wind"] = twist
    done = fetched(sea, tmp_path)
    expect_named(done["open-meteo"], code, tmp_path)
    assert ("wind", "open-meteo") not in newest_entries(tmp_path)
    assert done["open-meteo-marine"].outcome == "fetched", "one source spoils no other"


def test_a_missing_value_is_unknown_and_its_neighbours_are_not(sea: Sea, tmp_path: Path) -> None:
    def twist(places: Any) -> Any:
        for place in places[:9]:
            place["hourly"][SPEED][20] = None
            place["hourly"][SPEED][21] = 9999.0
        return places

    sea.twist["wind"] = twist
    fetched(sea, tmp_path)
    field = read_field(newest_entries(tmp_path)["wind", "open-meteo"].path)
    south, north = np.array([50.5, 51.4]), np.array([1.5, 1.5])
    for step in (20, 21):
        moment = np.full(2, field.times[step])
        found = field.at(latitude=south, longitude=north, time=moment)
        assert np.isnan(found[0]).all()
        assert np.isfinite(found[1]).all()


def test_a_place_far_inland_that_takes_another_sea_is_unknown(sea: Sea, tmp_path: Path) -> None:
    def twist(places: Any) -> Any:
        places[8]["longitude"] += 0.6
        return places

    sea.twist["marine"] = twist
    fetched(sea, tmp_path)
    field = read_field(newest_entries(tmp_path)["waves", "open-meteo-marine"].path)
    assert np.isnan(field.values[:, 0, 8]).all()
    assert np.isfinite(field.values).sum() == field.values.size - field.times.size


def test_missing_hours_are_unknown_and_not_bridged_over_a_tide(sea: Sea, tmp_path: Path) -> None:
    def twist(places: Any) -> Any:
        for place in places:
            for row in place["hourly"].values():
                del row[20:28]
        return places

    sea.twist["wind"] = twist
    fetched(sea, tmp_path)
    field = read_field(newest_entries(tmp_path)["wind", "open-meteo"].path)
    hole = np.array([field.times[19] + 4 * HOUR])
    assert np.isnan(field.at(**MIDDLE, time=hole)).all()


def test_winds_either_side_of_north_do_not_average_to_south(sea: Sea, tmp_path: Path) -> None:
    def twist(places: Any) -> Any:
        for number, place in enumerate(places):
            row = place["hourly"][DIRECTION]
            row[:] = [350 if number % 2 else 370] * len(row)
        return places

    sea.twist["wind"] = twist
    fetched(sea, tmp_path)
    _, north = kept_at(tmp_path, "wind", "open-meteo")
    assert north < -9.5, "both blow from the north"


def test_longitudes_from_0_to_360_are_the_same_places(sea: Sea, tmp_path: Path) -> None:
    sea.twist["wind"] = each(lambda place: place.update(longitude=place["longitude"] + 360.0))
    assert fetched(sea, tmp_path)["open-meteo"].outcome == "fetched"


def test_a_clock_that_is_wrong_is_told(sea: Sea, tmp_path: Path) -> None:
    def twist(places: Any) -> Any:
        for place in places:
            place["hourly"]["time"] = [one + 7200 for one in place["hourly"]["time"]]
        return places

    sea.twist["wind"] = twist
    done = fetched(sea, tmp_path, now=NOW + 2 * HOUR)
    assert done["open-meteo"].clock_ahead == pytest.approx(7200.0, abs=1.0)
    assert fetched(sea, tmp_path)["open-meteo-marine"].clock_ahead is None


def test_trouble_that_passes_is_tried_again_with_growing_patience(sea: Sea, tmp_path: Path) -> None:
    left = [live.status(500), live.cut]

    def manner(reply: Any, content: bytes) -> None:
        (left.pop(0) if left else live.whole)(reply, content)

    sea.manner["wind"] = manner
    waits: list[float] = []
    asker = Asker(manners=Manners(silence=20.0, pause=2.0), sleep=waits.append)
    assert fetched(sea, tmp_path, asker=asker)["open-meteo"].outcome == "fetched"
    assert waits == [2.0, 4.0]


def test_a_server_that_asks_for_a_little_patience_gets_it(sea: Sea, tmp_path: Path) -> None:
    left = [live.status(429, Retry_After="7")]

    def manner(reply: Any, content: bytes) -> None:
        (left.pop(0) if left else live.whole)(reply, content)

    sea.manner["wind"] = manner
    waits: list[float] = []
    asker = Asker(manners=Manners(silence=20.0), sleep=waits.append)
    assert fetched(sea, tmp_path, asker=asker)["open-meteo"].outcome == "fetched"
    assert waits == [7.0]


def test_without_any_network_every_source_fails_by_name(tmp_path: Path) -> None:
    with served() as sea:
        own = sea
    done = fetched(own, tmp_path)
    assert {one.code for one in done.values()} == {"live.unreachable", "live.client_missing"}
    assert not newest_entries(tmp_path)
