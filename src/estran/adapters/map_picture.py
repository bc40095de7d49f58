"""An answer as a printed map (PNG) in a file. The drawing itself is an optional part of Estran.

Importing this file does not import matplotlib; drawing a map does.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from estran.adapters.files import write_whole
from estran.errors import MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path

    from estran.adapters.map_backdrop import Backdrop
    from estran.assess.answer import Assessment


def draw_map(assessment: Assessment, *, backdrop: Backdrop, path: Path) -> None:
    """Draw an answer on a chart and save it as a PNG of 2024 x 1518 pixels, A4 across.

    The same answer gives the same bytes with the same matplotlib. Where the drift is unknown the
    last known position is drawn, and the reason.

    Parameters
    ----------
    assessment : Assessment
        The answer; nothing else about the case is drawn.
    backdrop : Backdrop
        Land, lines and places, and the box beyond which nothing is held.
    path : Path
        Where to save; the file is replaced whole or not at all.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    InputError
        Where the file cannot be written.
    """
    require_matplotlib()
    from estran.adapters.map_composition import picture  # noqa: PLC0415 -- an optional extra

    write_whole(path, picture(assessment, backdrop=backdrop))


def require_matplotlib() -> None:
    """Refuse where the extra that draws maps is not installed.

    Raises
    ------
    MissingExtraError
        Saying how to install it.
    """
    if find_spec("matplotlib") is None:
        raise MissingExtraError(
            "map.extra_missing",
            "Drawing a map needs matplotlib, which is not installed: pip install 'estran[map]'.",
            extra="map",
        )
