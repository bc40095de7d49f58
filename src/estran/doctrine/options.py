"""The options: what could be done about a craft, by id, in two groups that are judged differently.

What each is called stands in the catalogues of language, under ``option``.
"""

from __future__ import annotations

from estran.language.catalogue import say

RESCUE = ("I0", "I1", "I2", "I3", "I4", "I5", "I6")
"""Options that help. I6 is never forbidden, and the others only by physics, as means to it."""

CONTROL = ("I7", "I8", "I9", "I10", "I11a", "I11b", "I12", "I13", "I14")
"""Options that control. What is not known bars them."""

OPTIONS = (*RESCUE, *CONTROL)
RESCUE_ITSELF = "I6"
MEANS = ("I1", "I2", "I3", "I4", "I5")
"""Rescue options that physics may forbid, as means; I0 and I6 nothing may."""


def option_name(option: str, language: str = "en") -> str:
    """Return what an option is called.

    Raises
    ------
    UnknownNameError
        Where there is no such option, or no such language.
    """
    return say(language, f"option.{option}")
