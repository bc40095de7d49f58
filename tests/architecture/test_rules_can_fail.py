"""A rule that is held against many files at once still fails for one of them, and names each."""

import pytest

from tests.support.house import for_every


def test_all_that_break_a_rule_are_told():
    @for_every([1, 2, 3])
    def test_is_odd(number):
        """Say what is even."""
        assert number % 2, f"{number} is even"

    with pytest.raises(AssertionError, match="2 is even"):
        test_is_odd()
    assert test_is_odd.__name__ == "test_is_odd"


def test_a_rule_for_nothing_at_all_fails():
    @for_every([])
    def test_never(thing):
        raise AssertionError(thing)

    with pytest.raises(AssertionError, match="nothing is there"):
        test_never()


def test_a_rule_that_holds_passes():
    @for_every([1, 3])
    def test_is_odd(number):
        assert number % 2

    test_is_odd()
