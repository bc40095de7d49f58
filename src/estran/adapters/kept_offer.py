"""What a folder of kept fields offers to one forecast: in the order of sources, newest first.

A file that is damaged offers nothing. No network is known here, and nothing is chosen.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from estran.adapters.kept_fields import keep_field, kept_entries, read_field, sea_folder
from estran.adapters.sea_standing import own_sources
from estran.environment.kept_field import LAYER_NAMES
from estran.environment.kept_sea import OfferedFields
from estran.errors import InputError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from estran.adapters.kept_fields import KeptEntry
    from estran.environment.kept_field import KeptField, LayerName
    from estran.environment.sea_sources import SeaSources

ENOUGH = 3
"""Fields of one source that hold all of the hours: an older one would not be chosen either."""
OBSERVED: LayerName = "level"  # goes on ahead of its last value, so it need not reach the hours
LASTING: LayerName = "depth"  # holds at all times


def offered_here(folder: Path | None, *, start: float, hours: float) -> OfferedFields:
    """Return what a folder, or ESTRAN_SEA or the user's cache, offers in the user's own order.

    Parameters as for `offered_fields`.
    """
    return offered_fields(sea_folder(folder), own_sources(), start=start, hours=hours)


def keep_fields(fields: Iterable[KeptField], *, folder: Path | None) -> None:
    """Keep fields in a folder, or in ESTRAN_SEA or the user's cache.

    Raises
    ------
    InputError
        Where it cannot be written.
    """
    for one in fields:
        keep_field(one, folder=sea_folder(folder))


def offered_fields(
    folder: Path, sources: SeaSources, *, start: float, hours: float
) -> OfferedFields:
    """Return what a folder offers to the hours after a start.

    Parameters
    ----------
    folder : Path
        Of kept fields; one that is not there offers nothing.
    sources : SeaSources
        Their order by layer, and when each is stale.
    start : float
        Of the forecast [s since 1970, UTC].
    hours : float
        Its length [h].

    Returns
    -------
    OfferedFields
        Of each source the fields that touch the hours, the newest first, of those that hold all of
        them no more than `ENOUGH`; the newest alone where none does, so that an answer can say what
        it has and why it is not used.
    """
    entries = kept_entries(folder)
    read: list[KeptField] = []
    stale: dict[tuple[str, str], float] = {}
    for layer in LAYER_NAMES:
        here = [one for one in entries if one.layer == layer]
        for key in sources.ranked(layer, dict.fromkeys(one.source for one in here)):
            stale[layer, key] = sources.stale_after(layer, key)
            own = [one for one in here if one.source == key]
            touching = _touching(own, start, start + hours * HOUR)
            read += _whole(touching or own[:1])
    return OfferedFields(tuple(read), stale)


def _touching(entries: Sequence[KeptEntry], start: float, end: float) -> list[KeptEntry]:
    """Return what touches the hours, and not every old field that newer ones have replaced."""
    found = [one for one in entries if _touches(one, start, end)]
    holding = [one for one in found if one.first <= start and one.last >= end]
    return [one for one in found if one not in holding[ENOUGH:]]


def _touches(entry: KeptEntry, start: float, end: float) -> bool:
    if entry.layer == LASTING:
        return True
    return entry.first <= end and (entry.last >= start or entry.layer == OBSERVED)


def _whole(entries: Sequence[KeptEntry]) -> list[KeptField]:
    """Read fields; one that another process has dropped, or that is damaged, is left out."""
    fields = []
    for one in entries:
        with suppress(InputError):
            fields.append(read_field(one.path))
    return fields
