"""A contrast is explained on the scale where it can be; what is noise stays unknown on all."""

import numpy as np
import pytest

from estran.lab.analysis.effects import kind_shares, tornado
from estran.lab.analysis.scales import SCALES, Emulated, emulated, on_scale
from estran.lab.findings import KindShares, Refused
from tests.support.synthetic_study import drawn, evidence, noise, parameter

DRAWS, SEASONS = 180, 3
KEYS = [f"p{place}" for place in range(30)]


def study(differences, kinds=None):
    """One outcome of which fewer are better; `kinds` of parameters, assumed where not given."""
    table = {key: parameter(key, (kinds or {}).get(key, "assumed")) for key in KEYS}
    columns = {"deaths": np.stack([np.zeros_like(differences), differences])}
    return evidence(columns, drawn(DRAWS, KEYS), table=table)


def heavy(seed):
    """Numbers with tails so heavy that they have no variance (Cauchy's)."""
    one, other = (noise((DRAWS, SEASONS), seed=seed, step=step) for step in (1, 2))
    return one / other


def driven(seed, key="p3"):
    """Differences that one parameter moves by a dozen, under luck with heavy tails."""
    values = drawn(DRAWS, KEYS)[key][:, np.newaxis]
    luck = heavy(seed)
    return np.round(12.0 * values - 3.0 + luck * np.abs(luck))


@pytest.mark.parametrize("seed", range(4))
def test_the_driver_of_heavy_tailed_differences_is_found_on_another_scale_and_it_is_named(seed):
    held = study(driven(seed))
    found = tornado(held, "deaths", "D1")
    assert isinstance(found.effects, tuple)
    assert found.scale in {"signed_log", "rank"}
    assert found.explained > 0.7
    assert found.effects[0].parameter == "p3"
    assert found.effects[0].total > 0.9
    assert found.effects[0].up


def test_as_counted_the_same_differences_were_explained_by_less_than_half():
    held = study(driven(0))
    found = emulated(held, held.apart("deaths", "D1", "D0"))
    assert isinstance(found, Emulated)
    assert SCALES[0] == "counted"
    assert found.scale != "counted"  # tried first, and kept where it explains half


@pytest.mark.parametrize(("kind", "share"), [("assumed", 1.0), ("measured", 0.0)])
def test_shares_of_kinds_follow_the_driver_and_say_their_scale(kind, share):
    held = study(driven(1), dict.fromkeys(KEYS, "measured") | {"p3": kind})
    found = kind_shares(held, held.apart("deaths", "D1", "D0"))
    assert isinstance(found, KindShares)
    assert found.scale != "counted"
    assert found.assumed == pytest.approx(share, abs=0.05)
    assert found.explained > 0.7


def test_what_is_explained_as_counted_stays_as_counted():
    straight = 20.0 * drawn(DRAWS, KEYS)["p3"][:, np.newaxis] + noise((DRAWS, SEASONS))
    found = tornado(study(straight), "deaths", "D1")
    assert isinstance(found.effects, tuple)
    assert (found.scale, found.effects[0].parameter) == ("counted", "p3")


def test_noise_with_heavy_tails_stays_unknown_on_every_scale():
    """One in twenty may slip through; forty tries, and three scales each."""
    told = [study(heavy(seed)) for seed in range(40)]
    found = [emulated(one, one.apart("deaths", "D1", "D0")) for one in told]
    assert np.mean([isinstance(one, Refused) for one in found]) >= 0.95
    assert {one.why for one in found if isinstance(one, Refused)} <= {"poor_fit", "no_spread"}


def test_noise_of_few_seasons_with_most_of_them_alike_stays_unknown_too():
    def rare(seed):
        return np.where(noise((DRAWS, SEASONS), seed=seed, step=4) > 1.6, heavy(seed), 0.0)

    told = [study(rare(seed)) for seed in range(20)]
    found = [emulated(one, one.apart("deaths", "D1", "D0")) for one in told]
    assert np.mean([isinstance(one, Refused) for one in found]) >= 0.95


@pytest.mark.parametrize("scale", SCALES)
def test_no_scale_turns_an_order_round_or_moves_what_is_alike_apart(scale):
    apart = np.array([[-40.0, 0.0, 0.0], [1.0, 3.0, 900.0]])
    found = on_scale(apart, scale).ravel()
    assert (np.diff(found) >= 0.0).all()
    assert found[1] == found[2]
    assert found[2] < found[3] < found[4] < found[5]
