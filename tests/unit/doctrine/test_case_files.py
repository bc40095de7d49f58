"""Cases that do not come out, or cannot be meant, say so with file and line."""

import pytest

from estran.doctrine.cases import mismatches, read_cases
from estran.errors import DoctrineError, QuantityError, UnknownNameError

HEAD = "doctrine: LAW\ncommon: {persons_in_water: false}\ncases:\n"
CASE = (
    '  - {{name: "A case", at: 2021-11-24, facts: {{{facts}}}, expect: {{{expect}}}, '
    "rows: {{{rows}}}, unknown: {{{unknown}}}}}\n"
)


def one(*, facts="help_asked: true", expect="I6: required", rows="", unknown=""):
    (case,) = read_cases(
        HEAD + CASE.format(facts=facts, expect=expect, rows=rows, unknown=unknown), file="t.yaml"
    )
    return case


def test_a_case_that_comes_out_has_nothing_to_say():
    assert mismatches(one()) == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"expect": "I6: permitted"}, "I6 is required, expected permitted"),
        ({"rows": "LAW-SAR-2.1.10: not_met"}, "LAW-SAR-2.1.10 is met, expected not_met"),
        ({"rows": "FR25-1: met"}, "FR25-1 is not in force, expected met"),
        ({"unknown": "I6: [persons_aboard]"}, "I6 does not name persons_aboard as unknown"),
    ],
)
def test_a_case_that_comes_out_otherwise_says_how(changes, says):
    (problem,) = mismatches(one(**changes))
    assert problem == f"t.yaml, line 4, A case: {says}."


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ({"expect": "I99: required"}, DoctrineError, "I99"),
        ({"expect": "I6: allowed"}, DoctrineError, "allowed"),
        ({"rows": "LAW-HELP: yes"}, DoctrineError, "True"),
        ({"facts": "swimmers: true"}, UnknownNameError, "swimmers"),
    ],
)
def test_a_case_that_cannot_be_meant_is_refused(changes, kind, says):
    with pytest.raises(kind, match=says):
        one(**changes)


def test_a_fill_value_in_a_case_is_refused():
    with pytest.raises(QuantityError, match="fill value"):
        mismatches(one(facts="depth: -999"))
