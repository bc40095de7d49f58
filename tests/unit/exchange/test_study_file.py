"""A study's file: read as written, or refused with file, line and key; in French too."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from estran.errors import InputError, ReportFileError
from estran.exchange.study_file import parse_study
from estran.lab.asked import Size, design_of
from estran.language.refusals import refusal_of

PLAIN = """question: Which of them?
who_chose: Somebody
doctrines: [D0, D2]
draws: 4
"""


def asked(text):
    return design_of(parse_study(text, name="s.yaml"))


def test_what_is_left_out_has_sensible_values():
    design = asked(PLAIN)
    assert (design.doctrines, design.draws, design.seasons_per_draw) == (("D0", "D2"), 4, 100)
    assert (design.seed, design.year, design.parameters) == (1, 2025, "posterior")
    assert design.left_out == ("Safe routes.", "Doing less.")
    assert design.lanes == 400


def test_sizes_may_be_changed_and_none_is_below_one():
    read = parse_study(PLAIN, name="s.yaml")
    assert design_of(read, Size(draws=2, seasons=3)).lanes == 6
    with pytest.raises(InputError, match="--seasons is 0"):
        design_of(read, Size(seasons=0))


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("- a list", 1, "study", "key: value"),
        ("question: [", 1, "study", ""),
        (PLAIN.replace("who_chose: Somebody\n", ""), 1, "study", "who_chose"),
        (PLAIN.replace("question:", "questoin:"), 1, "questoin", "did you mean question?"),
        (PLAIN + "draws: 5\n", 5, "draws", "stands twice"),
        (PLAIN.replace("4", "0"), 4, "draws", ">= 1"),
        (PLAIN.replace("4", "many"), 4, "draws", "a whole number"),
        (PLAIN.replace("D2", "D02"), 3, "doctrines", "no doctrine D02; did you mean"),
        (PLAIN.replace("D2", "D0"), 3, "doctrines", "D0 stands twice"),
        (PLAIN.replace("[D0, D2]", "[]"), 3, "doctrines", ""),
        (PLAIN + "parameters: guess\n", 5, "parameters", ""),
        (PLAIN + "year: 1999\n", 5, "year", ">= 2022"),
        (PLAIN + "fixed: {nothing_such: 1}\n", 5, "fixed", "no parameter nothing_such"),
        (PLAIN + "fixed: {death_count: 7}\n", 5, "fixed", "from 0.75 to 1"),
        (PLAIN + "title: !!python/object:os.system x\n", 1, "study", ""),
        ("a" * 100_001, 1, "study", "longer than"),
    ],
)
def test_a_fault_is_named_with_its_line_and_key(text, line, key, said):
    with pytest.raises(ReportFileError) as refused:
        asked(text)
    details = refused.value.details
    assert (refused.value.code, details["line"], details["key"]) == ("study.unreadable", line, key)
    assert said in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "- a list",
        PLAIN.replace("question:", "questoin:"),
        PLAIN + "draws: 5\n",
        PLAIN.replace("4", "0"),
        PLAIN.replace("D2", "D02"),
        PLAIN.replace("D2", "D0"),
        PLAIN + "fixed: {nothing_such: 1}\n",
        PLAIN + "fixed: {death_count: 7}\n",
    ],
)
def test_a_fault_is_said_in_french(text):
    with pytest.raises(ReportFileError) as refused:
        asked(text)
    said = refusal_of(refused.value, language="fr")
    assert said.startswith("s.yaml, ligne ")
    assert not re.search(r"\b(the|there|is|did|you|mean|no|such|stands|twice|would)\b", said), said


def test_what_the_user_fixed_is_the_same_in_all_draws():
    from estran.lab.drawn import draws_of

    design = asked(PLAIN + "parameters: prior\nfixed: {death_count: 0.8}\n")
    draws = draws_of(design)
    assert draws.values["death_count"].tolist() == [0.8] * 4
    assert draws.weights.sum() == pytest.approx(1.0)
    other = draws_of(asked(PLAIN + "parameters: prior\nfixed: {death_count: 0.9}\n"))
    assert other.digest != draws.digest


def test_the_study_that_ships_says_who_chose_and_what_is_left_out():
    text = files("estran.lab").joinpath("study.yaml").read_text("utf-8")
    design = design_of(parse_study(text, name="study.yaml"))
    assert design.doctrines == tuple(f"D{number}" for number in range(8))
    assert "No authority" in design.who_chose
    assert any("routes" in one for one in design.left_out)
    assert "Aucune autorité" in design.said("who_chose", "fr")
    assert len(design.listed("left_out", "fr")) == len(design.left_out)
    assert design.listed("hypotheses", "en") == design.hypotheses


def test_the_study_that_ships_has_as_many_draws_as_differ_and_more_are_refused():
    from dataclasses import replace

    from estran.errors import InputError
    from estran.lab.drawn import draws_of

    text = files("estran.lab").joinpath("study.yaml").read_text("utf-8")
    design = design_of(parse_study(text, name="study.yaml"))
    drawn = draws_of(design)
    assert drawn.weights.size == design.draws
    assert drawn.weights.min() > 0.0
    with pytest.raises(InputError, match="draws that differ"):
        draws_of(replace(design, draws=10_000))
