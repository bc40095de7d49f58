"""Opens the kept fields of the sea for whoever forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from estran.room.sea import KeptFields


def kept_fields(folder: Path | None) -> KeptFields:
    """Return the fetched and added fields of a folder, or of the user's where None."""
    from estran.adapters.kept_folder import KeptFolder

    return KeptFolder(folder)
