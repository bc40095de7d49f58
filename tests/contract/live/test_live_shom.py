"""The French tide gauges when they misbehave: their answer names neither gauge nor unit.

Whether it is of the gauge and in metres is told by the tide that it follows; never a wrong surge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from estran.adapters.kept_fields import newest_entries, read_field
from estran.environment.sea_sources import sea_sources
from tests.contract.live.test_live_sources import expect_named, fetched, kept_at
from tests.support import live_servers as live
from tests.support.live_servers import HOUR, NOW, SURGE, Sea, served, shom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GAUGES = {"shom-calais": "calais", "shom-dunkerque": "dunkerque"}


@pytest.fixture
def sea() -> Iterator[Sea]:
    with served() as one:
        yield one


@pytest.mark.parametrize("key", GAUGES)
def test_what_a_gauge_saw_is_the_surge_at_its_place(key: str, sea: Sea, tmp_path: Path) -> None:
    assert fetched(sea, tmp_path)[key].outcome == "fetched", "JSON that is called a page is JSON"
    assert kept_at(tmp_path, "level", key, after=-HOUR) == pytest.approx(SURGE, abs=2e-3)
    field = read_field(newest_entries(tmp_path)["level", key].path)
    assert field.latitude[0] == pytest.approx(
        {"calais": 50.97, "dunkerque": 51.05}[GAUGES[key]], abs=0.01
    )
    assert field.times[-1] == field.issued_at == NOW - 1200.0
    assert "not validated" in field.title
    assert "Licence Ouverte" in field.licence


def test_dover_counts_first_and_the_french_gauges_stand_in_for_it(sea: Sea, tmp_path: Path) -> None:
    sea.manner["gauge"] = live.status(503)
    done = fetched(sea, tmp_path)
    assert (done["ea-dover"].code, done["shom-calais"].outcome) == ("live.trouble", "fetched")
    keys = [key for layer, key in newest_entries(tmp_path) if layer == "level"]
    assert sea_sources().ranked("level", ["ea-dover", *keys])[:2] == ("ea-dover", "shom-calais")
    assert sea_sources().ranked("level", keys)[0] == "shom-calais"


def rows(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[Any], Any]:
    def twist(answer: Any) -> Any:
        changed = change(answer["data"])
        return {"data": answer["data"] if changed is None else changed}

    return twist


def every(**values: Any) -> Callable[[Any], Any]:
    def change(items: list[dict[str, Any]]) -> None:
        for item in items:
            item.update({name: one(item) for name, one in values.items()})

    return rows(change)


def of_brest(answer: Any) -> Any:
    """The readings of a far gauge; a near one follows nearly the same tide, and is not told."""
    del answer
    query = {"sources": "1", "dtStart": "2026-11-25T12:00:00Z", "dtEnd": "2026-11-27T13:00:00Z"}
    return shom(query, "brest")


TWISTS = {
    "no data": (lambda _: {"observations": []}, "live.form"),
    "empty, as its flow answers at times": (rows(lambda _: []), "live.hours"),
    "rows that are none": (rows(lambda _: [1.0, 2.0]), "live.form"),
    "no time": (every(timestamp=lambda _: None), "live.form"),
    "another form of time": (every(timestamp=lambda _: "27/11/2026 11:00"), "live.form"),
    "a time that is none": (every(timestamp=lambda _: "2026/13/45 11:00:00"), "live.form"),
    "validated hours": (every(idsource=lambda _: 4), "live.form"),
    "words": (every(value=lambda _: "high"), "live.hours"),
    "fill values": (every(value=lambda _: 9999.0), "live.hours"),
    "yes and no": (every(value=lambda _: True), "live.hours"),
    "centimetres": (every(value=lambda item: item["value"] * 100.0), "live.gauge"),
    "feet": (every(value=lambda item: item["value"] / 0.3048), "live.gauge"),
    "stuck": (every(value=lambda _: 4.1), "live.gauge"),
    "above another zero": (every(value=lambda item: item["value"] - 3.5), "live.gauge"),
    "of a far gauge": (of_brest, "live.gauge"),
    "silent for hours": (
        rows(lambda items: [one for one in items if one["timestamp"] < "2026/11/27 06"]),
        "live.hours",
    ),
    "no JSON, and called a page": (lambda _: "hello", "live.page"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", TWISTS)
def test_a_gauge_that_misbehaves_gives_no_surge(name: str, sea: Sea, tmp_path: Path) -> None:
    sea.twist["calais"], code = TWISTS[name]
    done = fetched(sea, tmp_path)
    expect_named(done["shom-calais"], code, tmp_path)
    assert ("level", "shom-calais") not in newest_entries(tmp_path)
    assert done["shom-dunkerque"].outcome == "fetched", "one gauge spoils no other"


MANNERS = {
    "a portal": (live.portal, "live.page"),
    "a portal that says it is JSON": (live.disguised_portal, "live.page"),
    "half an answer": (live.cut, "live.cut_short"),
    "a 500": (live.status(500), "live.trouble"),
    "a flood": (live.flood, "live.too_large"),
    "a line hung up": (live.hang_up, "live.unreachable"),
}


@pytest.mark.parametrize("name", MANNERS)
def test_bad_manners_end_in_a_named_failure(name: str, sea: Sea, tmp_path: Path) -> None:
    sea.manner["calais"], code = MANNERS[name]
    expect_named(fetched(sea, tmp_path)["shom-calais"], code, tmp_path)


def test_a_spike_is_unknown_and_readings_ahead_are_left_out(sea: Sea, tmp_path: Path) -> None:
    def change(items: list[dict[str, Any]]) -> None:
        items[20]["value"] += 2.5
        items[21]["value"] = None
        items.append({**items[-1], "timestamp": "2026/11/27 23:00:00"})

    sea.twist["calais"] = rows(change)
    assert fetched(sea, tmp_path)["shom-calais"].outcome == "fetched"
    field = read_field(newest_entries(tmp_path)["level", "shom-calais"].path)
    known = field.values[np.isfinite(field.values)]
    assert known.size == field.values.size - 1
    assert known == pytest.approx(SURGE, abs=2e-3)
    assert field.times[-1] < NOW
