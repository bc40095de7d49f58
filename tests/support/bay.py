"""A bay that does not exist: the area of the how-to, read from its page, whole or with changes."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from estran.environment.kept_field import KeptField
from estran.quantities.instants import parse_instant

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-an-area.md"
START = parse_instant("2026-06-14T06:00Z").timestamp()
PLACE = "40-27.0N 030-18.0W"
REPORT = ["--at", "2026-06-14T06:00Z", "--position", PLACE, "--persons", "40-60"]
CRAFT = ["--craft", "inflatable", "--state", "adrift", "--exercise"]


def block(language: str) -> str:
    """Return the block of the how-to in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def bay(*, without: tuple[str, ...] = (), **changed: Any) -> str:
    """Return the area's file, without some of its tables, and with others in their place."""
    told = yaml.safe_load(block("yaml")) | changed
    return yaml.safe_dump({key: value for key, value in told.items() if key not in without})


def write_bay(folder: Path, text: str | None = None, coast: str | None = None) -> Path:
    """Write the area and its coast line into a folder, and return the area's file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "test_bay_coast.csv").write_text(block("csv") if coast is None else coast, "utf-8")
    path = folder / "test_bay.yaml"
    path.write_text(block("yaml") if text is None else text, "utf-8")
    return path


def currents(*, hours: tuple[int, int] = (-3, 12), east: float = 0.3) -> KeptField:
    """Return a uniform stream over the bay, some hours before and after the report's."""
    times = START + 3600.0 * np.arange(hours[0], hours[1] + 1, dtype=np.float64)
    latitude, longitude = np.arange(40.0, 41.0, 0.05), np.arange(-31.0, -29.5, 0.05)
    shape = (times.size, latitude.size, longitude.size, 2)
    return KeptField(
        layer="currents",
        source="bay-model",
        title="a model of the bay",
        unit="m/s",
        licence="made for tests",
        times=times,
        latitude=latitude,
        longitude=longitude,
        values=np.broadcast_to(np.array([east, 0.1], dtype=np.float32), shape),
        fetched_at=START - 3600.0,
        issued_at=START - 7200.0,
        resolution=5500.0,
    )
