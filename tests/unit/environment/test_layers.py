"""An answer of a layer: known with a value, or unknown without one."""

import pytest

from estran.environment.layers import LayerAnswer, Provenance, unknown

ORIGIN = Provenance(source="ticon4_2025", name="tide")


def test_an_unknown_answer_has_no_value():
    answer = unknown(unit="m", provenance=ORIGIN)
    assert not answer.known
    assert answer.value is None
    assert answer.uncertainty is None


@pytest.mark.parametrize(("value", "known"), [(None, True), (1.0, False)])
def test_an_answer_cannot_be_known_without_a_value_nor_unknown_with_one(value, known):
    with pytest.raises(ValueError, match="known if and only if"):
        LayerAnswer(value=value, unit="m", uncertainty=0.1, provenance=ORIGIN, known=known)


def test_false_and_zero_are_values():
    assert LayerAnswer(value=False, unit="1", uncertainty=None, provenance=ORIGIN).known
    assert LayerAnswer(value=0.0, unit="m", uncertainty=None, provenance=ORIGIN).known
