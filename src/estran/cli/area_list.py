"""`estran area list`: the stretches of sea that are held, and what is held of each."""

from __future__ import annotations

from typing import Literal


def list_areas(*, lang: Literal["en", "fr"] = "en") -> None:
    """Tell what is held of each area, those that come with Estran and your own, and what it lacks.

    Parameters
    ----------
    lang : str
        Language of the list: en or fr.
    """
    from estran.cli.printing import print_text
    from estran.exchange.areas_text import areas_text

    print_text(areas_text(lang))
