"""What `estran skill` opens beside the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from estran.assess.skill import Skill


def draw_calibration(found: Skill, path: Path, *, language: str) -> None:
    """Draw the calibration plot of a study into a PNG file."""
    from estran.adapters import skill_plot

    skill_plot.draw_calibration(found, path=path, language=language)


def require_plot() -> None:
    """Refuse, before anything is computed, where the plot cannot be drawn."""
    from estran.adapters.map_picture import require_matplotlib

    require_matplotlib()
