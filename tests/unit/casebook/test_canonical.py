"""One spelling for each value, and no two values with the same spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.casebook.canonical import canonical, commitment, sha256
from estran.errors import CasebookError

TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(TEXT, VALUES, max_size=5)


def _typed(value: object) -> object:
    """The value with its kinds, so that True is not 1."""
    if isinstance(value, dict):
        return {key: _typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return (type(value).__name__, value)


@given(MAPPINGS)
def test_a_spelling_reads_back_as_the_value(value: dict[str, object]) -> None:
    assert _typed(json.loads(canonical(value))) == _typed(value)  # type: ignore[arg-type]


@given(MAPPINGS)
def test_the_order_of_keys_does_not_count(value: dict[str, object]) -> None:
    turned = dict(reversed(list(value.items())))
    assert canonical(turned) == canonical(value)  # type: ignore[arg-type]


@given(MAPPINGS, MAPPINGS)
def test_two_values_never_share_a_spelling(one: dict[str, object], two: dict[str, object]) -> None:
    same = canonical(one) == canonical(two)  # type: ignore[arg-type]
    assert same == (_typed(one) == _typed(two))


def test_the_spelling_is_the_one_of_the_documents() -> None:
    value = {"b": [1, True, None], "a": "Équihen\n\u2028", "é": {}, "Z": -7}
    expected = '{"Z":-7,"a":"Équihen\\n\u2028","b":[1,true,null],"é":{}}'
    assert canonical(value) == expected.encode()  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.0, float("nan"), float("inf"), b"x", (1,), {1}, object()])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    for wrapped in ({"a": value}, {"a": [{"b": value}]}):
        with pytest.raises(CasebookError) as refusal:
            canonical(wrapped)  # type: ignore[arg-type]
        assert refusal.value.code == "record.unhashable"


def test_a_key_must_be_text() -> None:
    with pytest.raises(CasebookError, match="1 cannot stand"):
        canonical({"a": {1: "x"}})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [{"a": "\ud83d"}, {"\udc00": 1}, {"a": ["x\ud800y"]}])
def test_half_a_character_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(CasebookError) as refusal:
        canonical(value)  # type: ignore[arg-type]
    assert refusal.value.code == "record.not_text"


def test_a_commitment_is_the_hash_of_nonce_newline_content() -> None:
    assert commitment(nonce="00ff", content=b"{}") == sha256(b"00ff\n{}")
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
