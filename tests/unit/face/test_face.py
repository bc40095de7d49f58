"""The face gives every public name, and says plainly when there is none."""

import pytest

import estran


@pytest.mark.parametrize("name", sorted(estran.__all__))
def test_every_public_name_can_be_had(name):
    assert getattr(estran, name) is not None
    assert name in dir(estran)


def test_an_unknown_name_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="no attribute 'asses'"):
        estran.asses  # noqa: B018


def test_assess_stays_the_room_whatever_was_imported_before():
    from estran.assess.assessment import assess_report

    assert estran.assess.__name__ == "estran.assess"
    assert estran.assess_report is assess_report
