"""Craft and classes: names, weights, data."""

from __future__ import annotations

import pytest

from estran.drift.craft import Mixture, craft, crafts
from estran.drift.leeway_classes import leeway_class, leeway_classes
from estran.errors import DataError, UnknownNameError


def test_every_craft_has_weights_that_sum_to_one_and_a_reason():
    for one in crafts().values():
        assert sum(one.mixture.weights) == pytest.approx(1.0)
        assert one.source == "assumed"
        assert one.why


def test_no_alias_belongs_to_two_craft():
    names = [
        " ".join(a.casefold().replace("-", " ").split())
        for c in crafts().values()
        for a in c.aliases
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Inflatable", "inflatable"),
        ("black  inflatable", "inflatable"),
        ("semi-rigide", "rib"),
        ("person_in_water", "person_in_water"),
        ("Jet-Ski", "jet_ski"),
        ("radeau de survie", "life_raft"),
    ],
)
def test_a_craft_is_found_by_the_names_people_use(said, key):
    assert craft(said).key == key


def test_an_unknown_craft_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match="Did you mean 'dinghy'"):
        craft("dingy")


def test_the_inflatable_mixes_the_measured_neighbours_and_shows_their_weights():
    shares = craft("inflatable").mixture.shares
    assert set(shares) == {
        "LIFE-RAFT-NB-2",
        "LIFE-RAFT-NB-1",
        "SKIFF-1",
        "REFUGEE-RAFT-1",
        "SKIFF-LOADED",
    }


def test_people_in_the_water_mix_four_classes():
    assert set(craft("piw").mixture.shares) == {"PIW-1", "PIW-2", "PIW-3", "PIW-6"}


def test_no_craft_uses_the_disputed_submarine_escape_raft():
    used = {key for one in crafts().values() for key in one.mixture.shares}
    assert not used & {"LIFE-RAFT-SB-10", "LIFE-RAFT-SB-11"}


def test_an_unknown_class_is_refused():
    with pytest.raises(UnknownNameError, match="PIW-1"):
        leeway_class("PIW-99")


@pytest.mark.parametrize("weights", [(0.5,), (0.5, 0.6), (1.5, -0.5)])
def test_a_mixture_refuses_weights_that_cannot_be_meant(weights):
    classes = (leeway_class("PIW-1"), leeway_class("PIW-2"))
    with pytest.raises(DataError):
        Mixture(classes, weights)


def test_every_class_is_in_metres_a_second_and_drifts_no_faster_than_a_tenth_of_the_wind():
    for one in leeway_classes().values():
        assert 0.0 <= one.downwind.slope < 0.1
        for line in (one.downwind, one.right, one.left):
            assert abs(line.offset) < 0.2
            assert 0.0 <= line.residual_sd <= 0.12
