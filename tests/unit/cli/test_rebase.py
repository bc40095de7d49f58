"""`estran rebase`: goes on, says how unlikely the fix was, and starts anew where it must."""

from __future__ import annotations

import json

import pytest

from estran.cli.main import run
from tests.support.commands import flat, printed

FIRST = """at: 2022-06-14T07:00Z
position: 51 10.0N 001 45.0E
craft: inflatable
state: adrift
wind: SW 8 kn
exercise: yes
"""
LATER = """at: 2022-06-14T09:30Z
position: {place}
position_accuracy_m: 400
craft: inflatable
exercise: yes
"""
SEARCHES = """searches:
  - unit: Lifeboat 1
    searcher: small_boat
    object: crowded_inflatable
    corners: ["51-05N 001-35E", "51-22N 001-35E", "51-22N 002-05E", "51-05N 002-05E"]
    pattern: PS
    spacing_nm: 2.0
    start: 2022-06-14T10:00Z
    end: 2022-06-14T11:30Z
    visibility_nm: 8.0
    wind_kn: 8.0
    waves_m: 0.4
    fatigue: no
"""
SIZE = ["--particles", "1500", "--hours", "3"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "first.yaml": FIRST,
        "near.yaml": LATER.format(place="51 08.2N 001 42.9E"),
        "far.yaml": LATER.format(place="51 25.0N 002 35.0E"),
        "searches.yaml": SEARCHES,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def rebased(capsys, *arguments):
    return json.loads(printed(["rebase", "first.yaml", *arguments, *SIZE, "--json"], capsys))


def test_it_goes_on_and_the_manifest_records_what_was_used(capsys):
    found = rebased(capsys, "--fix", "near.yaml", "--searches", "searches.yaml")
    evidence = found["manifest"]["evidence"]
    assert evidence["outcome"] == "continued"
    assert evidence["effective_sample_size"] >= 100
    (fix,) = evidence["fixes"]
    assert fix["time"] == "2022-06-14T09:30Z"
    assert 0.0 < fix["as_unlikely"] <= 1.0
    (search,) = evidence["searches"]
    assert (search["unit"], search["counted"]) == ("Lifeboat 1", True)
    assert found["forecast"]["times"][0] == "2022-06-14T09:30Z"


def test_a_fix_that_contradicts_is_not_forced(capsys):
    text = flat(printed(["rebase", "first.yaml", "--fix", "far.yaml", *SIZE], capsys))
    assert "starts anew from the last fix" in text
    assert "fewer than one in a thousand are as unlikely" in text
    assert "A human decides" in text


def test_where_it_starts_anew_no_search_weighs(capsys):
    found = rebased(capsys, "--fix", "far.yaml", "--searches", "searches.yaml")
    (search,) = found["manifest"]["evidence"]["searches"]
    assert not search["counted"]
    assert "started anew" in search["unknown_because"][0]


def test_in_french(capsys):
    words = ["rebase", "first.yaml", "--fix", "near.yaml", *SIZE, "--lang", "fr"]
    text = flat(printed(words, capsys)).replace("\u00a0", " ").replace("\u202f", " ")
    assert "La prévision se poursuit depuis le signalement de 2022-06-14T07:00Z" in text
    assert "ne sont pas plus probables que celui-ci" in text


def test_searches_alone_are_enough_and_change_the_forecast(folder, capsys):
    (folder / "early.yaml").write_text(
        SEARCHES.replace("T10:00Z", "T07:30Z").replace("T11:30Z", "T09:30Z"), "utf-8"
    )
    found = rebased(capsys, "--searches", "early.yaml")
    assert found["manifest"]["evidence"]["fixes"] == []
    assert found["manifest"]["evidence"]["searches"][0]["counted"]
    assert found["forecast"]["times"][0] == "2022-06-14T07:00Z"


def test_a_search_beyond_the_forecast_counts_as_not_done_and_says_why(folder, capsys):
    (folder / "late.yaml").write_text(
        SEARCHES.replace("T10:00Z", "T13:00Z").replace("T11:30Z", "T15:00Z"), "utf-8"
    )
    evidence = rebased(capsys, "--fix", "near.yaml", "--searches", "late.yaml")["manifest"][
        "evidence"
    ]
    assert not evidence["searches"][0]["counted"]
    assert "more hours" in evidence["searches"][0]["unknown_because"][0]


def test_other_evidence_gives_other_inputs_and_the_same_the_same_bytes(capsys):
    one = rebased(capsys, "--fix", "near.yaml")
    two = rebased(capsys, "--fix", "near.yaml")
    three = rebased(capsys, "--fix", "near.yaml", "--searches", "searches.yaml")
    assert one == two
    assert one["manifest"]["inputs_sha256"] != three["manifest"]["inputs_sha256"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nothing is given to go on from"),
        (["--fix", "first.yaml", "--fix", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_refusals_say_what_would_be_right(capsys, arguments, said):
    assert run(["rebase", "first.yaml", *arguments, *SIZE]) == 2
    assert said in capsys.readouterr().err


def test_an_earlier_fix_is_refused(capsys):
    assert run(["rebase", "near.yaml", "--fix", "first.yaml", *SIZE]) == 2
    assert "Give the earlier one first" in capsys.readouterr().err
