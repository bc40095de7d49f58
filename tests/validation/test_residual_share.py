"""What the leeway residual is worth: the page's table, and a sum of variances in closed form.

Why this accuracy. The page says whole per cents, and shares of 20,000 particles move by half a per
cent with the seed: 1.5 are allowed. Variances of 20,000 draws are held to four standard errors.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from estran.assess.report import Report
from estran.assess.sensitivity import sensitivity
from estran.assess.settings import RunSettings
from estran.engine.choice import offer
from estran.engine.run import run
from estran.quantities.randomness import RandomStreams
from tests.support.flows import SteadyWind, SyntheticSea
from tests.support.machines import machine
from tests.support.releases import one_class, release, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "drift.md"
SAID: dict[str, dict[str, Any]] = {
    "inflatable adrift": {"state": "adrift"},
    "inflatable swamped": {"state": "swamped"},
    "person in the water": {"state": "in_water", "craft": "person_in_water"},
}


@pytest.fixture
def compiled() -> Iterator[None]:
    """The compiled engine, offered to whoever drifts."""
    offer(machine)
    yield
    offer(None)


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("name", SAID)
def test_the_page_says_what_the_residual_is_worth(name):
    row = re.search(
        rf"^\| {name} \| (\d+) \| (\d+) \| .*, (\d+) \|$", PAGE.read_text("utf-8"), re.M
    )
    assert row
    told = Report(
        at="2025-09-10T06:00Z", position="51-00.0N 001-35.0E", wind="SW 12 kn", **SAID[name]
    )
    found = sensitivity(told, RunSettings(particles=20_000))
    shares = {one.cause: one.shares for one in found.causes}
    worth = 100.0 * np.array([*shares["residual"], found.causes[0].shares[-1]])
    np.testing.assert_allclose(worth, [int(one) for one in row.groups()], atol=1.5)


def test_where_all_else_is_known_the_residual_is_what_the_law_says():
    # Along a steady wind: ((W / 20 + 1 / 2) sd t)^2 by the residual, 2 K t by eddies, sd^2 a fix
    n, speed, hours, sd, diffusivity = 20_000, 8.0, 6, 60.0, 5.0
    raft = one_class("LIFE-RAFT-NB-2")
    places = run(
        release=release(count=n, hull=raft, datum={"sd": sd}),
        window=SyntheticSea(),
        wind=SteadyWind(0.0, speed),
        settings=settings(hours=hours, diffusivity=diffusivity),
        streams=RandomStreams(17),
    ).hull[-1]
    time = hours * 3600.0
    residual = ((speed / 20.0 + 0.5) * raft.classes[0].downwind.residual_sd * time) ** 2
    rest = 2.0 * diffusivity * time + sd**2
    assert places[:, 1].var() == pytest.approx(residual + rest, rel=4.0 * np.sqrt(2.0 / n))
    assert np.sqrt(residual) == pytest.approx(1900.0, abs=50.0)  # as the page says
    assert np.sqrt(2.0 * diffusivity * time) == pytest.approx(500.0, abs=50.0)
