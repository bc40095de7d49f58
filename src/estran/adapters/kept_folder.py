"""A folder of kept fields as the room asks it: what it offers to the hours of a forecast.

The order of sources is the user's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.kept_fields import sea_folder
from estran.adapters.kept_offer import offered_fields
from estran.adapters.sea_standing import own_sources

if TYPE_CHECKING:
    from pathlib import Path

    from estran.environment.kept_sea import OfferedFields


class KeptFolder:
    """A `room.sea.KeptFields` over a folder; looked at anew each time, so that a fetch counts.

    Parameters
    ----------
    folder : Path or None
        Of fetched and added fields; ESTRAN_SEA or the user's cache where None.

    Raises
    ------
    InputError
        Where the user's own order cannot be used; that of the start counts to the end.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sources = own_sources()

    def offered(self, start: float, hours: int) -> OfferedFields:
        """Return what the folder offers to the hours [h] after a start [s since 1970, UTC]."""
        return offered_fields(sea_folder(self._folder), self._sources, start=start, hours=hours)
