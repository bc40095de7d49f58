"""What each part of an answer rests on: nothing of the manifest is left out, nothing added."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from estran.assess.answer import Assessment, Manifest
from estran.assess.answer_words import AnswerPart
from estran.assess.assessment import assess_report
from estran.assess.settings import RunSettings
from estran.drift.leeway_classes import leeway_class
from estran.exchange.json_answer import to_json
from estran.sources.assumptions import AssumptionBook
from tests.support.searches import REPORT


@pytest.fixture(scope="module")
def made() -> Assessment:
    return assess_report(REPORT, RunSettings(particles=200, hours=2, seed=4))


def test_every_source_and_assumption_of_the_answer_stands_under_a_part(made: Assessment) -> None:
    manifest = made.manifest
    assert [one.part for one in manifest.parts] == list(get_args(AnswerPart))
    sources = {key for one in manifest.parts for key in one.sources}
    behind = {one.source for one in manifest.assumptions}
    assert sources | behind == {one.key for one in manifest.sources}
    assumed = {key for one in manifest.parts for key in one.assumptions}
    assert assumed == {one.key for one in manifest.assumptions}


def test_each_part_names_what_is_its_own(made: Assessment) -> None:
    parts = {one.part: one for one in made.manifest.parts}
    assert {key for one in made.survival.models for key in one.sources} == set(
        parts["survival"].sources
    )
    assert "diffusion" in parts["forecast"].assumptions
    assert "diffusion" not in parts["assets"].assumptions
    assert "hazard_boat_beam" in parts["hazards"].assumptions
    assert "asset_speed_share" in parts["assets"].assumptions


def test_a_leeway_class_names_where_its_figures_come_from(made: Assessment) -> None:
    for one in made.situation.leeway_classes:
        assert one.sources == [leeway_class(one.name).source]


def test_an_answer_of_before_reads_without_parts(made: Assessment) -> None:
    plain = msgspec.json.decode(to_json(made))["manifest"]
    del plain["parts"]
    assert msgspec.convert(plain, type=Manifest).parts == []


def test_a_book_remembers_for_which_part() -> None:
    book = AssumptionBook(part="sea")
    book.value("diffusion")
    book.part = "forecast"
    book.value("diffusion")
    book.note("surge_sd")
    assert book.behind("sea") == ("diffusion",)
    assert book.behind("forecast") == ("diffusion", "surge_sd")
    assert book.behind("card") == ()
    assert len(book.used) == 2
