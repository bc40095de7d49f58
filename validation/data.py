"""Where the measurements lie that may not ship, and their absence said."""

from __future__ import annotations

import os
from pathlib import Path


def measured(name: str) -> Path | None:
    """Return a file of measurements, or None where it is not here.

    Looked for in the folder named by ESTRAN_SHARED, else in `shared/data` beside the repository.
    """
    folder = os.environ.get("ESTRAN_SHARED")
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    path = (Path(folder) if folder else beside) / name
    return path if path.is_file() else None


def absent(name: str, what: str) -> str:
    """Return the line that stands in place of a table."""
    return f"Skipped: {what}. {name} does not ship and is not here; ESTRAN_SHARED names its folder."
