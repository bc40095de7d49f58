"""Positions on the WGS84 ellipsoid, the local plane, distances and bearings.

The only home of pyproj, which is imported when it is first needed: texts are read without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from estran.errors import PositionError
from estran.quantities.units import FULL_CIRCLE_DEG

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

    from estran.quantities.arrays import Floats

Quantity = TypeVar("Quantity", float, "Floats")


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the WGS84 ellipsoid.

    Parameters
    ----------
    latitude : float
        Degrees, north positive, from -90 to 90.
    longitude : float
        Degrees, east positive, from -180 to 180.

    Raises
    ------
    PositionError
        If either is outside its range or not a number.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        _check(name="latitude", value=self.latitude, limit=90.0)
        _check(name="longitude", value=self.longitude, limit=180.0)


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """Transverse Mercator plane on WGS84 with scale 1 along the meridian of its origin.

    Within 100 km of the origin lengths on the plane differ from those on the ellipsoid by less
    than 0.013 per cent.
    """

    origin: Position

    def to_plane(self, *, longitude: Quantity, latitude: Quantity) -> tuple[Quantity, Quantity]:
        """Plane coordinates of geographic ones.

        Parameters
        ----------
        longitude, latitude : float or array
            WGS84 degrees, of one shape.

        Returns
        -------
        tuple of float or array
            East and north of the origin [m].
        """
        transformer = _transformer(self.origin.latitude, self.origin.longitude)
        return _pair(transformer.transform(longitude, latitude))

    def to_geographic(self, *, east: Quantity, north: Quantity) -> tuple[Quantity, Quantity]:
        """Geographic coordinates of plane ones.

        Parameters
        ----------
        east, north : float or array
            Metres from the origin, of one shape.

        Returns
        -------
        tuple of float or array
            Longitude and latitude, WGS84 degrees.
        """
        transformer = _transformer(self.origin.latitude, self.origin.longitude)
        return _pair(transformer.transform(east, north, direction="INVERSE"))

    def convergence(self, *, longitude: Quantity, latitude: Quantity) -> Quantity:
        r"""Return the angle from the plane's north to true north, anticlockwise [rad].

        Parameters
        ----------
        longitude, latitude : float or array
            WGS84 degrees, of one shape, within a few degrees of the origin.

        Notes
        -----
        :math:`\tan\gamma = \tan(\lambda - \lambda_0)\,\sin\varphi`, on the sphere; within 1e-5 rad
        of the ellipsoid's in the areas held. Source: snyder_1987, eq. 8-3 ff.
        """
        import numpy as np  # noqa: PLC0415 (texts are read without it)

        difference = np.radians(np.subtract(longitude, self.origin.longitude))
        angle: Any = np.arctan(np.tan(difference) * np.sin(np.radians(latitude)))
        return angle


def distance_and_bearing(*, start: Position, end: Position) -> tuple[float, float]:
    """Length and first bearing of the geodesic between two positions.

    Returns
    -------
    tuple of float
        Distance [m] and true bearing at `start` [degrees, 0 to below 360]; the bearing is 0 where
        the positions coincide.
    """
    bearing, _, distance = _geod().inv(start.longitude, start.latitude, end.longitude, end.latitude)
    return float(distance), _wrapped(float(bearing)) if distance > 0.0 else 0.0


def destination(*, start: Position, bearing_deg: float, distance: float) -> Position:
    """Position reached along a geodesic.

    Parameters
    ----------
    start : Position
        Where it begins.
    bearing_deg : float
        First bearing, true [degrees].
    distance : float
        Length [m].
    """
    longitude, latitude, _ = _geod().fwd(start.longitude, start.latitude, bearing_deg, distance)
    return Position(latitude=float(latitude), longitude=float(longitude))


def _check(*, name: str, value: float, limit: float) -> None:
    if not -limit <= value <= limit:
        raise PositionError(
            "position.out_of_range",
            f"The {name} {value} is not possible: it lies from -{limit:g} to {limit:g} degrees.",
            name=name,
            value=value,
            limit=limit,
            variant="number",
        )


def _wrapped(bearing_deg: float) -> float:
    wrapped = bearing_deg % FULL_CIRCLE_DEG
    return 0.0 if wrapped >= FULL_CIRCLE_DEG else wrapped


def _pair(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    return pair


@cache
def _transformer(latitude: float, longitude: float) -> Transformer:
    from pyproj import Transformer  # noqa: PLC0415 (slow to import)

    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=tmerc +lat_0={float(latitude)!r} +lon_0={float(longitude)!r} "
        "+k_0=1 +ellps=WGS84"
    )


@cache
def _geod() -> Geod:
    from pyproj import Geod  # noqa: PLC0415 (slow to import)

    return Geod(ellps="WGS84")
