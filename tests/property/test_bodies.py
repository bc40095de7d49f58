"""Bodies of every kind survive being written and read; nonsense in their place is refused by us."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.casebook.canonical import canonical
from estran.casebook.codec import from_plain, to_plain
from estran.casebook.kinds import KINDS
from estran.errors import EstranError
from tests.support.bodies import NONSENSE, of_class


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_body_comes_back_from_the_bytes_that_are_hashed(kind, data):
    body = data.draw(of_class(KINDS[kind]))
    written = canonical(to_plain(body))
    assert from_plain(KINDS[kind], json.loads(written)) == body
    assert canonical(to_plain(from_plain(KINDS[kind], json.loads(written)))) == written


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_nonsense_is_a_body_or_is_refused_in_words(kind, data):
    names = st.sampled_from([one.name for one in fields(KINDS[kind])]) | st.text(max_size=3)
    plain = data.draw(st.dictionaries(names, NONSENSE, max_size=6) | NONSENSE)
    try:
        body = from_plain(KINDS[kind], plain)
    except EstranError:
        return
    assert from_plain(KINDS[kind], to_plain(body)) == body
