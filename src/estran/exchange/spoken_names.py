"""States and centres as people write them, in any case and with titles, under their data names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from estran.assess.answer import StateName
from estran.assess.coordination import CENTRES

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    if isinstance(told := fields.get("told"), dict):
        plain["told"] = {_centre(str(centre)): time for centre, time in told.items()}
    return plain


def _state(said: str) -> str:
    name = re.sub(r"[\s-]+", "_", said.strip().casefold())
    return name if name in get_args(StateName) else said


def _centre(said: str) -> str:
    name = _TITLES.sub("", said.strip()).casefold()
    return next((centre for centre in CENTRES if centre.casefold() == name), said)
