"""Faults of a forcing reach people: layer, hours, share and fallback, in both languages."""

from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
import pytest

from estran.assess.assessment import assess
from estran.assess.forcing_said import fault_said, met_said, percent_said
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.environment.forcing_faults import Forcing, ForcingFault
from estran.environment.sea import load_sea_fields
from estran.environment.stream import StreamField
from estran.exchange.text_answer import to_text
from estran.language.catalogue import LANGUAGES, catalogue
from estran.quantities.instants import parse_instant
from tests.support.results import result_of
from tests.support.searches import REPORT

START = parse_instant("2022-12-14T01:00Z")
NAMES = [
    "hours_bridged",
    "hours_embedded",
    "nodes_bridged",
    "nodes_embedded",
    "nodes_nearest",
    "land_embedded",
    "outside_embedded",
]
SETTINGS = RunSettings(particles=300, hours=3, seed=4)


def fault(name, *, forcing="currents", last=2.0):
    key, fallback = name.split("_")
    first = START.timestamp()
    return ForcingFault(
        key=key,
        forcing=forcing,
        first=first,
        last=first + last * 3600.0,
        share=0.125,
        fallback=fallback,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_fault_names_its_forcing_and_its_hours_or_share(name, language):
    said = fault_said(fault(name), language=language)
    forcing = {"en": "currents", "fr": "courants fournis"}[language]
    assert said.startswith(forcing)
    if not name.startswith(("land", "outside")):
        assert "2022-12-14T01:00Z" in said
        assert "2022-12-14T03:00Z" in said
    if not name.startswith("hours"):
        assert "12 %" in said


@pytest.mark.parametrize(
    ("name", "fallback"),
    [("bridged", "straight line in time"), ("embedded", "embedded stream"), ("nearest", "nearest")],
)
def test_every_fault_names_its_fallback(name, fallback):
    for one in NAMES:
        if one.endswith(name):
            assert f"{fallback}" in fault_said(fault(one), language="en")
            assert "stands in" in fault_said(fault(one), language="en")
            assert "remplacé par" in fault_said(fault(one), language="fr")


def test_every_forcing_has_a_name_in_every_language():
    for language in LANGUAGES:
        for forcing in get_args(Forcing):
            assert f"forcing_layer.{forcing}" in catalogue(language)


def test_one_hour_is_said_as_one():
    assert "at 2022-12-14T01:00Z;" in fault_said(fault("hours_bridged", last=0.0), language="en")


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0"), (0.0004, "< 1"), (0.31, "31"), (0.999, "> 99"), (1.0, "100")],
)
def test_a_share_is_never_rounded_to_nobody_or_everybody(share, said):
    assert percent_said(share) == said


def test_nobody_who_meets_a_hole_is_nothing_to_say():
    result = result_of(np.zeros((3, 4, 2)))
    assert met_said(result, start=START, language="en") is None
    met = replace(result, people_no_stream=np.array([np.nan, 3600.0, np.nan, 1800.0]))
    assert "50 %" in (met_said(met, start=START, language="en") or "")
    assert "01:30Z" in (met_said(met, start=START, language="fr") or "")


@dataclass
class Holed:
    """The embedded stream without its east."""

    whole: StreamField
    east: float

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)

    def on_nodes(self, *, longitude, latitude, epoch_seconds, turn):
        flow = self.whole.on_nodes(
            longitude=longitude, latitude=latitude, epoch_seconds=epoch_seconds, turn=turn
        )
        flow[:, longitude > self.east] = np.nan
        return flow


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("nearest known water stands in", "come where no stream is known")),
        ("fr", ("courant connu le plus proche", "passent là où le courant est inconnu")),
    ],
)
def test_an_answer_says_where_its_stream_is_not_known_and_how_many_come_there(language, words):
    situation, fields = understand(REPORT), load_sea_fields()
    east = situation.seed_position.longitude + 0.02
    assert fields.stream is not None
    holed: Any = Holed(fields.stream, east)
    answer = assess(situation, replace(fields, stream=holed), SETTINGS, language=language)
    note = answer.sea.stream.layer.note
    assert all(one in note for one in words)
    assert words[0].split()[-1] in to_text(answer)


def test_the_embedded_stream_has_nothing_to_say():
    answer = assess(understand(REPORT), load_sea_fields(), SETTINGS)
    assert answer.sea.stream.layer.note == catalogue("en")["note.stream"]
