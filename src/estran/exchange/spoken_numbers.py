"""Numbers, times and positions as they are spoken on the radio, figure by figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estran.language.catalogue import say
from estran.quantities.position_format import format_dmm

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.geodesy import Position

_DMM = re.compile(r"(\d+)-(\d\d)\.(\d)([NSEW])")
DECIMALS = 1  # of a minute: what is read out; 0.1 is 185 m of latitude


def spoken_digits(text: str, *, language: str) -> str:
    """Return a text with each figure as a word: ``47`` is four seven, 5.3 five decimal three.

    Notes
    -----
    English words are those of the standard phrases, French ones those of radio practice.
    Source: imo_smcp_2001, general section 2.
    Source: anfr_crr_2019, spelling of figures.
    """
    words = say(language, "spoken.figures").split()
    decimal = say(language, "spoken.decimal")
    return re.sub(
        r"\d+(?:[.,]\d+)?",
        lambda found: " ".join(words[int(c)] if c.isdigit() else decimal for c in found[0]),
        text,
    )


def spoken_position(position: Position, *, language: str) -> str:
    """Return a position figure by figure: five zero degrees, five nine decimal three north, ..."""
    written = format_dmm(position, decimals=DECIMALS)
    return say(language, "spoken.and").join(
        _axis(*found.groups(), language=language) for found in _DMM.finditer(written)
    )


def _axis(degrees: str, minutes: str, tenths: str, letter: str, *, language: str) -> str:
    return say(
        language,
        "spoken.axis",
        degrees=spoken_digits(degrees, language=language),
        minutes=spoken_digits(f"{minutes}.{tenths}", language=language),
        side=say(language, f"spoken.{letter.lower()}"),
    )


def spoken_time(moment: datetime, *, language: str) -> str:
    """Return a time in UTC figure by figure: zero one five three UTC."""
    return say(
        language,
        "spoken.time",
        figures=spoken_digits(f"{moment:%H%M}", language=language),
    )
