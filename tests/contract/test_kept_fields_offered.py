"""What whoever offers kept fields to the room keeps to: the folder's adapter and the tests' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estran.adapters.kept_fields import keep_field
from estran.adapters.kept_folder import KeptFolder
from estran.room.sea import EmbeddedSea
from tests.support.kept import START, gauge, kept
from tests.support.offered_fields import FieldsInMemory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estran.environment.kept_field import KeptField
    from estran.room.sea import KeptFields

    Offering = Callable[..., KeptFields]

HOUR = 3600.0


@pytest.fixture(params=["memory", "folder"])
def offering(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Offering:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no settings"))

    def made(*fields: KeptField) -> KeptFields:
        if request.param == "memory":
            return FieldsInMemory(*fields)
        for one in fields:
            keep_field(one, folder=tmp_path / "sea")
        return KeptFolder(tmp_path / "sea")

    return made


def hashes(sea: KeptFields, *, start: float = START, hours: int = 6) -> list[str]:
    return [one.sha256 for one in sea.offered(start, hours).fields]


def test_where_nothing_is_kept_nothing_is_offered(offering: Offering) -> None:
    assert hashes(offering()) == []
    assert EmbeddedSea().offered(START, 6).fields == ()


def test_the_order_of_sources_counts_and_then_the_newest(offering: Offering) -> None:
    live = kept("wind", 1.0, source="open-meteo")
    old = kept("wind", 2.0, source="mine", fetched_at=START - 9 * HOUR)
    new = kept("wind", 3.0, source="mine", fetched_at=START)
    assert hashes(offering(old, live, new)) == [one.sha256 for one in (new, old, live)]


def test_what_does_not_touch_the_hours_is_left_out(offering: Offering) -> None:
    now = kept("wind", 1.0)
    later = kept("wind", 2.0, hours=(40, 60), fetched_at=START - 9 * HOUR)
    assert hashes(offering(now, later)) == [now.sha256]
    assert hashes(offering(now, later), hours=50) == [now.sha256, later.sha256]


def test_where_none_touches_the_hours_the_newest_is_offered(offering: Offering) -> None:
    old = kept("waves", 1.0, fetched_at=START - 2 * HOUR)
    new = kept("waves", 2.0)
    assert hashes(offering(old, new), start=START + 900 * HOUR) == [new.sha256]


def test_a_level_is_offered_after_its_last_value(offering: Offering) -> None:
    seen = gauge([START - 7200.0, START - 3600.0], [0.1, 0.2])
    assert hashes(offering(seen)) == [seen.sha256]


def test_a_depth_is_offered_whatever_the_hours(offering: Offering) -> None:
    old = kept("depth", 20.0, hours=(-500, -500))
    assert hashes(offering(old)) == [old.sha256]


def test_each_source_says_when_it_is_stale(offering: Offering) -> None:
    found = offering(kept("wind", 2.0, source="open-meteo")).offered(START, 6)
    assert found.stale_after == {("wind", "open-meteo"): 12 * HOUR}


def test_what_is_kept_later_is_offered_later(offering: Offering) -> None:
    sea = offering(kept("wind", 1.0, fetched_at=START - 2 * HOUR))
    assert len(hashes(sea)) == 1
    newer = kept("wind", 2.0)
    if isinstance(sea, FieldsInMemory):
        sea.fields.append(newer)
    else:
        offering(newer)
    assert hashes(sea)[0] == newer.sha256
