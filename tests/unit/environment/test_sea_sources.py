"""The order of sources: what comes with Estran, and what a user's own text may change."""

from __future__ import annotations

import re

import pytest

from estran.adapters.live.fetching import adapters
from estran.environment.kept_field import LAYER_NAMES
from estran.environment.sea_sources import EMBEDDED, FILE, sea_sources
from estran.errors import InputError
from estran.language.catalogue import catalogue
from estran.language.refusals import refusal_of

HOUR = 3600.0


def test_the_order_that_comes_with_it_ends_with_what_is_embedded() -> None:
    held = sea_sources()
    for layer in LAYER_NAMES:
        assert held.order(layer)[-1] == EMBEDDED
    assert held.order("currents") == ("file", "copernicus-nws", "embedded")
    assert "open-meteo-marine" not in held.order("currents"), "8 km do not resolve the strait"


def test_every_source_with_an_address_has_an_adapter_and_a_name_in_the_catalogue() -> None:
    held = sea_sources()
    asked = {
        key
        for key, one in held.sources.items()
        if one.address is not None or set(one.details.get("client", ())) == set(one.layers)
    }
    assert asked == set(adapters())
    for key, one in held.sources.items():
        assert key == FILE or catalogue("en")[f"sea_source.{key.replace('-', '_')}"] == one.name


def test_a_file_has_the_place_of_files_and_its_patience() -> None:
    held = sea_sources()
    assert held.ranked("waves", ["open-meteo-marine", "harbour-model"]) == (
        "harbour-model",
        "open-meteo-marine",
    )
    assert held.ranked("currents", ["open-meteo-marine"]) == ()
    assert held.stale("open-meteo", fetched_at=0.0, now=13 * HOUR)
    assert not held.stale("harbour-model", fetched_at=0.0, now=13 * HOUR)


def test_a_user_may_turn_the_order_and_move_an_address() -> None:
    own = """
    [order]
    waves = ["open-meteo-marine", "file"]
    wind = ["embedded", "open-meteo"]
    [sources.open-meteo]
    address = "http://localhost:8080/v1/forecast"
    stale_after_h = 3
    """
    held = sea_sources(own)
    assert held.ranked("waves", ["mine", "open-meteo-marine"]) == ("open-meteo-marine", "mine")
    assert held.order("waves")[-1] == EMBEDDED
    assert held.ranked("wind", ["open-meteo"]) == (), "behind what Estran holds nothing counts"
    assert held.sources["open-meteo"].address == "http://localhost:8080/v1/forecast"
    assert held.sources["open-meteo"].stale_after == 3 * HOUR


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("x = ", "TOML"),
        ("surprise = 1", "surprise"),
        ("order = 1", "order"),
        ("[order]\nice = []", "order.ice"),
        ('[order]\nwind = ["gebco"]', "gebco"),
        ('[order]\nwind = ["file", "file"]', "twice"),
        ('[order]\nwind = "file"', "list"),
        ("[sources.unheard-of]\nstale_after_h = 1", "unheard-of"),
        ("[sources.open-meteo]\nlicence = 'mine'", "licence"),
        ("[sources.open-meteo]\nstale_after_h = 0", "above 0"),
        ("[sources.open-meteo]\nstale_after_h = true", "above 0"),
        ("[sources.open-meteo]\naddress = 'file:///etc/passwd'", "http"),
        ("[sources.open-meteo]\naddress = 'https://me:secret@host/'", "http"),
        ("[sources.open-meteo]\naddress = 'https://host/?apikey=secret'", "http"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(own: str, names: str) -> None:
    with pytest.raises(InputError, match=names) as refused:
        sea_sources(own)
    assert refused.value.code == "sea.settings"
    assert "secret" not in refused.value.message
    french = refusal_of(refused.value, language="fr")
    assert french != refused.value.message
    assert not re.search(r" (must|is|are|cannot|does|names) ", french)
