"""Where validation data lie that may not be shipped; tests that need them skip without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_data(name: str) -> Path:
    """Return the path of a validation file, or skip the test that asks for it.

    Looked for in the folder named by ESTRAN_SHARED, else in `shared/data` beside the repository.
    """
    folder = os.environ.get("ESTRAN_SHARED")
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    path = (Path(folder) if folder else beside) / name
    if not path.is_file():
        pytest.skip(f"{name} is not shipped and not here: set ESTRAN_SHARED to its folder")
    return path
