"""Replays: sourced, contested facts kept, unknown ones refused with the nearest."""

import pytest

from estran.errors import UnknownNameError
from estran.exchange.replay import replay, replay_keys
from estran.quantities.instants import parse_instant
from estran.quantities.position_text import parse_position
from estran.sources.library import source


def test_the_cases_are_there_in_order() -> None:
    assert replay_keys() == (
        "2021-11-24",
        "2022-12-14",
        "2024-04-23",
        "2025-07-04",
        "2026-01-17",
        "2026-04-01",
    )


@pytest.mark.parametrize("key", replay_keys())
def test_every_replay_is_told_in_french_as_well(key: str) -> None:
    case = replay(key)
    assert case.title_fr
    assert case.summary_fr
    assert len(case.lessons_fr) == len(case.lessons)


@pytest.mark.parametrize("key", replay_keys())
def test_every_replay_can_be_read_and_rests_on_sources(key: str) -> None:
    case = replay(key)
    assert case.sources
    for cited in case.sources:
        source(cited)
    assert parse_instant(case.report.at).strftime("%Y-%m-%d") == key
    parse_position(case.report.position)
    assert case.report.contested


def test_the_fix_of_2022_is_the_published_one() -> None:
    position = parse_position(replay("2022-12-14").report.position).position
    assert position.latitude == pytest.approx(50 + 59.294 / 60)
    assert position.longitude == pytest.approx(1 + 21.087 / 60)


def test_an_unknown_replay_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="nearest is 2022-12-14"):
        replay("2022-12-41")
