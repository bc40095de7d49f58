"""The commands of `estran study`, in the order of a study: name, function, a line of help."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STUDY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "calibrate": ("calibrate:calibrate", "What history leaves over."),
        "run": ("run:run_here", "Simulate, or go on."),
        "report": ("report:report", "What was found, and how surely."),
        "replay": ("replay:replay", "One simulated life again."),
        "check": ("check:check", "Is it what was written down?"),
    }
)
"""Module after `estran.cli.study_` and its function, by the name of the command."""
