"""Tide gauge and grids of depths that misbehave: a surge or a depth is never wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from estran.adapters.kept_fields import newest_entries, read_field
from tests.contract.live.test_live_sources import expect_named, fetched, kept_at
from tests.support import live_servers as live
from tests.support.live_servers import HOUR, NOW, SURGE, Sea, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def sea() -> Iterator[Sea]:
    with served() as one:
        yield one


def readings(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[Any], Any]:
    """Change the readings of a gauge, and leave what it says of itself."""

    def twist(answer: Any) -> Any:
        if isinstance(answer["items"], list):
            changed = change(answer["items"])
            answer["items"] = answer["items"] if changed is None else changed
        return answer

    return twist


def every(**values: Any) -> Callable[[Any], Any]:
    def change(items: list[dict[str, Any]]) -> None:
        for item in items:
            item.update({name: one(item) for name, one in values.items()})

    return readings(change)


GAUGE = {
    "metres above its own datum": (
        lambda answer: (
            {"items": {"unitName": "m"}} if isinstance(answer["items"], dict) else answer
        ),
        "live.unit",
    ),
    "another gauge": (every(measure=lambda _: "http://x/id/measures/E1-level"), "live.form"),
    "no zone": (every(dateTime=lambda item: item["dateTime"][:-1]), "live.form"),
    "no time": (every(dateTime=lambda _: "yesterday"), "live.form"),
    "no items": (lambda _: {}, "live.form"),
    "silent": (
        readings(lambda items: [one for one in items if one["dateTime"] < "2026-11-27T06"]),
        "live.hours",
    ),
    "empty": (readings(lambda _: []), "live.hours"),
    "lists": (every(value=lambda item: [item["value"]]), "live.hours"),
    "fill values": (every(value=lambda _: -9999.0), "live.hours"),
    "feet": (every(value=lambda item: item["value"] / 0.3048), "live.gauge"),
    "stuck": (every(value=lambda _: 2.0), "live.gauge"),
    "another datum": (every(value=lambda item: item["value"] + 4.0), "live.gauge"),
}


@pytest.mark.parametrize("name", GAUGE)
def test_a_gauge_that_misbehaves_gives_no_surge(name: str, sea: Sea, tmp_path: Path) -> None:
    sea.twist["gauge"], code = GAUGE[name]
    expect_named(fetched(sea, tmp_path)["ea-dover"], code, tmp_path)
    assert ("level", "ea-dover") not in newest_entries(tmp_path)


def test_a_spike_is_unknown_and_the_surge_beside_it_is_not(sea: Sea, tmp_path: Path) -> None:
    def change(items: list[dict[str, Any]]) -> None:
        items[10]["value"] += 2.5
        items[11]["value"] = [1.0, 2.0]
        items.append(dict(items[0]))

    sea.twist["gauge"] = readings(change)
    assert fetched(sea, tmp_path)["ea-dover"].outcome == "fetched"
    field = read_field(newest_entries(tmp_path)["level", "ea-dover"].path)
    known = field.values[np.isfinite(field.values)]
    assert known.size == field.values.size - 1
    assert known == pytest.approx(SURGE, abs=2e-3)
    assert field.issued_at == field.times[-1]


def test_readings_ahead_of_the_clock_are_left_out(sea: Sea, tmp_path: Path) -> None:
    fetched(sea, tmp_path, now=NOW - 6 * HOUR)
    field = read_field(newest_entries(tmp_path)["level", "ea-dover"].path)
    assert field.times[-1] <= NOW - 5 * HOUR


DEPTHS = {
    "feet": (lambda text: text.replace(",m\n", ",ft\n", 1), "live.unit"),
    "another variable": (lambda text: text.replace("elevation", "quality", 1), "live.form"),
    "half a table": (lambda text: text[: len(text) // 2], "live.cut_short"),
    "half a table of whole lines": (
        lambda text: text[: text.index("\n", len(text) // 2) + 1],
        "live.cut_short",
    ),
    "a head alone": (lambda text: "\n".join(text.split("\n")[:2]) + "\n", "live.cut_short"),
    "half the area": (
        lambda text: "\n".join(
            row for row in text.split("\n") if not row[:2].isdigit() or float(row[:5]) < 51.0
        ),
        "live.form",
    ),
    "words": (lambda text: text.replace("50.5000", "here", 1), "live.form"),
    "nothing": (lambda _: "", "live.form"),
    "an error of the server": (lambda _: "Error {\n code=404;\n}\n", "live.form"),
    "nothing known": (
        lambda text: "\n".join(
            row if not row[:2].isdigit() else row.rsplit(",", 1)[0] + ",NaN"
            for row in text.split("\n")
        ),
        "live.values",
    ),
}


@pytest.mark.parametrize("name", DEPTHS)
def test_depths_that_are_wrong_leave_the_spare_grid(name: str, sea: Sea, tmp_path: Path) -> None:
    sea.twist["emodnet"], code = DEPTHS[name]
    done = fetched(sea, tmp_path, again=False)
    expect_named(done["emodnet"], code, tmp_path)
    assert done["gebco"].outcome == "fetched"
    assert kept_at(tmp_path, "depth", "gebco") == pytest.approx(15.0, abs=0.01)
    assert newest_entries(tmp_path)["depth", "gebco"].datum == "msl_mixed"


def test_a_fill_value_is_no_depth_and_longitudes_may_run_to_360(sea: Sea, tmp_path: Path) -> None:
    def twist(text: str) -> str:
        rows = text.split("\n")
        rows[2] = rows[2].rsplit(",", 1)[0] + ",-32768"
        cells = [row.split(",") for row in rows[2:-1]]
        turned = [f"{lat},{float(lon) + 360.0:.4f},{height}" for lat, lon, height in cells]
        return "\n".join([*rows[:2], *turned, ""])

    sea.twist["emodnet"] = twist
    fetched(sea, tmp_path)
    field = read_field(newest_entries(tmp_path)["depth", "emodnet"].path)
    assert field.datum == "lat"
    assert field.longitude[0] == pytest.approx(0.8)
    assert np.isnan(field.values[0, 0, 0])
    assert np.isfinite(field.values).sum() == field.values.size - 1


def test_a_portal_in_the_place_of_depths_is_told(sea: Sea, tmp_path: Path) -> None:
    sea.manner["emodnet"] = sea.manner["gebco"] = live.portal
    done = fetched(sea, tmp_path)
    for key in ("emodnet", "gebco"):
        expect_named(done[key], "live.page", tmp_path)
