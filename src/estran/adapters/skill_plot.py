"""The calibration of a skill study as a picture (PNG) in a file; the drawing itself is optional.

Importing this file does not import matplotlib; drawing does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.files import write_whole
from estran.adapters.map_picture import require_matplotlib

if TYPE_CHECKING:
    from pathlib import Path

    from estran.assess.skill import Skill


def draw_calibration(found: Skill, *, path: Path, language: str) -> None:
    """Draw how often areas held the drifter beside what they say, and save it as a PNG.

    Parameters
    ----------
    found : Skill
        What was computed.
    path : Path
        Where to save; the file is replaced whole or not at all.
    language : str
        Of the words.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    InputError
        Where the file cannot be written.
    """
    require_matplotlib()
    from estran.adapters.skill_chart import picture  # noqa: PLC0415 -- an optional extra

    write_whole(path, picture(found, language=language))
