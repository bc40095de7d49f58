"""The leeway classes that ship with Estran (leeway_classes.toml). No law and no choice of class."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import hypot
from typing import TYPE_CHECKING, Any

from estran.drift.leeway import LeewayClass, LeewayLine
from estran.errors import UnknownNameError
from estran.quantities.units import CENTIMETRE

if TYPE_CHECKING:
    from collections.abc import Mapping

_PERCENT = 0.01


def leeway_class(key: str) -> LeewayClass:
    """Return the class of this key, such as ``PIW-1``.

    Raises
    ------
    UnknownNameError
        Where no class has this key.
    """
    known = leeway_classes()
    if key not in known:
        raise UnknownNameError(
            "leeway.class_unknown",
            f"No leeway class is called {key!r}. The keys are those of leeway_classes.toml, "
            "such as PIW-1.",
            key=key,
        )
    return known[key]


@cache
def leeway_classes() -> Mapping[str, LeewayClass]:
    """All classes by key, slopes as fractions and speeds in metres a second."""
    text = files("estran.drift").joinpath("leeway_classes.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    known = {row["key"]: _fitted(row, table["confidence"]) for row in table["class"]}
    known |= {
        row["key"]: _speed_only(row, known[row["shaped_like"]]) for row in table["speed_only"]
    }
    return known


def _fitted(row: dict[str, Any], confidence: str) -> LeewayClass:
    return LeewayClass(
        key=row["key"],
        group=row["group"],
        label=row["label"],
        downwind=_line(*row["downwind"]),
        right=_line(*row["right"]),
        left=_line(*row["left"]),
        source=row["source"],
        confidence=row.get("confidence", confidence),
    )


def _line(slope_percent: float, offset_cm_s: float, sd_cm_s: float) -> LeewayLine:
    return LeewayLine(slope_percent * _PERCENT, offset_cm_s * CENTIMETRE, sd_cm_s * CENTIMETRE)


def _speed_only(row: dict[str, Any], like: LeewayClass) -> LeewayClass:
    scale = row["speed_percent"] * _PERCENT / hypot(like.downwind.slope, like.right.slope)
    return LeewayClass(
        key=row["key"],
        group=row["group"],
        label=row["label"],
        downwind=_scaled(like.downwind, scale),
        right=_scaled(like.right, scale),
        left=_scaled(like.left, scale),
        source=row["source"],
        confidence=row["confidence"],
    )


def _scaled(line: LeewayLine, scale: float) -> LeewayLine:
    return LeewayLine(line.slope * scale, 0.0, line.residual_sd)
