"""The page on classes of rescue units: every published number with its source, and public homes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.language.catalogue import say
from estran.rescue.assets import FIGURES, asset_classes
from tools.reference_layout import number, page, sentence, table, text

if TYPE_CHECKING:
    from estran.rescue.assets import AssetClass
    from estran.sources.sourced import Sourced

NAMES = {
    "speed": "speed",
    "draught": "draught",
    "capacity": "capacity",
    "capacity_most": "capacity, most",
    "ready": "ready",
    "ready_night": "ready, by night",
    "sea_limit": "sea limit",
}


def assets_page() -> str:
    """Return the page on classes of rescue units."""
    return page(
        "Asset classes",
        "src/estran/rescue/asset_classes.toml",
        text("data_assets"),
        *(_part(one) for one in asset_classes().values()),
    )


def _part(one: AssetClass) -> str:
    head = ("what", "number", "range", "source", "page", "confidence")
    rows = [_row(NAMES[name], row) for name in FIGURES if (row := getattr(one, name)) is not None]
    unknown = [
        NAMES[name] for name in FIGURES if getattr(one, name) is None and name != "ready_night"
    ]
    lacking = f" Unknown: {', '.join(unknown)}." if unknown else ""
    title = say("en", f"asset_class.{one.key}")
    return f"## {one.key}\n\n{sentence(title)} {_homes(one)}{lacking}\n\n" + table(head, rows)


def _homes(one: AssetClass) -> str:
    if not one.stations:
        return "Its place is not public."
    homes = [
        f"{home.name + ' (' + home.place + ')' if home.name else home.place} "
        f"[{home.source}](sources.md#{home.source})"
        for home in one.stations
    ]
    return f"Homes: {', '.join(homes)}."


def _row(name: str, row: Sourced) -> tuple[str, ...]:
    low, high = row.low, row.high
    span = "" if low is None or high is None else f"{number(low)} to {number(high)}"
    return (
        name,
        f"{number(row.value)} {row.unit}",
        span,
        f"[{row.source}](sources.md#{row.source})",
        row.page,
        row.confidence,
    )
