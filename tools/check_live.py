"""Ask every live source of the sea for real, and say of each whether its answer is understood.

For a person with a network: ``make live``. What cannot be reached is skipped by name; an answer
that is not understood ends with 1, for then a provider has changed its service.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.kept_fields import newest_entries, read_field
from estran.adapters.live.asking import Asker
from estran.adapters.live.fetching import fetch_sea
from estran.adapters.live.wanted import Wanted
from estran.adapters.sea_standing import own_sources
from estran.adapters.system_clock import SystemClock
from estran.environment.area import load_area
from estran.environment.tide import Box
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.adapters.live.fetching import Tried

OUT_OF_REACH = {"live.unreachable", "live.timeout", "live.page", "live.elsewhere"}
"""The network in between, not the provider."""


def main() -> int:
    """Ask each source once, and return the exit code."""
    area, now = load_area(), SystemClock().now().timestamp()
    hour = now - now % HOUR
    wanted = Wanted(
        box=Box(west=area.west, south=area.south, east=area.east, north=area.north),
        first=hour - 12 * HOUR,
        last=hour + 48 * HOUR,
        now=now,
    )
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="estran-live-") as name:
        folder = Path(name)
        for tried in fetch_sea(
            sources=own_sources(), folder=folder, asker=Asker(), wanted=wanted, again=True
        ):
            wrong += _told(tried, folder)
    return 1 if wrong else 0


def _told(tried: Tried, folder: Path) -> bool:
    """Print how one source did, and return whether its answer was not understood."""
    if tried.outcome == "unready":
        print(f"skipped {tried.key}: {tried.code}: {tried.message}")
        return False
    if tried.outcome == "failed":
        skipped = tried.code in OUT_OF_REACH
        print(f"{'skipped' if skipped else 'WRONG  '} {tried.key}: {tried.code}: {tried.message}")
        return not skipped
    for layer in tried.layers:
        field = read_field(newest_entries(folder)[layer, tried.key].path)
        known = np.isfinite(field.values)
        print(
            f"ok      {tried.key}: {layer} {field.values.shape},"
            f" {np.nanmin(field.values):.2f} to {np.nanmax(field.values):.2f} {field.unit},"
            f" {100.0 * known.mean():.0f} % known"
        )
    return False


if __name__ == "__main__":
    sys.exit(main())
