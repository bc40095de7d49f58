"""Estran: decision support for small-boat emergencies in tidal waters.

The face: public names, imported when first asked for. ``estran.assess`` is the room in which one
situation becomes one answer; a function of that name would be hidden by the room.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran import assess
    from estran.assess.answer import Assessment
    from estran.assess.assessment import assess_report
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.errors import EstranError

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "EstranError",
    "Report",
    "RunSettings",
    "Situation",
    "__version__",
    "assess",
    "assess_report",
]

_HOMES = {
    "Assessment": "estran.assess.answer",
    "EstranError": "estran.errors",
    "Report": "estran.assess.report",
    "RunSettings": "estran.assess.settings",
    "Situation": "estran.assess.situation",
    "assess_report": "estran.assess.assessment",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name == "assess":
        return import_module("estran.assess")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'estran' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
