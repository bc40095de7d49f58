"""Characters: forty ways to write a mark become one, and nothing is made up."""

import pytest

from estran.quantities.typed_text import folded, plain, shown


@pytest.mark.parametrize("mark", "\u00b0\u00ba\u02da\u2218*")
def test_every_degree_mark_becomes_one(mark):
    assert plain(f"51{mark}02") == "51\u00b002"


@pytest.mark.parametrize("mark", "'\u2019\u2018\u2032\u00b4`\u02b9\u02bc\uff07")
def test_every_prime_becomes_one(mark):
    assert plain(f"02.5{mark}N") == "02.5'N"
    assert plain(f"30{mark}{mark}N") == '30"N'


@pytest.mark.parametrize("mark", '"\u201c\u201d\u2033\u02ba\uff02')
def test_every_double_prime_becomes_one(mark):
    assert plain(f"30{mark}N") == '30"N'


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d")
def test_every_dash_becomes_a_hyphen(dash):
    assert plain(f"50{dash}59") == "50-59"


def test_digits_of_other_scripts_and_invisible_characters_are_made_plain():
    assert plain("\u200e\u0665\u0661\u066b\u0660\u0664\u00a0N\u2069") == "51.04 N"
    assert plain("\uff15\uff11\uff0e\uff10\uff14\u3000\uff2e") == "51.04 N"


def test_a_superscript_is_not_taken_for_a_digit():
    assert plain("51\u00b2") == "51\u00b2"


def test_words_are_compared_without_case_and_accents():
    assert folded("Degr\u00c9S") == "degres"


def test_a_long_text_is_shortened_for_a_message():
    assert shown(" a\n b ") == "'a b'"
    assert len(shown("x" * 500)) < 100
