"""The coordinator sentence: a guard-rail."""

import itertools

import pytest

from estran.assess.coordination import coordinator_sentence

TOLD = [{}, {"Dover": "02:13"}, {"Gris-Nez": "02:14"}, {"Dover": "02:13", "Gris-Nez": "02:14"}]


@pytest.mark.parametrize(
    ("coordinator", "told"), list(itertools.product([None, "Gris-Nez", "Dover"], TOLD))
)
def test_it_names_an_owner_says_either_side_and_who_is_told(
    coordinator: str | None, told: dict[str, str]
) -> None:
    sentence = coordinator_sentence(coordinator=coordinator, told=told)
    assert sentence.startswith("Coordinator: ")
    assert "until" in sentence
    assert "May be on either side" in sentence
    for centre in ("Gris-Nez", "Dover"):
        assert centre in sentence
        if centre in told:
            assert (
                f"{centre} {told[centre]}" in sentence
                or f"{centre} told {told[centre]}" in sentence
            )
    assert ("now" in sentence) == (len(told) < 2)
    assert "not ours" not in sentence.lower()


def test_both_told_is_said_with_both_times() -> None:
    sentence = coordinator_sentence(coordinator="Gris-Nez", told=TOLD[3])
    assert sentence == (
        "Coordinator: Gris-Nez until Dover accepts. May be on either side; "
        "both told Gris-Nez 02:14, Dover 02:13."
    )
