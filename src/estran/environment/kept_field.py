"""One layer of the sea as one source gave it: values over times and a grid, and how to ask them.

SI inside; directions are components already. NaN is *unknown*, and nothing is filled in. Files and
networks are not known here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from estran.quantities.arrays import Bools, Floats, Ints

LayerName: TypeAlias = Literal["currents", "waves", "wind", "level", "temperature", "depth"]
LAYER_NAMES: tuple[LayerName, ...] = get_args(LayerName)
LONGEST_GAP = 3 * HOUR
"""Between values further apart in time [s] nothing is known: the stream would have turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerForm:
    """What the values of a layer are: unit, pair or single, and what no sea ever exceeds.

    Attributes
    ----------
    unit : str
        Of every value that is kept.
    pair : bool
        East and north components of where it goes.
    least, most : float
        Values beyond these are wrong units or fill values, never the sea.
    """

    unit: str
    pair: bool
    least: float
    most: float


FORMS: Mapping[LayerName, LayerForm] = MappingProxyType(
    {
        "currents": LayerForm(unit="m/s", pair=True, least=-8.0, most=8.0),
        "waves": LayerForm(unit="m", pair=False, least=0.0, most=25.0),
        "wind": LayerForm(unit="m/s", pair=True, least=-80.0, most=80.0),
        "level": LayerForm(unit="m", pair=False, least=-5.0, most=5.0),
        "temperature": LayerForm(unit="degC", pair=False, least=-3.0, most=40.0),
        "depth": LayerForm(unit="m", pair=False, least=-9000.0, most=12000.0),
    }
)
"""Waves are significant heights; a level is the observed less the predicted one, a surge; a depth
is positive downwards, from its field's datum."""
DepthDatum: TypeAlias = Literal["", "lat", "msl", "msl_mixed"]
DEPTH_DATUMS: tuple[DepthDatum, ...] = get_args(DepthDatum)
"""Lowest astronomical tide; mean sea level or a geoid close to it; that, with parts of the grid on
a chart's datum; an empty word where nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptField:
    """One layer from one source, as it is kept.

    Attributes
    ----------
    layer : str
        One of `LAYER_NAMES`.
    source : str
        Key of the source, such as ``open-meteo``: lower case letters, digits and hyphens.
    title : str
        Of the data set, as shown to a person, with its model or datum.
    unit : str
        That of the layer's form.
    licence : str
        Under which it may be used, with whom to name.
    times : ndarray, shape (n,)
        Seconds since 1970, UTC, ascending. A depth has one, and holds at all times.
    latitude, longitude : ndarray, shape (r,) and (c,)
        Degrees, ascending; longitudes from -180 to 180. One node on an axis holds along all of it:
        a gauge is a field of one node, and who asks judges how far to believe it.
    values : ndarray, shape (n, r, c) or (n, r, c, 2)
        float32; NaN where unknown.
    fetched_at : float
        When it came [s since 1970].
    issued_at : float or None
        When its maker issued it [s since 1970]; None where not told.
    resolution : float
        Distance between its own nodes [m].
    datum : str
        Of a depth: where its zero lies, one of `DEPTH_DATUMS`.
    sha256 : str
        Of all of the above but `fetched_at`; computed where it is left out.

    Raises
    ------
    ValueError
        Where something above does not hold; nothing wrong is ever kept.
    """

    layer: LayerName
    source: str
    title: str
    unit: str
    licence: str
    times: Floats
    latitude: Floats
    longitude: Floats
    values: NDArray[np.float32]
    fetched_at: float
    issued_at: float | None = None
    resolution: float
    datum: DepthDatum = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        for name in ("times", "latitude", "longitude"):
            _set(self, name, np.ascontiguousarray(getattr(self, name), dtype=np.float64))
        _set(self, "values", np.ascontiguousarray(self.values, dtype=np.float32))
        for problem in _problems(self):
            raise ValueError(problem)
        found = content_hash(self)
        if self.sha256 and self.sha256 != found:
            raise ValueError("its content is not what its hash says")
        _set(self, "sha256", found)
        for name in ("times", "latitude", "longitude", "values"):
            getattr(self, name).setflags(write=False)

    @property
    def pair(self) -> bool:
        """Whether values are east and north components."""
        return FORMS[self.layer].pair

    def at(self, *, latitude: Floats, longitude: Floats, time: Floats) -> Floats:
        """Return the layer at places and times, linear between its nodes and its hours.

        Parameters
        ----------
        latitude, longitude : ndarray, shape (m,)
            Degrees.
        time : ndarray, shape (m,)
            Seconds since 1970, UTC.

        Returns
        -------
        ndarray, shape (m,) or (m, 2)
            In `unit`. NaN outside, where a node that counts is unknown, and inside a gap in time
            longer than `LONGEST_GAP`.
        """
        longest = np.inf if self.layer == "depth" else LONGEST_GAP
        when = _bracket(self.times, time, longest=longest, alone=self.layer == "depth")
        row = _bracket(self.latitude, latitude)
        column = _bracket(self.longitude, longitude)
        total = np.zeros((np.size(time), 2) if self.pair else np.size(time))
        for i in (0, 1):
            for j in (0, 1):
                for k in (0, 1):
                    weight = when.weight[i] * row.weight[j] * column.weight[k]
                    found = self.values[when.node[i], row.node[j], column.node[k]]
                    total += _weighed(found.astype(np.float64), weight)
        total[~(when.inside & row.inside & column.inside)] = np.nan
        return total


def content_hash(field: KeptField) -> str:
    """Return the SHA-256 of what a field says: everything but when it was fetched."""
    digest = sha256(json.dumps(label_of(field), sort_keys=True, ensure_ascii=False).encode())
    for one in (field.times, field.latitude, field.longitude):
        digest.update(one.astype("<f8", copy=False).data)
    digest.update(field.values.astype("<f4", copy=False).data)
    return digest.hexdigest()


def label_of(field: KeptField) -> dict[str, object]:
    """Return what a field says of itself, without arrays, its hash, and when it was fetched."""
    left = {"times", "latitude", "longitude", "values", "sha256", "fetched_at"}
    if not field.datum:
        left.add("datum")
    said = {one.name: getattr(field, one.name) for one in fields(field) if one.name not in left}
    return {**said, "shape": list(field.values.shape)}


@dataclass(frozen=True, slots=True)
class _Bracket:
    node: tuple[Ints, Ints]
    weight: tuple[Floats, Floats]
    inside: Bools


def _bracket(
    axis: Floats, asked: Floats, *, longest: float = np.inf, alone: bool = True
) -> _Bracket:
    """Return the two nodes about each place on an axis, with their weights.

    `alone` says that an axis of one node holds along all of it; `longest` is the longest step
    between two nodes that may be bridged.
    """
    given = np.asarray(asked, dtype=np.float64)
    if axis.size == 1:
        first = np.zeros(given.shape, dtype=np.int64)
        inside = np.isfinite(given) if alone else given == axis[0]
        return _Bracket((first, first), (np.ones(given.shape), np.zeros(given.shape)), inside)
    upper = np.clip(np.searchsorted(axis, given, side="right"), 1, axis.size - 1)
    lower = upper - 1
    step = axis[upper] - axis[lower]
    share = (given - axis[lower]) / step
    inside = (given >= axis[0]) & (given <= axis[-1])
    inside &= (step <= longest) | (share == 0.0) | (share == 1.0)
    share = np.where(inside, share, 0.0)
    return _Bracket((lower, upper), (1.0 - share, share), inside)


def _weighed(found: Floats, weight: Floats) -> Floats:
    """Return values times weights; a node without weight does not count, unknown or not."""
    each = weight[:, np.newaxis] if found.ndim > weight.ndim else weight
    return np.where(each > 0.0, found * each, 0.0)


def _set(field: KeptField, name: str, value: object) -> None:
    object.__setattr__(field, name, value)


def _problems(field: KeptField) -> list[str]:
    """Return what does not hold of a field, in words."""
    if field.layer not in FORMS:
        return [f"there is no layer {field.layer!r}; layers: {', '.join(LAYER_NAMES)}"]
    return [*_label_problems(field), *_axis_problems(field), *_value_problems(field)]


def _label_problems(field: KeptField) -> list[str]:
    form, found = FORMS[field.layer], []
    if not field.source or set(field.source) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        found.append(f"{field.source!r} is no key of a source: lower case, digits and hyphens")
    if field.unit != form.unit:
        found.append(f"{field.layer} are kept in {form.unit}, not in {field.unit!r}")
    if not (field.resolution > 0.0 and np.isfinite(field.resolution)):
        found.append("its resolution must be a positive number of metres")
    if field.datum not in DEPTH_DATUMS or (field.datum and field.layer != "depth"):
        found.append(f"{field.datum!r} is no datum of its layer; a depth has one of lat, msl")
    return found


def _axis_problems(field: KeptField) -> list[str]:
    found = []
    bounds = {"times": np.inf, "latitude": 90.0, "longitude": 180.0}
    for name, most in bounds.items():
        axis = getattr(field, name)
        if axis.ndim != 1 or not axis.size or not np.all(np.isfinite(axis)):
            found.append(f"its {name} must be a row of numbers")
        elif np.any(np.diff(axis) <= 0.0):
            found.append(f"its {name} must ascend")
        elif np.abs(axis).max() > most:
            found.append(f"its {name} must lie within {most:g} degrees")
    return found


def _value_problems(field: KeptField) -> list[str]:
    form = FORMS[field.layer]
    shape = (field.times.size, field.latitude.size, field.longitude.size)
    wanted = (*shape, 2) if form.pair else shape
    if field.values.shape != wanted:
        return [f"its values have the shape {field.values.shape}, not {wanted}"]
    with np.errstate(invalid="ignore"):
        least = float(np.fmin.reduce(field.values, axis=None, initial=np.inf))
        most = float(np.fmax.reduce(field.values, axis=None, initial=-np.inf))
    if least > most:
        return ["it has no value anywhere"]
    if least < form.least or most > form.most:
        return [
            f"values from {least:g} to {most:g} {form.unit} are not {field.layer}:"
            f" wrong unit, or a fill value"
        ]
    return []
