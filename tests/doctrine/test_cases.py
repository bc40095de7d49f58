"""Every case beside a doctrine comes out as its author expects."""

import pytest

from estran.doctrine.cases import mismatches, shipped_cases
from estran.doctrine.registry import doctrine, every_doctrine

CASES = shipped_cases()
FEWEST = 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.doctrine}: {case.name}")
def test_a_case_comes_out_as_expected(case):
    assert mismatches(case) == ()


@pytest.mark.parametrize("name", every_doctrine())
def test_every_doctrine_has_cases_enough_and_one_with_an_unknown(name):
    cases = [case for case in CASES if case.doctrine == name]
    assert len(cases) >= FEWEST
    named = [case for case in cases if case.unknown or "unknown" in case.rows.values()]
    assert named, f"{name}: no case leaves a fact unknown"


@pytest.mark.parametrize("name", every_doctrine())
def test_every_option_a_doctrine_speaks_of_stands_in_a_case(name):
    spoken = {option for rule in doctrine(name).rules for option in rule.options}
    judged = {option for case in CASES if case.doctrine == name for option in case.expect}
    assert spoken <= judged
