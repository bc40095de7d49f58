"""The water's edge on the chart: with the depths that the room is offered, and said so."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from estran.room.views import Looking
from estran.room.waterlines import waterline_at
from tests.support.beds import beach
from tests.support.desks import DOVER
from tests.support.offered_fields import FieldsInMemory
from tests.support.watch import Watch

AT = "2022-06-14T07:00Z"


def edge(watch: Watch, language: str = "en") -> tuple[str, object]:
    now = watch.clock.now()
    look = Looking(desk=watch.desk, book=watch.book, by=DOVER, now=now, language=language)
    found = json.loads(waterline_at(look, "dover_strait", at=now - timedelta(hours=2)))
    return found["note"], found["edges"]


@pytest.mark.parametrize(
    ("language", "plain", "charted"),
    [
        ("en", "as if every beach fell evenly", "kept grid of depths"),
        ("fr", "pente régulière", "grille de profondeurs"),
    ],
)
def test_kept_depths_move_the_edge_and_the_note_says_so(language, plain, charted):
    watch = Watch(AT)
    note, by_slopes = edge(watch, language)
    assert charted not in note
    watch.desk.take_sea(FieldsInMemory(beach(0.004)))
    told, by_grid = edge(watch, language)
    assert charted in told
    assert plain in told
    assert by_grid != by_slopes


def test_a_grid_of_which_nobody_knows_what_it_counts_from_moves_nothing():
    watch = Watch(AT)
    before = edge(watch)
    watch.desk.take_sea(FieldsInMemory(beach(0.004, datum="")))
    assert edge(watch) == before
