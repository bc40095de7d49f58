"""States and centres as people write them, in any case and with titles, under their data names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from estran.assess.answer_words import StateName
from estran.assess.coordination import CENTRES
from estran.language.catalogue import LANGUAGES, name_in

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_CENTRE = ("told", "acknowledged", "phases")
_TITLES = re.compile(r"^(cross|mrcc|jrcc|rcc|hm coastguard|coastguard)\s+", re.IGNORECASE)


def plain_names(fields: Mapping[str, object]) -> dict[str, object]:
    """Return a report's fields with state and centres under their names in data.

    Parameters
    ----------
    fields : mapping
        Keys as in `Report`. What is not recognised stays as it is, for whoever refuses it.
    """
    plain = dict(fields)
    if isinstance(state := fields.get("state"), str):
        plain["state"] = _state(state)
    if isinstance(coordinator := fields.get("coordinator"), str):
        plain["coordinator"] = _centre(coordinator)
    for key in BY_CENTRE:
        if isinstance(rows := fields.get(key), dict):
            plain[key] = {_centre(str(centre)): value for centre, value in rows.items()}
    if isinstance(source := fields.get("source"), str):
        plain["source"] = source.strip().casefold()
    if plain.get("mayday_relay") is False:  # YAML's reading of no
        plain["mayday_relay"] = "no"
    return plain


def _state(said: str) -> str:
    name = re.sub(r"[\s-]+", "_", said.strip().casefold())
    return name if name in get_args(StateName) else said


def _centre(said: str) -> str:
    name = _TITLES.sub("", said.strip()).casefold()
    return next((centre for centre in CENTRES if name in _names(centre)), said)


def _names(centre: str) -> set[str]:
    """Return a centre's name in every language, without its title."""
    spoken = (centre, *(name_in(language, "centre", centre) for language in LANGUAGES))
    return {_TITLES.sub("", one).casefold() for one in spoken}
