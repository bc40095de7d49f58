"""How the sea stands on this machine: layer by layer what is used, how old, and what is missing.

Only kept files are looked at, and only their labels: no network, no waiting. What it means to a
forecast is said elsewhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from estran.adapters.extras import live_not_here
from estran.adapters.files import read_text
from estran.adapters.kept_fields import damaged_files, newest_entries
from estran.adapters.live.copernicus import not_ready
from estran.adapters.live.fetching import adapters, last_tried
from estran.environment.kept_field import LAYER_NAMES, LayerName
from estran.environment.sea_sources import EMBEDDED, FILE, SeaSources, sea_sources

if TYPE_CHECKING:
    from estran.adapters.kept_fields import KeptEntry
    from estran.adapters.live.fetching import Tried
    from estran.errors import EstranError

OWN = "ESTRAN_SEA_SOURCES"
NAME = "sea_sources.toml"
State = Literal["used", "waiting", "stale", "over", "missing", "no_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStanding:
    """One source of one layer.

    Attributes
    ----------
    key, name, licence : str
        Of the source.
    state : str
        ``used``; ``waiting``: sound, behind a better one; ``stale``; ``over``: its hours have
        passed; ``missing``: nothing is kept; ``no_file``: nobody added a file.
    entry : KeptEntry or None
        What is kept of it.
    next_at : float or None
        When a new one is worth fetching [s since 1970]; None for what is not fetched.
    tried : Tried or None
        The last fetching.
    known : bool
        One that comes with Estran; False for a file that somebody added under a name of its own.
    """

    key: str
    name: str
    licence: str
    known: bool
    state: State
    entry: KeptEntry | None
    next_at: float | None
    tried: Tried | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStanding:
    """One layer: its sources in their order, the first ``used`` one counts; none: what is held."""

    layer: LayerName
    sources: tuple[SourceStanding, ...]

    @property
    def used(self) -> SourceStanding | None:
        """The source that counts, or None where what Estran holds or assumes does."""
        return next((one for one in self.sources if one.state == "used"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaStanding:
    """All layers, the files that are damaged, and what is not set up here, by name."""

    folder: Path
    layers: tuple[LayerStanding, ...]
    damaged: tuple[Path, ...]
    not_here: tuple[EstranError, ...] = ()


def own_sources() -> SeaSources:
    """Return the sources in the order that this user has set, or else the one that comes with it.

    Raises
    ------
    InputError
        Where the user's file cannot be used.
    """
    named = os.environ.get(OWN)
    home = os.environ.get("XDG_CONFIG_HOME")
    path = (
        Path(named)
        if named
        else (Path(home) if home else Path.home() / ".config") / "estran" / NAME
    )
    return sea_sources(read_text(path) if named or path.exists() else None)


def sea_standing(*, sources: SeaSources, folder: Path, now: float) -> SeaStanding:
    """Return how every layer stands at a time [s since 1970]."""
    kept = newest_entries(folder)
    layers = tuple(_layer(layer, sources, folder, kept, now) for layer in LAYER_NAMES)
    return SeaStanding(
        folder=folder, layers=layers, damaged=damaged_files(folder), not_here=_not_here()
    )


def _not_here() -> tuple[EstranError, ...]:
    """Return what is not set up on this machine, by name; no network is asked."""
    client = not_ready()
    missing = live_not_here()
    known = {one.code for one in missing}
    return (*missing, *([client] if client is not None and client.code not in known else []))


def _layer(
    layer: LayerName,
    sources: SeaSources,
    folder: Path,
    kept: dict[tuple[str, str], KeptEntry],
    now: float,
) -> LayerStanding:
    found, taken = [], False
    for key in _keys(layer, sources, kept):
        entry = kept.get((layer, key))
        state = _state(key, entry, sources, now, taken=taken)
        taken = taken or state == "used"
        tried = last_tried(folder, sources.known(key), layer) if key in adapters() else None
        found.append(_source(key, sources, entry, state, tried))
    return LayerStanding(layer=layer, sources=tuple(found))


def _keys(
    layer: LayerName, sources: SeaSources, kept: dict[tuple[str, str], KeptEntry]
) -> list[str]:
    """Return the sources of a layer that come before what Estran holds, files by their own keys."""
    added = sorted({key for held, key in kept if held == layer and key not in sources.sources})
    keys: list[str] = []
    for key in sources.order(layer):
        if key == EMBEDDED:
            break
        keys += added if key == FILE and added else [key]
    return keys


def _state(
    key: str, entry: KeptEntry | None, sources: SeaSources, now: float, *, taken: bool
) -> State:
    if entry is None:
        return "missing" if key in adapters() else "no_file"
    if sources.stale(key, fetched_at=entry.fetched_at, now=now, layer=entry.layer):
        return "stale"
    if entry.layer not in {"depth", "level"} and entry.last < now:
        return "over"
    return "waiting" if taken else "used"


def _source(
    key: str,
    sources: SeaSources,
    entry: KeptEntry | None,
    state: State,
    tried: Tried | None,
) -> SourceStanding:
    known = sources.known(key)
    fetched = key in adapters() and entry is not None
    return SourceStanding(
        key=key,
        name=entry.title if entry else known.name,
        licence=entry.licence if entry else known.licence,
        known=key in sources.sources and key != FILE,
        state=state,
        entry=entry,
        next_at=entry.fetched_at + known.every if entry and fetched else None,
        tried=tried,
    )
