"""Tones, markers, line styles and type of the printed map.

Told apart in grey and safe for the colour-blind. Nothing is green: no colour
may say that all is well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import matplotlib as mpl
from matplotlib.font_manager import FontProperties

Dashes: TypeAlias = tuple[float, tuple[float, ...]]

INK = "#101418"
SEA = "#f4f8fc"
LAND = "#d9c9a3"
COAST = "#4a3f2a"
GRATICULE = "#8b97a5"
BOUNDARY = "#6a1b6e"
BAND = "#b59ac0"
DISTRESS = "#b3261e"
HULL = "#8a3c00"
PAPER = "#ffffff"

AREA_TONES = {0.95: "#c3d1ea", 0.75: "#8fa9d8", 0.50: "#5b7abd"}
"""Fill of the areas at the time of the datum, light to dark; their greys lie 0.1 apart or more."""
AREA_HATCH = {0.95: "////", 0.75: "", 0.50: ""}
RING_DASHES: dict[int, Dashes] = {
    1: (0.0, (1.0, 1.6)),
    3: (0.0, (4.0, 1.8)),
    6: (0.0, (7.0, 1.8, 1.2, 1.8)),
    12: (0.0, (12.0, 3.0)),
}
"""Dashes of the outer ring, by hours after the report: longer dashes, later hours."""
HULL_DASHES: Dashes = (0.0, (5.0, 1.5, 1.0, 1.5, 1.0, 1.5))
BOX_DASHES: Dashes = (0.0, (6.0, 2.0))
LINE_DASHES: Dashes = (0.0, (9.0, 2.5, 1.5, 2.5))


@dataclass(frozen=True)
class Dot:
    """How one state of the ensemble is drawn."""

    marker: str
    face: str
    edge: str
    size: float


DOTS = {
    "adrift": Dot("o", INK, PAPER, 3.4),
    "under_way": Dot("^", PAPER, INK, 4.0),
    "swamped": Dot("D", "#f2b84b", INK, 3.4),
    "in_water": Dot("X", DISTRESS, PAPER, 5.2),
    "boarding": Dot("s", PAPER, INK, 3.4),
}


@dataclass(frozen=True)
class Fonts:
    """The typefaces that come with matplotlib, by file: the same on every machine."""

    folder: Path

    def regular(self, size: float) -> FontProperties:
        """Return upright type of a size [points]."""
        return self._font("DejaVuSans.ttf", size)

    def bold(self, size: float) -> FontProperties:
        """Return bold type of a size [points]."""
        return self._font("DejaVuSans-Bold.ttf", size)

    def italic(self, size: float) -> FontProperties:
        """Return slanted type of a size [points], for names at sea."""
        return self._font("DejaVuSans-Oblique.ttf", size)

    def mono(self, size: float) -> FontProperties:
        """Return type of one width, of a size [points], for positions."""
        return self._font("DejaVuSansMono.ttf", size)

    def _font(self, file: str, size: float) -> FontProperties:
        return FontProperties(fname=self.folder / file, size=size)


def fonts() -> Fonts:
    """Return the typefaces of the map."""
    return Fonts(folder=Path(mpl.get_data_path()) / "fonts" / "ttf")
