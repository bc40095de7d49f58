"""What is asked of a live source, and what may be read out of an answer: numbers or nothing.

Shared by the adapters of all sources; the form of none of them is known here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.kept_field import FORMS, KeptField
from estran.errors import SeaSourceError
from estran.quantities.units import FULL_CIRCLE_DEG, MINUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.adapters.live.asking import Answer
    from estran.environment.sea_sources import SeaSource
    from estran.environment.tide import Box
    from estran.quantities.arrays import Floats

FILL = 900.0
"""Winds, waves, levels and temperatures of this size stand for no value (-999, 9999, 1e20)."""
CLOCKS_APART = 10 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What shall be fetched.

    Attributes
    ----------
    box : Box
        Over which area.
    first, last : float
        Between which times [s since 1970, UTC], whole hours.
    now : float
        By this machine's clock [s since 1970].
    """

    box: Box
    first: float
    last: float
    now: float


@dataclass(frozen=True, slots=True)
class Series:
    """A layer over times and a grid, before it is known to be sound."""

    layer: str
    times: Floats
    latitude: Floats
    longitude: Floats
    values: Floats


def sound_field(
    found: Series, *, source: SeaSource, now: float, host: str, issued_at: float | None = None
) -> KeptField:
    """Return a field of what was read.

    Raises
    ------
    SeaSourceError
        ``live.values`` where it holds no value, or one that no sea has.
    """
    layer = found.layer
    try:
        return KeptField(
            layer=layer,  # type: ignore[arg-type]
            source=source.key,
            title=source.name,
            unit=FORMS[layer].unit,  # type: ignore[index]
            licence=source.licence,
            times=found.times,
            latitude=found.latitude,
            longitude=found.longitude,
            values=found.values.astype(np.float32),
            fetched_at=now,
            issued_at=issued_at,
            resolution=source.resolution,
        )
    except ValueError as error:
        raise SeaSourceError(
            "live.values",
            f"What {host} gave as {layer} cannot be right: {error}.",
            host=host,
            layer=layer,
            problem=str(error),
        ) from error


def json_of(answer: Answer) -> Any:  # noqa: ANN401 -- a foreign tree, looked at leaf by leaf
    """Return an answer's JSON.

    Raises
    ------
    SeaSourceError
        ``live.form`` where it is none.
    """
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise strange(answer.host, "no JSON") from error


def part(tree: object, name: str, kind: type, *, host: str) -> Any:  # noqa: ANN401
    """Return a part of a foreign tree, of this kind.

    Raises
    ------
    SeaSourceError
        ``live.form`` where it is not there, or another kind.
    """
    found = tree.get(name) if isinstance(tree, dict) else None
    if not isinstance(found, kind) or isinstance(found, bool):
        raise strange(host, f"no {name}")
    return found


def numbers(values: list[Any], *, host: str) -> Floats:
    """Return a row of numbers; NaN for what is missing or a fill value.

    Raises
    ------
    SeaSourceError
        ``live.form`` where something else stands in it.
    """
    for one in values:
        if one is not None and (isinstance(one, bool) or not isinstance(one, (int, float))):
            raise strange(host, "a word where a number belongs")
    try:
        row = np.array([np.nan if one is None else float(one) for one in values], dtype=np.float64)
    except OverflowError as error:
        raise strange(host, "a number that no machine holds") from error
    row[~(np.abs(row) < FILL)] = np.nan
    return row


def unit_is(said: Mapping[str, object], name: str, wanted: str, *, host: str) -> None:
    """Refuse a value that does not come in the unit that was asked for.

    Raises
    ------
    SeaSourceError
        ``live.unit``.
    """
    if said.get(name) != wanted:
        raise SeaSourceError(
            "live.unit",
            f"{host} gives {name} in {said.get(name)!r}, not in {wanted!r}; it was not used.",
            host=host,
            name=name,
            said=str(said.get(name)),
            wanted=wanted,
        )


def covering(times: Floats, wanted: Wanted, *, host: str) -> None:
    """Refuse what does not hold the hours from now on that were asked for, or holds none of them.

    Raises
    ------
    SeaSourceError
        ``live.hours``.
    """
    ahead = min(wanted.last, wanted.now + 6 * 60 * MINUTE)
    if not times.size or times[0] > wanted.now + 60 * MINUTE or times[-1] < ahead:
        raise hours_missing(host)


def hours_missing(host: str) -> SeaSourceError:
    """Return the refusal of an answer without the hours that count."""
    return SeaSourceError(
        "live.hours", f"{host} gave nothing for the hours that were asked for.", host=host
    )


def strange(host: str, what: str) -> SeaSourceError:
    """Return the refusal of an answer that has not the documented form."""
    return SeaSourceError(
        "live.form",
        f"{host} did not answer in its documented form ({what}). Has its service changed?",
        host=host,
        what=what,
    )


def wrapped(longitude: Floats) -> Floats:
    """Return longitudes [degrees] from -180 to 180, whichever way round they came."""
    half = FULL_CIRCLE_DEG / 2
    around: Floats = np.mod(longitude + half, FULL_CIRCLE_DEG) - half
    return around


def clocks_apart(answer: Answer, *, now: float) -> float | None:
    """Return by how much this machine's clock is ahead of the server's [s], where that matters."""
    if answer.told is None or abs(now - answer.told) <= CLOCKS_APART:
        return None
    return now - answer.told
