"""The sources of the sea: what each is, when it is stale, and the order in which they are asked.

Read from package data, and changed by a text that a user wrote. No file of a user and no network
is opened here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from estran.environment.kept_field import LAYER_NAMES, LayerName
from estran.errors import InputError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EMBEDDED = "embedded"
REPORT = "report"
FILE = "file"
"""Stands for every source that no table names: a file that somebody added."""
_ADDRESS = re.compile(r"https?://[^\s/@?#]+(/[^\s@?#]*)?")
_NUMBERS = ("stale_after_h", "every_h", "resolution_m")
_OWN = {"address", *_NUMBERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaSource:
    """One source of the sea.

    Attributes
    ----------
    key : str
        Its name in the order.
    name : str
        As shown to a person.
    layers : tuple of str
        What it gives.
    licence : str
        With whom to name.
    source : str
        Key in the library of sources; `REPORT` for a file that somebody added.
    address : str or None
        Where it is asked; None for what comes as a file.
    stale_after : float
        After its fetching [s].
    every : float
        How often a new one is worth asking for [s].
    resolution : float
        Of its maker's grid [m].
    details : mapping
        What its own adapter needs: gauge and datum, variable and stride.
    """

    key: str
    name: str
    layers: tuple[LayerName, ...]
    licence: str
    source: str
    address: str | None
    stale_after: float
    every: float
    resolution: float
    details: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaSources:
    """All sources by key, and their order by layer; each order ends with `EMBEDDED`."""

    sources: Mapping[str, SeaSource]
    orders: Mapping[LayerName, tuple[str, ...]]

    def order(self, layer: LayerName) -> tuple[str, ...]:
        """Return the keys in the order in which they count."""
        return self.orders[layer]

    def known(self, key: str) -> SeaSource:
        """Return a source; that of `FILE` for a key that no table names."""
        return self.sources.get(key, self.sources[FILE])

    def rank(self, layer: LayerName, key: str) -> int | None:
        """Return the place of a source in the order of a layer; None where it is not asked.

        A key that no table names has the place of `FILE`.
        """
        order = self.orders[layer]
        named = key if key in self.sources else FILE
        return order.index(named) if named in order else None

    def ranked(self, layer: LayerName, keys: Iterable[str]) -> tuple[str, ...]:
        """Return those of some kept sources that count before what Estran holds, best first."""
        last = self.orders[layer].index(EMBEDDED)
        places = {key: self.rank(layer, key) for key in keys}
        counting = [(place, key) for key, place in places.items() if place is not None]
        return tuple(key for place, key in sorted(counting) if place < last)

    def without_gauges(self) -> SeaSources:
        """Return the sources that serve any area: a gauge that is asked stands in the strait."""
        away = {key for key, one in self.sources.items() if "gauge" in one.details}
        return SeaSources(
            sources={key: one for key, one in self.sources.items() if key not in away},
            orders={
                layer: tuple(key for key in order if key not in away)
                for layer, order in self.orders.items()
            },
        )

    def stale_after(self, layer: str, key: str) -> float:
        """Return how long after its fetching a source is used [s]; an added depth does not age."""
        own = self.sources.get(key)
        if layer == "depth" and (own is None or key == FILE):
            return inf
        return self.known(key).stale_after

    def stale(self, key: str, *, fetched_at: float, now: float, layer: str = "") -> bool:
        """Return whether what was fetched then [s since 1970] is stale now."""
        return now - fetched_at > self.stale_after(layer, key)


@cache
def sea_sources(own: str | None = None) -> SeaSources:
    """Return the sources and their order, as a user's own text changes them.

    Parameters
    ----------
    own : str or None
        TOML of the form of ``sea_sources.toml``: tables ``order`` and ``sources.<key>`` with
        ``address``, ``stale_after_h``, ``every_h`` or ``resolution_m``.

    Raises
    ------
    InputError
        ``sea.settings`` where the text cannot be used; it says where and why.
    """
    held = tomllib.loads(files(__package__).joinpath("sea_sources.toml").read_text("utf-8"))
    given = _read(own) if own is not None else {}
    unknown = sorted(set(given) - {"order", "sources"})
    if unknown:
        raise _refused(f"{unknown[0]} is no table; tables are order and sources")
    tables = {key: dict(table) for key, table in held["sources"].items()}
    for key, table in _table(given, "sources").items():
        tables[key] = {**_held(tables, key), **_own_source(key, table)}
    orders = held["order"] | _table(given, "order")
    return SeaSources(
        sources=MappingProxyType({key: _source(key, table) for key, table in tables.items()}),
        orders=MappingProxyType({layer: _order(layer, orders, tables) for layer in LAYER_NAMES}),
    )


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(f"it is no TOML: {error}") from error


def _table(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = given.get(name, {})
    if not isinstance(table, dict):
        raise _refused(f"{name} must be a table")
    if name == "order" and (strange := sorted(set(table) - set(LAYER_NAMES))):
        raise _refused(f"order.{strange[0]} is no layer; layers are {', '.join(LAYER_NAMES)}")
    return table


def _held(tables: Mapping[str, dict[str, Any]], key: str) -> dict[str, Any]:
    if key not in tables:
        raise _refused(f"sources.{key} is not known; known are {', '.join(sorted(tables))}")
    return tables[key]


def _own_source(key: str, table: object) -> dict[str, Any]:
    """Return what a user may change of a source, checked."""
    if not isinstance(table, dict):
        raise _refused(f"sources.{key} must be a table")
    if strange := sorted(set(table) - _OWN):
        raise _refused(f"sources.{key}.{strange[0]} cannot be set; only {', '.join(sorted(_OWN))}")
    for name in _NUMBERS:
        value = table.get(name, 1.0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0.0:
            raise _refused(f"sources.{key}.{name} must be a number above 0")
    address = table.get("address", "https://held")
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        raise _refused(
            f"sources.{key}.address must be a plain http address, with no user and no query"
        )
    return table


def _order(
    layer: LayerName, orders: Mapping[str, Any], tables: Mapping[str, dict[str, Any]]
) -> tuple[str, ...]:
    """Return the order of a layer, which ends with what Estran holds."""
    asked = orders[layer]
    if not isinstance(asked, list) or not all(isinstance(one, str) for one in asked):
        raise _refused(f"order.{layer} must be a list of names")
    for one in asked:
        if one != EMBEDDED and layer not in tables.get(one, {}).get("layers", ()):
            fit = [key for key, table in tables.items() if layer in table["layers"]]
            raise _refused(f"order.{layer}: {one} does not give it; {', '.join(fit)} do")
    if len(set(asked)) < len(asked):
        raise _refused(f"order.{layer} names a source twice")
    return tuple(asked) if EMBEDDED in asked else (*asked, EMBEDDED)


def _source(key: str, table: Mapping[str, Any]) -> SeaSource:
    details = {name: one for name, one in table.items() if isinstance(one, dict)}
    return SeaSource(
        key=key,
        name=table["name"],
        layers=tuple(table["layers"]),
        licence=table["licence"],
        source=table.get("source", REPORT),
        address=table.get("address"),
        stale_after=table["stale_after_h"] * HOUR,
        every=table["every_h"] * HOUR,
        resolution=float(table["resolution_m"]),
        details=MappingProxyType(details),
    )


def _refused(problem: str) -> InputError:
    return InputError(
        "sea.settings",
        f"Your own sources of the sea cannot be used: {problem}.",
        problem=problem,
    )
