"""The options: what could be done about a craft, in two groups that are judged differently."""

from __future__ import annotations

from types import MappingProxyType

RESCUE = MappingProxyType(
    {
        "I0": "monitor, and alert the other centre",
        "I1": "shadow or escort, ready to rescue",
        "I2": "speak to the people, offer help",
        "I3": "deliver life jackets, throw flotation",
        "I4": "take off those who ask",
        "I5": "take everybody off to a larger vessel",
        "I6": "rescue: distress, or people in the water",
    }
)
"""Options that help. I6 is never forbidden, and the others only by physics, as means to it."""

CONTROL = MappingProxyType(
    {
        "I7": "control a suspected taxi-boat before boarding",
        "I8": "block a canal or a harbour at low water",
        "I9": "wade out and stop or deflate the craft",
        "I10": "entangle the propeller, or lay a net ahead",
        "I11a": "tow back, nobody aboard",
        "I11b": "tow back with people aboard",
        "I12": "manoeuvre to turn the craft: wash, blocking",
        "I13": "prevent the launch on land",
        "I14": "intercept with people aboard",
    }
)
"""Options that control. What is not known bars them."""

OPTIONS = MappingProxyType({**RESCUE, **CONTROL})
RESCUE_ITSELF = "I6"
MEANS = ("I1", "I2", "I3", "I4", "I5")
"""Rescue options that physics may forbid, as means; I0 and I6 nothing may."""
