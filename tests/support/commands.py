"""Commands as they are typed: what they print, and the facts they are asked about."""

import re

import pytest

from estran.cli.main import run

FACTS = """persons_aboard: 0
waters: sea
persons_in_water: no
help_asked: no
craft_swamped: no
taking_water: no
engine_stopped: no
tubes_damaged: no
injured_or_ill: no
children_seen: no
boarding_begun: no
acting_unit: gendarmerie_maritime
taxi_boat_suspected: yes
leisure_or_fishing: no
prosecutor_informed: yes
french_waters: yes
text_2025_confirmed: yes
rescue_unit_standing_by: yes
hazard_surf: not_shown_safe
"""
"""An empty craft of which everything is known, under the framework of 2025."""


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command that succeeds prints."""
    assert run(arguments) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def flat(text: str) -> str:
    """Return a text as if it stood on one line."""
    return re.sub(r"\s+", " ", text)
