"""Which area's sea a command speaks of, and the folder in which its fields are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class SeaWhere:
    """Whose sea is meant.

    Attributes
    ----------
    area : str
        Whose sea is used: see `estran area list`.
    sea : Path
        The folder of kept fields; else the area's own under ESTRAN_SEA, or the user's cache.
    """

    area: str = "dover_strait"
    sea: Path | None = None

    def folder(self) -> Path | None:
        """Return the folder where one is named, or the area has one of its own."""
        from estran.wiring.areas import sea_of_area

        return sea_of_area(self.sea, self.area)


STRAIT = SeaWhere()


def require_one_area(replay: str | None, area: str) -> None:
    """Refuse a historic case in another area than its own.

    Raises
    ------
    InputError
        ``assess.replay_area``.
    """
    from estran.errors import InputError

    if replay is not None and area != STRAIT.area:
        raise InputError(
            "assess.replay_area",
            "A historic case is replayed in its own area: give --replay or --area, not both.",
        )
