"""Fetching the sea from every live source there is, one after another, and keeping what is sound.

What fails is written beside the fields, by source, and spoils nothing that is kept. One process
fetches at a time. How a source answers is known by its own adapter.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from estran.adapters.files import write_whole
from estran.adapters.kept_fields import TRIED, drop_stale, keep_field, newest_entries
from estran.adapters.live.copernicus import fetch_by_client, not_ready
from estran.adapters.live.depth_grid import fetch_depth
from estran.adapters.live.open_meteo import fetch_marine, fetch_wind
from estran.adapters.live.shom_gauge import fetch_shom_surge
from estran.adapters.live.tide_gauge import fetch_surge
from estran.adapters.live.wanted import clocks_apart
from estran.errors import EstranError, InputError, SeaSourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from estran.adapters.kept_fields import KeptEntry
    from estran.adapters.live.asking import Answer, Asker
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField, LayerName
    from estran.environment.sea_sources import SeaSource, SeaSources

LOCK = ".fetching"
LARGEST_NOTE = 1 << 16
FOR_ALL_LAYERS = frozenset({"live.client_login", "live.timeout", "live.unreachable"})
"""What stopped one layer of a client stops the next as well: it is not run again."""


def adapters() -> Mapping[
    str, Callable[[Asker, SeaSource, Wanted], tuple[list[KeptField], Answer]]
]:
    """Return what fetches from each source, in the order of fetching."""
    return {
        "ea-dover": fetch_surge,
        "shom-calais": fetch_shom_surge,
        "shom-dunkerque": fetch_shom_surge,
        "open-meteo": fetch_wind,
        "open-meteo-marine": fetch_marine,
        "emodnet": fetch_depth,
        "gebco": fetch_depth,
        "copernicus-nws": fetch_by_client,  # may take minutes: nobody waits for it but itself
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How the last fetching from a source went.

    Attributes
    ----------
    key : str
        Of the source.
    outcome : str
        ``fetched``; ``fresh``: what is kept is so new that nobody was asked; ``spare``: a better
        source has it; ``unready``: its client is not installed or not logged in; ``failed``.
    at : float
        When [s since 1970].
    layers : tuple of str
        That were kept, or that are missing.
    code, message : str
        Of the failure, or of what is missing; empty where there was none.
    details : mapping
        Of the failure.
    clock_ahead : float or None
        By how much this machine's clock is ahead of the source's [s]; None where they agree.
    """

    key: str
    outcome: Literal["fetched", "fresh", "spare", "unready", "failed"]
    at: float
    layers: tuple[str, ...]
    code: str = ""
    message: str = ""
    details: Mapping[str, Any]
    clock_ahead: float | None = None


def fetch_sea(
    *, sources: SeaSources, folder: Path, asker: Asker, wanted: Wanted, again: bool = False
) -> Iterator[Tried]:
    """Fetch from every live source, and yield how each went as soon as it is known.

    Parameters
    ----------
    sources : SeaSources
        With their addresses.
    folder : Path
        Where fields are kept.
    asker : Asker
        Of servers.
    wanted : Wanted
        Area and hours.
    again : bool
        Ask also where what is kept is new enough.

    Raises
    ------
    InputError
        ``sea.busy`` where another process fetches; ``output.unwritable`` where nothing can be kept.
    """
    with _alone(folder):
        drop_stale(folder, now=wanted.now)
        for key, fetch in adapters().items():
            if key not in sources.sources:
                continue  # it serves another area
            missing = not_ready() if _has_client(sources.sources[key]) else None
            if missing is not None:
                yield _not_had("unready", sources.sources[key], missing, wanted.now)
                continue
            tried = None
            for source in _parts(sources.sources[key]):
                outcome = None if again else _needless(source, sources, folder, wanted)
                if outcome is not None:
                    yield Tried(
                        key=key, outcome=outcome, at=wanted.now, layers=source.layers, details={}
                    )
                    continue
                if tried is not None and tried.code in FOR_ALL_LAYERS:
                    tried = replace(tried, layers=source.layers)
                else:
                    tried = _from_one(source, fetch, folder, asker, wanted)
                _note(tried, folder, source)
                yield tried


def last_tried(folder: Path, source: SeaSource, layer: LayerName) -> Tried | None:
    """Return how the last fetching of a layer went; None where there was none, or no note."""
    key = source.key
    try:
        with (folder / _note_name(key, layer if _has_client(source) else None)).open("rb") as file:
            said = json.loads(file.read(LARGEST_NOTE))
        tried = Tried(**{**said, "layers": tuple(said["layers"])})
        return tried if tried.key == key and isinstance(tried.at, (int, float)) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _needless(
    source: SeaSource, sources: SeaSources, folder: Path, wanted: Wanted
) -> Literal["fresh", "spare"] | None:
    """Return why a source need not be asked; None where it must be."""
    kept = newest_entries(folder)
    ours = [kept.get((layer, source.key)) for layer in source.layers]
    if all(one is not None and _new_enough(one, source, wanted) for one in ours):
        return "fresh"
    spare = source.details.get("spare", {}).get("layer")
    better = sources.ranked(spare, [key for layer, key in kept if layer == spare]) if spare else ()
    return "spare" if better and better[0] != source.key else None


def _new_enough(entry: KeptEntry, source: SeaSource, wanted: Wanted) -> bool:
    """Return whether a field is so new that its source has nothing newer, and reaches as far."""
    forecast = not {"depth", "level"} & set(source.layers)
    reaches = not forecast or entry.last >= wanted.last - source.every
    return reaches and 0.0 <= wanted.now - entry.fetched_at < source.every


def _from_one(
    source: SeaSource,
    fetch: Callable[[Asker, SeaSource, Wanted], tuple[list[KeptField], Answer]],
    folder: Path,
    asker: Asker,
    wanted: Wanted,
) -> Tried:
    try:
        fields, answer = fetch(asker, source, wanted)
    except SeaSourceError as error:
        return _not_had("failed", source, error, wanted.now)
    for field in fields:
        keep_field(field, folder=folder)
    return Tried(
        key=source.key,
        outcome="fetched",
        at=wanted.now,
        layers=tuple(field.layer for field in fields),
        details={},
        clock_ahead=clocks_apart(answer, now=wanted.now),
    )


def _not_had(
    outcome: Literal["unready", "failed"], source: SeaSource, error: EstranError, at: float
) -> Tried:
    return Tried(
        key=source.key,
        outcome=outcome,
        at=at,
        layers=source.layers,
        code=error.code,
        message=error.message,
        details=error.details,
    )


def _has_client(source: SeaSource) -> bool:
    return "client" in source.details


def _parts(source: SeaSource) -> tuple[SeaSource, ...]:
    """Return what is fetched from a source at once; layer by layer where a client does it."""
    if not _has_client(source):
        return (source,)
    return tuple(replace(source, layers=(layer,)) for layer in source.layers)


def _note_name(key: str, layer: str | None) -> str:
    return f"{key}{TRIED}" if layer is None else f"{key}.{layer}{TRIED}"


def _note(tried: Tried, folder: Path, source: SeaSource) -> None:
    said = {name: getattr(tried, name) for name in Tried.__slots__}
    layer = source.layers[0] if _has_client(source) else None
    write_whole(
        folder / _note_name(tried.key, layer), json.dumps(said, ensure_ascii=False).encode()
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process fetch at a time; the lock of a killed one is gone with it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise InputError(
            "output.unwritable",
            f"{folder}: cannot be written: {error.strerror}.",
            file=str(folder),
            reason=error.strerror,
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(
                "sea.busy",
                f"Another process is fetching the sea into {folder}. Wait until it is done.",
                folder=str(folder),
            ) from error
        yield
    finally:
        os.close(handle)
