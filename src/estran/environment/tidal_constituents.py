"""Laws of the harmonic constituents: the sky's mean longitudes, Doodson arguments, nodal f and u.

Numbers of no place: the tide of a port or a stream is these phasors times its own constants.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from estran.errors import DataError
from estran.quantities.units import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats

Phasors: TypeAlias = NDArray[np.complex128]
"""Amplitudes with their phases, in the unit of what they belong to."""

EPOCH_1900 = -2208988800.0  # 0 h UT on 1 January 1900, in seconds since 1970
DAYS_A_CENTURY = 36525.0
SLOW = ("s", "h", "p", "p1")


@dataclass(frozen=True, slots=True, eq=False)
class ConstituentLaws:
    """Doodson arguments and nodal laws of the constituents that Estran knows.

    Attributes
    ----------
    index : dict of str to int
        Row of each constituent.
    argument : (c, 5) array
        Multiples of T, s, h, p, p1 [-].
    offset : (c,) array
        Added to the argument [degrees].
    power : (c, k) array
        Whose f, to which power, and whose u, how many times, apply to each constituent.
    kinds : tuple of str
        Names of the k nodal laws; the last is that of L2.
    longitude : dict
        Mean longitudes as quadratics in centuries since 1900 [degrees].
    f_series, u_series : (k - 1, 4) and (k - 1, 3) arrays
        Cosine series of f [-] and sine series of u [degrees] in the node's longitude.
    perigee : (m, 3) array
        Series of L2: factor, multiple of p, multiple of N.
    """

    index: dict[str, int]
    argument: Floats
    offset: Floats
    power: Floats
    kinds: tuple[str, ...]
    longitude: dict[str, tuple[float, float, float]]
    f_series: Floats
    u_series: Floats
    perigee: Floats


def constituent_names() -> tuple[str, ...]:
    """Return the names of the constituents that have a law here, slowest species first."""
    return tuple(_laws().index)


def constituent_speeds(names: Sequence[str]) -> Floats:
    """Return the speeds of constituents [degrees per hour], shape (c,).

    Raises
    ------
    DataError
        Where a name has no law here.
    """
    laws = _laws()
    century = DAYS_A_CENTURY * 24.0
    rates = np.array([15.0, *(laws.longitude[name][1] / century for name in SLOW)])
    speeds: Floats = laws.argument[_rows(names)] @ rates
    return speeds


def mean_longitudes(*, epoch_seconds: Floats) -> dict[str, Floats]:
    """Return the mean longitudes of the sky.

    Parameters
    ----------
    epoch_seconds : (n,) array
        Seconds since 1970, UTC; valid from 1900 to 2100 within 0.1 degree.

    Returns
    -------
    dict of str to (n,) array
        T (15 degrees an hour from midnight), s moon, h sun, p lunar perigee, N node, p1 perihelion
        [degrees].

    Notes
    -----
    Source: pugh_1987, Table 4.2.
    """
    day = (epoch_seconds - EPOCH_1900) / DAY
    century = day / DAYS_A_CENTURY
    sky = {
        name: first + (rate + bend * century) * century
        for name, (first, rate, bend) in _laws().longitude.items()
    }
    sky["T"] = 360.0 * np.mod(day, 1.0)
    return sky


def nodal_factors(*, names: Sequence[str], epoch_seconds: Floats) -> tuple[Floats, Floats]:
    """Return what the 18.6-year node does to constituents.

    Parameters
    ----------
    names : sequence of str
        Constituents.
    epoch_seconds : (n,) array
        Seconds since 1970, UTC.

    Returns
    -------
    tuple of (c, n) arrays
        Factor f [-] and phase u [degrees].

    Raises
    ------
    DataError
        Where a name has no law here.

    Notes
    -----
    Sources: doodson_warburg_1941, tables of f and u; pugh_1987, Table 4.3. A compound takes the
    product of the f and the sum of the u of its parts, a difference subtracts them.
    """
    power = _laws().power[_rows(names)]
    factor, phase = _nodal_laws(mean_longitudes(epoch_seconds=epoch_seconds))
    return np.exp(np.abs(power) @ np.log(factor)), power @ phase


def phasors(*, names: Sequence[str], epoch_seconds: Floats) -> Phasors:
    r"""Return the phasors :math:`f e^{i (V + u)}` of constituents.

    Parameters
    ----------
    names : sequence of str
        Constituents.
    epoch_seconds : (n,) array
        Seconds since 1970, UTC.

    Returns
    -------
    (c, n) complex array
        With constants :math:`Z = A e^{i g}` (g the phase lag on Greenwich) a level or a component
        of a stream is :math:`\sum \mathrm{Re}(\bar Z f e^{i (V + u)})`.

    Raises
    ------
    DataError
        Where a name has no law here.

    Notes
    -----
    Source: schureman_1958, Table 2; pugh_1987, eq. 4.1.
    """
    laws, rows = _laws(), _rows(names)
    sky = mean_longitudes(epoch_seconds=epoch_seconds)
    turning = np.stack([sky[name] for name in ("T", *SLOW)])
    factor, phase = nodal_factors(names=names, epoch_seconds=epoch_seconds)
    angle = laws.argument[rows] @ turning + laws.offset[rows, np.newaxis] + phase
    return np.asarray(factor * np.exp(1j * np.radians(np.mod(angle, 360.0))))


def _nodal_laws(sky: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Return f and u of every nodal law, (k, n); the last, L2, follows the perigee too."""
    laws = _laws()
    node = np.radians(sky["N"])
    factor = laws.f_series @ np.cos(np.outer(np.arange(4), node))
    phase = laws.u_series @ np.sin(np.outer(np.arange(1, 4), node))
    share, of_perigee, of_node = laws.perigee.T
    angle = np.radians(np.outer(of_perigee, sky["p"]) + np.outer(of_node, sky["N"]))
    arrow = 1.0 + share @ np.exp(1j * angle)
    return (
        np.vstack((factor, np.abs(arrow))),
        np.vstack((phase, np.degrees(np.angle(arrow)))),
    )


def _rows(names: Sequence[str]) -> list[int]:
    index = _laws().index
    strange = [name for name in names if name not in index]
    if strange:
        raise DataError(
            "tide.constituent_unknown",
            f"No law is held for the constituents {', '.join(strange)}.",
            names=strange,
        )
    return [index[name] for name in names]


@cache
def _laws() -> ConstituentLaws:
    text = files("estran.environment").joinpath("tidal_constituents.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    rows, nodal = table["constituent"], table["nodal"]
    kinds = (*nodal, "L2")
    powers = [[row.get("nodal", {}).get(kind, 0.0) for kind in kinds] for row in rows.values()]
    return ConstituentLaws(
        index={name: place for place, name in enumerate(rows)},
        argument=np.array([row["argument"] for row in rows.values()], dtype=np.float64),
        offset=np.array([row["offset"] for row in rows.values()], dtype=np.float64),
        power=np.array(powers, dtype=np.float64),
        kinds=kinds,
        longitude={name: tuple(row) for name, row in table["longitude"].items()},
        f_series=np.array([row["f"] for row in nodal.values()]),
        u_series=np.array([row["u"] for row in nodal.values()]),
        perigee=np.array(table["perigee"]["L2"]),
    )
