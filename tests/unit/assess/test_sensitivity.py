"""Shares of a forecast's variance by cause: known limits, the same bytes, both languages."""

import msgspec
import pytest

from estran.assess.sensitivity import CAUSES, sensitivity
from estran.assess.settings import RunSettings
from estran.cli.main import run
from estran.environment.kept_sea import OfferedFields
from estran.exchange.sensitivity_text import sensitivity_text
from estran.language.catalogue import LANGUAGES
from estran.sources.assumptions import assumption
from tests.support.kept import kept
from tests.support.searches import REPORT

SETTINGS = RunSettings(particles=1500, seed=2)


def shares(**changes):
    """Shares after two and six hours by cause."""
    found = sensitivity(msgspec.structs.replace(REPORT, **changes), SETTINGS)
    return {one.cause: one.shares for one in found.causes}


def test_a_first_position_known_to_ten_kilometres_is_most_of_the_variance():
    assert shares(position_accuracy_m=10_000.0)["first_position"][0] > 0.8


def test_a_first_position_known_to_a_metre_is_none_of_it():
    assert abs(shares(position_accuracy_m=1.0)["first_position"][1]) < 0.01


def test_a_wind_that_nobody_told_matters_more_than_one_that_somebody_did():
    told, untold = shares(wind="SW 20 kn"), shares(wind=None)
    assert untold["wind"][1] > told["wind"][1]


def test_of_a_body_in_the_water_no_state_and_no_way_is_uncertain():
    person = shares(craft="person_in_water", state="in_water", persons="1")
    assert person["state"] == [0.0, 0.0]
    assert person["way"] == [0.0, 0.0]


def test_eddies_alone_have_the_variance_of_the_law():
    """A share times the variance is 4 K t for both axes together, where nothing else moves."""
    found = sensitivity(
        msgspec.structs.replace(REPORT, craft="person_in_water", state="in_water"),
        RunSettings(particles=6000, seed=2),
        hours=(2,),
    )
    share = next(one.shares[0] for one in found.causes if one.cause == "eddies")
    variance = (found.spread_nm[0] * 1852.0) ** 2
    law = 4.0 * assumption("diffusion").value * 7200.0
    assert share * variance == pytest.approx(law, rel=0.25, abs=0.002 * variance)


def test_every_cause_is_told_once_the_widest_first():
    found = sensitivity(REPORT, SETTINGS)
    assert sorted(one.cause for one in found.causes) == sorted(CAUSES)
    last = [one.shares[-1] for one in found.causes]
    assert last == sorted(last, reverse=True)
    assert found.times == ["2022-06-14T09:00Z", "2022-06-14T13:00Z"]


def test_the_same_seed_gives_the_same_bytes():
    once, again = (msgspec.json.encode(sensitivity(REPORT, SETTINGS)) for _ in range(2))
    assert once == again


def test_where_drift_is_unknown_so_is_what_makes_it_wide(capsys):
    assert run(["sensitivity", "--replay", "2026-01-17"]) == 0
    assert "Unknown" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "word"), [("en", "tidal stream"), ("fr", "courant de marée")])
def test_the_table_has_a_row_for_each_cause(language, word):
    text = sensitivity_text(sensitivity(REPORT, SETTINGS), language=language)
    assert word in text
    assert text.count("%") >= 2 * len(CAUSES)


def test_the_command_prints_json(capsys):
    assert run(["sensitivity", "--replay", "2022-12-14", "--particles", "200", "--json"]) == 0
    assert {one["cause"] for one in msgspec.json.decode(capsys.readouterr().out)["causes"]} == set(
        CAUSES
    )


def at_sea(*fields, **changes):
    """What is found where some fields are kept."""
    report = msgspec.structs.replace(REPORT, **changes)
    return sensitivity(report, SETTINGS, offer=lambda *_: OfferedFields(fields, {}))


def share_of(found, cause):
    """The share of a cause after six hours."""
    return next(one.shares[1] for one in found.causes if one.cause == cause)


def test_two_currents_that_disagree_make_the_stream_a_larger_cause():
    one, far = kept("currents", (0.5, 0.0)), kept("currents", (-0.3, 0.6), source="far")
    alone, both = at_sea(one), at_sea(one, far)
    assert share_of(both, "stream") > share_of(alone, "stream") > 0.0
    assert [(row.source, row.use) for row in both.kept_fields] == [
        ("tests", "used"),
        ("far", "compared"),
    ]


def test_a_kept_wind_makes_the_wind_a_smaller_cause_than_a_wind_that_nobody_knows():
    untold = sensitivity(msgspec.structs.replace(REPORT, wind=None), SETTINGS)
    held = at_sea(kept("wind", (6.0, 4.0)), wind=None)
    assert 0.0 < share_of(held, "wind") < share_of(untold, "wind")
    assert held.spread_nm[1] < untold.spread_nm[1]


def test_a_field_that_is_not_used_is_named_with_the_reason():
    found = at_sea(kept("wind", 3.0, hours=(-90, -50)))
    assert "wind made by tests is kept and not used: it holds" in found.kept_said[0]
    assert not found.kept_fields
    for language in LANGUAGES:
        assert "wind made by tests" in sensitivity_text(found, language=language)


def test_without_a_field_the_answer_is_that_of_the_embedded_sea():
    bare, empty = sensitivity(REPORT, SETTINGS), at_sea()
    assert msgspec.json.encode(bare) == msgspec.json.encode(empty)
    assert b"kept" not in msgspec.json.encode(bare)
